import ArgumentParser
import Diagnostics
import Glibc
import Planning

/// How `why` and `trace` print.
enum TraceFormat: String, CaseIterable, ExpressibleByArgument {
  case pretty, json
}

/// `hl-map why`: where a field of a mapped event comes from, or what kept it out.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Says which rule wrote a field of an event, or why none did.",
    discussion: """
      Maps the first event of the input (or that of --line) and explains one field: the rule that
      wrote it with its source, cast and conditions; for an absent field every rule that could
      have written it and what stopped it.

      EXAMPLES
        hl-map why user.name --rules Mappings/harfanglab.yml < event.json
        hl-map why source.ip --rules r.yml --line 17 events.ndjson
        hl-map why event.kind --rules r.yml --format json < event.json

      EXIT CODES
        0  the field is explained, present or absent
        2  no rule writes such a field
        3  rules cannot be loaded
        4  there is no event to read
      """)

  @Argument(help: "The field, such as user.name.")
  var field: String

  @Argument(
    help: ArgumentHelp("A file of events; - or none is standard input.", valueName: "file"),
    completion: .file())
  var input: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The rule file.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml"]))
  var rules: String

  @Option(help: ArgumentHelp("The event of this line; by default the first.", valueName: "n"))
  var line: Int?

  @Option(name: .shortAndLong, help: "pretty (for people) or json.")
  var format: TraceFormat = .pretty

  @Option(
    help: ArgumentHelp(
      "What rules take for the current time (RFC 3339); by default the clock's.",
      valueName: "time"))
  var now: Instant?

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    let loaded = try TracedEvent.load(rules, color: color)
    guard let plan = loaded.plan else { throw ExitCode.rules }
    let targets = plan.targets
    guard targets.contains(field) else {
      let below = targets.filter { $0.hasPrefix(field + ".") }
      let help =
        below.isEmpty
        ? Suggestion.help(for: field, in: targets)
          ?? "`hl-map check` knows the fields of the schema"
        : "it is a group; ask for one of \(below.prefix(8).joined(separator: ", "))"
      Console.note("no rule of \(rules) writes \(SafeText.line(field)); \(help)")
      throw ExitCode.usage
    }
    let event = try TracedEvent(loaded, plan, input: input, line: line, now: now)
    let answer = WhyAnswer(event, field: field)
    switch format {
    case .pretty:
      Console.print(answer.pretty(TraceStyle(usesColor: color.isOn(for: STDOUT_FILENO))))
    case .json: Console.print(answer.json)
    }
  }
}

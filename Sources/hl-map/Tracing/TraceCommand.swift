import ArgumentParser
import Diagnostics
import Glibc
import Planning

/// `hl-map trace`: the way of one event through all rules.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Shows the way of an event through all rules.",
    discussion: """
      Maps the first event of the input (or that of --line) and shows each condition with what it
      read, each case taken, and each field with its value or what kept it out. Rules that were
      skipped are one line.

      EXAMPLES
        hl-map trace --rules Mappings/harfanglab.yml < event.json
        hl-map trace --rules r.yml --line 17 --format json events.ndjson

      EXIT CODES
        0  the event is traced, whatever became of it
        3  rules cannot be loaded
        4  there is no event to read
      """)

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
    let event = try TracedEvent(loaded, plan, input: input, line: line, now: now)
    let text = TraceText(event: event)
    switch format {
    case .pretty: Console.print(text.pretty(TraceStyle(usesColor: color.isOn(for: STDOUT_FILENO))))
    case .json: Console.print(text.json)
    }
  }
}

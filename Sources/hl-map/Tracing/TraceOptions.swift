import ArgumentParser
import Glibc
import Planning

/// How `why` and `trace` print.
enum TraceFormat: String, CaseIterable, ExpressibleByArgument {
  case pretty, json
}

/// What `why` and `trace` both take: an event, the rules it goes through, and how to print.
struct TraceOptions: ParsableArguments {
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

  @OptionGroup var roots: IncludeRootOption

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  /// The rules, which must have no error.
  func loaded() throws -> LoadedRules {
    try TracedEvent.load(rules, roots: roots, color: color)
  }

  /// The event of the input, mapped by the rules.
  func traced(_ loaded: LoadedRules, _ plan: Plan) throws -> TracedEvent {
    try TracedEvent(loaded, plan, input: input, line: line, now: now)
  }

  var style: TraceStyle { TraceStyle(usesColor: color.isOn(for: STDOUT_FILENO)) }
}

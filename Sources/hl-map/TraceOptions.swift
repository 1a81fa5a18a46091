import ArgumentParser
import Glibc
import HLMap
import Machine
import Planning
import Text
import Workbench

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

  @OptionGroup var loading: RuleOptions

  /// The rules with their plan; they must have no error.
  func load() throws -> (rules: LoadedRules, plan: Plan) {
    try loading.load(rules, detail: .labels)
  }

  /// The event of the input, mapped by the rules.
  func trace(by plan: Plan, _ sources: SourceMap) throws -> TracedEvent {
    let name = input.flatMap { $0 == "-" ? nil : $0 }
    let bytes: [UInt8]
    do {
      bytes = try EventFile.read(name ?? "/dev/stdin")
    } catch {
      Console.note("cannot read \(name ?? "standard input"): \(error.message)")
      throw ExitCode.unavailable
    }
    guard let event = ChosenEvent.event(in: bytes, line: line) else {
      let what = line.map { "no event on line \($0)" } ?? "no event"
      Console.note("\(name ?? "standard input"): \(what)")
      throw ExitCode.unavailable
    }
    return TracedEvent(event, sources: sources, plan: plan, now: now ?? .now)
  }

  var style: TraceStyle { TraceStyle(usesColor: loading.color.isOn(for: STDOUT_FILENO)) }
}

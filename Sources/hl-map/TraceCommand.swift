import ArgumentParser
import HLMap
import Planning
import Workbench

/// `hl-map trace`: the way of one event through all rules.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", _superCommandName: MainCommand.name,
    abstract: "Shows the way of an event through all rules.",
    usage: "hl-map trace [<options>] [<file>] --rules <file>",
    discussion: helpText(
      """
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
      """))

  @OptionGroup var options: TraceOptions

  func run() throws {
    let (rules, plan) = try options.load()
    let text = TraceText(event: try options.trace(by: plan, rules.sources))
    switch options.format {
    case .pretty: Console.print(text.pretty(options.style))
    case .json: Console.print(json: text.json)
    }
  }
}

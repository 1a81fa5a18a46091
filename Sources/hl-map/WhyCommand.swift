import ArgumentParser
import HLMap
import Planning
import Text
import Workbench

/// `hl-map why`: where a field of a mapped event comes from, or what kept it out.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", _superCommandName: MainCommand.name,
    abstract: "Says which rule wrote a field of an event, or why none did.",
    usage: "hl-map why [<options>] <field> [<file>] --rules <file>",
    discussion: helpText(
      """
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
      """))

  @Argument(help: "The field, such as user.name.", completion: .fieldNames)
  var field: String

  @OptionGroup var options: TraceOptions

  func run() throws {
    let (rules, plan) = try options.load()
    let targets = plan.targets
    guard targets.contains(field) || !plan.holders(of: field).isEmpty else {
      let below = targets.filter { $0.hasPrefix(field + ".") }
      let help =
        below.isEmpty
        ? Suggestion.help(for: field, in: targets)
          ?? "`hl-map check` knows the fields of the schema"
        : "it is a group; ask for one of \(below.prefix(8).joined(separator: ", "))"
      Console.note("no rule of \(options.rules) writes \(field); \(help)")
      throw ExitCode.usage
    }
    let answer = WhyAnswer(try options.trace(by: plan, rules.sources), field: field)
    switch options.format {
    case .pretty: Console.print(answer.pretty(options.style))
    case .json: Console.print(json: answer.json)
    }
  }
}

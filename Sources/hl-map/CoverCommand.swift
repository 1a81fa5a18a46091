import ArgumentParser
import Glibc
import HLMap
import JSON
import Planning
import Text
import Workbench

/// `hl-map cover`: what samples exercise of rules, and what rules read of samples.
struct CoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cover", _superCommandName: MainCommand.name,
    abstract: "Says which rules samples exercise, and how much of the samples rules read.",
    usage: "hl-map cover [<options>] --rules <files> ... --samples <files> ...",
    discussion: helpText(
      """
      Maps the samples and reports
        rules   what no sample exercised: rules that never gave a value,
                cases, lookup entries, fallbacks (`a else b`, lists)
        source  the values of the samples: read by some rule, left out on
                purpose (`unread:` in the rule file), or not read
        fields  what was written, and how many events have event.kind & co.
      null, "", [] and {} are no values, and every occurrence of a value counts. A rule that only
      tests a path does not read it, a for_each reads what its body reads, and a rule that takes
      the whole event, as for event.original, reads nothing.

      EXAMPLES
        hl-map cover --rules Mappings/harfanglab.yml --samples events.ndjson
        hl-map cover --rules r.yml --samples Fixtures/r --min-source 95
        hl-map cover --rules FORMAT/ingest/parser.yml --samples FORMAT/tests

      EXIT CODES
        0  all figures are at or above their floors
        1  a figure is below --min-rules or --min-source
        3  rules cannot be loaded
        4  a sample cannot be read, or there is none
      """))

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(
    name: .shortAndLong, parsing: .upToNextOption,
    help: ArgumentHelp("Rule files, or directories of them.", valueName: "files"),
    completion: .file(extensions: ["yml", "yaml"]))
  var rules: [String]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Events: files as run reads them, directories of them or of fixtures.", valueName: "files"),
    completion: .file(extensions: ["ndjson", "json"]))
  var samples: [String]

  @Option(name: .shortAndLong, help: "text (for people) or json.")
  var format: Format = .text

  @Option(
    help: ArgumentHelp(
      "Fail where fewer parts of the rules are exercised.", valueName: "percent"))
  var minRules: Double?

  @Option(
    help: ArgumentHelp(
      "Fail where fewer values are read or left out on purpose.", valueName: "percent"))
  var minSource: Double?

  @Flag(help: "List what is left out on purpose, with the reasons.")
  var unread = false

  @Flag(help: "List the values that are read by a rule, but by none that ran on the event.")
  var byEvent = false

  @OptionGroup var loading: RuleOptions

  func validate() throws {
    for (name, floor) in [("--min-rules", minRules), ("--min-source", minSource)] {
      if let floor, !(0...100).contains(floor) {
        throw ValidationError("\(name) takes a percentage, 0 to 100")
      }
    }
  }

  func run() throws {
    let found = RuleFiles.find(rules)
    for problem in found.problems { Console.note("\(problem.path): \(problem.reason)") }
    guard found.problems.isEmpty else { throw ExitCode.rules }
    let loaded = try found.files.map { try loading.load($0, detail: .probes) }
    guard let events = try SampleSet(option: samples) else { throw ExitCode.unavailable }
    let reports = zip(found.files, loaded).map { file, one in
      CoverReport(Coverage(one.rules, one.plan, of: events, file: file))
    }
    let style = TraceStyle(usesColor: loading.color.isOn(for: STDOUT_FILENO))
    switch format {
    case .json:
      Console.print(
        json: JSONTree.list(reports.map { CoverJSON(report: $0).tree }).pretty() + "\n")
    case .text:
      let texts = reports.map {
        CoverText(report: $0, style: style, listsUnread: unread, listsIdle: byEvent).text
      }
      Console.print(texts.joined(separator: "\n"))
    }
    if reports.contains(where: isBelowFloor) { throw ExitCode.findings }
  }

  /// Says which figure of a report is too low.
  private func isBelowFloor(_ report: CoverReport) -> Bool {
    var isBelow = false
    func compare(_ what: String, _ figure: Double?, _ floor: Double?) {
      guard let floor, let figure, figure < floor else { return }
      isBelow = true
      Console.note(
        "\(report.coverage.file): \(what) \(Wording.decimal(figure, 1)) %, below the floor of \(Wording.decimal(floor, 1)) %"
      )
    }
    compare("rules exercised", report.rulePercent, minRules)
    compare("source values accounted for", report.coverage.sourcePercent, minSource)
    return isBelow
  }
}

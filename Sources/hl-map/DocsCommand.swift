import ArgumentParser
import HLMap
import Machine
import Planning
import Workbench

/// `hl-map docs`: the page of a rule file.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", _superCommandName: MainCommand.name,
    abstract: "Writes the page of a rule file: data sources, categories, samples, fields.",
    usage: "hl-map docs [<options>] <file>",
    discussion: helpText(
      """
      The page is made from the rules, the schema, the docs: key of the rule file and the fixtures
      that docs: names. Fixtures are looked for where `hl-map test` does. Values of event.kind,
      event.category and event.type that only the rules or only the fixtures know are told on
      standard error.

      EXAMPLES
        hl-map docs Mappings/harfanglab.yml
        hl-map docs Mappings/harfanglab.yml --output Mappings/harfanglab.md
        hl-map docs Mappings/harfanglab.yml --check

      EXIT CODES
        0  done; with --check: the page is up to date
        1  with --check: the page is stale or missing
        3  the rules cannot be loaded
        4  a fixture cannot be read, or the page cannot be written
      """))

  @Argument(
    help: ArgumentHelp("The rule file.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml"]))
  var path: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the page here; - is standard output.", valueName: "page"),
    completion: .file(extensions: ["md"]))
  var output: String?

  @Flag(help: "Only say whether the page (by default NAME.md beside the rule file) is up to date.")
  var check = false

  @Option(
    help: ArgumentHelp("Take the fixtures from here (or from NAME in it).", valueName: "dir"),
    completion: .directory)
  var fixtures: String?

  @OptionGroup var loading: RuleOptions

  @Flag(name: .shortAndLong, help: "No remarks.")
  var quiet = false

  func run() throws {
    if let fixtures, !RuleFiles.isDirectory(fixtures) {
      Console.note("\(fixtures): no such directory of fixtures")
      throw ExitCode.unavailable
    }
    let rules = RuleLoader.load(path: path, LoadRequest(roots: loading.roots.folders))
    guard let page = ReferenceDraft(of: path, rules, fixtures: fixtures) else {
      if rules.plan != nil {
        throw ValidationError(
          "\(path): intake formats have no page; `docs` is for native rule files")
      }
      try Console.refuse(rules, loading.color)
    }
    for problem in page.problems { Console.note(problem) }
    if !page.problems.isEmpty { throw ExitCode.unavailable }
    if !check { try rejectOverwriting(rules, page.fixtureFiles) }
    if !quiet {
      for remark in page.remarks { Console.note(remark) }
    }
    let text: String
    do { text = try page.text() } catch {
      Console.note(error.message)
      throw ExitCode.unavailable
    }
    try finish(text)
  }

  /// The page must not take the place of what it is made from.
  private func rejectOverwriting(_ rules: LoadedRules, _ fixtures: [String]) throws {
    var roles = FileRoles()
    roles.read(rules: rules)
    for file in fixtures { roles.read(file, as: "the fixture \(file)") }
    if let output, output != "-" {
      try roles.write(output, as: "--output \(output)")
    } else {
      try roles.writeStandardOutput()
    }
  }

  private var pagePath: String {
    if let output { return output }
    let (folder, name) = TestFinder.split(path)
    return path.contains("/") ? "\(folder)/\(name).md" : "\(name).md"
  }

  private func finish(_ page: String) throws {
    if check {
      let present = try? TextFile.read(pagePath)
      if present == Array(page.utf8) { return }
      let state = present == nil ? "cannot be read" : "is stale"
      Console.note("\(pagePath) \(state); write it with: hl-map docs \(path) --output \(pagePath)")
      throw ExitCode.findings
    }
    guard let output, output != "-" else { return Console.write(page) }
    do {
      try TextFile.write(page, to: output)
    } catch {
      Console.note("cannot write \(output): \(error.message)")
      throw ExitCode.unavailable
    }
  }
}

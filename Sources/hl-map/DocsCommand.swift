import ArgumentParser
import Diagnostics
import Events
import Glibc
import HLMap
import JSON
import Language
import Machine
import Planning
import Streams
import Text
import Workbench

/// `hl-map docs`: the page of a rule file.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
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

  @OptionGroup var roots: IncludeRootOption

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "No remarks.")
  var quiet = false

  func run() throws {
    if let fixtures, !RuleFiles.isDirectory(fixtures) {
      Console.note("\(fixtures): no such directory of fixtures")
      throw ExitCode.unavailable
    }
    let loaded = RuleLoader.load(path: path, LoadRequest(roots: roots.folders))
    guard let plan = loaded.plan, let mapping = loaded.mapping, let schema = loaded.schema else {
      try Console.refuse(loaded, color)
    }
    let walk = RuleWalk(mapping)
    let tables = Dictionary(
      Planner.inOrder(mapping).flatMap(\.tables).map { ($0.name.value, $0) },
      uniquingKeysWith: { $1 })
    let categorization = Categorization(walk, tables: tables, sources: loaded.sources)
    let tests = try tests(of: loaded)
    if !check { try rejectOverwriting(loaded, tests) }
    let runner = TestRunner(plan: plan, now: Instant.forTests.milliseconds)
    let results = tests.map { runner.run($0) }

    let written = Set(walk.writes.map(\.field))
    if !quiet {
      let outputs = results.flatMap { result -> [JSONTree] in
        if case .events(let events) = result.actual { events } else { [] }
      }
      for remark in categorization.disagreements(with: outputs) { Console.note(remark) }
      for name in mapping.docs?.hidden ?? [] where !written.contains(name.value) {
        Console.note(
          "\(loaded.sources.location(of: name.span)): no rule writes the hidden field `\(name.value)`"
        )
      }
    }
    let page = ReferencePage(
      fileName: path.split(separator: "/").last.map(String.init) ?? path, mapping: mapping,
      schema: schema, categorization: categorization, written: written,
      samples: try samples(mapping.docs?.samples ?? [], in: results, loaded.sources))
    try finish(page.text)
  }

  private func tests(of loaded: LoadedRules) throws -> [MappingTest] {
    var folders = TestFinder.conventionalFolders(for: path)
    if let fixtures {
      let own = "\(fixtures)/\(TestFinder.split(path).name)"
      folders = [RuleFiles.isDirectory(own) ? own : fixtures]
    }
    let finder = TestFinder.find(for: path, rules: loaded, fixtures: folders)
    for problem in finder.problems { Console.note(problem) }
    if !finder.problems.isEmpty { throw ExitCode.unavailable }
    return finder.tests
  }

  /// The page must not take the place of what it is made from.
  private func rejectOverwriting(_ rules: LoadedRules, _ tests: [MappingTest]) throws {
    var roles = FileRoles()
    roles.read(rules: rules)
    for test in tests { for file in test.files { roles.read(file, as: "the fixture \(file)") } }
    if let output, output != "-" {
      try roles.write(output, as: "--output \(output)")
    } else {
      try roles.writeStandardOutput()
    }
  }

  /// The fixtures that the rule file names, in its order.
  private func samples(
    _ names: [Located<String>], in results: [TestResult], _ sources: SourceMap
  ) throws -> [ReferencePage.Sample] {
    var known: [String: TestResult] = [:]
    for result in results { known[DocsCommand.fixtureName(of: result.test)] = result }
    var samples: [ReferencePage.Sample] = []
    for name in names {
      guard let result = known[name.value] else {
        let help = Suggestion.help(for: name.value, in: known.keys.sorted())
        Console.note(
          "\(sources.location(of: name.span)): there is no fixture `\(name.value)`"
            + (help.map { "; \($0)" } ?? ""))
        throw ExitCode.unavailable
      }
      samples.append(
        ReferencePage.Sample(name: name.value, input: result.test.input, output: result.actual))
    }
    return samples
  }

  /// `network` for `…/network.json`; an inline test goes by its name.
  private static func fixtureName(of test: MappingTest) -> String {
    if case .inline = test.origin { return test.name }
    let file = test.place.split(separator: "/").last.map(String.init) ?? test.place
    for ending in [".input.json", ".json"] where file.hasSuffix(ending) {
      return String(file.dropLast(ending.count))
    }
    return file
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

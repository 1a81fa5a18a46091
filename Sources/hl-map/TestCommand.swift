import ArgumentParser
import Diagnostics
import Glibc
import Planning
import Running

extension TestReport.Format: ExpressibleByArgument {}

/// `hl-map test`: whether mappings do what their tests say.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests of rule files.",
    discussion: """
      The tests of RULES/NAME.yml are its own tests: list, and the fixtures in RULES/NAME.tests/,
      in Fixtures/NAME/ next to the folder RULES, or where --fixtures says:

        X.json                        {"input": {…}, "expected": {…}}; optional: "name",
                                      "partial": true, "ignore": ["message"]
        X.input.json, X.expected.json the event and the outcome
        X.ndjson, X.expected.ndjson   one line an event, one line an outcome

      An outcome is the mapped event; a list of them for several; null for a dropped event;
      {"rejected": "reason"} for a refused one. The order of members does not matter, nor that of
      lists under related. Files without an expected part are no tests.

      EXAMPLES
        hl-map test Mappings
        hl-map test --filter process Mappings/harfanglab.yml
        hl-map test --update Mappings/harfanglab.yml

      EXIT CODES
        0  all tests pass
        1  a test fails
        3  rules cannot be loaded
        4  a fixture cannot be read or written
      """)

  @Argument(
    help: ArgumentHelp("Rule files, or directories of them.", valueName: "files"),
    completion: .file(extensions: ["yml", "yaml"]))
  var paths: [String]

  @Option(
    help: ArgumentHelp("Take the fixtures from here (or from NAME in it).", valueName: "dir"),
    completion: .directory)
  var fixtures: String?

  @Option(
    help: ArgumentHelp("Only tests whose name or file matches this pattern.", valueName: "regex"))
  var filter: String?

  @Flag(help: "Write what comes out as what is expected, in the fixtures of failing tests.")
  var update = false

  @Option(help: "pretty (for people), json or junit.")
  var format: TestReport.Format = .pretty

  @Option(
    help: ArgumentHelp(
      "What rules take for the current time (RFC 3339); fixed, so that tests repeat.",
      valueName: "time"))
  var now = Instant.forTests

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "List the tests that pass too.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Print failures only.")
  var quiet = false

  func validate() throws {
    if let filter, NameFilter(filter) == nil {
      throw ValidationError("--filter is not a valid pattern: \(filter)")
    }
  }

  func run() throws {
    let found = RuleFiles.find(paths)
    for problem in found.problems { Console.note("\(problem.path): \(problem.reason)") }
    var state = State(hasBrokenRules: !found.problems.isEmpty)
    if let fixtures, !RuleFiles.isDirectory(fixtures) {
      Console.note("\(fixtures): no such directory of fixtures")
      throw ExitCode.unavailable
    }
    for file in found.files { run(file, isOnly: found.files.count == 1, state: &state) }

    switch format {
    case .pretty: break
    case .json: Console.print(TestReport.json(state.results))
    case .junit: Console.print(TestReport.junit(state.results))
    }
    if update { report(state.update) }
    let failed = state.failed
    let closing = "\(state.results.count - failed) passed, \(failed) failed\n"
    if format != .pretty {
      Console.warn(closing)
    } else if !quiet || failed > 0 {
      Console.print(closing)
    }
    if state.hasBrokenRules { throw ExitCode.rules }
    if state.hasBrokenFixtures { throw ExitCode.unavailable }
    if failed > 0 { throw ExitCode.findings }
  }

  /// What the files so far came to.
  private struct State {
    var results: [(file: String, result: TestResult)] = []
    var update = ExpectationUpdate()
    var hasBrokenRules: Bool
    var hasBrokenFixtures = false

    var failed: Int { results.count { !$0.result.isPassed } }
  }

  private func run(_ file: String, isOnly: Bool, state: inout State) {
    let loaded = RuleLoader.load(path: file)
    guard let plan = loaded.plan else {
      let text = TextReport(sources: loaded.sources, usesColor: color.isOn(for: STDERR_FILENO))
      for error in loaded.diagnostics where error.severity == .error {
        Console.warn(text.render(error) + "\n")
      }
      state.hasBrokenRules = true
      return
    }
    let finder = TestFinder.find(
      for: file, rules: loaded, fixtures: folders(for: file, isOnly: isOnly))
    for problem in finder.problems {
      Console.note(problem)
      state.hasBrokenFixtures = true
    }
    if finder.tests.isEmpty && !quiet { Console.note("\(file): no tests") }
    let runner = TestRunner(plan: plan, now: now.milliseconds)
    let report = TestReport(usesColor: color.isOn(for: STDOUT_FILENO), isVerbose: verbose)
    let nameFilter = filter.flatMap { NameFilter($0) }
    var results: [TestResult] = []
    for test in finder.tests {
      if let nameFilter, !nameFilter.matches(test.name), !nameFilter.matches(test.place) {
        continue
      }
      results.append(runner.run(test))
    }
    if update { results = updated(results, with: runner, state: &state) }
    for result in results {
      if format == .pretty { Console.print(report.pretty(result)) }
      state.results.append((file, result))
    }
  }

  private func folders(for file: String, isOnly: Bool) -> [String] {
    guard let fixtures else { return TestFinder.conventionalFolders(for: file) }
    let own = "\(fixtures)/\(TestFinder.split(file).name)"
    if RuleFiles.isDirectory(own) { return [own] }
    return isOnly ? [fixtures] : []
  }

  /// Rewrites what failing tests expect; they count as passed then.
  private func updated(
    _ results: [TestResult], with runner: TestRunner, state: inout State
  ) -> [TestResult] {
    do {
      try state.update.apply(results)
    } catch {
      Console.note("cannot write fixtures: \(error.message)")
      state.hasBrokenFixtures = true
      return results
    }
    return results.map { result in
      if result.isPassed || result.test.isPinned { return result }
      var test = result.test
      test.expected = result.actual
      return TestResult(test: test, actual: result.actual)
    }
  }

  private func report(_ update: ExpectationUpdate) {
    for file in update.files { Console.note("updated \(file)") }
    if update.skipped > 0 {
      Console.note(
        "\(Console.count(update.skipped, "failing test")) not updated: tests: in rule files and partial ones are changed by hand"
      )
    }
  }
}

extension MappingTest {
  /// Whether `--update` leaves it alone.
  fileprivate var isPinned: Bool {
    if case .inline = origin { return true }
    return options.isPartial
  }
}

/// A POSIX extended pattern, which a plain part of a name also is.
final class NameFilter {
  private var pattern = regex_t()
  private var isCompiled = false

  /// Nil when it is not a valid pattern.
  init?(_ text: String) {
    if regcomp(&pattern, text, REG_EXTENDED | REG_NOSUB) != 0 { return nil }
    isCompiled = true
  }

  deinit { if isCompiled { regfree(&pattern) } }

  func matches(_ text: String) -> Bool { regexec(&pattern, text, 0, nil, 0) == 0 }
}

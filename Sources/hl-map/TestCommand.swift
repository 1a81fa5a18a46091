import ArgumentParser
import Glibc
import Machine
import Text
import Workbench

extension TestReport.Format: ExpressibleByArgument {}

/// `hl-map test`: whether mappings do what their tests say.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", _superCommandName: MainCommand.name,
    abstract: "Runs the tests of rule files.",
    usage: "hl-map test [<options>] <files> ...",
    discussion: helpText(
      """
      The tests of RULES/NAME.yml are its own tests: list, and the fixtures in RULES/NAME.tests/,
      in Fixtures/NAME/ next to the folder RULES, or where --fixtures says:

        X.json                        {"input": {…}, "expected": {…}}; optional: "name",
                                      "partial": true, "ignore": ["message"]
        X.input.json, X.expected.json the event and the outcome
        X.ndjson, X.expected.ndjson   one line an event, one line an outcome

      An outcome is the mapped event; a list of them for several; null for a dropped event;
      {"rejected": "reason"} for a refused one. The order of members does not matter, nor that of
      lists under related. Events without an expected part are no tests yet; --update writes what
      comes out as theirs.

      The tests of an intake format (a folder with ingest/parser.yml) are the files {"input": …,
      "expected": …} in its folder tests. They compare as the format's collection does: message and
      the members under sekoiaio.intake do not matter, nor does the order in lists of plain values.

      EXAMPLES
        hl-map test Mappings
        hl-map test --filter process Mappings/harfanglab.yml
        hl-map test --update Mappings/harfanglab.yml
        hl-map test intake-formats/HarfangLab

      EXIT CODES
        0  all tests pass
        1  a test fails
        3  rules cannot be loaded
        4  a fixture cannot be read or written
      """))

  @Argument(
    help: ArgumentHelp(
      "Rule files, or directories that hold them at any depth.", valueName: "files"),
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

  @Option(
    name: [.customShort("j"), .long],
    help: ArgumentHelp(
      "Rule files tested at a time; by default the number of cores.", valueName: "n"))
  var threads: Int?

  @OptionGroup var loading: RuleOptions

  @Flag(name: .shortAndLong, help: "List the tests that pass too.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Print failures only.")
  var quiet = false

  func validate() throws {
    if let filter, NameFilter(filter) == nil {
      throw ValidationError("--filter is not a valid pattern: \(SafeText.line(filter))")
    }
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 256")
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
    let options = FileTests.Options(
      fixtures: fixtures, isOnly: found.files.count == 1, filter: filter, now: now.milliseconds,
      updates: update,
      usesColor: loading.color.isOn(for: STDERR_FILENO), roots: loading.roots.folders)
    let files = Parallel.map(count: found.files.count, threads: threads ?? Threads.cores) {
      FileTests.run(found.files[$0], options: options)
    }
    // Parts are tested with the files that include them.
    if files.contains(where: \.hasNone) {
      state.parts = Set(files.lazy.flatMap(\.parts).compactMap { DiskFiles().realPath(of: $0) })
    }
    for file in files { show(file, state: &state) }

    switch format {
    case .pretty: Console.print(TestReport.summary(state.formats, isQuiet: quiet))
    case .json: Console.print(json: TestReport.json(state.results))
    case .junit: Console.print(TestReport.junit(state.results))
    }
    if update { report(state.update) }
    let failed = state.failed
    let closing = "\(state.passed) passed, \(failed) failed\n"
    if format != .pretty {
      Console.warn(closing)
    } else if !quiet || failed > 0 {
      Console.print(closing)
    }
    if let filter, state.passed + failed == 0 { Console.note("no test matches --filter \(filter)") }
    if state.hasBrokenRules { throw ExitCode.rules }
    if state.hasBrokenFixtures { throw ExitCode.unavailable }
    if failed > 0 || filter != nil && state.passed == 0 { throw ExitCode.findings }
  }

  /// What the files so far came to.
  private struct State {
    var passed = 0
    var failed = 0
    /// For machines, which are told of each test.
    var results: [(file: String, result: TestResult)] = []
    /// How many tests of each intake format passed.
    var formats: [TestReport.FormatCount] = []
    var update = ExpectationUpdate()
    /// The files that other files include, without links and dots.
    var parts: Set<String> = []
    var hasBrokenRules: Bool
    var hasBrokenFixtures = false
  }

  private func show(_ tests: FileTests, state: inout State) {
    if !quiet {
      for file in tests.unexpected {
        Console.note("\(file): no outcomes are expected yet; test --update writes what comes out")
      }
    }
    for problem in tests.problems {
      Console.note(problem)
      state.hasBrokenFixtures = true
    }
    var results = tests.results
    var failed = tests.failed
    if let errors = tests.errors {
      for error in errors { Console.warn(error + "\n") }
      state.hasBrokenRules = true
    } else if tests.hasNone {
      let isPart = DiskFiles().realPath(of: tests.file).map(state.parts.contains) ?? false
      if !quiet && !isPart { Console.note("\(tests.file): no tests") }
    } else if update {
      results = updated(results, state: &state)
      failed = results.count { !$0.isPassed }
    }
    let report = TestReport(usesColor: loading.color.isOn(for: STDOUT_FILENO), isVerbose: verbose)
    if format == .pretty {
      if tests.errors != nil, !results.isEmpty {
        Console.print(report.unrun(tests.file, count: results.count))
      } else if failed > 0 || verbose {
        for result in results { Console.print(report.pretty(result)) }
      }
    } else {
      state.results += results.map { (tests.file, $0) }
    }
    let passed = results.count - failed
    state.passed += passed
    state.failed += failed
    if let format = tests.format, !results.isEmpty {
      state.formats.append(.init(name: format.name, passed: passed, total: results.count))
    }
  }

  /// Rewrites what failing tests expect; they count as passed then.
  private func updated(_ results: [TestResult], state: inout State) -> [TestResult] {
    do {
      return try state.update.apply(results)
    } catch {
      Console.note("cannot write fixtures: \(error.message)")
      state.hasBrokenFixtures = true
      return results
    }
  }

  private func report(_ update: ExpectationUpdate) {
    for file in update.files { Console.note("updated \(file)") }
    if update.skipped > 0 {
      Console.note(
        "\(Wording.count(update.skipped, "failing test")) not updated: tests: in rule files and partial ones are changed by hand"
      )
    }
  }
}

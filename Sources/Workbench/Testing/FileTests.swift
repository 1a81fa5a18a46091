import Diagnostics
import Events
import HLMap
import Machine
import Planning

/// The tests of one rule file, and how they went.
package struct FileTests: Sendable {
  /// What the command line says of all files.
  package struct Options: Sendable {
    /// Where fixtures are, in place of the usual folders.
    package var fixtures: String?
    /// There is no other rule file.
    package var isOnly = false
    /// Runs only tests whose name or place matches.
    package var filter: String?
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var now = 0
    /// Events without expected outcomes beside them are to get some.
    package var updates = false
    /// Whether reports use ANSI colours.
    package var usesColor = false
    /// Where rules may include files from, besides their own folders.
    package var roots: [String] = []

    /// Options; by default all tests run and nothing is updated.
    package init(
      fixtures: String? = nil, isOnly: Bool = false, filter: String? = nil, now: Int = 0,
      updates: Bool = false, usesColor: Bool = false, roots: [String] = []
    ) {
      self.fixtures = fixtures
      self.isOnly = isOnly
      self.filter = filter
      self.now = now
      self.updates = updates
      self.usesColor = usesColor
      self.roots = roots
    }
  }

  /// The path of the rule file.
  package var file: String
  /// The intake format that the file is the parser of.
  package var format: FormatFolder?
  /// The tests that ran, in order, with how they went.
  package var results: [TestResult] = []
  /// What keeps the rules from being loaded, one report an error; nil when they are loaded.
  package var errors: [String]?
  /// Fixtures that cannot be used, with the reason.
  package var problems: [String] = []
  /// Files of events without a file of expected outcomes.
  package var unexpected: [String] = []
  /// The files that it includes.
  package var parts: [String] = []
  /// No test was found, with or without the filter.
  package var hasNone = false

  /// How many of the results are failures.
  package var failed = 0

  /// Loads the rules, finds their tests and runs them.
  ///
  /// The tests of a format whose parser cannot be loaded all fail.
  package static func run(_ file: String, options: Options) -> FileTests {
    var tests = FileTests(file: file, format: FormatFolder(parser: file))
    let loaded = RuleLoader.load(path: file, LoadRequest(roots: options.roots, onlyErrors: true))
    if loaded.plan == nil {
      let text = TextReport(sources: loaded.sources, usesColor: options.usesColor)
      tests.errors = loaded.diagnostics.filter { $0.severity == .error }.map(text.render)
      if tests.format == nil { return tests }
    }
    tests.parts = Array(loaded.files.dropFirst())
    let finder = tests.find(loaded, options: options)
    tests.problems = finder.problems
    tests.unexpected = options.updates ? [] : finder.unexpected
    tests.hasNone = finder.tests.isEmpty
    var chosen = finder.tests
    if let filter = options.filter.flatMap({ NameFilter($0) }) {
      chosen.removeAll { !filter.matches($0.name) && !filter.matches($0.place) }
    }
    if let plan = loaded.plan {
      let runner = TestRunner(plan: plan, now: options.now)
      tests.results = chosen.map(runner.run)
    } else {
      tests.results = chosen.map { TestResult(test: $0, unrun: "the parser cannot be loaded") }
    }
    tests.failed = tests.results.count { !$0.isPassed }
    return tests
  }

  /// The names of the tests in a rule file that pass; none where it cannot be loaded.
  static func passedInline(_ rules: LoadedRules) -> [String] {
    guard let plan = rules.plan, rules.syntax?.tests.isEmpty == false else { return [] }
    let runner = TestRunner(plan: plan, now: Instant.forTests.milliseconds)
    return TestFinder.find(for: "", rules: rules, fixtures: []).tests
      .filter { runner.run($0).isPassed }.map(\.name)
  }

  private func find(_ rules: LoadedRules, options: Options) -> TestFinder {
    var fixtures: [String]?
    if let folder = options.fixtures {
      let own = "\(folder)/\(TestFinder.split(file).name)"
      fixtures = RuleFiles.isDirectory(own) ? [own] : options.isOnly ? [folder] : []
    }
    if let format {
      return TestFinder.find(for: format, in: fixtures ?? format.testFolders)
    }
    return TestFinder.find(
      for: file, rules: rules,
      fixtures: fixtures ?? TestFinder.conventionalFolders(for: file),
      takesUnexpected: options.updates)
  }
}

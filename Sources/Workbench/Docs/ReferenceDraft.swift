import Diagnostics
import HLMap
import JSON
import Machine
import Planning
import Schema
import Text

/// What the page of a rule file is made of: the rules, and what their fixtures give.
package struct ReferenceDraft {
  /// A fixture that the rule file names cannot be shown.
  package struct Failure: Error {
    /// One sentence, for people.
    package var message: String
  }

  /// Fixtures that cannot be used, with the reason; there is no page then.
  package let problems: [String]
  private let path: String
  private let sources: SourceMap
  private let rules: RulePage
  private let schema: Schema
  private let categorization: Categorization
  private let results: [TestResult]

  /// Finds the fixtures, in `folder` or where `hl-map test` looks for them, and maps their events;
  /// nil where the rules cannot run.
  package init?(of path: String, _ loaded: LoadedRules, fixtures folder: String?) {
    guard let plan = loaded.plan, let schema = loaded.schema,
      let rules = loaded.syntax?.page(givingValuesOf: Categorization.fields, loaded.sources)
    else { return nil }
    self.path = path
    self.rules = rules
    self.schema = schema
    sources = loaded.sources
    categorization = Categorization(rules)
    var folders = TestFinder.conventionalFolders(for: path)
    if let folder {
      let own = "\(folder)/\(TestFinder.split(path).name)"
      folders = [RuleFiles.isDirectory(own) ? own : folder]
    }
    let finder = TestFinder.find(for: path, rules: loaded, fixtures: folders)
    problems = finder.problems
    let runner = TestRunner(plan: plan, now: Instant.forTests.milliseconds)
    results = problems.isEmpty ? finder.tests.map { runner.run($0) } : []
  }

  /// The files that the fixtures are in.
  package var fixtureFiles: [String] { results.flatMap(\.test.files) }

  /// Where rules, fixtures and the `docs:` key do not agree, one line each.
  package var remarks: [String] {
    let outputs = results.flatMap { result -> [JSONTree] in
      if case .events(let events) = result.actual { events } else { [] }
    }
    let unwritten = rules.hidden.filter { !rules.written.contains($0.value) }
    return categorization.disagreements(with: outputs)
      + unwritten.map {
        "\(sources.location(of: $0.span)): no rule writes the hidden field `\($0.value)`"
      }
  }

  /// The page as Markdown.
  package func text() throws(Failure) -> String {
    ReferencePage(
      fileName: path.split(separator: "/").last.map(String.init) ?? path, rules: rules,
      schema: schema, categorization: categorization, samples: try samples()
    ).text
  }

  /// The fixtures that the rule file names, in its order.
  private func samples() throws(Failure) -> [ReferencePage.Sample] {
    var known: [String: TestResult] = [:]
    for result in results { known[ReferenceDraft.fixtureName(of: result.test)] = result }
    var samples: [ReferencePage.Sample] = []
    for name in rules.samples {
      guard let result = known[name.value] else {
        let help = Suggestion.help(for: name.value, in: known.keys.sorted())
        throw Failure(
          message: "\(sources.location(of: name.span)): there is no fixture `\(name.value)`"
            + (help.map { "; \($0)" } ?? ""))
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
}

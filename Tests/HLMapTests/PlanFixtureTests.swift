import Diagnostics
import Planning
import TestSupport
import Testing

@testable import HLMap

/// Rule files under `Fixtures/plans` and the printed plans beside them.
@Suite struct PlanFixtureTests {
  private static let folder = "Fixtures/plans"

  /// The rule files, without their endings.
  static let names =
    Fixtures.names(in: folder).filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }
    + ["intake/ingest/parser"]

  static func plan(_ name: String) -> (plan: Plan?, text: String, report: String) {
    let path = "\(folder)/\(name).yml"
    let loaded = RuleLoader.load(path: "\(Fixtures.root)/\(path)", LoadRequest(detail: .labels))
    let report = Fixtures.report(loaded, directory: path).report
    guard let plan = loaded.plan else { return (nil, "", report) }
    let text = PlanText(plan, sources: loaded.sources).text
    return (plan, text.replacing("\(Fixtures.root)/\(folder)/", with: ""), report)
  }

  @Test(arguments: names) func printedPlan(name: String) throws {
    let (plan, text, report) = Self.plan(name)
    try #require(plan != nil, "\(report)")
    if Golden.isRecording { Fixtures.write(text, to: "\(Self.folder)/\(name).txt") }
    #expect(Fixtures.read("\(Self.folder)/\(name).txt") == text)
    #expect(Self.plan(name).text == text, "it depends on more than the plan")
  }

  /// Every kind of step is shown by some plan.
  @Test func everyOperationIsShown() throws {
    let shown = Set(Self.names.flatMap { Self.plan($0).plan?.steps.map(\.operation) ?? [] })
    for operation in try StepCases.names where !shown.contains(operation) {
      Issue.record("no plan under \(Self.folder) has a step `\(operation)`")
    }
  }
}

/// The cases of `Step`, which the language does not list for enumerations of numbers.
private enum StepCases {
  static var names: [String] {
    get throws {
      let source = try #require(ProjectFiles.text("\(Fixtures.root)/Sources/Planning/Step.swift"))
      let lines = source.split(separator: "\n").prefix { $0 != "}" }
      return lines.filter { $0.hasPrefix("  case ") }
        .map { String($0.dropFirst(7).prefix { $0.isLetter }) }
    }
  }
}

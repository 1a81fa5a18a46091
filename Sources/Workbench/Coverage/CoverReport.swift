import HLMap
import Planning
import Running
import Text

/// A coverage in words.
package struct CoverReport {
  /// The figures that the report words.
  package let coverage: Coverage
  /// The parts of the rules, exercised or not.
  package let items: [RuleCoverage.Item]
  /// The paths of the samples, and how often rules read them.
  package let entries: [SourceCoverage.Entry]
  private let words: TracedEvent

  /// A report of these figures.
  package init(_ coverage: Coverage) {
    self.coverage = coverage
    items = coverage.rules.items
    entries = coverage.source.entries
    words = TracedEvent(
      sources: coverage.sources, plan: coverage.plan, trace: Trace(of: coverage.plan))
  }

  /// Parts of rules of a kind, or of all kinds, and how many of them were exercised.
  package func counts(_ kind: RuleCoverage.Kind? = nil) -> (exercised: Int, all: Int) {
    let some = items.filter { kind == nil || $0.kind == kind }
    return (some.count(where: \.isExercised), some.count)
  }

  /// Nil where the rules have no parts.
  package var rulePercent: Double? {
    let (exercised, all) = counts()
    return Coverage.percent(exercised, of: all)
  }

  /// `file:line:column` of a part of the rules.
  package func place(_ item: RuleCoverage.Item) -> String {
    coverage.sources.location(of: item.span)
  }

  /// The part as it is written; of a rule, its line.
  package func text(_ item: RuleCoverage.Item) -> String {
    item.kind == .rule
      ? words.line(at: item.span) : TracedEvent.short(coverage.sources.text(of: item.span))
  }

  /// What kept a part from being exercised.
  package func reason(_ item: RuleCoverage.Item) -> String {
    guard let number = item.blocking else { return item.reason }
    return "no sample meets \(words.text(ofGuard: number))"
  }

  /// `file:line:column` of a condition of the plan, given by index.
  package func place(ofGuard number: Int) -> String { words.place(ofGuard: number) }
  /// A condition of the plan in words, given by index.
  package func text(ofGuard number: Int) -> String { words.text(ofGuard: number) }

  /// What the figures leave out.
  package var remarks: [String] {
    var result: [String] = []
    if coverage.refused > 0 {
      result.append(
        "\(Wording.count(coverage.refused, "sample")) cannot be read or decoded, and counted for nothing"
      )
    }
    if coverage.cut > 0 {
      result.append(
        "of \(Wording.count(coverage.cut, "very large event")) not everything was followed")
    }
    if let caveat = coverage.reads.caveat { result.append(caveat) }
    if coverage.source.totals.all == 0, let reason = coverage.reads.withoutValues {
      result.append(reason)
    }
    return result
  }
}

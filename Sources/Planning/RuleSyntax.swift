import Text

/// Rules as they are written.
package protocol RuleSyntax: Sendable {
  /// What they read.
  var reads: RuleReads { get }
  /// The tests that stand among them.
  var tests: [InlineTest] { get }
  /// Trials of what they assign; nil where the plan itself tells which values no field takes.
  var castTrials: CastTrials? { get }

  /// What a page about them shows, with the values that these fields can hold; nil where the language
  /// has no such pages. Expressions are shown as they stand in `sources`.
  func page(givingValuesOf fields: [String], _ sources: SourceMap) -> RulePage?

  /// What there is to say of the paths that samples have, or have not, beside that.
  func judge(_ paths: PathEvidence) -> PathVerdict
}

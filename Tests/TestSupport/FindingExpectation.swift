import Diagnostics
import Testing
import Text

/// Expects that one finding of this code was made, at the marked place; its report says `words`.
@discardableResult
package func expectFinding(
  _ code: String, at marked: Marked, among diagnostics: [Diagnostic], in sources: SourceMap,
  _ words: String, sourceLocation: SourceLocation
) -> Diagnostic? {
  let report = CompactReport(sources: sources).render(diagnostics)
  guard diagnostics.count == 1, let finding = diagnostics.first else {
    Issue.record("expected one finding, got:\n\(report)", sourceLocation: sourceLocation)
    return diagnostics.first
  }
  #expect(finding.code.rawValue == code, "\(report)", sourceLocation: sourceLocation)
  #expect(
    finding.span == Span(source: 0, lower: marked.lower, upper: marked.upper),
    "\(TextReport(sources: sources).render(finding))", sourceLocation: sourceLocation)
  if !words.isEmpty {
    #expect(report.contains(words), "\(report)", sourceLocation: sourceLocation)
  }
  return finding
}

import Diagnostics
import TestSupport
import Testing
import Text

@testable import Language

/// Reads a rule file and expects one finding of this code at the marked place.
@discardableResult
func expectFinding(
  _ code: String, in marked: String, _ words: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) -> Diagnostic? {
  let marked = Marked(marked)
  let file = RuleFileReader.read(text: marked.text, name: "test.yml")
  let report = CompactReport(sources: file.sources).render(file.diagnostics)
  guard file.diagnostics.count == 1, let finding = file.diagnostics.first else {
    Issue.record("expected one finding, got:\n\(report)", sourceLocation: sourceLocation)
    return file.diagnostics.first
  }
  #expect(finding.code.rawValue == code, "\(report)", sourceLocation: sourceLocation)
  #expect(
    finding.span == Span(source: 0, lower: marked.lower, upper: marked.upper),
    "\(TextReport(sources: file.sources).render(finding))", sourceLocation: sourceLocation)
  if !words.isEmpty {
    #expect(report.contains(words), "\(report)", sourceLocation: sourceLocation)
  }
  return finding
}

/// The findings of a text as compact lines.
func findings(_ text: String) -> String {
  let file = RuleFileReader.read(text: text, name: "t")
  return CompactReport(sources: file.sources).render(file.diagnostics)
}

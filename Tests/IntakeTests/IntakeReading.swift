import Diagnostics
import Planning
import TestSupport
import Testing
import Text

@testable import Intake

/// Reads a text that may be an intake format.
func read(
  _ text: String
) -> (format: IntakeFormat?, sources: SourceMap, diagnostics: [Diagnostic]) {
  let file = RuleText(path: "parser.yml", bytes: Array(text.utf8))
  guard let read = IntakeRules.read(file) else { return (nil, SourceMap(), []) }
  return (read.format, read.sources, read.findings)
}

/// Reads an intake format and expects one finding of this code at the marked place.
@discardableResult
func expectFinding(
  _ code: String, in marked: String, _ words: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) -> Diagnostic? {
  let marked = Marked(marked)
  let file = read(marked.text)
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

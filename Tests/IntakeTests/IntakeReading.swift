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
  return expectFinding(
    code, at: marked, among: file.diagnostics, in: file.sources, words,
    sourceLocation: sourceLocation)
}

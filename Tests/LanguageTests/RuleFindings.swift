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
  return expectFinding(
    code, at: marked, among: file.diagnostics, in: file.sources, words,
    sourceLocation: sourceLocation)
}

/// The findings of a text as compact lines.
func findings(_ text: String) -> String {
  let file = RuleFileReader.read(text: text, name: "t")
  return CompactReport(sources: file.sources).render(file.diagnostics)
}

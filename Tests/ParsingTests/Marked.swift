import Diagnostics
import Parsing
import Testing

/// A text in which `«` and `»` enclose the place where a finding is expected.
struct Marked {
  var text: String
  var lower: Int
  var upper: Int

  init(_ marked: String) {
    let bytes = Array(marked.utf8)
    let (open, close) = (Array("«".utf8), Array("»".utf8))
    let start = bytes.firstRange(of: open)?.lowerBound ?? 0
    let end = bytes.firstRange(of: close)?.lowerBound ?? start + open.count
    lower = start
    upper = end - open.count
    let middle = bytes[min(start + open.count, bytes.count)..<min(end, bytes.count)]
    let rest = bytes[min(end + close.count, bytes.count)...]
    text = String(decoding: Array(bytes[..<start]) + middle + rest, as: UTF8.self)
  }
}

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

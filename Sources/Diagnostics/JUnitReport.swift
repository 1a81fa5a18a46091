import Text

/// Findings as a JUnit document: one test suite a file, one test case a finding.
///
/// A file without findings is one case that passes, so that a dashboard counts it.
public struct JUnitReport: Sendable {
  /// From which severity on a finding is a failure; others are cases that pass and say so.
  public let failLevel: Diagnostic.Severity

  /// A report in which findings of at least this severity fail.
  public init(failLevel: Diagnostic.Severity = .error) { self.failLevel = failLevel }

  private struct Suite {
    var name: String
    var cases = ""
    var tests = 0
    var failures = 0
  }

  /// The whole XML document, one test suite a file.
  public func render(_ files: [CheckedFile]) -> String {
    var suites: [Suite] = []
    var places: [String: Int] = [:]
    func place(_ name: String) -> Int {
      if let known = places[name] { return known }
      places[name] = suites.count
      suites.append(Suite(name: name))
      return suites.count - 1
    }
    for file in files {
      _ = place(file.path)
      let report = CompactReport(sources: file.sources)
      for diagnostic in file.diagnostics.sortedByPlace() {
        let name = diagnostic.span.flatMap { span in
          Int(span.source) < file.sources.texts.count ? file.sources[span].name : nil
        }
        add(diagnostic, report, file.sources, to: &suites[place(name ?? file.path)])
      }
    }
    let tests = suites.reduce(0) { $0 + max(1, $1.tests) }
    let failures = suites.reduce(0) { $0 + $1.failures }
    let root = #"<testsuites name="hl-map check" tests="\#(tests)" failures="\#(failures)">"#
    return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n\(root)\n"
      + suites.map { text(of: $0) }.joined() + "</testsuites>\n"
  }

  private func text(of suite: Suite) -> String {
    let name = Self.escaped(suite.name)
    let cases =
      suite.tests > 0 ? suite.cases : #"    <testcase name="check" classname="\#(name)"/>"# + "\n"
    return #"  <testsuite name="\#(name)" tests="\#(max(1, suite.tests))""#
      + #" failures="\#(suite.failures)" errors="0">"# + "\n\(cases)  </testsuite>\n"
  }

  private func add(
    _ diagnostic: Diagnostic, _ report: CompactReport, _ sources: SourceMap, to suite: inout Suite
  ) {
    var place = ""
    if let span = diagnostic.span, Int(span.source) < sources.texts.count {
      let position = sources[span].position(at: Int(span.lower))
      place = " (line \(position.line), column \(position.column))"
    }
    let name = Self.escaped(diagnostic.code.rawValue + place)
    let whole = Self.escaped(String(report.render(diagnostic).dropLast()))
    let isFailure = diagnostic.severity >= failLevel
    suite.tests += 1
    suite.failures += isFailure ? 1 : 0
    let body =
      isFailure
      ? #"<failure message="\#(Self.escaped(diagnostic.message))" type="\#(diagnostic.code.rawValue)">"#
        + "\(whole)</failure>"
      : "<system-out>\(whole)</system-out>"
    suite.cases +=
      #"    <testcase name="\#(name)" classname="\#(Self.escaped(suite.name))">"# + "\n"
      + "      \(body)\n    </testcase>\n"
  }

  /// A text inside XML, attributes included.
  ///
  /// XML has no way to write most control characters; they become visible escapes, as do others that
  /// a terminal would obey.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\r": result += "&#13;"
      case "\t": result += "&#9;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default:
        if SafeText.isUnsafe(scalar) {
          result += SafeText.escape(scalar)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}

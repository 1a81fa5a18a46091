import Text

/// Findings for people: the source line, carets under the mistake, and what to do.
public struct TextReport: Sendable {
  /// The texts that the spans of the findings point into.
  public let sources: SourceMap
  /// Whether the report uses ANSI colours.
  public let usesColor: Bool

  /// A report of findings in these texts, plain unless asked otherwise.
  public init(sources: SourceMap, usesColor: Bool = false) {
    self.sources = sources
    self.usesColor = usesColor
  }

  /// All findings by file and place, with an empty line between them; empty for none.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.sortedByPlace().map { render($0) }.joined(separator: "\n")
  }

  /// One finding; every line ends with a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    let color = color(of: diagnostic.severity)
    var result =
      paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", color)
      + paint(": " + SafeText.line(diagnostic.message), .bold) + "\n"
    let marks = marks(of: diagnostic)
    let width = max(2, marks.map { String($0.line).count }.max() ?? 0)
    let margin = String(repeating: " ", count: width)
    var previous: Mark?
    for mark in marks {
      let text = sources.texts[mark.source]
      if previous?.source != mark.source {
        let name = SafeText.line(text.name)
        let head = marks.first { $0.isPrimary && $0.source == mark.source } ?? mark
        result += paint(margin + "┌─", .blue) + " \(name):\(head.line):\(head.column)\n"
      } else if let before = previous, mark.line > before.line + 1 {
        result += paint(margin + "·", .blue) + "\n"
      }
      let excerpt = SourceExcerpt(text, line: mark.line, marking: mark.range)
      if previous?.source != mark.source || previous?.line != mark.line {
        let number = String(repeating: " ", count: width - String(mark.line).count) + "\(mark.line)"
        result += paint(number + "│", .blue) + " " + excerpt.text + "\n"
      }
      let sign = mark.isPrimary ? "^" : "-"
      var line = String(repeating: sign, count: excerpt.columns.count)
      if let label = mark.label { line += " " + SafeText.line(label) }
      result += paint(margin + "│", .blue) + " "
      result += String(repeating: " ", count: excerpt.columns.lowerBound)
      result += paint(line, mark.isPrimary ? color : .blue) + "\n"
      previous = mark
    }
    if let help = help(of: diagnostic) {
      result += paint(margin + "=", .blue) + " help: " + help + "\n"
    }
    return result
  }

  /// A place to show, on one line.
  private struct Mark {
    var source: Int
    var line: Int
    var column: Int
    var range: Range<Int>
    var isPrimary: Bool
    var label: String?
  }

  /// The places of the primary one's file by line, then those of other files.
  private func marks(of diagnostic: Diagnostic) -> [Mark] {
    guard let span = diagnostic.span,
      let primary = mark(span, label: diagnostic.label, isPrimary: true)
    else { return [] }
    let others = diagnostic.labels.compactMap { mark($0.span, label: $0.text, isPrimary: false) }
    let same = others.filter { $0.source == primary.source }
    let far = others.filter { $0.source != primary.source }
    return
      ([primary] + same).sorted {
        ($0.line, $0.isPrimary ? 0 : 1, $0.column) < ($1.line, $1.isPrimary ? 0 : 1, $1.column)
      }
      + far.sorted { ($0.source, $0.line) < ($1.source, $1.line) }
  }

  private func mark(_ span: Span, label: String?, isPrimary: Bool) -> Mark? {
    guard Int(span.source) < sources.texts.count else { return nil }
    let position = sources[span].position(at: Int(span.lower))
    return Mark(
      source: Int(span.source), line: position.line, column: position.column,
      range: Int(span.lower)..<Int(max(span.lower, span.upper)), isPrimary: isPrimary, label: label)
  }

  private func help(of diagnostic: Diagnostic) -> String? {
    diagnostic.advice.map {
      SafeText.line($0) + (diagnostic.fix == nil ? "" : "   (fixable with --fix)")
    }
  }

  private enum Color: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "1;36"
    case blue = "34"
  }

  private func color(of severity: Diagnostic.Severity) -> Color {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .info: .cyan
    }
  }

  private func paint(_ text: String, _ color: Color) -> String {
    usesColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }
}

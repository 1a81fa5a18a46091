/// Diagnostics as text: with the source and carets for people, or one line each for tools.
///
/// ```
/// error[HL2102]: `event.kind` does not allow the value `Alert`
///   ┌─ Mappings/neropot.yml:27:17
///    │
/// 27 │     event.kind: Alert
///    │                 ^^^^^ not one of: alert, asset, …
///    = help: did you mean `alert`?
/// ```
public struct TextReport {
  private let sources: SourceMap
  private let isColored: Bool
  /// Longer lines are shown around the place only.
  private static let widest = 160

  public init(sources: SourceMap, isColored: Bool) {
    self.sources = sources
    self.isColored = isColored
  }

  // MARK: Compact

  /// `file:line:column: error[HL2102]: message (help)`
  public func compact(_ diagnostic: Diagnostic) -> String {
    var text = diagnostic.span.map { sources.location(of: $0) + ": " } ?? ""
    text += "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]: \(diagnostic.message)"
    if let help = diagnostic.help { text += " (help: \(help))" }
    return text + "\n"
  }

  // MARK: Pretty

  /// The diagnostic with the lines it is about.
  public func pretty(_ diagnostic: Diagnostic) -> String {
    let color = Self.color(of: diagnostic.severity)
    let title = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
    var text = paint(title, color) + paint(": \(diagnostic.message)", "1") + "\n"
    guard let primary = diagnostic.span else {
      if let help = diagnostic.help { text += "  \(paint("=", "34")) help: \(help)\n" }
      return text
    }

    let labels = diagnostic.labels.sorted { $0.span.lower < $1.span.lower }
    let here = labels.filter { $0.span.source == primary.source }
    let elsewhere = labels.filter { $0.span.source != primary.source }
    var marks = here.map { (span: $0.span, text: $0.text as String?, isPrimary: false) }
    marks.append((primary, diagnostic.label, true))
    marks.sort { $0.span.lower < $1.span.lower }
    let lines = (marks + elsewhere.map { ($0.span, $0.text, false) }).map { line(of: $0.span) }
    let gutter = String(lines.max() ?? 1).count

    text += excerpt(marks, at: primary, gutter: gutter, color: color)
    for label in elsewhere {
      text += excerpt(
        [(label.span, label.text, false)], at: label.span, gutter: gutter, color: color)
    }
    if let help = diagnostic.help {
      text += "\(spaces(gutter)) \(paint("=", "34")) help: \(help)\n"
    }
    return text
  }

  private func excerpt(
    _ marks: [(span: Span, text: String?, isPrimary: Bool)], at place: Span, gutter: Int,
    color: String
  ) -> String {
    let bar = paint("│", "34")
    var text = "\(spaces(gutter)) \(paint("┌─", "34")) \(sources.location(of: place))\n"
    text += "\(spaces(gutter)) \(bar)\n"
    var previous: Int?
    for mark in marks {
      let number = line(of: mark.span)
      let (shown, column, width) = shownLine(of: mark.span)
      if previous != number {
        if let previous, number > previous + 1 { text += "\(spaces(gutter)) \(paint("⋮", "34"))\n" }
        let label = String(number)
        text += paint(spaces(gutter - label.count) + label, "34") + " \(bar) \(shown)\n"
        previous = number
      }
      let carets = String(repeating: mark.isPrimary ? "^" : "-", count: width)
      let note = carets + (mark.text.map { " " + $0 } ?? "")
      text += "\(spaces(gutter)) \(bar) \(spaces(column))"
      text += paint(note, mark.isPrimary ? color : "34") + "\n"
    }
    return text
  }

  private func line(of span: Span) -> Int {
    sources[span].position(at: Int(span.lower)).line
  }

  /// The text of the line a span begins on, and where the span stands in what is shown.
  private func shownLine(of span: Span) -> (text: String, column: Int, width: Int) {
    let source = sources[span]
    let range = source.lineRange(line(of: span))
    let lower = min(max(Int(span.lower), range.lowerBound), range.upperBound)
    let upper = min(max(Int(span.upper), lower), range.upperBound)
    let before = Self.visible(source.text(range.lowerBound..<lower))
    let inside = Self.visible(source.text(lower..<upper))
    let after = Self.visible(source.text(upper..<range.upperBound))
    var width = max(1, inside.unicodeScalars.count)
    var column = before.unicodeScalars.count
    guard column + width + after.unicodeScalars.count > Self.widest else {
      return (before + inside + after, column, width)
    }
    let kept = before.unicodeScalars.suffix(Self.widest / 2)
    var text = kept.count < column ? "…" : ""
    column = kept.count + text.unicodeScalars.count
    width = min(width, Self.widest / 2)
    let rest = (inside + after).unicodeScalars
    text.unicodeScalars.append(contentsOf: kept)
    text.unicodeScalars.append(contentsOf: rest.prefix(Self.widest / 2))
    if rest.count > Self.widest / 2 { text += "…" }
    return (text, column, width)
  }

  /// Tabs become blanks and control characters their pictures, so that carets stay in place.
  private static func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 9: result += " "
      case 0..<32:
        result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? " ")
      case 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private static func color(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .info: "1;36"
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

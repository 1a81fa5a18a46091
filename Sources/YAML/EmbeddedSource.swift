import Diagnostics
import Text

/// Where the bytes of a scalar's value stand in the file.
///
/// YAML folds lines, strips indents and expands escapes, so an offset in the value is not an offset
/// in the file. The value is derived again from the raw text with every byte's place; should it
/// differ from what libyaml gave, all spans become that of the whole scalar.
package struct EmbeddedSource: Sendable {
  /// The value; all offsets are places in here.
  package let bytes: [UInt8]
  /// The part that is the value, where `bytes` is the file.
  package let range: Range<Int>
  /// The scalar as it stands in the file.
  package let whole: Span

  /// True where YAML ended a plain text at a comma, as it does inside `[ ]` and `{ }`.
  package let endsAtComma: Bool

  /// True where YAML ended a plain text at ` #`, as a comment begins.
  package let endsAtComment: Bool

  private enum Layout: Sendable {
    /// The value stands in the file byte by byte, this far after its place in `bytes`.
    case verbatim(Int)
    /// Rare, and large.
    indirect case derived(ScalarDerivation)
    case unknown
  }

  private let layout: Layout
  private let style: YAMLScalar.Style

  /// The value in the file itself, if it is known to stand there byte by byte; templates are too
  /// many for a copy of each.
  package init?(inPlace scalar: YAMLScalar, at span: Span, in text: SourceText) {
    let margin = scalar.style == .plain ? 0 : 1
    let lower = Int(span.lower) + margin
    let upper = Int(span.upper) - margin
    guard scalar.isVerbatim, upper - lower == scalar.text.utf8.count, upper <= text.bytes.count
    else { return nil }
    bytes = text.bytes
    range = lower..<upper
    whole = span
    style = scalar.style
    endsAtComma = scalar.style == .plain && Self.hasComma(at: upper, text)
    endsAtComment = scalar.style == .plain && Self.hasComment(at: upper, text)
    layout = .verbatim(0)
  }

  /// The value of a scalar as a text of its own, whose offsets map back to the file.
  package init(_ scalar: YAMLScalar, at span: Span, in text: SourceText) {
    let value = Array(scalar.text.utf8)
    bytes = value
    self.range = 0..<value.count
    whole = span
    style = scalar.style
    let range = (Int(span.lower)..<Int(span.upper)).clamped(to: 0..<text.bytes.count)
    endsAtComma = scalar.style == .plain && Self.hasComma(at: range.upperBound, text)
    endsAtComment = scalar.style == .plain && Self.hasComment(at: range.upperBound, text)
    switch scalar.style {
    case .plain where scalar.isVerbatim: layout = .verbatim(range.lowerBound)
    case .singleQuoted where scalar.isVerbatim, .doubleQuoted where scalar.isVerbatim:
      layout = .verbatim(range.lowerBound + 1)
    case .plain where text.bytes[range].elementsEqual(value):
      layout = .verbatim(range.lowerBound)
    case .singleQuoted where Self.content(range, text).elementsEqual(value),
      .doubleQuoted where Self.content(range, text).elementsEqual(value):
      layout = .verbatim(range.lowerBound + 1)
    default:
      layout =
        ScalarDerivation.derive(scalar.style, range, in: text.bytes, matching: value)
        .map(Layout.derived) ?? .unknown
    }
  }

  /// The place of a range of the value.
  package func span(_ lower: Int, _ upper: Int) -> Span {
    switch layout {
    case .verbatim(let start):
      return Span(source: whole.source, lower: start + lower, upper: start + max(lower, upper))
    case .derived(let derivation):
      guard lower >= 0, lower <= bytes.count, upper <= bytes.count else { return whole }
      let start =
        lower < bytes.count
        ? Int(derivation.starts[lower]) : Int(derivation.ends.last ?? whole.lower)
      let end = upper > lower ? Int(derivation.ends[upper - 1]) : start
      return Span(source: whole.source, lower: start, upper: end)
    case .unknown: return whole
    }
  }

  /// The edit that puts `replacement` in the place of a range of the value; nil where the file
  /// would need YAML escapes for it.
  package func fix(_ lower: Int, _ upper: Int, _ replacement: String) -> Diagnostic.Fix? {
    guard case .verbatim = layout else { return nil }
    switch style {
    case .plain:
      // The first byte tells YAML what the value is.
      let first = replacement.utf8.first ?? (upper < bytes.count ? bytes[upper] : 0)
      guard lower > 0 || Self.beginsPlainText(first) else { return nil }
    case .singleQuoted: guard !replacement.utf8.contains(UInt8(ascii: "'")) else { return nil }
    case .doubleQuoted:
      guard
        !replacement.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
      else { return nil }
    case .literal, .folded: return nil
    }
    return Diagnostic.Fix(span(lower, upper), replacement)
  }

  /// The quotes that a text of the expression may have, and whether they can be written at a place
  /// of the value as it stands in the file.
  package func quotes(at lower: Int) -> (quotes: UInt8, areFree: Bool) {
    let isExact = if case .unknown = layout { false } else { true }
    return switch style {
    case .plain: (UInt8(ascii: "\""), isExact && lower > 0)
    case .doubleQuoted: (UInt8(ascii: "'"), isExact)
    case .singleQuoted, .literal, .folded: (UInt8(ascii: "\""), isExact)
    }
  }

  /// Whether no value of YAML but a plain text begins with the byte, wherever it stands.
  private static func beginsPlainText(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func hasComma(at place: Int, _ text: SourceText) -> Bool {
    place < text.bytes.count && text.bytes[place] == UInt8(ascii: ",")
  }

  private static func hasComment(at place: Int, _ text: SourceText) -> Bool {
    let first = text.bytes[min(place, text.bytes.count)...].first { $0 != 0x20 && $0 != 0x09 }
    return first == UInt8(ascii: "#")
  }

  private static func content(_ range: Range<Int>, _ text: SourceText) -> ArraySlice<UInt8> {
    guard range.count >= 2 else { return [] }
    return text.bytes[range.lowerBound + 1..<range.upperBound - 1]
  }
}

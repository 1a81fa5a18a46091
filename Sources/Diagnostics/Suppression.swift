import Text

/// A comment `# hl-map: ignore[HL2105, HL4002] because …` that hides warnings of one line.
public struct Suppression: Sendable {
  /// One code in the brackets.
  public struct Entry: Sendable {
    /// The code as it is written, known or not.
    public var text: String
    /// Where the code stands.
    public var span: Span
    /// Nil where no such code exists.
    public var code: DiagnosticCode?
  }

  /// The codes in the brackets, in order.
  public var entries: [Entry]
  /// What follows `because`.
  public var reason: String?
  /// The comment, from its `#`.
  public var span: Span
  /// What to remove along with the comment: blanks before it, or its whole line.
  var removal: Span
  /// The line (from 1) whose findings it hides: its own, or the next one that holds anything.
  public var line: Int

  /// The edit that leaves only the entries that `isKept` accepts, by their places.
  public func edit(keeping isKept: (Int) -> Bool) -> Diagnostic.Fix? {
    let kept = entries.indices.filter(isKept).map { entries[$0] }
    guard let first = entries.first, let last = entries.last else { return nil }
    return kept.isEmpty
      ? Diagnostic.Fix(removal, "")
      : Diagnostic.Fix(first.span.union(last.span), kept.map(\.text).joined(separator: ", "))
  }
}

extension Suppression {
  /// The suppressions among the comments of a text; comments that only try to be one are reported.
  public static func read(
    _ comments: [Range<Int>], in text: SourceText, source: UInt16,
    into diagnostics: inout [Diagnostic]
  ) -> [Suppression] {
    var found: [Suppression] = []
    var lines = SpokenLines(text: text)
    for comment in comments {
      var reader = SuppressionReader(text: text, source: source, comment: comment)
      switch reader.read(&lines) {
      case .none: break
      case .suppression(let suppression): found.append(suppression)
      case .mistake(let diagnostic): diagnostics.append(diagnostic)
      }
    }
    return found
  }

  /// Whether looking for comments can find anything.
  public static func mayOccur(in text: SourceText) -> Bool {
    var rest = text.bytes[...]
    while let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      rest = rest[(hash + 1)...]
      if rest.drop(while: { $0 == 0x20 || $0 == 0x09 }).starts(with: SuppressionReader.marker) {
        return true
      }
    }
    return false
  }
}

/// Reads one comment.
private struct SuppressionReader {
  enum Result {
    case none
    case suppression(Suppression)
    case mistake(Diagnostic)
  }

  static let marker = Array("hl-map:".utf8)
  private static let form = "write `# hl-map: ignore[HL2105] because …`"

  private let text: SourceText
  private let source: UInt16
  private let comment: Range<Int>
  private var place: Int

  init(text: SourceText, source: UInt16, comment: Range<Int>) {
    self.text = text
    self.source = source
    self.comment = comment
    place = comment.lowerBound + 1
  }

  private var rest: ArraySlice<UInt8> { text.bytes[place..<comment.upperBound] }

  private func span(_ lower: Int, _ upper: Int) -> Span {
    Span(source: source, lower: lower, upper: upper)
  }

  private mutating func skipBlanks() {
    while let byte = rest.first, byte == 0x20 || byte == 0x09 { place += 1 }
  }

  mutating func read(_ lines: inout SpokenLines) -> Result {
    skipBlanks()
    guard rest.starts(with: Self.marker) else { return .none }
    place += Self.marker.count
    skipBlanks()
    let start = place
    while let byte = rest.first, byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A { place += 1 }
    let word = text.text(start..<place)
    guard word == "ignore" else {
      guard Suggestion.nearest(to: word, in: ["ignore"]) != nil else { return .none }
      return .mistake(mistake("`\(word)` is not what hides a finding", start, place))
    }
    skipBlanks()
    guard rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]"))
    else { return .mistake(mistake("`ignore` needs its codes in brackets", start, place)) }
    let entries = entries(place + 1, close)
    guard !entries.isEmpty else {
      return .mistake(mistake("the brackets name no code", place, close + 1))
    }
    place = close + 1
    let (removal, line) = extent(&lines)
    return .suppression(
      Suppression(
        entries: entries, reason: reason(), span: span(comment.lowerBound, comment.upperBound),
        removal: removal, line: line))
  }

  private func mistake(_ message: String, _ lower: Int, _ upper: Int) -> Diagnostic {
    Diagnostic(.badSuppression, .warning, message, at: span(lower, upper), help: Self.form)
  }

  private func entries(_ lower: Int, _ upper: Int) -> [Suppression.Entry] {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    return text.bytes[lower..<upper].split(separator: UInt8(ascii: ",")).compactMap { part in
      let part = part.drop(while: isBlank)
      guard let last = part.lastIndex(where: { !isBlank($0) }) else { return nil }
      let name = text.text(part.startIndex..<last + 1)
      return Suppression.Entry(
        text: name, span: span(part.startIndex, last + 1), code: DiagnosticCode(rawValue: name))
    }
  }

  private mutating func reason() -> String? {
    skipBlanks()
    let because = Array("because".utf8)
    if rest.starts(with: because) { place += because.count }
    skipBlanks()
    let end = rest.lastIndex { $0 > 0x20 } ?? place - 1
    return end >= place ? text.text(place..<end + 1) : nil
  }

  /// The bytes that go with the comment, and the line it speaks of.
  private func extent(_ lines: inout SpokenLines) -> (removal: Span, line: Int) {
    let own = text.position(at: comment.lowerBound).line
    let range = text.lineRange(own)
    var start = comment.lowerBound
    while start > range.lowerBound, text.bytes[start - 1] == 0x20 || text.bytes[start - 1] == 0x09 {
      start -= 1
    }
    guard start == range.lowerBound else { return (span(start, comment.upperBound), own) }
    let end = own < text.lineCount ? text.lineRange(own + 1).lowerBound : range.upperBound
    return (span(start, end), lines.line(below: own))
  }
}

/// The lines that comments on lines of their own speak of.
private struct SpokenLines {
  let text: SourceText
  /// Comments come in order, so what was passed over for one need not be looked at for the next.
  private var latest = 0

  init(text: SourceText) { self.text = text }

  /// The first line below one that holds more than blanks and comments; else the one after the
  /// last.
  mutating func line(below own: Int) -> Int {
    if own < latest { return latest }
    latest = own + 1
    while latest <= text.lineCount {
      let first = text.bytes[text.lineRange(latest)].first { $0 != 0x20 && $0 != 0x09 }
      if let first, first != UInt8(ascii: "#") { break }
      latest += 1
    }
    return latest
  }
}

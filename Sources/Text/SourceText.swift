/// One named text that spans point into: a rule file, a vendor-field file.
///
/// Offsets are UTF-8 bytes from the start of the text.
public struct SourceText: Sendable {
  /// What a report calls the text; usually the path as the user wrote it.
  public let name: String
  /// The whole text in UTF-8, as it was read.
  public let bytes: [UInt8]
  private let table = LineTable()

  /// A text under the name that reports show.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Byte offset of the first byte of each line.
  private var lineStarts: [Int] { table.lines(of: bytes).starts }

  /// A place as people count it: from 1, columns in Unicode scalars.
  public struct Position: Hashable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, in Unicode scalars.
    public var column: Int
  }

  /// The number of lines, at least 1; what follows the last line feed counts as a line.
  public var lineCount: Int { lineStarts.count }

  /// The line and column of a byte offset; offsets past the end give the end.
  public func position(at offset: Int) -> Position {
    let offset = min(offset, bytes.count)
    let lines = table.lines(of: bytes)
    var low = 0
    var high = lines.starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines.starts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = lines.scalars(lines.starts[low]..<offset, of: bytes)
    return Position(line: low + 1, column: column + 1)
  }

  /// The line and the column in UTF-16 units, both from 1, as editors and SARIF count them.
  public func utf16Position(at offset: Int) -> Position {
    var position = position(at: offset)
    let start = lineStarts[position.line - 1]
    // Only scalars of four bytes take two units.
    let end = max(start, min(offset, bytes.count))
    position.column += table.lines(of: bytes).wide(start..<end, of: bytes)
    return position
  }

  /// The byte offset of a line (from 1) and column (from 1, in Unicode scalars).
  public func offset(line: Int, column: Int) -> Int {
    let lineStarts = lineStarts
    guard line >= 1, line <= lineStarts.count else { return bytes.count }
    var offset = lineStarts[line - 1]
    var left = column - 1
    while left > 0, offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The byte range of a line (from 1), without its line break.
  public func lineRange(_ line: Int) -> Range<Int> {
    let lineStarts = lineStarts
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The text of a byte range; bytes that are not UTF-8 are replaced.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

/// All texts of one load; a `Span` names its text by its place here.
public struct SourceMap: Sendable {
  /// The texts in the order they were added; `Span.source` is the index.
  public private(set) var texts: [SourceText] = []

  /// A map without texts.
  public init() {}

  /// Adds a text and returns the index that spans use for it.
  public mutating func add(_ text: SourceText) -> UInt16 {
    precondition(texts.count < UInt16.max, "the loader bounds the number of included files")
    texts.append(text)
    return UInt16(texts.count - 1)
  }

  /// The text that a span points into; the span must come from the same load.
  public subscript(span: Span) -> SourceText { texts[Int(span.source)] }

  /// The text of a span; invalid UTF-8 becomes U+FFFD.
  public func text(of span: Span) -> String {
    texts[Int(span.source)].text(Int(span.lower)..<Int(span.upper))
  }

  /// `file:line:column` of the start of a span, for people.
  public func location(of span: Span) -> String {
    let text = self[span]
    let position = text.position(at: Int(span.lower))
    return "\(SafeText.line(text.name)):\(position.line):\(position.column)"
  }
}

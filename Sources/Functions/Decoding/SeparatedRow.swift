import Events

/// One row of values between delimiters, as intake formats read it.
///
/// A value that begins with `"` ends at the next single `"`; `""` inside it is one quote. A line
/// break outside quotes ends the row.
public struct SeparatedRow: Sendable {
  /// Why a row cannot be read.
  public struct Failure: Error, Hashable, Sendable {
    /// What is wrong: one sentence, lower case, no full stop.
    public var message: String
  }

  /// The names of the values, in order.
  public let columns: [String]
  private let delimiter: [UInt8]

  /// The delimiter is any text without quotes and line breaks.
  public init(columns: [String], delimiter: String = ",") throws(Failure) {
    self.columns = columns
    self.delimiter = try SeparatedRow.delimiter(delimiter)
  }

  /// The bytes of a delimiter, where the text can be one.
  public static func delimiter(_ text: String) throws(Failure) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, !bytes.contains(where: SeparatedRow.isSpecial) else {
      throw Failure(message: "a delimiter is a text without quotes and line breaks")
    }
    return bytes
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Calls `found` with each column's number and its text, null where the row is too short; false
  /// when a line break lies inside the row, or the scratch is exhausted.
  ///
  /// Values without quotes share the memory of the text. Values past the last column are dropped.
  public func read(
    _ text: Bytes, in scratch: Scratch, found: (_ column: Int, _ value: Value) -> Void
  ) -> Bool {
    // An empty line is a row without values.
    var index: Int? = text.count == 0 || SeparatedRow.isEnd(text[0]) ? nil : 0
    var rowEnd = 0
    var column = 0
    while let start = index {
      guard let (value, end) = value(text, start, in: scratch) else { return false }
      if column < columns.count { found(column, .text(value)) }
      column += 1
      index = isDelimiter(text, end) ? end + delimiter.count : nil
      rowEnd = end
    }
    while column < columns.count {
      found(column, .null)
      column += 1
    }
    while rowEnd < text.count, text[rowEnd] == UInt8(ascii: "\r") { rowEnd += 1 }
    return rowEnd == text.count || text[rowEnd] == UInt8(ascii: "\n")
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func isDelimiter(_ text: Bytes, _ index: Int) -> Bool {
    guard text.count - index >= delimiter.count else { return false }
    for offset in delimiter.indices where text[index + offset] != delimiter[offset] {
      return false
    }
    return true
  }

  /// The end of a value without quotes: the next delimiter or line break.
  private func plainEnd(_ text: Bytes, _ start: Int) -> Int {
    var index = start
    while index < text.count, !SeparatedRow.isEnd(text[index]), !isDelimiter(text, index) {
      index += 1
    }
    return index
  }

  /// The value at an offset and where it ends; nil when the scratch is exhausted.
  private func value(_ text: Bytes, _ start: Int, in scratch: Scratch) -> (Bytes, end: Int)? {
    let quote = UInt8(ascii: "\"")
    guard start < text.count, text[start] == quote else {
      let end = plainEnd(text, start)
      return (text.slice(start, end), end)
    }
    guard let close = text.firstIndex(of: quote, from: start + 1) else {
      return (text.dropping(start + 1), text.count)
    }
    let end = plainEnd(text, close + 1)
    let value = text.slice(start + 1, close)
    if end == close + 1, !value.contains(where: SeparatedRow.isEnd) { return (value, end) }
    return joined(text, start + 1, close, in: scratch)
  }

  /// A value with more than one quote inside: its pieces, and what follows its closing one.
  private func joined(
    _ text: Bytes, _ start: Int, _ firstQuote: Int, in scratch: Scratch
  ) -> (Bytes, end: Int)? {
    var builder = ByteBuilder(in: scratch)
    var index = start
    var quote = firstQuote
    while true {
      // Line breaks inside quotes are passed over: rows are read line by line.
      for byte in text.slice(index, quote) where !SeparatedRow.isEnd(byte) { builder.append(byte) }
      index = quote + 1
      guard index < text.count, text[index] == UInt8(ascii: "\"") else { break }
      // The second of two quotes stands for one, and is taken with what follows.
      guard let next = text.firstIndex(of: UInt8(ascii: "\""), from: index + 1) else {
        builder.append(text.dropping(index))
        return builder.finish().map { ($0, text.count) }
      }
      quote = next
    }
    let end = plainEnd(text, index)
    builder.append(text.slice(index, end))
    return builder.finish().map { ($0, end) }
  }
}

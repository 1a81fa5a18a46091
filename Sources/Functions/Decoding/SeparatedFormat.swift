import Events

/// One record of delimiter-separated values with quotes, as RFC 4180 has them.
public struct SeparatedFormat: Sendable {
  /// The names of the columns, in order.
  public var columns: [[UInt8]]
  /// The bytes between two values.
  public var delimiter: [UInt8]
  /// The byte that encloses quoted values; doubled, it stands for itself.
  public var quote: UInt8

  /// A format with these columns; comma-separated and double-quoted by default.
  public init(columns: [[UInt8]], delimiter: [UInt8] = [0x2C], quote: UInt8 = 0x22) {
    self.columns = columns
    self.delimiter = delimiter
    self.quote = quote
  }

  /// Calls `found` with a column's number and its value; columns past the last are dropped.
  ///
  /// A line feed, or one after a carriage return, ends the record, unless it stands between quotes
  /// or the delimiter has one; line breaks around the record are not part of it. A value that
  /// begins with a quote runs to the next one, a doubled quote inside it is one quote, and what
  /// stands between its closing quote and the delimiter is kept. Such a value is put together in
  /// the scratch, where it is not one piece of the text.
  public func read(
    _ text: Bytes, in scratch: Scratch, found: (_ column: Int, _ value: Bytes) -> Void
  ) {
    let text = withoutLineBreaks(text)
    var index = 0
    for column in columns.indices {
      let isQuoted = index < text.count && text[index] == quote
      let (value, end) = isQuoted ? quotedValue(text, index + 1, in: scratch) : plain(text, index)
      if let value { found(column, value) }
      guard end < text.count, !isOneLine || !SeparatedFormat.isLineBreak(text[end]) else { return }
      index = end + delimiter.count
    }
  }

  /// Whether a line break outside of quotes ends the record; one in the delimiter parts values.
  private var isOneLine: Bool { !delimiter.contains(where: SeparatedFormat.isLineBreak) }

  private static func isLineBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func withoutLineBreaks(_ text: Bytes) -> Bytes {
    var (start, end) = (0, text.count)
    while end > 0, SeparatedFormat.isLineBreak(text[end - 1]) { end -= 1 }
    while isOneLine, start < end, SeparatedFormat.isLineBreak(text[start]) { start += 1 }
    return text.slice(start, end)
  }

  /// What stands before the next delimiter or the end of the record, and where that is.
  private func plain(_ text: Bytes, _ start: Int) -> (Bytes?, end: Int) {
    let end = plainEnd(text, start)
    return (text.slice(start, end), end)
  }

  private func plainEnd(_ text: Bytes, _ start: Int) -> Int {
    let end = nextDelimiter(text, start) ?? text.count
    let lineFeed = UInt8(ascii: "\n")
    guard isOneLine, let length = text.slice(start, end).firstIndex(of: lineFeed) else {
      return end
    }
    let place = start + length
    return length > 0 && text[place - 1] == UInt8(ascii: "\r") ? place - 1 : place
  }

  /// The value whose opening quote stands before an offset, and where it ends; no value when the
  /// scratch is exhausted.
  private func quotedValue(
    _ text: Bytes, _ start: Int, in scratch: Scratch
  ) -> (Bytes?, end: Int) {
    guard let close = text.firstIndex(of: quote, from: start) else {
      return (text.dropping(start), text.count)
    }
    let end = plainEnd(text, close + 1)
    if end == close + 1 { return (text.slice(start, close), end) }
    var builder = ByteBuilder(in: scratch)
    var index = start
    var next: Int? = close
    while let close = next {
      builder.append(text.slice(index, close))
      index = close + 1
      guard index < text.count, text[index] == quote else { break }
      // The second of two quotes stands for one, and is taken with what follows.
      next = text.firstIndex(of: quote, from: index + 1)
    }
    let rest = next == nil ? (text.dropping(index), end: text.count) : plain(text, index)
    builder.append(rest.0 ?? .empty)
    return (builder.finish(), rest.end)
  }

  private func nextDelimiter(_ text: Bytes, _ start: Int) -> Int? {
    delimiter.withUnsafeBufferPointer { word in
      guard let base = word.baseAddress else { return nil }
      return text.firstRange(of: Bytes(base, count: word.count), from: start)
    }
  }
}

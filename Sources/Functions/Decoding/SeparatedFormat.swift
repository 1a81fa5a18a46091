import Events

/// One record of delimiter-separated values with quotes, as RFC 4180 has them.
public struct SeparatedFormat: Sendable {
  public var columns: [[UInt8]]
  public var delimiter: [UInt8]
  public var quote: UInt8

  public init(columns: [[UInt8]], delimiter: [UInt8] = [0x2C], quote: UInt8 = 0x22) {
    self.columns = columns
    self.delimiter = delimiter
    self.quote = quote
  }

  /// Calls `found` with a column's number and its value; columns past the last are dropped.
  ///
  /// Doubled quotes inside a quoted value become one, in the scratch.
  public func read(
    _ text: Bytes, in scratch: Scratch, found: (_ column: Int, _ value: Bytes) -> Void
  ) {
    var index = 0
    for column in columns.indices {
      if index < text.count, text[index] == quote {
        var builder = ByteBuilder(in: scratch)
        index += 1
        while index < text.count {
          if text[index] == quote {
            guard index + 1 < text.count, text[index + 1] == quote else { break }
            index += 1
          }
          builder.append(text[index])
          index += 1
        }
        if let value = builder.finish() { found(column, value) }
        let next = nextDelimiter(text, min(index + 1, text.count))
        guard let next else { return }
        index = next + delimiter.count
      } else {
        let end = nextDelimiter(text, index)
        found(column, text.slice(index, end ?? text.count))
        guard let end else { return }
        index = end + delimiter.count
      }
    }
  }

  private func nextDelimiter(_ text: Bytes, _ start: Int) -> Int? {
    delimiter.withUnsafeBufferPointer { word in
      guard let base = word.baseAddress else { return nil }
      return text.firstRange(of: Bytes(base, count: word.count), from: start)
    }
  }
}

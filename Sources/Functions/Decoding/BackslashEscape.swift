import Events

/// What a backslash and the byte after it stand for in a text format.
///
/// A backslash before any other byte, or at the end, is text.
enum BackslashEscape {
  /// `\\`, `\|` and `\=`: the header of CEF and LEEF.
  case header
  /// Those and the line breaks `\n` and `\r`: the values of CEF and LEEF.
  case value
  /// `\\` and the quote: a text between quotes.
  case quoted(UInt8)

  private func meaning(of byte: UInt8) -> UInt8? {
    switch (self, byte) {
    case (_, UInt8(ascii: "\\")): byte
    case (.header, UInt8(ascii: "|")), (.header, UInt8(ascii: "=")): byte
    case (.value, UInt8(ascii: "|")), (.value, UInt8(ascii: "=")): byte
    case (.value, UInt8(ascii: "n")): UInt8(ascii: "\n")
    case (.value, UInt8(ascii: "r")): UInt8(ascii: "\r")
    case (.quoted(byte), _): byte
    default: nil
    }
  }

  /// The text with its escapes undone; it shares the memory of the text where it has none. Nil when
  /// the scratch is exhausted.
  func undone(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    guard var backslash = text.firstIndex(of: UInt8(ascii: "\\")) else { return text }
    var builder = ByteBuilder(in: scratch, capacity: text.count)
    var start = 0
    while true {
      var next = backslash + 1
      if next < text.count, let byte = meaning(of: text[next]) {
        builder.append(text.slice(start, backslash))
        builder.append(byte)
        next += 1
        start = next
      }
      guard let found = text.firstIndex(of: UInt8(ascii: "\\"), from: next) else { break }
      backslash = found
    }
    builder.append(text.dropping(start))
    return builder.finish()
  }

  /// The offset of the first `byte` from `start` on that is not escaped; nil if there is none.
  static func firstUnescaped(_ byte: UInt8, in text: Bytes, from start: Int = 0) -> Int? {
    var index = start
    while index < text.count, text[index] != byte {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < text.count ? index : nil
  }
}

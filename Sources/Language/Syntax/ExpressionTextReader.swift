/// Reads one quoted text of an expression and expands its escapes.
struct ExpressionTextReader {
  private let bytes: [UInt8]
  private let start: Int
  /// After the closing quote once `read()` has returned.
  private(set) var place: Int

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    self.start = start
    place = start + 1
  }

  mutating func read() throws(ExpressionFault) -> String {
    let quote = bytes[start]
    var value: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      if byte == quote {
        place += 1
        return String(decoding: value, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        value += String(Character(try escape())).utf8
      } else {
        value.append(byte)
        place += 1
      }
    }
    throw ExpressionFault(
      code: .unterminated, message: "the text has no closing `\(Unicode.Scalar(quote))`",
      lower: start, upper: bytes.count, help: "add `\(Unicode.Scalar(quote))` where it ends")
  }

  private mutating func escape() throws(ExpressionFault) -> Unicode.Scalar {
    let begin = place
    guard place + 1 < bytes.count else {
      throw ExpressionFault(
        code: .unterminated, message: "the text ends after a backslash", lower: start,
        upper: bytes.count)
    }
    let kind = bytes[place + 1]
    place += 2
    switch kind {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"):
      return Unicode.Scalar(kind)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try unicode(begin)
    default:
      while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
      let written = String(decoding: bytes[begin..<place], as: UTF8.self)
      throw ExpressionFault(
        code: .escape, message: "`\(written)` is not an escape", lower: begin, upper: place,
        help: "write `\\\(written)` for a backslash", replacement: "\\" + written)
    }
  }

  private mutating func unicode(_ begin: Int) throws(ExpressionFault) -> Unicode.Scalar {
    guard let first = takeUnit() else { throw badUnicode(begin, "four hexadecimal digits follow") }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), place + 1 < bytes.count,
      bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u")
    else { throw badUnicode(begin, "half of a surrogate pair stands alone") }
    place += 2
    guard let second = takeUnit(), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw badUnicode(begin, "half of a surrogate pair stands alone") }
    return scalar
  }

  private mutating func takeUnit() -> UInt32? {
    var unit: UInt32 = 0
    for offset in 0..<4 {
      guard place + offset < bytes.count else { return nil }
      let byte = bytes[place + offset]
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    place += 4
    return unit
  }

  private func badUnicode(_ begin: Int, _ reason: String) -> ExpressionFault {
    ExpressionFault(
      code: .escape, message: "`\\u` does not give a character: \(reason)", lower: begin,
      upper: min(max(place, begin + 2), bytes.count), help: "write `\\\\u` for a backslash")
  }
}

import Events
import Glibc

/// What Python takes for a word or a number in a text.
enum PythonText {
  // MARK: Words

  /// The length of the letter, digit or underscore at an offset, 0 where there is none.
  @inline(__always)
  static func word(_ text: Bytes, at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 {
      return byte &- 48 <= 9 || (byte | 32) &- 97 < 26 || byte == UInt8(ascii: "_") ? 1 : 0
    }
    return wideWord(text, at: index)
  }

  private static func wideWord(_ text: Bytes, at index: Int) -> Int {
    let length = Scalars.length(text, at: index)
    guard length > 1 else { return 0 }
    var code = UInt32(text[index]) & (0x7F >> UInt32(length))
    for offset in 1..<length { code = code << 6 | UInt32(text[index + offset] & 0x3F) }
    guard let scalar = Unicode.Scalar(code) else { return 0 }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return length
    default: return 0
    }
  }

  /// Whether a byte is a printable character of ASCII other than a letter, digit or blank.
  static func isPunctuation(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !(byte &- 48 <= 9) && !((byte | 32) &- 97 < 26)
  }

  // MARK: Numbers

  /// The integer a text spells, blanks around it allowed, in JSON's spelling; nil for other texts.
  static func integer(_ text: Bytes, in scratch: Scratch) -> Value? {
    let text = Whitespace.stripped(text)
    var index = 0
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { index = 1 }
    guard index < text.count, text.dropping(index).allSatisfy({ $0 &- 48 <= 9 }) else { return nil }
    let digits = index
    while index < text.count - 1, text[index] == UInt8(ascii: "0") { index += 1 }
    guard isNegative, text[index] != UInt8(ascii: "0") else {
      return Value(.integer, text.dropping(index))
    }
    if index == digits { return Value(.integer, text) }
    var builder = ByteBuilder(in: scratch, capacity: text.count)
    builder.append(UInt8(ascii: "-"))
    builder.append(text.dropping(index))
    return builder.finish().map { Value(.integer, $0) }
  }

  /// The decimal number a text spells, blanks around it allowed; nil for other texts, and for what
  /// JSON cannot spell.
  static func float(_ text: Bytes, in scratch: Scratch) -> Value? {
    let text = Whitespace.stripped(text)
    // Neither `inf` nor `nan` nor hexadecimal digits.
    let isDecimal = text.allSatisfy { byte in
      byte &- 48 <= 9 || byte | 32 == UInt8(ascii: "e") || "+-.".utf8.contains(byte)
    }
    guard isDecimal, text.count > 0, text.count < 1024 else { return nil }
    let number = withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy in
      for index in text.indices { copy[index] = CChar(bitPattern: text[index]) }
      copy[text.count] = 0
      guard let base = copy.baseAddress else { return Double.nan }
      var end: UnsafeMutablePointer<CChar>?
      let number = strtod(base, &end)
      return end == base + text.count ? number : Double.nan
    }
    return number.isFinite ? Number.value(number, in: scratch) : nil
  }
}

import Events
import Glibc

/// What Python takes for a blank, a word or a number in a text.
enum PythonText {
  // MARK: Blanks

  /// The length of the blank at an offset, 0 where there is none.
  @inline(__always)
  static func blank(_ text: Bytes, at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || byte &- 9 <= 4 || byte &- 0x1C <= 3 ? 1 : 0 }
    return wideBlank(text, at: index)
  }

  private static func wideBlank(_ text: Bytes, at index: Int) -> Int {
    guard index + 1 < text.count else { return 0 }
    let (first, second) = (text[index], text[index + 1])
    if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard index + 2 < text.count else { return 0 }
    let third = text[index + 2]
    switch (first, second) {
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80):
      return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// The end of the run of blanks at an offset.
  static func skipBlanks(_ text: Bytes, from start: Int) -> Int {
    var index = start
    while index < text.count {
      let length = blank(text, at: index)
      if length == 0 { break }
      index += length
    }
    return index
  }

  /// The text without the blanks at its ends.
  static func stripped(_ text: Bytes) -> Bytes {
    let lower = skipBlanks(text, from: 0)
    var upper = text.count
    while upper > lower {
      let start = Scalars.start(text, before: upper)
      guard start >= lower, blank(text, at: start) == upper - start else { break }
      upper = start
    }
    return text.slice(lower, upper)
  }

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
    let text = stripped(text)
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
    let text = stripped(text)
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

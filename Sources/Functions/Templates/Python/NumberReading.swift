import Events

/// How Python reads numbers out of texts: `int(text, base)` and `float(text)`.
enum NumberReading {
  /// The integer a text spells in a base of 2 to 36, or in the base its prefix says for base 0.
  ///
  /// Nil for another text; failed beyond 64 bits in another base than 10.
  static func integer(_ text: Bytes, base: Int, in scratch: Scratch) -> Value? {
    var rest = Whitespace.stripped(text)
    var base = base
    var isNegative = false
    if rest.count > 0, rest[0] == UInt8(ascii: "-") || rest[0] == UInt8(ascii: "+") {
      isNegative = rest[0] == UInt8(ascii: "-")
      rest = rest.dropping(1)
    }
    guard base == 0 || (2...36).contains(base) else { return nil }
    var afterPrefix = false
    if rest.count > 2, rest[0] == UInt8(ascii: "0") {
      let named =
        switch rest[1] | 32 {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: 0
        }
      if named != 0, base == 0 || base == named {
        base = named
        rest = rest.dropping(2)
        afterPrefix = true
      }
    }
    let isDecimalLiteral = base == 0
    if isDecimalLiteral { base = 10 }
    guard let digits = joined(rest, afterPrefix: afterPrefix, in: scratch) else { return nil }
    var number = 0
    var isLarge = false
    for byte in digits {
      guard let digit = digit(byte), digit < base else { return nil }
      let (scaled, overflowed) = number.multipliedReportingOverflow(by: base)
      // Counted down, so that the least integer is in reach.
      let (sum, overflowedToo) = scaled.subtractingReportingOverflow(digit)
      if overflowed || overflowedToo { isLarge = true }
      number = sum
    }
    // `int("010", 0)` is an error, as the literal is.
    if isDecimalLiteral, digits.count > 1, digits[0] == UInt8(ascii: "0"), number != 0 || isLarge {
      return nil
    }
    if !isLarge, isNegative || number != Int.min {
      return Number.value(isNegative ? number : -number, in: scratch)
    }
    return base == 10 ? large(digits, isNegative: isNegative, in: scratch) : .failed
  }

  private static func large(_ digits: Bytes, isNegative: Bool, in scratch: Scratch) -> Value? {
    var first = 0
    while first < digits.count - 1, digits[first] == UInt8(ascii: "0") { first += 1 }
    // As long as Python reads.
    guard digits.count <= 4300 else { return nil }
    var builder = ByteBuilder(in: scratch, capacity: digits.count + 1)
    if isNegative { builder.append(UInt8(ascii: "-")) }
    builder.append(digits.dropping(first))
    return builder.finish().map { Value(.integer, $0) } ?? .absent
  }

  private static func digit(_ byte: UInt8) -> Int? {
    if byte &- 48 <= 9 { return Int(byte &- 48) }
    let letter = (byte | 32) &- UInt8(ascii: "a")
    return letter < 26 ? Int(letter) + 10 : nil
  }

  /// Digits without the single underscores between them; nil where one stands elsewhere.
  private static func joined(_ text: Bytes, afterPrefix: Bool, in scratch: Scratch) -> Bytes? {
    guard text.count > 0 else { return nil }
    guard text.firstIndex(of: UInt8(ascii: "_")) != nil else { return text }
    var builder = ByteBuilder(in: scratch, capacity: text.count)
    var mayFollow = afterPrefix
    for byte in text {
      if byte == UInt8(ascii: "_") {
        guard mayFollow else { return nil }
        mayFollow = false
      } else {
        builder.append(byte)
        mayFollow = true
      }
    }
    return mayFollow ? builder.finish() : nil
  }

  /// The float a text spells, infinities included; nil for another text.
  static func float(_ text: Bytes, in scratch: Scratch) -> Double? {
    var rest = Whitespace.stripped(text)
    guard rest.count > 0 else { return nil }
    var sign = 1.0
    if rest[0] == UInt8(ascii: "-") || rest[0] == UInt8(ascii: "+") {
      if rest[0] == UInt8(ascii: "-") { sign = -1 }
      rest = rest.dropping(1)
    }
    if says("inf", rest) || says("infinity", rest) { return sign * .infinity }
    if says("nan", rest) { return .nan }
    guard let clean = withoutUnderscores(rest, in: scratch), isFloat(clean) else { return nil }
    return sign * PythonNumber.double(clean)
  }

  private static func says(_ word: StaticString, _ text: Bytes) -> Bool {
    let word = Bytes(word)
    return word.count == text.count && zip(word, text).allSatisfy { $0 == $1 | 32 }
  }

  /// The text without underscores, each of which must stand between digits.
  static func withoutUnderscores(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    guard text.firstIndex(of: UInt8(ascii: "_")) != nil else { return text }
    var builder = ByteBuilder(in: scratch, capacity: text.count)
    for index in 0..<text.count {
      if text[index] != UInt8(ascii: "_") {
        builder.append(text[index])
      } else if index == 0 || index + 1 == text.count || text[index - 1] &- 48 > 9
        || text[index + 1] &- 48 > 9
      {
        return nil
      }
    }
    return builder.finish()
  }

  /// Digits with a point before, among or after them, and perhaps an exponent.
  private static func isFloat(_ text: Bytes) -> Bool {
    var index = 0
    func peek() -> UInt8 { index < text.count ? text[index] : 0 }
    func digits() -> Int {
      let start = index
      while peek() &- 48 <= 9 { index += 1 }
      return index - start
    }
    var count = digits()
    if peek() == UInt8(ascii: ".") {
      index += 1
      count += digits()
    }
    guard count > 0 else { return false }
    if peek() | 32 == UInt8(ascii: "e") {
      index += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { return false }
    }
    return index == text.count
  }
}

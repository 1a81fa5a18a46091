/// What a scalar means under YAML's core schema.
package enum YAMLPlainValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  /// A JSON integer.
  case integer(String)
  /// A JSON number with fraction or exponent.
  case float(String)
  case text
  /// A text that looks like something else to other YAML readers, and why it is one.
  case surprise(String)
}

extension YAMLScalar {
  /// Whether a number is spelled to another base: `0x1F`, `0o17`.
  var isBased: Bool {
    let bytes = text.utf8.prefix(2).map { $0 }
    return bytes.count == 2 && bytes[0] == 0x30 && (bytes[1] == 0x6F || bytes[1] == 0x78)
  }

  /// The value under the core schema; quoted and block scalars are texts.
  package var resolved: YAMLPlainValue {
    guard style == .plain, !isForcedText else { return .text }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    case ".inf", ".Inf", ".INF", "+.inf", "-.inf", "+.Inf", "-.Inf", "+.INF", "-.INF", ".nan",
      ".NaN", ".NAN":
      return .surprise("JSON has no infinity or not-a-number")
    default: break
    }
    switch text.lowercased() {
    case "yes", "no", "on", "off": return .surprise("some YAML readers take it for a boolean")
    default: return Self.number(Array(text.utf8))
    }
  }

  /// The numbers of the core schema, spelled as JSON; `+1` is `1`, `.5` is `0.5`, `0o17` is `15`.
  private static func number(_ bytes: [UInt8]) -> YAMLPlainValue {
    guard let first = bytes.first, isDigit(first) || "+-.".utf8.contains(first) else {
      return .text
    }
    if bytes.count > 2, first == UInt8(ascii: "0"), !isDigit(bytes[1]), bytes[1] != 0x2E {
      if let based = basedInteger(bytes) { return based }
    }
    var place = 0
    var lexeme: [UInt8] = []
    if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      if first == UInt8(ascii: "-") { lexeme.append(first) }
      place = 1
    }
    let whole = digits(bytes, from: place)
    place = whole.upperBound
    var isFloat = false
    var fraction = place..<place
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      isFloat = true
      fraction = digits(bytes, from: place + 1)
      place = fraction.upperBound
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return .text }
    var exponent: [UInt8] = []
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      var start = place + 1
      if start < bytes.count, bytes[start] == 0x2B || bytes[start] == 0x2D { start += 1 }
      let power = digits(bytes, from: start)
      if !power.isEmpty {
        isFloat = true
        exponent = Array(bytes[place..<power.upperBound])
        place = power.upperBound
      }
    }
    guard place == bytes.count else {
      let isGrouped =
        !whole.isEmpty && bytes[place...].allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") }
      return isGrouped ? .surprise("`_` is not part of a number") : .text
    }
    if whole.count > 1, bytes[whole.lowerBound] == UInt8(ascii: "0") {
      return .surprise("a number does not start with 0; some YAML readers take it for octal")
    }
    lexeme += whole.isEmpty ? [UInt8(ascii: "0")] : Array(bytes[whole])
    if isFloat, !fraction.isEmpty || exponent.isEmpty {
      lexeme.append(UInt8(ascii: "."))
      lexeme += fraction.isEmpty ? [UInt8(ascii: "0")] : Array(bytes[fraction])
    }
    lexeme += exponent
    let spelled = String(decoding: lexeme, as: UTF8.self)
    return isFloat ? .float(spelled) : .integer(spelled)
  }

  /// `0o17` and `0x1F`; nil where the text is neither.
  private static func basedInteger(_ bytes: [UInt8]) -> YAMLPlainValue? {
    let radix: Int
    switch bytes[1] {
    case UInt8(ascii: "o"): radix = 8
    case UInt8(ascii: "x"): radix = 16
    case UInt8(ascii: "b"):
      return bytes[2...].allSatisfy({ $0 == 0x30 || $0 == 0x31 })
        ? .surprise("binary numbers are not read") : nil
    default: return nil
    }
    let body = String(decoding: bytes[2...], as: UTF8.self)
    guard isAlphanumeric(bytes[2]) else { return nil }
    if let value = UInt64(body, radix: radix) { return .integer(String(value)) }
    let isNumber = body.utf8.allSatisfy { digit in
      isDigit(digit) && (radix == 16 || digit < 0x38)
        || radix == 16 && (0x61...0x66).contains(digit | 0x20)
    }
    return isNumber ? .surprise("the number does not fit 64 bits") : nil
  }

  private static func digits(_ bytes: [UInt8], from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    return start..<end
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}

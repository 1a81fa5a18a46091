import YAML

/// The value of a scalar under YAML 1.1, whose rules intake formats follow.
///
/// Source: yaml.org/type for 1.1, as common readers implement it.
enum YAML11Value: Equatable {
  case null
  case boolean(Bool)
  /// A JSON number.
  case integer(String)
  case float(String)
  case text

  init(_ scalar: YAMLScalar) {
    self = .text
    guard scalar.style == .plain, !scalar.isForcedText else { return }
    guard let first = scalar.text.utf8.first else {
      self = .null
      return
    }
    if Self.isDigit(first) || first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
      || first == UInt8(ascii: ".")
    {
      if let number = Self.number(Array(scalar.text.utf8)) { self = number }
      return
    }
    // Most texts are longer than any of the words, or begin like none of them.
    guard "~nytof".utf8.contains(first | 0x20), scalar.text.utf8.count <= 5 else { return }
    switch scalar.text {
    case "~", "null", "Null", "NULL": self = .null
    case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": self = .boolean(true)
    case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": self = .boolean(false)
    default: break
    }
  }

  private static func number(_ bytes: [UInt8]) -> YAML11Value? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let isSigned = isNegative || bytes.first == UInt8(ascii: "+")
    let body = bytes.dropFirst(isSigned ? 1 : 0).filter { $0 != UInt8(ascii: "_") }
    guard let first = body.first, isDigit(first) || first == UInt8(ascii: "."),
      bytes.dropFirst(isSigned ? 1 : 0).first != UInt8(ascii: "_")
    else { return nil }
    let sign = isNegative ? "-" : ""
    if body.count > 1, first == UInt8(ascii: "0"), body.allSatisfy({ $0 &- 0x30 < 8 }) {
      return based(body.dropFirst(), 8, sign)
    }
    if body.count > 2, first == UInt8(ascii: "0"), body[1] == UInt8(ascii: "x") {
      return based(body.dropFirst(2), 16, sign)
    }
    if body.count > 2, first == UInt8(ascii: "0"), body[1] == UInt8(ascii: "b") {
      return based(body.dropFirst(2), 2, sign)
    }
    if body.allSatisfy(isDigit) {
      return body.count == 1 || first != UInt8(ascii: "0")
        ? .integer(
          (body == [UInt8(ascii: "0")] ? "" : sign) + String(decoding: body, as: UTF8.self))
        : nil
    }
    if body.contains(UInt8(ascii: ":")) { return sexagesimal(body, sign) }
    return float(body, sign)
  }

  private static func based(_ digits: ArraySlice<UInt8>, _ radix: Int, _ sign: String)
    -> YAML11Value?
  {
    UInt64(String(decoding: digits, as: UTF8.self), radix: radix).map {
      .integer(sign + String($0))
    }
  }

  /// `1:30` is ninety.
  private static func sexagesimal(_ body: [UInt8], _ sign: String) -> YAML11Value? {
    var total = 0
    let parts = body.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard body[0] != UInt8(ascii: "0") else { return nil }
    for (index, part) in parts.enumerated() {
      guard !part.isEmpty, part.count <= (index == 0 ? 9 : 2), part.allSatisfy(isDigit),
        let value = Int(String(decoding: part, as: UTF8.self)), index == 0 || value < 60,
        total < 1 << 48
      else { return nil }
      total = total * 60 + value
    }
    return .integer(sign + String(total))
  }

  /// A point is needed, and a sign in the exponent.
  private static func float(_ body: [UInt8], _ sign: String) -> YAML11Value? {
    let parts = body.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].allSatisfy(isDigit) else { return nil }
    let whole = parts[0].drop { $0 == UInt8(ascii: "0") }
    let fraction = parts[1].prefix(while: isDigit)
    var exponent = parts[1].dropFirst(fraction.count)
    guard !parts[0].isEmpty || !fraction.isEmpty else { return nil }
    if let letter = exponent.popFirst() {
      guard letter | 0x20 == UInt8(ascii: "e"), let mark = exponent.first,
        mark == 0x2B || mark == 0x2D,
        exponent.count > 1, exponent.dropFirst().allSatisfy(isDigit)
      else { return nil }
    }
    let text = { (bytes: ArraySlice<UInt8>) in String(decoding: bytes, as: UTF8.self) }
    return .float(
      sign + (whole.isEmpty ? "0" : text(whole)) + "." + (fraction.isEmpty ? "0" : text(fraction))
        + (exponent.isEmpty ? "" : "e" + text(exponent)))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}

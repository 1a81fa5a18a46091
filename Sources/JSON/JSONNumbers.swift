extension JSONTree {
  /// Whether numbers that differ from it can be equal to it as doubles.
  public var isLargeNumber: Bool {
    lexeme.map { !((Double($0) ?? .infinity).magnitude < 0x1p53) } ?? false
  }

  /// Whether a number is spelled without fraction and exponent.
  static func isInteger(_ lexeme: String) -> Bool {
    !lexeme.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 32 == UInt8(ascii: "e") }
  }

  /// Whether both are numbers, and the same: of one kind and of one exact value.
  public func isSameNumber(as other: JSONTree) -> Bool {
    guard let lexeme, let other = other.lexeme else { return false }
    return JSONTree.sameNumber(lexeme, other)
  }

  /// Whether two numbers are the same: of one kind (with or without fraction and exponent) and of
  /// one exact value, however many digits it has.
  public static func sameNumber(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    guard isInteger(left) == isInteger(right), let a = decimal(left), let b = decimal(right) else {
      return false
    }
    return a == b
  }

  /// Whether two numbers have one value, be they written as integers or not.
  ///
  /// A number with fraction or exponent is the double nearest to it.
  public static func equalNumbers(_ left: String, _ right: String) -> Bool {
    if sameNumber(left, right) { return true }
    switch (Int(left), Int(right)) {
    case (nil, nil): return Double(left) == Double(right)
    case (let integer?, nil): return Double(right).flatMap(Int.init(exactly:)) == integer
    case (nil, let integer?): return Double(left).flatMap(Int.init(exactly:)) == integer
    case (let left?, let right?): return left == right
    }
  }

  private struct Decimal: Equatable {
    var isNegative: Bool
    /// Without zeros at either end.
    var digits: [UInt8]
    var exponent: Int
  }

  /// `digits × 10^exponent`; nil when the exponent is beyond all reason.
  private static func decimal(_ lexeme: String) -> Decimal? {
    var digits: [UInt8] = []
    var exponent = 0
    var isFraction = false
    var isNegative = false
    let bytes = Array(lexeme.utf8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard let written = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)),
          written.magnitude < 1 << 40
        else { return nil }
        exponent += written
        return normalised(isNegative, digits, exponent)
      default:
        digits.append(byte)
        if isFraction { exponent -= 1 }
      }
    }
    return normalised(isNegative, digits, exponent)
  }

  private static func normalised(
    _ isNegative: Bool, _ digits: [UInt8], _ exponent: Int
  ) -> Decimal {
    let zero = UInt8(ascii: "0")
    var digits = digits[...]
    var exponent = exponent
    while digits.last == zero {
      digits.removeLast()
      exponent += 1
    }
    while digits.first == zero { digits.removeFirst() }
    return Decimal(
      isNegative: isNegative, digits: Array(digits), exponent: digits.isEmpty ? 0 : exponent)
  }
}

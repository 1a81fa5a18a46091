import Text

/// A JSON value as a tree, for comparing and showing; numbers keep their spelling.
public enum JSONTree: Equatable, Sendable {
  case null
  case boolean(Bool)
  /// The lexeme.
  case number(String)
  case text(String)
  case list([JSONTree])
  /// Members in order; of duplicates the last one stays.
  case object([Member])

  /// One member of an object.
  public struct Member: Equatable, Sendable {
    /// The key, its escapes undone.
    public var name: String
    /// What the key holds.
    public var value: JSONTree

    /// A member of an object.
    public init(name: String, value: JSONTree) {
      self.name = name
      self.value = value
    }
  }

  /// The value of the last member of that name; nil if there is none or this is not an object.
  public subscript(name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  // MARK: Writing

  /// On one line.
  public var compact: String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let lexeme): return lexeme
    case .text(let text): return JSONString.quoted(text)
    case .list(let items): return "[" + items.map(\.compact).joined(separator: ", ") + "]"
    case .object(let members):
      let parts = members.map { "\(JSONString.quoted($0.name)): \($0.value.compact)" }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  /// Over several lines; those after the first begin with `indent`.
  public func pretty(indent: String = "") -> String {
    let inner = indent + "  "
    let parts: [String]
    switch self {
    case .list(let items): parts = items.map { $0.pretty(indent: inner) }
    case .object(let members):
      parts = members.map {
        "\(JSONString.quoted($0.name)): \($0.value.pretty(indent: inner))"
      }
    default: return compact
    }
    let (open, close) = if case .list = self { ("[", "]") } else { ("{", "}") }
    if parts.isEmpty { return open + close }
    return "\(open)\n\(inner)" + parts.joined(separator: ",\n\(inner)") + "\n\(indent)\(close)"
  }

  // MARK: Comparing

  /// Whether two numbers are the same: of one kind (with or without fraction and exponent) and of
  /// one exact value, however many digits it has.
  public static func sameNumber(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    let isInteger = { (lexeme: String) in
      !lexeme.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 32 == UInt8(ascii: "e") }
    }
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

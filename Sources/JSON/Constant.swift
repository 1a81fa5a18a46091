import Text

/// A constant as the author wrote it.
public enum Constant: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// The lexeme, a JSON integer of any length.
  case integer(String)
  /// The lexeme, a JSON number with fraction or exponent.
  case float(String)
  case text(String)
  case list([Constant])
  /// Members in order.
  case map([Member])

  /// Whether it is a map, empty or not.
  public var isMap: Bool {
    if case .map = self { true } else { false }
  }

  /// One member of a map.
  public struct Member: Hashable, Sendable {
    /// The key, without quotes or escapes.
    public var name: String
    /// What the key holds.
    public var value: Constant

    /// A member of a map.
    public init(_ name: String, _ value: Constant) {
      self.name = name
      self.value = value
    }
  }
}

extension Constant {
  /// How a number is spelled; nil for all others.
  private var lexeme: String? {
    switch self {
    case .integer(let lexeme), .float(let lexeme): lexeme
    default: nil
    }
  }

  /// Whether it is an integer or a float.
  public var isNumber: Bool { lexeme != nil }

  /// Whether numbers that differ from it can be equal to it as doubles.
  public var isLargeNumber: Bool {
    lexeme.map { !((Double($0) ?? .infinity).magnitude < 0x1p53) } ?? false
  }

  /// The constant as JSON text on one line.
  public var json: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let lexeme), .float(let lexeme): lexeme
    case .text(let text): JSONString.quoted(text)
    case .list(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .map(let members):
      "{"
        + members.map { JSONString.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",")
        + "}"
    }
  }

  /// What the constant is called in messages.
  public var kindName: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer, .float: "a number"
    case .text: "a text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}

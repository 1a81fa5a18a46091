import Text

/// A JSON value as a tree: what rules have as constants, and what is compared and shown.
///
/// Numbers keep their spelling.
public enum JSONTree: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// The lexeme, a JSON integer of any length.
  case integer(String)
  /// The lexeme, a JSON number with fraction or exponent.
  case float(String)
  case text(String)
  case list([JSONTree])
  /// Members in order; of duplicates the last one stays.
  case object([Member])

  /// One member of an object.
  public struct Member: Hashable, Sendable {
    /// The key, without quotes or escapes.
    public var name: String
    /// What the key holds.
    public var value: JSONTree

    /// A member of an object.
    public init(_ name: String, _ value: JSONTree) {
      self.name = name
      self.value = value
    }
  }

  /// The number that is spelled so, an integer or a float.
  public static func number(_ lexeme: String) -> JSONTree {
    isInteger(lexeme) ? .integer(lexeme) : .float(lexeme)
  }

  /// The value of the last member of that name; nil if there is none or this is not an object.
  public subscript(name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  // MARK: Kinds

  /// How a number is spelled; nil for all others.
  public var lexeme: String? {
    switch self {
    case .integer(let lexeme), .float(let lexeme): lexeme
    default: nil
    }
  }

  /// Whether it is an integer or a float.
  public var isNumber: Bool { lexeme != nil }

  /// Whether it is an object, empty or not.
  public var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// A scalar as rules compare it with texts; nil for null, lists and objects.
  public var scalarText: String? {
    switch self {
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let text), .float(let text), .text(let text): text
    case .null, .list, .object: nil
    }
  }

  /// What a constant is called in messages about rules.
  public var kindName: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer, .float: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object: "a map"
    }
  }
}

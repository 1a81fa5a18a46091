import Diagnostics
import Events
import Parsing

/// Constants of a rule file as values of the plan.
extension Compiler {
  func value(of constant: Constant) -> Value {
    switch constant {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .integer(let lexeme): Value(.integer, builder.memory.keep(lexeme))
    case .float(let lexeme): Value(.float, builder.memory.keep(lexeme))
    case .text(let text): builder.memory.text(text)
    case .list: Value(.array, builder.memory.keep(constant.json))
    case .map: Value(.object, builder.memory.keep(constant.json))
    }
  }

  /// The key of a constant, and for a number that is not spelled the usual way that spelling too.
  func keys(of constant: Constant) -> [String] {
    guard let key = key(of: constant) else { return [] }
    switch constant {
    case .float(let lexeme), .integer(let lexeme):
      builder.scratch.reset()
      guard constant.isFloat || lexeme == "-0",
        let canonical = Number.canonical(value(of: constant).spelling, in: builder.scratch)?.string,
        canonical != key
      else { return [key] }
      return [key, canonical]
    default: return [key]
    }
  }

  /// What a scalar constant is compared by in tables; nil for lists, maps and null.
  func key(of constant: Constant) -> String? {
    switch constant {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let lexeme), .float(let lexeme): lexeme
    case .text(let text): text
    case .null, .list, .map: nil
    }
  }
}

extension Constant {
  /// The constant as JSON text on one line.
  public var json: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let lexeme), .float(let lexeme): lexeme
    case .text(let text): JSONSpelling.quoted(text)
    case .list(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .map(let members):
      "{"
        + members.map { JSONSpelling.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",")
        + "}"
    }
  }

  fileprivate var isFloat: Bool { if case .float = self { true } else { false } }

  /// What the constant is called in messages.
  var kindName: String {
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

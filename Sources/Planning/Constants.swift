import Diagnostics
import Events
import Functions
import Parsing

extension PlanBuilder {
  /// A constant of a rule file as a value of the plan.
  func value(of constant: Constant) -> Value {
    switch constant {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .integer(let lexeme): Value(.integer, memory.keep(lexeme))
    case .float(let lexeme): Value(.float, memory.keep(lexeme))
    case .text(let text): memory.text(text)
    case .list: Value(.array, memory.keep(constant.json))
    case .map: Value(.object, memory.keep(constant.json))
    }
  }
}

extension ConstantArgument {
  /// A constant as an argument; nil where functions take none of its kind.
  init?(_ constant: Constant) {
    switch constant {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .integer(let lexeme), .float(let lexeme):
      if let number = Int(lexeme) {
        self = .integer(number)
      } else if let number = Double(lexeme) {
        self = .float(number)
      } else {
        return nil
      }
    case .text(let text): self = .text(text)
    case .list(let items):
      let arguments = items.compactMap { ConstantArgument($0) }
      guard arguments.count == items.count else { return nil }
      self = .list(arguments)
    case .map: return nil
    }
  }
}

/// Constants of a rule file as values of the plan.
extension Compiler {
  func value(of constant: Constant) -> Value { builder.value(of: constant) }

  /// The keys of a constant: what it is compared by, and for a number what all its spellings share.
  func keys(of constant: Constant) -> [String] {
    guard let key = key(of: constant) else { return [] }
    return constant.isNumber ? [key] + [sharedKey(ofNumber: constant)].compactMap(\.self) : [key]
  }

  /// The same for tables that stand for comparisons; nil where a table cannot tell what equals the
  /// constant: for lists, maps and null, for numbers that others equal as doubles only, and for texts
  /// that begin with NUL as the keys of numbers do.
  func tableKeys(of constant: Constant) -> [String]? {
    let keys = keys(of: constant)
    guard let key = keys.first, key.utf8.first != 0, !constant.isLargeNumber else { return nil }
    return keys
  }

  /// What finds a constant besides its spelling, in a table that every value which equals it finds.
  func furtherKeys(of constant: Constant) -> [String] {
    guard constant.isNumber else { return [] }
    let value = value(of: constant)
    builder.scratch.reset()
    let scratch = builder.scratch
    var keys = [Number.key(value, in: scratch)]
    if let rounded = Number.roundedKey(value, in: scratch) {
      // A float is compared with it as a double.
      let asFloat = Number.key(Value(.float, value.spelling), in: scratch)
      keys.append(value.kind == .float ? rounded : asFloat)
    }
    return keys.compactMap { $0?.string }
  }

  /// What all spellings of a number share; nil for a constant that spells none.
  func sharedKey(ofNumber constant: Constant) -> String? {
    let value = value(of: constant)
    guard let kind = Number.shape(value.spelling) else { return nil }
    builder.scratch.reset()
    return Number.key(Value(kind, value.spelling), in: builder.scratch)?.string
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
  /// How a number is spelled; nil for all others.
  private var lexeme: String? {
    switch self {
    case .integer(let lexeme), .float(let lexeme): lexeme
    default: nil
    }
  }

  var isNumber: Bool { lexeme != nil }

  /// Whether numbers that differ from it can be equal to it as doubles.
  var isLargeNumber: Bool {
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

extension [String] {
  /// A few names behind some words, for a help text; nil where there are none or too many.
  func listed(_ words: String) -> String? {
    guard !isEmpty, count <= 12 else { return nil }
    return "\(words) \(map { "`\($0)`" }.joined(separator: ", "))"
  }
}

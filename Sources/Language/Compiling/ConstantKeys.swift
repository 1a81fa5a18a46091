import Events
import JSON
import Planning

/// Constants of a rule file as values of the plan.
extension Compiler {
  func value(of constant: JSONTree) -> Value { builder.value(of: constant) }

  /// The keys of a constant: its comparison key, and for a number the one all spellings share.
  func keys(of constant: JSONTree) -> [String] {
    guard let key = key(of: constant) else { return [] }
    return constant.isNumber ? [key] + [sharedKey(ofNumber: constant)].compactMap(\.self) : [key]
  }

  /// The same for tables that stand for comparisons; nil where a table cannot tell what equals the
  /// constant: for lists, maps and null, for numbers that others equal as doubles only, and for texts
  /// that begin with NUL as the keys of numbers do.
  func tableKeys(of constant: JSONTree) -> [String]? {
    let keys = keys(of: constant)
    guard let key = keys.first, key.utf8.first != 0, !constant.isLargeNumber else { return nil }
    return keys
  }

  /// What finds a constant besides its spelling, in a table that every value which equals it finds.
  func furtherKeys(of constant: JSONTree) -> [String] {
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
  func sharedKey(ofNumber constant: JSONTree) -> String? {
    let value = value(of: constant)
    guard let kind = Number.shape(value.spelling) else { return nil }
    builder.scratch.reset()
    return Number.key(Value(kind, value.spelling), in: builder.scratch)?.string
  }

  /// What a scalar constant is compared by in tables; nil for lists, maps and null.
  func key(of constant: JSONTree) -> String? {
    switch constant {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let lexeme), .float(let lexeme): lexeme
    case .text(let text): text
    case .null, .list, .object: nil
    }
  }
}

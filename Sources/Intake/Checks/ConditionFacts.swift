import JSON
import Text

/// What the conditions around a place of an intake format say about the values of paths.
///
/// Values compare as the dialect compares them: a missing one differs from every constant.
struct ConditionFacts {
  private struct Knowledge {
    /// The only values it can have; nil when any.
    var values: Set<String>?
    var excluded: Set<String> = []
    var span: Span
  }

  struct Verdict {
    var holds: Bool
    var because: Span
  }

  /// One path against constants: it is among them, or it is not.
  struct Atom {
    var path: String
    var values: Set<String>
    var isNegated: Bool

    /// Tests only that there is something.
    var isPresence: Bool { isNegated && values.isSubset(of: ["null", "t"]) }
  }

  private var known: [String: Knowledge] = [:]

  func settle(_ atom: Atom) -> Verdict? {
    guard let knowledge = known[atom.path] else { return nil }
    var isMember: Bool?
    if let values = knowledge.values {
      if values.isDisjoint(with: atom.values) { isMember = false }
      if values.isSubset(of: atom.values), !values.isEmpty { isMember = true }
    }
    if atom.values.isSubset(of: knowledge.excluded) { isMember = false }
    return isMember.map { Verdict(holds: $0 != atom.isNegated, because: knowledge.span) }
  }

  /// Takes an atom for true or for false.
  mutating func assume(_ atom: Atom, _ isTrue: Bool, at span: Span) {
    var knowledge = known[atom.path] ?? Knowledge(span: span)
    if isTrue != atom.isNegated {
      knowledge.values = knowledge.values.map { $0.intersection(atom.values) } ?? atom.values
    } else {
      knowledge.excluded.formUnion(atom.values)
      knowledge.values?.subtract(atom.values)
    }
    knowledge.span = span
    known[atom.path] = knowledge
  }

  /// The atom that an expression is; nil for others, and for paths whose root may change.
  static func atom(_ expression: TemplateExpression, isStable: (String) -> Bool) -> Atom? {
    guard case .comparison(let left, let rest) = expression, rest.count == 1,
      let path = left.writtenPath, !path.keys.isEmpty, isStable(path.root.value)
    else { return nil }
    var keys: [String] = []
    switch (rest[0].operation, rest[0].operand) {
    case (.equal, .constant(let constant, _)), (.notEqual, .constant(let constant, _)):
      guard let key = key(of: constant) else { return nil }
      keys = [key]
    case (.isIn, .list(let items, _)), (.isNotIn, .list(let items, _)):
      for item in items {
        guard case .constant(let constant, _) = item, let key = key(of: constant) else {
          return nil
        }
        keys.append(key)
      }
    default: return nil
    }
    // A missing member is None through `get`, otherwise undefined.
    var name = path.names.joined(separator: "\u{0}")
    if case .call = left { name += "()" }
    let isNegated = rest[0].operation == .notEqual || rest[0].operation == .isNotIn
    return keys.isEmpty ? nil : Atom(path: name, values: Set(keys), isNegated: isNegated)
  }

  /// Equal values have equal keys; as in Python, 1, 1.0 and True are equal.
  static func key(of constant: JSONTree) -> String? {
    switch constant {
    case .null: "null"
    case .boolean(let value): value ? "n1.0" : "n0.0"
    case .integer(let lexeme), .float(let lexeme): Double(lexeme).map { "n\($0)" }
    case .text(let text): "t\(text)"
    case .list, .object: nil
    }
  }
}

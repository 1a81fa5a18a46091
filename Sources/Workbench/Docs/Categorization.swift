import JSON
import Language
import Text

/// The values a rule file can give to `event.kind`, `event.category` and `event.type`.
package struct Categorization {
  /// The three fields of ECS that sort events, and what the page calls them.
  static let fields = [
    (title: "Kind", field: "event.kind"), (title: "Category", field: "event.category"),
    (title: "Type", field: "event.type"),
  ]

  /// What one field can hold.
  struct Values {
    /// Known from the rules: constants, and what look-ups give.
    var constants: Set<String> = []
    /// Expressions, as they are written, whose values only an event says.
    var expressions: Set<String> = []
  }

  private(set) var values: [String: Values] = [:]

  /// Reads them off the rules.
  ///
  /// A value that a later unconditional rule always replaces cannot be seen and is left out.
  package init(_ walk: RuleWalk, tables: [String: Table], sources: SourceMap) {
    for (_, field) in Categorization.fields {
      var found = Values()
      var emitted = Values()
      for write in walk.writes where write.field == field {
        guard let assignment = write.assignment else { continue }
        let values = Categorization.values(of: assignment, tables, sources)
        if write.isEmitted {
          emitted.merge(values)
        } else {
          let isCertain =
            write.guards.isEmpty && !assignment.unlessSet && values.expressions.isEmpty
            && assignment.lookup == nil
          if isCertain { found = Values() }
          found.merge(values)
        }
      }
      found.merge(emitted)
      values[field] = found
    }
  }

  /// What the samples show and the rules do not say, or the other way round; for people.
  package func disagreements(with outputs: [JSONTree]) -> [String] {
    var result: [String] = []
    for (_, field) in Categorization.fields {
      let known = values[field] ?? Values()
      var seen: Set<String> = []
      for output in outputs { seen.formUnion(Categorization.texts(of: output.at(field))) }
      if known.expressions.isEmpty {
        for value in seen.subtracting(known.constants).sorted() {
          result.append("a sample has `\(field)` = `\(value)`, which no rule is seen to give")
        }
      }
      for value in known.constants.subtracting(seen).sorted() {
        result.append("the rules can give `\(field)` = `\(value)`, but no sample shows it")
      }
    }
    return result
  }

  // MARK: Rules

  private static func values(
    of assignment: Assignment, _ tables: [String: Table], _ sources: SourceMap
  ) -> Values {
    var values = Values()
    if let lookup = assignment.lookup {
      switch lookup.source {
      case .inline(let entries): for entry in entries { values.add(entry.value.value) }
      case .named(let name):
        for entry in tables[name.value]?.entries ?? [] { values.add(entry.value.value) }
      }
      if let otherwise = lookup.otherwise { values.add(otherwise.value) }
    } else {
      switch assignment.source {
      case .constant(let constant): values.add(constant.value)
      case .expression(let expression): values.add(expression, sources)
      case .firstPresent(let expressions):
        for expression in expressions { values.add(expression, sources) }
      }
    }
    if case .value(let constant)? = assignment.onError?.value { values.add(constant.value) }
    return values
  }

  private static func texts(of tree: JSONTree?) -> [String] {
    switch tree {
    case .text(let text): [text]
    case .number(let lexeme): [lexeme]
    case .list(let items): items.flatMap { texts(of: $0) }
    default: []
    }
  }
}

extension Categorization.Values {
  fileprivate mutating func merge(_ other: Self) {
    constants.formUnion(other.constants)
    expressions.formUnion(other.expressions)
  }

  fileprivate mutating func add(_ constant: Constant) {
    switch constant {
    case .text(let text), .integer(let text), .float(let text): constants.insert(text)
    case .boolean(let flag): constants.insert(flag ? "true" : "false")
    case .list(let items): for item in items { add(item) }
    case .null, .map: break
    }
  }

  fileprivate mutating func add(_ expression: Expression, _ sources: SourceMap) {
    switch expression {
    case .literal(let constant, _): add(constant)
    case .list(let items, _): for item in items { add(item, sources) }
    case .fallback(let left, let right, _):
      add(left, sources)
      add(right, sources)
    default: expressions.insert(sources.text(of: expression.span))
    }
  }
}

import JSON
import Planning
import Schema
import Text

/// What the conditions around a place say about the paths of an event.
///
/// Only values that no rule changes are tracked: the event, what was received, the item of a loop.
struct Facts {
  /// What is known of one path.
  struct Knowledge {
    /// The only values it can have, where it has one; nil when any.
    var values: Set<String>?
    var excluded: Set<String> = []
    var isPresent: Bool?
    var least = -Double.infinity
    var most = Double.infinity
    /// Where the last of it was said.
    var span: Span

    /// Values remembered of a path: facts are copied for each condition under them.
    static let mostValues = 1000
  }

  /// What a condition gives, and the place that decides it.
  struct Verdict {
    var holds: Bool
    var because: Span?
  }

  private(set) var known: [String: Knowledge] = [:]

  /// The name of a path whose value stays the same; nil for others.
  static func name(of expression: Expression) -> String? {
    guard let path = expression.plainPath, !path.steps.isEmpty else { return nil }
    switch path.root {
    case .event, .raw, .item: return path.steps.contains { $0.value == .each } ? nil : path.text
    case .out, .named, .tested: return nil
    }
  }

  func values(of name: String) -> Set<String>? { known[name]?.values }

  func span(of name: String) -> Span? { known[name]?.span }

  /// A member of a match with one of these values.
  mutating func equals(_ name: String, _ values: Set<String>, at span: Span) {
    change(name, at: span) {
      if let known = $0.values {
        $0.values = known.intersection(values)
      } else if values.count <= Knowledge.mostValues {
        $0.values = values
      }
      $0.isPresent = true
    }
  }

  mutating func differs(_ name: String, _ values: Set<String>, at span: Span) {
    change(name, at: span) {
      if $0.excluded.count + values.count <= Knowledge.mostValues { $0.excluded.formUnion(values) }
      $0.values?.subtract(values)
    }
  }

  private mutating func change(
    _ name: String, at span: Span, _ body: (inout Knowledge) -> Void
  ) {
    body(&known[name, default: Knowledge(span: span)])
    known[name]?.span = span
  }

  // MARK: Atoms

  /// One path against constants, as a condition says it.
  enum Atom {
    case among(String, Set<String>, isNegated: Bool)
    case order(String, Expression.Comparison, Double)
    case present(String, isNegated: Bool)
  }

  /// The simple condition an expression is; nil for others.
  static func atom(_ expression: Expression, key: (JSONTree) -> String?) -> Atom? {
    switch expression {
    case .test(let subject, let test, let isNegated, _) where test.value == .present:
      return name(of: subject).map { .present($0, isNegated: isNegated) }
    case .comparison(let comparison, let left, let right, _):
      guard let name = name(of: left) else { return nil }
      var constants: [JSONTree] = []
      switch right {
      case .literal(.list(let items), _): constants = items
      case .literal(let constant, _): constants = [constant]
      case .list(let items, _):
        for item in items {
          guard case .literal(let constant, _) = item else { return nil }
          constants.append(constant)
        }
      default: return nil
      }
      let keys = constants.compactMap(key)
      guard keys.count == constants.count else { return nil }
      var isList = false
      if case .list = right { isList = true }
      switch comparison.value {
      case .equal where !isList: return .among(name, Set(keys), isNegated: false)
      case .notEqual where !isList: return .among(name, Set(keys), isNegated: true)
      case .in where isList: return .among(name, Set(keys), isNegated: false)
      case .notIn where isList: return .among(name, Set(keys), isNegated: true)
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        guard case .literal(let constant, _) = right, constant.staticType?.isNumber == true,
          let number = keys.first.flatMap(Double.init)
        else { return nil }
        return .order(name, comparison.value, number)
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether an atom is settled; `lenient` leaves open that the path may be absent.
  func settle(_ atom: Atom, lenient: Bool = false) -> Verdict? {
    switch atom {
    case .present(let name, let isNegated):
      guard let knowledge = known[name], let isPresent = knowledge.isPresent else { return nil }
      return Verdict(holds: isPresent != isNegated, because: knowledge.span)
    case .among(let name, let wanted, let isNegated):
      guard let knowledge = known[name] else { return nil }
      if knowledge.isPresent == false { return Verdict(holds: false, because: knowledge.span) }
      var isMember: Bool?
      if let values = knowledge.values {
        if values.isDisjoint(with: wanted) { isMember = false }
        if values.isSubset(of: wanted), !values.isEmpty { isMember = true }
      }
      if wanted.isSubset(of: knowledge.excluded) { isMember = false }
      if !wanted.contains(where: {
        Double($0).map { $0 >= knowledge.least && $0 <= knowledge.most } ?? !knowledge.hasRange
      }) {
        isMember = false
      }
      guard let isMember else { return nil }
      let holds = isMember != isNegated
      guard !holds || knowledge.isPresent == true || lenient else { return nil }
      return Verdict(holds: holds, because: knowledge.span)
    case .order(let name, let comparison, let number):
      guard let knowledge = known[name] else { return nil }
      if knowledge.isPresent == false { return Verdict(holds: false, because: knowledge.span) }
      let isPossible =
        switch comparison {
        case .less: knowledge.least < number
        case .lessOrEqual: knowledge.least <= number
        case .greater: knowledge.most > number
        default: knowledge.most >= number
        }
      return isPossible ? nil : Verdict(holds: false, because: knowledge.span)
    }
  }

  /// Takes an atom for true or for false.
  mutating func assume(_ atom: Atom, _ isTrue: Bool, at span: Span) {
    switch atom {
    case .present(let name, let isNegated):
      change(name, at: span) { $0.isPresent = isTrue != isNegated }
    case .among(let name, let values, let isNegated):
      // A false comparison leaves open whether the path is absent.
      let wasPresent = known[name]?.isPresent
      if isTrue != isNegated {
        equals(name, values, at: span)
        if !isTrue { known[name]?.isPresent = wasPresent }
      } else {
        differs(name, values, at: span)
        if isTrue { known[name]?.isPresent = true }
      }
    case .order(let name, let comparison, let number):
      guard isTrue else { return }
      change(name, at: span) {
        $0.isPresent = true
        // Open ends are taken as closed: the next float is near enough to tell nothing apart.
        switch comparison {
        case .less: $0.most = min($0.most, number.nextDown)
        case .lessOrEqual: $0.most = min($0.most, number)
        case .greater: $0.least = max($0.least, number.nextUp)
        default: $0.least = max($0.least, number)
        }
      }
    }
  }
}

extension Facts.Knowledge {
  fileprivate var hasRange: Bool { least > -.infinity || most < .infinity }
}

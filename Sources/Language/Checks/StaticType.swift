import Functions
import JSON
import Planning
import Schema
import Text

/// The kind of value that an expression gives, if any; known before the first event.
enum StaticType: String {
  case text, integer, float, boolean, list, object

  var isNumber: Bool { self == .integer || self == .float }
  var isContainer: Bool { self == .list || self == .object }

  /// The wording in messages.
  var name: String {
    switch self {
    case .integer, .object: "an \(rawValue)"
    case .text, .float, .boolean, .list: "a \(rawValue)"
    }
  }
}

/// The letters a text can hold.
enum LetterCase {
  case lower, upper
}

extension Checker {
  /// The type of an expression's value; nil where only the event tells.
  func type(of expression: Expression) -> StaticType? {
    switch expression {
    case .literal(let constant, _): return constant.staticType
    case .list: return .list
    case .comparison, .test, .and, .or, .not: return .boolean
    case .fallback:
      let types = expression.alternatives.map { type(of: $0) }
      return types.allSatisfy { $0 == types[0] } ? types[0] : nil
    case .path(let path): return type(of: path)
    case .conditional(_, let value, let otherwise, _):
      let first = type(of: value)
      return otherwise.map { type(of: $0) == first } ?? true ? first : nil
    case .arithmetic(let sign, let left, let right, _):
      return type(of: sign.value, left, right)
    case .negation(let inner, _): return type(of: inner).flatMap { $0.isNumber ? $0 : nil }
    case .navigation(_, let steps, _):
      return steps.contains { $0.value == .each } ? .list : nil
    case .selection(_, _, let takesAll, _): return takesAll ? .list : nil
    case .call(let name, let arguments, _):
      guard let function = FunctionTable.named(name.value) else { return nil }
      let first = arguments.first.flatMap { type(of: $0) }
      if first == .list, function.parameters.first?.type.isScalar == true { return .list }
      switch function.returns {
      case .text: return .text
      case .integer: return .integer
      case .float: return .float
      case .boolean: return .boolean
      case .list: return .list
      case .object: return .object
      case .same: return first
      case .any: return nil
      }
    }
  }

  /// One float makes floats; of two integers only a quotient may be one.
  private func type(
    of sign: Expression.Arithmetic, _ left: Expression, _ right: Expression
  ) -> StaticType? {
    let types = [type(of: left), type(of: right)]
    if sign == .remainder { return .integer }
    if types.contains(.float) { return .float }
    return sign != .divide && types == [.integer, .integer] ? .integer : nil
  }

  /// Fields already written have their type; so have the parts of texts taken apart.
  private func type(of path: Path) -> StaticType? {
    // An event that is not an object is rejected before any rule sees it.
    if path.steps.isEmpty, path.root == .event || path.root == .raw { return .object }
    // What is not a list is a list of one to `[*]`.
    if path.steps.contains(where: { $0.value == .each }) { return .list }
    guard let members = path.members, !members.isEmpty else { return nil }
    switch path.root {
    case .out:
      guard let field = compiler.field(members.joined(separator: ".")) else { return nil }
      if field.isArray { return .list }
      switch field.type.family {
      case .text, .date, .ip: return .text
      case .integer: return .integer
      case .float: return .float
      case .boolean: return .boolean
      case .geoPoint, .open: return nil
      }
    case .named(let name): return textualDecodes.contains(name) ? .text : nil
    case .event, .raw, .item, .tested: return nil
    }
  }

  /// The letters of a text that a function has folded.
  func letterCase(of expression: Expression) -> LetterCase? {
    guard case .call(let name, _, _) = expression else { return nil }
    switch FunctionTable.named(name.value)?.name {
    case "lower": return .lower
    case "upper": return .upper
    default: return nil
    }
  }
}

extension JSONTree {
  var staticType: StaticType? {
    switch self {
    case .null: nil
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .text: .text
    case .list: .list
    case .object: .object
    }
  }
}

import Diagnostics
import Events
import Functions
import JSON
import Planning
import Schema
import Text

/// Types that cannot meet: arguments of calls, values of fields, sides of comparisons.
extension Checker {
  func checkTypes(in expression: Expression) {
    switch expression {
    case .call(let name, let arguments, _):
      if let function = FunctionTable.named(name.value) { checkArguments(arguments, of: function) }
      checkPattern(of: name.value, arguments)
    case .selection(_, .call(let name, let arguments, let span), _, _):
      if let type = type(of: .call(name: name, arguments: arguments, span: span)), type != .boolean
      {
        report(.noCondition(type, span))
      }
    case .arithmetic(let sign, let left, let right, _): checkOperands(sign, [left, right])
    case .negation(let inner, let span): checkOperands(Located(.subtract, span), [inner])
    case .comparison(let comparison, let left, let right, _):
      checkComparison(comparison, left, right)
      if comparison.value == .matches, case .literal(.text(let pattern), let span) = right {
        checkAmbiguity(of: pattern, span)
      }
    default: break
    }
  }

  /// Arguments that are calls themselves; constants were checked when they were compiled.
  private func checkArguments(_ arguments: [Expression], of function: Function) {
    guard !function.parameters.isEmpty else { return }
    for (number, argument) in arguments.enumerated() {
      if case .literal = argument { continue }
      if case .list = argument { continue }
      let parameter = function.parameters[min(number, function.parameters.count - 1)]
      guard let type = type(of: argument) else { continue }
      let isMapped = number == 0 && parameter.type.isScalar && type == .list
      guard !isMapped, !parameter.type.mayAdmit(type),
        !(mayBeList(argument) && parameter.type.mayAdmit(.list))
      else { continue }
      report(.neverAnArgument(function, parameter, type, argument.span))
    }
  }

  /// Whether a value is a list where a path in it leads to one: functions go through the items.
  private func mayBeList(_ expression: Expression) -> Bool {
    switch expression {
    case .path: return type(of: expression).map { $0 == .list } ?? true
    case .call(let name, let arguments, _):
      guard let function = FunctionTable.named(name.value), let first = arguments.first,
        function.parameters.first?.type.isScalar == true
      else { return false }
      return mayBeList(first)
    case .fallback: return expression.alternatives.contains(where: mayBeList)
    default: return false
    }
  }

  // MARK: Comparisons

  private func checkComparison(
    _ comparison: Located<Expression.Comparison>, _ left: Expression, _ right: Expression
  ) {
    if case .literal = left, case .literal = right { return }
    if comparison.value == .in || comparison.value == .notIn,
      case .list(let members, _) = right, type(of: left)?.isContainer != true
    {
      return checkMembers(members, of: left)
    }
    guard let found = whyNeverHolds(comparison.value, left, right) else { return }
    report(
      .neverHolds(
        comparison.value, left.span.union(right.span), found.reason, label: found.side))
  }

  /// Why a comparison is settled by the types of its sides, and which of these it is that decides.
  private func whyNeverHolds(
    _ comparison: Expression.Comparison, _ left: Expression, _ right: Expression
  ) -> (reason: String, side: Span?)? {
    let (leftType, rightType) = (type(of: left), type(of: right))
    var reason: String?
    switch comparison {
    case .equal, .notEqual:
      reason =
        neverEqual(left, leftType, right, rightType) ?? neverEqual(right, rightType, left, leftType)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return neverOrdered(left, leftType, right, rightType)
    case .in, .notIn:
      if leftType?.isContainer == true, case .list = right {
        reason = "the left side is \(leftType?.name ?? ""), and no member of the list is"
      } else if rightType?.isNumber == true || rightType == .boolean || rightType == .object {
        reason = "the right side is \(rightType?.name ?? ""), not a list or a text"
      }
    case .contains:
      if leftType == .object || leftType == .boolean {
        reason = "the left side is \(leftType?.name ?? ""), not a list or a text"
      }
    case .startswith, .endswith, .matches:
      if leftType?.isContainer == true, comparison != .matches || leftType == .object {
        reason = "the left side is \(leftType?.name ?? ""), not a text"
      }
    }
    return reason.map { ($0, nil) }
  }

  /// Why one of two sides is neither less nor greater than the other.
  private func neverOrdered(
    _ left: Expression, _ leftType: StaticType?, _ right: Expression, _ rightType: StaticType?
  ) -> (reason: String, side: Span?)? {
    for (type, side) in [(leftType, left), (rightType, right)] {
      if let type, type == .boolean || type.isContainer {
        return ("\(type.name) has no order", side.span)
      }
    }
    for (type, other) in [(leftType, right), (rightType, left)] {
      guard type?.isNumber == true, case .literal(.text(let text), let span) = other,
        Double(text) == nil
      else { continue }
      return ("one side is \(type?.name ?? ""), and this text spells no number", span)
    }
    return nil
  }

  /// Why two sides are never equal; the rules are the engine's: by spelling, containers as a whole.
  private func neverEqual(
    _ one: Expression, _ type: StaticType?, _ other: Expression, _ otherType: StaticType?
  ) -> String? {
    if let type, let otherType {
      if type.isContainer != otherType.isContainer || type.isContainer && type != otherType {
        return "one side is \(type.name), the other \(otherType.name)"
      }
      if type == .boolean && otherType.isNumber {
        return "one side is a boolean, the other \(otherType.name)"
      }
    }
    guard case .literal(let constant, _) = other, let key = compiler.key(of: constant) else {
      return nil
    }
    if let reason = whyNever(key, from: one, type) { return reason }
    if case .literal(.boolean, _) = other, let path = one.plainPath,
      let cast = castPaths[path.text]
    {
      return "`\(path.text)` is written to a field of type \(cast.type.rawValue)"
    }
    return nil
  }

  /// Why an expression never gives a scalar with this spelling; nil where it may.
  func whyNever(_ key: String, from expression: Expression, _ type: StaticType?) -> String? {
    switch type {
    case .boolean where key != "true" && key != "false": return "the value is `true` or `false`"
    case .integer where Double(key) == nil, .float where Double(key) == nil:
      return "the value is a number"
    case .list, .object: return "the value is \(type?.name ?? "")"
    default: break
    }
    switch letterCase(of: expression) {
    case .lower where key.contains(where: \.isUppercase):
      return "the value has no capital letters"
    case .upper where key.contains(where: \.isLowercase):
      return "the value has only capital letters"
    default: return nil
    }
  }

  // MARK: Values of fields

  /// A value whose type the field can never take.
  func checkValue(_ expression: Expression, to names: [Located<String>], _ assignment: Assignment) {
    for name in names {
      guard let field = compiler.field(name.value) else { continue }
      let explicit = assignment.cast.flatMap { compiler.castKind(named: $0.name.value) }
      let kind = explicit ?? field.cast
      if assignment.lookup == nil { checkQuotient(expression, of: field, as: kind, name.span) }
      for alternative in expression.alternatives {
        guard let type = type(of: alternative) else { continue }
        // What a lookup gives was checked entry by entry; of a list it makes a list.
        if assignment.lookup == nil, !mayCast(alternative, type, to: kind) {
          report(.neverFits(type, alternative, field, kind, name.span))
        } else if type == .list, !field.isArray, kind.isScalar {
          report(.listIntoScalar(alternative.span, field, name.span))
        }
      }
    }
  }

  /// Values that a loop gathers in a list where the field holds one.
  func checkValues(of loop: ForEach) {
    guard case .values = loop.body, let field = compiler.field(loop.target.value), !field.isArray,
      field.cast.isScalar
    else { return }
    report(.listIntoScalar(loop.target.span, field, nil))
  }

  private func mayCast(_ expression: Expression, _ type: StaticType, to kind: CastKind) -> Bool {
    if case .literal(let constant, _) = expression, type != .list {
      let scratch = compiler.builder.scratch
      scratch.reset()
      defer { scratch.reset() }
      if kind == .date || kind == .epoch { return true }
      return kind.cast(compiler.value(of: constant), in: scratch) != nil
    }
    return type == .list || kind.takes.contains { $0.rawValue == type.rawValue }
  }
}

extension ParameterType {
  /// Whether some value of a type may stand here.
  fileprivate func mayAdmit(_ type: StaticType) -> Bool {
    switch self {
    case .any: true
    case .text, .pattern, .constantText: !type.isContainer
    case .integer: type == .integer || type == .text
    case .number: type.isNumber || type == .text
    case .boolean: type == .boolean
    // What is not a list is a list of one.
    case .list, .listOrText: true
    case .object: type == .object
    }
  }
}

extension Diagnostic {
  fileprivate static func neverAnArgument(
    _ function: Function, _ parameter: Parameter, _ type: StaticType, _ span: Span
  ) -> Diagnostic {
    Diagnostic(
      .wrongArgumentType,
      "`\(parameter.name)` of `\(function.name)` must be \(parameter.type.rawValue)", at: span,
      label: "this gives \(type.name)",
      help: "with such an argument the call never has a result; \(function.signature)")
  }

  fileprivate static func noCondition(_ type: StaticType, _ span: Span) -> Diagnostic {
    Diagnostic(
      .wrongArgumentType, "a condition in brackets is true or false", at: span,
      label: "this gives \(type.name)",
      help: "compare it: `[\(type == .text ? "lower(name) == \"x\"" : "f(x) > 0")]`")
  }

  fileprivate static func neverHolds(
    _ comparison: Expression.Comparison, _ span: Span, _ reason: String, label: Span? = nil
  ) -> Diagnostic {
    let always = comparison == .notEqual || comparison == .notIn
    return Diagnostic(
      .comparisonNeverHolds, .warning,
      always
        ? "this comparison holds for every value, so it tests nothing"
        : "this comparison never holds", at: span, label: label == nil ? reason : nil,
      labels: label.map { [Label($0, reason)] } ?? [],
      help: "compare values of one type")
  }

  fileprivate static func neverFits(
    _ type: StaticType, _ expression: Expression, _ field: Field, _ kind: CastKind, _ target: Span
  ) -> Diagnostic {
    var what = type.name
    var help = "the field would stay unset; give a value that can be cast to \(kind.name)"
    switch expression {
    case .literal: what = "this \(type.rawValue)"
    case .or: help = "`or` joins conditions; `a else b` takes the first that is present"
    default: break
    }
    return Diagnostic(
      .valueNeverFits, "`\(field.name)` is \(kind.name) and never takes \(what)",
      at: expression.span, label: "gives \(type.name)",
      labels: [Label(target, "\(field.type.rawValue) by the schema")], help: help)
  }

  static func listIntoScalar(_ span: Span, _ field: Field, _ target: Span?) -> Diagnostic {
    Diagnostic(
      .listIntoScalar, .warning, "`\(field.name)` holds one value, and this is a list", at: span,
      labels: target.map { [Label($0, "no list by the schema")] } ?? [],
      help: field.source == .vendor
        ? "take one item, or declare the field with `array: true`"
        : "take one item, such as `| first`, or allow lists in a vendor layer: "
          + "`{\(field.name): {array: true}}`")
  }
}

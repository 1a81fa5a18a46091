import Events
import JSON
import Planning
import Text

/// Expressions as conditions: jumps, with `and` and `or` cutting short.
extension Compiler {
  /// Jumps to the label when the expression is `wanted`, and falls through otherwise.
  func compileCondition(
    _ expression: Expression, jumpTo label: PlanBuilder.Label, if wanted: Bool, _ context: Context
  ) {
    switch expression {
    case .and, .or:
      compileChain(expression, jumpTo: label, if: wanted, context)
    case .not(let inner, _): compileCondition(inner, jumpTo: label, if: !wanted, context)
    case .comparison(let comparison, let left, let right, _):
      compileComparison(comparison, left, right, jumpTo: label, if: wanted, context)
    case .test(let subject, let test, let isNegated, _):
      let register = value(of: subject, context)
      builder.add(
        wanted != isNegated
          ? .jumpIfTest(register, valueTest(test.value), 0)
          : .jumpUnlessTest(register, valueTest(test.value), 0), to: label)
    case .literal(.boolean(let value), _):
      if value == wanted { builder.add(.jump(0), to: label) }
    case .path, .call, .literal, .list, .fallback, .conditional, .arithmetic, .negation,
      .navigation, .selection:
      let register = value(of: expression, context)
      builder.add(
        wanted
          ? .jumpIfTest(register, .isTrue, 0) : .jumpUnlessTest(register, .isTrue, 0), to: label)
    }
  }

  /// `a and b and c` or `a or b or c`, however long.
  private func compileChain(
    _ expression: Expression, jumpTo label: PlanBuilder.Label, if wanted: Bool, _ context: Context
  ) {
    var isAnd = false
    if case .and = expression { isAnd = true }
    var operands: [Expression] = []
    var pending = [expression]
    while let next = pending.popLast() {
      switch next {
      case .and(let left, let right, _) where isAnd: pending += [right, left]
      case .or(let left, let right, _) where !isAnd: pending += [right, left]
      default: operands.append(next)
      }
    }
    // The value that settles the chain at once: false for `and`, true for `or`.
    let settling = !isAnd
    if wanted == settling {
      for operand in operands { compileCondition(operand, jumpTo: label, if: settling, context) }
      return
    }
    let end = builder.makeLabel()
    for operand in operands.dropLast() {
      compileCondition(operand, jumpTo: end, if: settling, context)
    }
    if let last = operands.last { compileCondition(last, jumpTo: label, if: wanted, context) }
    builder.place(end)
  }

  private func compileComparison(
    _ comparison: Located<Expression.Comparison>, _ left: Expression, _ right: Expression,
    jumpTo label: PlanBuilder.Label, if wanted: Bool, _ context: Context
  ) {
    if comparison.value == .matches {
      let call = Expression.call(
        name: Located("matches", comparison.span), arguments: [left, right],
        span: left.span.union(right.span))
      return compileCondition(call, jumpTo: label, if: wanted, context)
    }
    let leftRegister = value(of: left, context)
    if comparison.value == .equal {
      let rightRegister = value(of: right, context)
      builder.add(
        wanted
          ? .jumpIfEqual(leftRegister, rightRegister, 0)
          : .jumpUnlessEqual(leftRegister, rightRegister, 0), to: label)
      return
    }
    var plan = ComparisonPlan(
      left: leftRegister, operator: operation(comparison.value),
      right: builder.constant(.absent), members: nil)
    if plan.operator == .in || plan.operator == .notIn, let members = members(right) {
      plan.members = members
    } else {
      plan.right = value(of: right, context)
    }
    builder.comparisons.append(plan)
    let number = UInt32(builder.comparisons.count - 1)
    builder.add(
      wanted ? .jumpIf(comparison: number, 0) : .jumpUnless(comparison: number, 0), to: label)
  }

  /// The table of a list of scalar constants; nil for anything else.
  private func members(_ expression: Expression) -> LookupTable? {
    var constants: [JSONTree] = []
    switch expression {
    case .list(let items, _):
      for item in items {
        guard case .literal(let constant, _) = item else { return nil }
        constants.append(constant)
      }
    case .literal(.list(let items), _): constants = items
    default: return nil
    }
    var entries: [(key: String, value: Register)] = []
    for constant in constants {
      guard let keys = tableKeys(of: constant) else { return nil }
      for key in keys { entries.append((key, builder.constant(.true))) }
    }
    return builder.table(entries, otherwise: nil)
  }

  private func operation(_ comparison: Expression.Comparison) -> ComparisonPlan.Operator {
    switch comparison {
    case .equal, .matches: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .in: .in
    case .notIn: .notIn
    case .contains: .contains
    case .startswith: .startswith
    case .endswith: .endswith
    }
  }

  private func valueTest(_ test: Expression.Test) -> ValueTest {
    switch test {
    case .present: .present
    case .null: .null
    case .string: .string
    case .number: .number
    case .integer: .integer
    case .boolean: .boolean
    case .list: .list
    case .object: .object
    case .ip: .ip
    case .ipv4: .ipv4
    case .ipv6: .ipv6
    case .empty: .empty
    }
  }
}

import Events
import JSON
import Planning
import Text

/// Expressions of templates as conditions.
extension IntakeCompiler {
  /// Goes to `label` unless a filter passes: its value is true, or the text `True`.
  func jumpUnlessPasses(_ template: Template, to label: PlanBuilder.Label) {
    if template.barePath == nil, let expression = template.expression {
      return passes(expression, else: label)
    }
    let value = value(of: template, fail: label.failing)
    builder.add(.jumpUnlessTest(value, .passes, 0), to: label)
  }

  private func passes(_ expression: TemplateExpression, else label: PlanBuilder.Label) {
    switch expression {
    case .comparison, .not, .test:
      condition(expression, jumpTo: label, if: false, fail: label.failing)
    case .and(let operands):
      // The value of `a and b` is b where a is true.
      for operand in operands.dropLast() {
        condition(operand, jumpTo: label, if: false, fail: label.failing)
      }
      passes(operands[operands.count - 1], else: label)
    case .or(let operands) where operands.allSatisfy(isBoolean):
      condition(expression, jumpTo: label, if: false, fail: label.failing)
    default:
      let value = value(expression, fail: label.failing)
      builder.add(.jumpUnlessTest(value, .passes, 0), to: label)
    }
  }

  /// Whether an expression gives true or false and nothing else.
  private func isBoolean(_ expression: TemplateExpression) -> Bool {
    switch expression {
    case .comparison, .not, .test: true
    case .and(let operands), .or(let operands): operands.allSatisfy(isBoolean)
    default: false
    }
  }

  /// Jumps to the label when an expression's truth is `wanted`, to `fail` where it fails, and falls
  /// through otherwise.
  func condition(
    _ expression: TemplateExpression, jumpTo label: PlanBuilder.Label, if wanted: Bool,
    fail: PlanBuilder.Label
  ) {
    switch expression {
    case .not(let inner, _): condition(inner, jumpTo: label, if: !wanted, fail: fail)
    case .and(let operands): chain(operands, settling: false, label, wanted, fail)
    case .or(let operands): chain(operands, settling: true, label, wanted, fail)
    case .constant(.boolean(let value), _):
      if value == wanted { builder.add(.jump(0), to: label) }
    case .comparison(let first, let rest) where rest.count == 1:
      comparison(rest[0].operation, first, rest[0].operand, label, wanted, fail)
    case .test(let subject, let name, let arguments) where arguments.positional.isEmpty:
      if let test = Self.simpleTests[name.value] {
        return self.test(subject, test.test, wanted == test.holds, label, fail)
      }
      truth(expression, label, wanted, fail)
    default: truth(expression, label, wanted, fail)
    }
  }

  /// Tests that look at a value's kind.
  private static let simpleTests: [String: (test: ValueTest, holds: Bool)] = [
    "defined": (.present, true), "undefined": (.present, false), "none": (.null, true),
    "string": (.string, true), "mapping": (.object, true), "integer": (.integer, true),
  ]

  /// Filters whose result is computed when it is gone through: it has no length and no end yet.
  static let lazyFilters: Set = [
    "map", "select", "reject", "selectattr", "rejectattr", "batch", "unique", "items",
  ]

  private func truth(
    _ expression: TemplateExpression, _ label: PlanBuilder.Label, _ wanted: Bool,
    _ fail: PlanBuilder.Label
  ) {
    if case .filter(let subject, let name, _) = expression, Self.lazyFilters.contains(name.value) {
      // A lazily computed result counts as true, even if it turns out to be empty.
      _ = value(subject, fail: fail)
      if wanted { builder.add(.jump(0), to: label) }
      return
    }
    let value = value(expression, fail: fail)
    builder.add(
      wanted ? .jumpIfTest(value, .truthy, 0) : .jumpUnlessTest(value, .truthy, 0), to: label)
  }

  private func test(
    _ subject: TemplateExpression, _ test: ValueTest, _ wanted: Bool, _ label: PlanBuilder.Label,
    _ fail: PlanBuilder.Label
  ) {
    // A name alone may be undefined.
    if case .name(let name, _) = subject, variable(named: name) == nil, layers[name] == nil {
      builder.add(
        wanted
          ? .jumpIfTest(builder.constant(.absent), test, 0)
          : .jumpUnlessTest(builder.constant(.absent), test, 0), to: label)
      return
    }
    let value = value(subject, fail: fail)
    builder.add(wanted ? .jumpIfTest(value, test, 0) : .jumpUnlessTest(value, test, 0), to: label)
  }

  private func chain(
    _ operands: [TemplateExpression], settling: Bool, _ label: PlanBuilder.Label, _ wanted: Bool,
    _ fail: PlanBuilder.Label
  ) {
    if wanted == settling {
      for operand in operands { condition(operand, jumpTo: label, if: settling, fail: fail) }
      return
    }
    let end = builder.makeLabel()
    for operand in operands.dropLast() {
      condition(operand, jumpTo: end, if: settling, fail: fail)
    }
    condition(operands[operands.count - 1], jumpTo: label, if: wanted, fail: fail)
    builder.place(end)
  }

  private func comparison(
    _ operation: TemplateExpression.Comparison, _ left: TemplateExpression,
    _ right: TemplateExpression, _ label: PlanBuilder.Label, _ wanted: Bool,
    _ fail: PlanBuilder.Label
  ) {
    switch operation {
    case .equal, .notEqual:
      let isEqual = (operation == .equal) == wanted
      let leftValue = value(left, fail: fail)
      if case .constant(.null, _) = right {
        builder.add(
          isEqual ? .jumpIfTest(leftValue, .null, 0) : .jumpUnlessTest(leftValue, .null, 0),
          to: label)
        return
      }
      let rightValue = value(right, fail: fail)
      builder.add(
        isEqual
          ? .jumpIfSame(leftValue, rightValue, 0) : .jumpUnlessSame(leftValue, rightValue, 0),
        to: label)
    default:
      let value = compared(operation, left, right, fail: fail)
      builder.add(
        wanted ? .jumpIfTest(value, .isTrue, 0) : .jumpUnlessTest(value, .isTrue, 0), to: label)
    }
  }

  /// The boolean that an ordering or `in` gives.
  func compared(
    _ operation: TemplateExpression.Comparison, _ left: TemplateExpression,
    _ right: TemplateExpression, fail: PlanBuilder.Label
  ) -> Register {
    compute(operation.rawValue, [value(left, fail: fail), value(right, fail: fail)], fail: fail)
  }
}

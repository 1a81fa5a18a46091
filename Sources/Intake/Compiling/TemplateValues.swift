import Diagnostics
import Events
import JSON
import Planning
import Text

/// Expressions of templates as registers; steps are added that fill them.
extension IntakeCompiler {
  /// The register of an expression's value: absent where it is undefined. Evaluation that fails goes
  /// to `fail`.
  func value(_ expression: TemplateExpression, fail: PlanBuilder.Label) -> Register {
    if let path = path(expression) { return register(of: path, fail: fail) }
    switch expression {
    case .constant(let constant, _): return builder.constant(of: constant)
    case .name(let name, _): return variable(named: name)?.register ?? builder.constant(.absent)
    case .path(let names): return members(names, fail: fail)
    case .attribute(.name(let name, let span), let member):
      return members([Located(name, span), member], fail: fail)
    case .attribute(let base, let name):
      return attribute(name, of: value(base, fail: fail), fail: fail)
    case .item(let base, let key, _):
      return compute("getitem", [value(base, fail: fail), value(key, fail: fail)], fail: fail)
    case .slice(let base, let parts, _):
      let null = builder.constant(.null)
      var operands = [value(base, fail: fail)]
      for index in 0..<3 {
        let part = index < parts.count ? parts[index] : nil
        operands.append(part.map { value($0, fail: fail) } ?? null)
      }
      return compute("slice", operands, fail: fail)
    case .call(let callee, let arguments, let span):
      return call(callee, arguments, span, fail: fail)
    case .filter(let subject, let name, let arguments):
      return filter(subject, name, arguments, fail: fail)
    case .test, .not, .comparison: return boolean(expression, fail: fail)
    case .and(let operands): return settled(operands, by: false, fail: fail)
    case .or(let operands): return settled(operands, by: true, fail: fail)
    case .arithmetic(let operation, let left, let right):
      return compute(
        operation.value, [value(left, fail: fail), value(right, fail: fail)], fail: fail)
    case .negative(.constant(.integer(let lexeme), _), _):
      return builder.constant(value(of: .integer(lexeme == "0" ? "0" : "-" + lexeme)))
    case .negative(let operand, _):
      return compute("neg", [value(operand, fail: fail)], fail: fail)
    case .concatenation(let operands):
      return gathered(operands, fail: fail) { .text(to: $0, arguments: $1, count: $2) }
    case .conditional(let test, let then, let otherwise):
      return conditional(test, then, otherwise, fail: fail)
    case .list(let items, _):
      if let constant = constant(expression) { return builder.constant(of: constant) }
      return gathered(items, fail: fail) { .items(to: $0, arguments: $1, count: $2) }
    case .map(let members, _):
      let object = gathered(members.flatMap { [$0.key, $0.value] }, fail: fail) {
        .object(to: $0, arguments: $1, count: $2)
      }
      builder.add(.jumpIfTest(object, .failed, 0), to: fail)
      return object
    }
  }

  /// A path that begins with a variable.
  private func members(_ path: [Located<String>], fail: PlanBuilder.Label) -> Register {
    let variable = variable(named: path[0].value)
    var keys = path.dropFirst()
    var value = variable?.register ?? builder.constant(.absent)
    if let iterator = variable?.iterator { value = counter(keys.removeFirst(), iterator) }
    for key in keys { value = attribute(key, of: value, fail: fail) }
    return value
  }

  private func attribute(
    _ name: Located<String>, of value: Register, fail: PlanBuilder.Label
  ) -> Register {
    compute("getattr", [value, builder.constant(name.value)], fail: fail)
  }

  /// Steps that gather several values into one.
  private func gathered(
    _ operands: [TemplateExpression], fail: PlanBuilder.Label,
    _ step: (Register, UInt32, UInt32) -> Step
  ) -> Register {
    let registers = operands.map { value($0, fail: fail) }
    let result = builder.makeTemporary()
    let (start, count) = builder.argumentRun(registers)
    builder.add(step(result, start, count))
    buildsContainers = true
    return result
  }

  /// The register of a value that a variable gets: a list or map that is new is so for the variable
  /// alone.
  func ownValue(_ expression: TemplateExpression, fail: PlanBuilder.Label) -> Register {
    switch expression {
    case .list(let items, _):
      return gathered(items, fail: fail) { .items(to: $0, arguments: $1, count: $2) }
    case .constant, .name, .path, .attribute, .item, .test, .not, .comparison, .map,
      .concatenation, .negative:
      return value(expression, fail: fail)
    case .slice, .call, .filter, .and, .or, .arithmetic, .conditional:
      let result = builder.makeTemporary()
      builder.add(.own(to: result, from: value(expression, fail: fail)))
      return result
    }
  }

  private func boolean(
    _ expression: TemplateExpression, fail: PlanBuilder.Label
  ) -> Register {
    switch expression {
    case .comparison(let first, let rest) where rest.count > 1:
      // `a < b < c` holds where each neighbouring pair does.
      var pairs: [TemplateExpression] = []
      var left = first
      for (operation, operand) in rest {
        pairs.append(.comparison(left, [(operation, operand)]))
        left = operand
      }
      return boolean(.and(pairs), fail: fail)
    case .test(let subject, let name, let arguments)
    where !arguments.positional.isEmpty || !Self.kindTests.contains(name.value):
      return test(subject, name, arguments, fail: fail)
    default: break
    }
    let result = builder.makeTemporary()
    let end = builder.makeLabel()
    let isFalse = builder.makeLabel()
    condition(expression, jumpTo: isFalse, if: false, fail: fail)
    builder.add(.move(to: result, from: builder.constant(.true)))
    builder.add(.jump(0), to: end)
    builder.place(isFalse)
    builder.add(.move(to: result, from: builder.constant(.false)))
    builder.place(end)
    return result
  }

  private static let kindTests: Set = [
    "defined", "undefined", "none", "string", "mapping", "integer",
  ]

  /// `a or b`: the first operand that is true, or the last; `a and b` likewise.
  private func settled(
    _ operands: [TemplateExpression], by truth: Bool, fail: PlanBuilder.Label
  ) -> Register {
    let result = builder.makeTemporary()
    let end = builder.makeLabel()
    for (index, operand) in operands.enumerated() {
      builder.add(.move(to: result, from: value(operand, fail: fail)))
      guard index < operands.count - 1 else { break }
      builder.add(
        truth ? .jumpIfTest(result, .truthy, 0) : .jumpUnlessTest(result, .truthy, 0), to: end)
    }
    builder.place(end)
    return result
  }

  private func conditional(
    _ test: TemplateExpression, _ then: TemplateExpression, _ otherwise: TemplateExpression?,
    fail: PlanBuilder.Label
  ) -> Register {
    let result = builder.makeTemporary()
    let other = builder.makeLabel()
    let end = builder.makeLabel()
    condition(test, jumpTo: other, if: false, fail: fail)
    builder.add(.move(to: result, from: value(then, fail: fail)))
    builder.add(.jump(0), to: end)
    builder.place(other)
    let register = otherwise.map { value($0, fail: fail) } ?? builder.constant(.absent)
    builder.add(.move(to: result, from: register))
    builder.place(end)
    return result
  }

  private func counter(_ name: Located<String>, _ iterator: UInt32) -> Register {
    let counters: [String: LoopCounter] = [
      "index": .index, "index0": .index0, "revindex": .revindex, "revindex0": .revindex0,
      "first": .first, "last": .last, "length": .length,
    ]
    guard let counter = counters[name.value] else {
      warn(
        .undefinedReference, "`loop` has no `\(name.value)`", at: name.span,
        help: Suggestion.help(for: name.value, in: counters.keys.sorted()))
      return builder.constant(.absent)
    }
    let result = builder.makeTemporary()
    builder.add(.counter(to: result, iterator: iterator, counter))
    return result
  }

  // MARK: Constants

  func value(of constant: JSONTree) -> Value { builder.value(of: constant) }

  /// An expression that is known when the rules load.
  func constant(_ expression: TemplateExpression) -> JSONTree? {
    switch expression {
    case .constant(let constant, _): return constant
    case .list(let items, _):
      let constants = items.compactMap { constant($0) }
      return constants.count == items.count ? .list(constants) : nil
    default: return nil
    }
  }
}

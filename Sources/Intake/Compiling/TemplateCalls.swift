import Diagnostics
import Events
import Functions
import JSON
import Planning
import Text

/// Calls of templates: methods, filters, tests, operators.
extension IntakeCompiler {
  /// Methods that change what they are called on.
  private static let mutators: Set = ["append", "extend", "update", "insert"]

  func call(
    _ callee: TemplateExpression, _ arguments: TemplateArguments, _ span: Span,
    fail: PlanBuilder.Label
  ) -> Register {
    switch callee {
    case .attribute(let base, let name):
      if case .name(let module, _) = base, variable(named: module) == nil, layers[module] == nil,
        let function = TemplateFunctions.global(named: "\(module).\(name.value)")
      {
        return apply(function, to: nil, arguments, name, fail: fail)
      }
      if name.value == "get", let found = get(base, arguments, fail: fail) { return found }
      guard let function = TemplateFunctions.method(named: name.value) else {
        unknown("method", name, TemplateFunctions.methodNames)
        return never(fail)
      }
      if Self.mutators.contains(name.value) {
        return mutate(base, function, arguments, name, fail: fail)
      }
      let receiver = value(base, fail: fail)
      need(receiver, fail)
      return apply(function, to: receiver, arguments, name, fail: fail)
    case .name(let name, let place):
      guard variable(named: name) == nil, let function = TemplateFunctions.global(named: name)
      else {
        unknown("function", Located(name, place), TemplateFunctions.globalNames)
        return never(fail)
      }
      return apply(function, to: nil, arguments, Located(name, place), fail: fail)
    default:
      warn(.unsupportedTemplate, "only names and methods can be called", at: span)
      return never(fail)
    }
  }

  /// `path.get('key')`, which needs no look-up.
  private func get(
    _ base: TemplateExpression, _ arguments: TemplateArguments, fail: PlanBuilder.Label
  ) -> Register? {
    guard let path = path(base), arguments.named.isEmpty, arguments.spread == nil,
      1...2 ~= arguments.positional.count,
      case .constant(.text(let key), let span) = arguments.positional[0]
    else { return nil }
    return member(
      Located(key, span), of: path, otherwise: arguments.positional.dropFirst().first, fail: fail)
  }

  /// A method that changes a variable's list or map; its own value is None.
  private func mutate(
    _ base: TemplateExpression, _ function: Function, _ arguments: TemplateArguments,
    _ name: Located<String>, fail: PlanBuilder.Label
  ) -> Register {
    guard case .name(let target, _) = base, let variable = variable(named: target) else {
      warn(
        .unsupportedTemplate, "`\(name.value)` can change a variable of the template only",
        at: base.span, help: "copy the value with `{% set name = … %}` first")
      return never(fail)
    }
    need(variable.register, fail)
    // Other variables that hold the same list or map change with it.
    let others = variables(besides: variable).map { other in
      let isSame = builder.makeTemporary()
      builder.add(.isOne(to: isSame, other.register, variable.register))
      return (variable: other, isSame: isSame)
    }
    if !append(arguments, to: variable, function, fail: fail) {
      let changed = apply(function, to: variable.register, arguments, name, fail: fail)
      builder.add(.own(to: variable.register, from: changed))
    }
    for (other, isSame) in others {
      let next = builder.makeLabel()
      builder.add(.jumpUnlessTest(isSame, .isTrue, 0), to: next)
      builder.add(.move(to: other.register, from: variable.register))
      builder.place(next)
    }
    return builder.constant(.null)
  }

  /// `list.append(item)`, which changes the variable where it is; false for anything else.
  private func append(
    _ arguments: TemplateArguments, to variable: Scope.Variable, _ function: Function,
    fail: PlanBuilder.Label
  ) -> Bool {
    guard function.name == "append", arguments.positional.count == 1, arguments.named.isEmpty,
      arguments.spread == nil
    else { return false }
    buildsContainers = true
    let item = value(arguments.positional[0], fail: fail)
    builder.add(.append(to: variable.register, item: item))
    builder.add(.jumpIfTest(variable.register, .failed, 0), to: fail)
    return true
  }

  func filter(
    _ subject: TemplateExpression, _ name: Located<String>, _ arguments: TemplateArguments,
    fail: PlanBuilder.Label
  ) -> Register {
    if ["length", "count", "last"].contains(name.value), case .filter(_, let inner, _) = subject,
      Self.lazyFilters.contains(inner.value)
    {
      warn(
        .unsupportedTemplate,
        "`\(inner.value)` has no \(name.value); the template never gives a value",
        at: name.span, help: "write `\(inner.value)(…) | list | \(name.value)`")
      return never(fail)
    }
    let value = value(subject, fail: fail)
    // Some filters are two, told apart by a keyword: `map(attribute='id')`.
    let keyed = arguments.named.first.flatMap {
      TemplateFunctions.filter(named: "\(name.value)(\($0.name.value))")
    }
    guard let function = keyed ?? TemplateFunctions.filter(named: name.value) else {
      unknown("filter", name, TemplateFunctions.filterNames)
      return never(fail)
    }
    return apply(function, to: value, arguments, name, fail: fail)
  }

  func test(
    _ subject: TemplateExpression, _ name: Located<String>, _ arguments: TemplateArguments,
    fail: PlanBuilder.Label
  ) -> Register {
    let value = value(subject, fail: fail)
    guard let function = TemplateFunctions.test(named: name.value) else {
      unknown("test", name, TemplateFunctions.testNames)
      return never(fail)
    }
    return apply(function, to: value, arguments, name, fail: fail)
  }

  /// The result of an operator of `TemplateFunctions.operators`.
  func compute(_ name: String, _ operands: [Register], fail: PlanBuilder.Label) -> Register {
    guard let function = TemplateFunctions.operator(named: name),
      let call = FunctionCall(function, argumentCount: operands.count, prepared: nil)
    else { preconditionFailure("there is an operator `\(name)`") }
    return add(call, named: name, operands, fail: fail)
  }

  private func add(
    _ call: FunctionCall, named name: String, _ operands: [Register], fail: PlanBuilder.Label
  ) -> Register {
    let result = builder.makeTemporary()
    let (start, count) = builder.argumentRun(operands)
    builder.calls.append(
      CallPlan(name: name, call: call, arguments: Int(start)..<Int(start + count)))
    builder.add(.call(to: result, call: UInt32(builder.calls.count - 1)))
    builder.add(.jumpIfTest(result, .failed, 0), to: fail)
    return result
  }

  /// Calls a function with its arguments in the order of its parameters.
  private func apply(
    _ function: Function, to subject: Register?, _ arguments: TemplateArguments,
    _ name: Located<String>, fail: PlanBuilder.Label
  ) -> Register {
    var placed = PlacedArguments(subject: subject)
    for argument in arguments.positional { place(argument, in: &placed, fail: fail) }
    for (keyword, argument) in arguments.named {
      guard let index = function.parameters.firstIndex(where: { $0.name == keyword.value }) else {
        unknown("argument", keyword, function.parameters.map(\.name))
        return never(fail)
      }
      place(argument, at: index, in: &placed, fail: fail)
    }
    let call: FunctionCall?
    if let spread = arguments.spread {
      guard let spreading = TemplateFunctions.method(named: "\(name.value)(*)") else {
        warn(.unsupportedTemplate, "`*` is not supported here", at: spread.span)
        return never(fail)
      }
      place(spread, in: &placed, fail: fail)
      call = FunctionCall(spreading, argumentCount: placed.count, prepared: nil)
    } else {
      call = preparedCall(function, placed, of: arguments, name)
    }
    guard let call else { return never(fail) }
    switch function.returns {
    case .text, .integer, .float, .boolean: break
    case .list, .object, .any, .same: buildsContainers = true
    }
    let isSpread = arguments.spread != nil
    let values = placed.operands.enumerated().map { index, register in
      register ?? builder.constant(isSpread ? .absent : defaultValue(of: function, index))
    }
    return add(call, named: name.value, values, fail: fail)
  }

  /// Arguments in the order of the parameters; nil where one is left out.
  private struct PlacedArguments {
    /// Whether the first one is what a filter, test or method is applied to.
    let hasSubject: Bool
    var operands: [Register?]
    /// Their values, as far as they are known.
    var constants: [ConstantArgument?]

    var count: Int { operands.count }

    init(subject: Register?) {
      hasSubject = subject != nil
      operands = subject.map { [$0] } ?? []
      constants = subject.map { _ in [nil] } ?? []
    }
  }

  /// Computes an argument and puts it behind the others, or where its parameter stands.
  private func place(
    _ expression: TemplateExpression, at index: Int? = nil, in placed: inout PlacedArguments,
    fail: PlanBuilder.Label
  ) {
    let index = index ?? placed.count
    while placed.count <= index {
      placed.operands.append(nil)
      placed.constants.append(nil)
    }
    placed.operands[index] = value(expression, fail: fail)
    placed.constants[index] = constant(expression).flatMap { ConstantArgument($0) }
  }

  /// The call of a function with what it makes of its constants beforehand; nil where the arguments
  /// are wrong, which is reported.
  private func preparedCall(
    _ function: Function, _ placed: PlacedArguments, of arguments: TemplateArguments,
    _ name: Located<String>
  ) -> FunctionCall? {
    let arity = function.arity
    guard placed.count >= arity.least, placed.count <= arity.most ?? .max else {
      warn(
        .wrongArity, "`\(name.value)` does not take \(placed.count) values", at: name.span,
        help: function.signature)
      return nil
    }
    var prepared: (any PreparedArgument)?
    if let prepare = function.prepare {
      switch prepare(placed.constants, builder.resources) {
      case .ready(let ready): prepared = ready
      case .invalid(let index, let message, let help):
        let place = index - (placed.hasSubject ? 1 : 0)
        let span =
          arguments.positional.indices.contains(place)
          ? arguments.positional[place].span : name.span
        warn(.badPattern, message, at: span, help: help)
        return nil
      }
    }
    return FunctionCall(function, argumentCount: placed.count, prepared: prepared)
  }

  /// The value of an omitted argument that precedes given ones.
  private func defaultValue(of function: Function, _ index: Int) -> Value {
    switch function.parameters[index].otherwise {
    case .text(let text): builder.memory.text(text)
    case .integer(let number): value(of: .integer(String(number)))
    case .boolean(let flag): .boolean(flag)
    case .null: .null
    case .list: .emptyArray
    case .float, nil: .absent
    }
  }

  private func unknown(_ what: String, _ name: Located<String>, _ known: [String]) {
    if isSilent { return }
    let near = ForeignNames.meant(by: name.value, among: known)
    warn(
      .unknownFunction, "there is no \(what) `\(name.value)`; the template never gives a value",
      at: name.span,
      help: near.map { "did you mean `\($0)`?" }
        ?? "the \(what)s are \(known.sorted().joined(separator: ", "))",
      fix: near.map { .init(name.span, $0) })
  }

  /// A value that is never computed.
  private func never(_ fail: PlanBuilder.Label) -> Register {
    builder.add(.jump(0), to: fail)
    return builder.constant(.absent)
  }
}

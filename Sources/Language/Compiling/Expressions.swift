import Diagnostics
import Events
import Functions
import Planning
import Text

/// Expressions as values: where the value will stand when its steps have run.
extension Compiler {
  func value(of expression: Expression, _ context: Context) -> Register {
    let register = unnamedValue(of: expression, context)
    builder.name(register, .expression(expression.span))
    return register
  }

  private func unnamedValue(of expression: Expression, _ context: Context) -> Register {
    switch expression {
    case .literal(let constant, _): return builder.constant(value(of: constant))
    case .path(let path): return value(of: path, context)
    case .call(let name, let arguments, let span):
      return call(name, arguments, span, context)
    case .fallback: return firstPresent(operands(of: expression), context)
    case .list(let items, _):
      let (start, count) = builder.argumentRun(items.map { value(of: $0, context) })
      let result = builder.makeTemporary()
      builder.add(.list(to: result, arguments: start, count: count))
      return result
    case .conditional(let condition, let value, let otherwise, _):
      return choice(condition, value, otherwise, context)
    case .arithmetic(let sign, let left, let right, _):
      return compute(sign.value.function, [left, right], context)
    case .negation(let inner, _):
      return compute(ArithmeticOperators.negation, [inner], context)
    case .navigation(let inner, let steps, _):
      return navigate(value(of: inner, context), inner.stepsToItems + steps)
    case .selection(let list, let condition, let takesAll, let span):
      return selection(of: list, condition, takesAll: takesAll, span, context)
    case .comparison, .test, .and, .or, .not:
      let result = builder.makeTemporary()
      let end = builder.makeLabel()
      builder.add(.move(to: result, from: builder.constant(.false)))
      compileCondition(expression, jumpTo: end, if: false, context)
      builder.add(.move(to: result, from: builder.constant(.true)))
      builder.place(end)
      return result
    }
  }

  /// `if c then a else b`: one branch only, whether or not it has a value.
  private func choice(
    _ condition: Expression, _ value: Expression, _ otherwise: Expression?, _ context: Context
  ) -> Register {
    let result = builder.makeTemporary()
    let end = builder.makeLabel()
    let other = builder.makeLabel()
    builder.add(.move(to: result, from: builder.constant(.absent)))
    compileCondition(condition, jumpTo: otherwise == nil ? end : other, if: false, context)
    builder.add(.move(to: result, from: self.value(of: value, context)))
    if let otherwise {
      builder.add(.jump(0), to: end)
      builder.place(other)
      builder.add(.move(to: result, from: self.value(of: otherwise, context)))
    }
    builder.place(end)
    return result
  }

  /// What an operator of arithmetic gives.
  private func compute(
    _ operation: Function, _ operands: [Expression], _ context: Context
  ) -> Register {
    let registers = operands.map { value(of: $0, context) }
    let result = builder.makeTemporary()
    guard let call = FunctionCall(operation, argumentCount: operands.count, prepared: nil) else {
      preconditionFailure("an operator takes as many operands as it has signs")
    }
    add(call, named: operation.name, registers, to: result)
    return result
  }

  private func add(
    _ call: FunctionCall, named name: String, _ arguments: [Register], to result: Register
  ) {
    let (start, count) = builder.argumentRun(arguments)
    builder.calls.append(
      CallPlan(name: name, call: call, arguments: Int(start)..<Int(start + count)))
    builder.add(.call(to: result, call: UInt32(builder.calls.count - 1)))
  }

  /// `a else b else c` as a flat list.
  private func operands(of expression: Expression) -> [Expression] {
    var pending = [expression]
    var result: [Expression] = []
    while let next = pending.popLast() {
      if case .fallback(let left, let right, _) = next {
        pending.append(right)
        pending.append(left)
      } else {
        result.append(next)
      }
    }
    return result
  }

  /// The first present of several expressions; later ones are computed only when needed.
  func firstPresent(_ expressions: [Expression], _ context: Context) -> Register {
    if expressions.count == 1 { return value(of: expressions[0], context) }
    let result = builder.makeTemporary()
    if expressions.allSatisfy({ isAtHand($0, context) }) {
      let (start, count) = builder.argumentRun(expressions.map { value(of: $0, context) })
      builder.add(.first(to: result, arguments: start, count: count))
      builder.note(expressions.map { Alternative(kind: .source, span: $0.span) })
      return result
    }
    let end = builder.makeLabel()
    for (number, expression) in expressions.enumerated() {
      let one = value(of: expression, context)
      builder.add(.move(to: result, from: one))
      builder.note([Alternative(kind: .source, span: expression.span)])
      if number + 1 < expressions.count { builder.add(.jumpIfPresent(result, 0), to: end) }
    }
    builder.place(end)
    return result
  }

  /// Whether an expression's value needs no step.
  private func isAtHand(_ expression: Expression, _ context: Context) -> Bool {
    switch expression {
    case .literal: return true
    case .path(let path):
      if case .named(let name) = path.root, let argument = context.argument(named: name) {
        guard path.steps.allSatisfy({ $0.value.isMember }) else { return false }
        return isAtHand(argument.expression, argument.context)
      }
      return path.root != .out && path.steps.allSatisfy { $0.value.isMember }
    default: return false
    }
  }

  // MARK: Paths

  func value(of path: Path, _ context: Context) -> Register {
    switch path.root {
    case .event:
      if path.readsWhole { builder.event.readsWhole = true }
      note(path, into: eventMembers, named: "")
      return value(of: path.steps, in: builder.event)
    case .raw:
      return value(of: path.steps, in: builder.input.decode == nil ? builder.event : builder.raw)
    case .item:
      guard let item = context.item else {
        report(.unknownRoot(path, "item", "`$item` exists only inside `for_each` and `emit`"))
        return builder.constant(.absent)
      }
      return value(of: path.steps, in: item)
    case .tested:
      guard let tested = context.tested else {
        preconditionFailure("only a condition in brackets reads the tested item")
      }
      return value(of: path.steps, in: tested)
    case .out: return outputValue(path, context)
    case .named(let name):
      if let argument = context.argument(named: name) {
        return value(of: argument.expression, argument.context, following: path)
      }
      if let bound = context.bindings[name] { return value(of: bound, following: path.steps) }
      if let decode = context.decodes[name] {
        if path.readsWhole { builder.decodes[decode].readsWhole = true }
        note(path, into: decodeMembers[decode], named: "$\(name)")
        return value(of: path.steps, in: builder.decodes[decode].tree)
      }
      let known = candidates(
        (context.frame.map { Array($0.expansion.parameters) } ?? []) + Array(context.decodes.keys)
          + Array(context.bindings.keys) + Array(Path.Root.byName.keys))
      let help = whyUnknown(name, context)
      report(
        .unknownRoot(
          path, name, help,
          nearest: help == nil ? Suggestion.nearest(to: name, in: known) : nil))
      return builder.constant(.absent)
    }
  }

  /// Why a name that a `let:` gives is not known at a place; nil where none gives it.
  private func whyUnknown(_ name: String, _ context: Context) -> String? {
    if context.upcoming.contains(name) {
      return "the `let:` of a stage is evaluated behind its own `when:`; name it one level above"
    }
    var frame = context.frame
    while let outer = frame {
      if outer.caller.bindings[name] != nil {
        return "names of a `let:` are not known in fragments; pass it as an argument"
      }
      frame = outer.caller.frame
    }
    return nil
  }

  /// A fragment's argument, with the steps after the parameter appended.
  private func value(
    of argument: Expression, _ context: Context, following path: Path
  ) -> Register {
    if path.steps.isEmpty { return value(of: argument, context) }
    if case .path(var whole) = argument {
      whole.steps += path.steps
      return value(of: whole, context)
    }
    return navigate(value(of: argument, context), argument.stepsToItems + path.steps)
  }

  private func value(of steps: [Located<PathStep>], in tree: PlanBuilder.Tree) -> Register {
    let members = steps.prefix { $0.value.isMember }
    guard members.count <= JSONScanner.maximumDepth else {
      report(.pathTooDeep(members[JSONScanner.maximumDepth].span))
      return builder.constant(.absent)
    }
    let start = builder.register(of: members.compactMap(\.value.member), in: tree)
    return members.count == steps.count ? start : navigate(start, steps[members.count...])
  }

  func navigate(
    _ start: Register, _ steps: some Collection<Located<PathStep>>
  ) -> Register {
    builder.paths.append(
      steps.map { step in
        switch step.value {
        case .member(let name): .member(builder.constant(keyValue(name)))
        case .index(let number): .index(number)
        case .each: .each
        }
      })
    let result = builder.makeTemporary()
    builder.add(.navigate(to: result, from: start, path: UInt32(builder.paths.count - 1)))
    return result
  }

  /// A key's bytes, never escaped.
  private func keyValue(_ name: String) -> Value {
    Value(.string, builder.memory.keep(name), form: .clean)
  }

  /// `$out.field`: what was written so far.
  private func outputValue(_ path: Path, _ context: Context) -> Register {
    let members = path.steps.prefix { $0.value.isMember }.compactMap(\.value.member)
    guard !members.isEmpty else {
      report(
        Diagnostic(
          .unknownRoot, "`$out` alone is not a value", at: path.span,
          help: "name a field, as in `$out.event.kind`"))
      return builder.constant(.absent)
    }
    // The longest prefix that is a field; the rest goes into its value.
    var count = members.count
    while count > 1, !isKnownTarget(members[..<count].joined(separator: "."), mainTargets) {
      count -= 1
    }
    if !isKnownTarget(members[..<count].joined(separator: "."), mainTargets) {
      count = members.count
    }
    let name = members[..<count].joined(separator: ".")
    let field = target(named: name, at: path.span, in: mainTargets, isRead: true)
    guard let field else { return builder.constant(.absent) }
    var register = field.register
    if field.isList {
      register = builder.makeTemporary()
      builder.add(.asList(to: register, from: field.register))
    }
    return count == path.steps.count ? register : navigate(register, path.steps[count...])
  }

  // MARK: Calls

  private func call(
    _ name: Located<String>, _ arguments: [Expression], _ span: Span, _ context: Context
  ) -> Register {
    guard let function = FunctionTable.named(name.value) else {
      report(.unknownFunction(name))
      for argument in arguments { _ = value(of: argument, context) }
      return builder.constant(.absent)
    }
    let registers = arguments.map { value(of: $0, context) }
    let result = builder.makeTemporary()
    guard let call = prepared(function, arguments, name, span, context) else { return result }
    add(call, named: name.value, registers, to: result)
    return result
  }

  /// Checks number and types of arguments and compiles the constant ones.
  func prepared(
    _ function: Function, _ arguments: [Expression], _ name: Located<String>, _ span: Span,
    _ context: Context
  ) -> FunctionCall? {
    let arity = function.arity
    guard arguments.count >= arity.least, arguments.count <= arity.most ?? .max else {
      report(.wrongArity(function, arguments.count, at: span))
      return nil
    }
    var isSound = true
    var constants: [ConstantArgument?] = []
    for (number, argument) in arguments.enumerated() {
      let parameter = function.parameters[min(number, function.parameters.count - 1)]
      let constant = constantArgument(argument, context)
      constants.append(constant)
      if let constant, !parameter.type.admits(constant) {
        report(.wrongArgument(function, parameter, argument.span))
        isSound = false
      }
      if constant == nil, parameter.type == .pattern || parameter.type == .constantText {
        report(.constantNeeded(function, parameter, argument.span))
        isSound = false
      }
    }
    guard isSound else { return nil }
    var argument: (any PreparedArgument)?
    if let prepare = function.prepare {
      switch prepare(constants, builder.resources) {
      case .ready(let ready): argument = ready
      case .invalid(let number, let message, let help):
        let place = number < arguments.count ? arguments[number].span : span
        report(Diagnostic(.badPattern, message, at: place, help: help))
        return nil
      }
    }
    return FunctionCall(function, argumentCount: arguments.count, prepared: argument)
  }

  /// A literal, or a fragment's argument that is one.
  private func constantArgument(_ expression: Expression, _ context: Context) -> ConstantArgument? {
    switch expression {
    case .literal(let constant, _): return ConstantArgument(constant)
    case .list(let items, _):
      let constants = items.compactMap { constantArgument($0, context) }
      return constants.count == items.count ? .list(constants) : nil
    case .path(let path):
      guard case .named(let name) = path.root, path.steps.isEmpty else { return nil }
      if let bound = context.bindings[name] {
        return bound.expression.flatMap { constantArgument($0, bound.context) }
      }
      guard let argument = context.argument(named: name) else { return nil }
      return constantArgument(argument.expression, argument.context)
    default: return nil
    }
  }
}

extension Expression {
  /// The steps that lead from the value to what the steps behind it are of: to each of the items that
  /// a condition chose.
  var stepsToItems: [Located<PathStep>] {
    if case .selection(_, _, takesAll: true, let span) = self { [Located(.each, span)] } else { [] }
  }
}

extension Expression.Arithmetic {
  /// What computes it.
  fileprivate var function: Function {
    switch self {
    case .add: ArithmeticOperators.sum
    case .subtract: ArithmeticOperators.difference
    case .multiply: ArithmeticOperators.product
    case .divide: ArithmeticOperators.quotient
    case .remainder: ArithmeticOperators.remainder
    }
  }
}

extension Path {
  /// Whether it needs what its root stands for as one value, and not just members of it.
  fileprivate var readsWhole: Bool { steps.first.map { !$0.value.isMember } ?? true }
}

extension PathStep {
  var isMember: Bool { member != nil }

  var member: String? {
    if case .member(let name) = self { name } else { nil }
  }
}

extension ParameterType {
  /// Whether a constant may stand here; what is known only at event time may.
  fileprivate func admits(_ constant: ConstantArgument) -> Bool {
    switch (self, constant) {
    case (.any, _), (_, .null): true
    case (.pattern, .text), (.constantText, .text): true
    case (.pattern, _), (.constantText, _): false
    case (.list, .list), (.listOrText, .list): true
    case (.object, _), (.list, _): false
    case (.listOrText, _): true
    case (_, .list): isScalar
    case (.text, _): true
    case (.integer, .integer): true
    case (.integer, .text(let text)): Int(text) != nil
    case (.integer, _): false
    case (.number, .integer), (.number, .float): true
    case (.number, .text(let text)): Double(text) != nil
    case (.number, _): false
    case (.boolean, .boolean): true
    case (.boolean, _): false
    }
  }
}

extension Diagnostic {
  /// The names that other languages have for these functions.
  private static let otherNames = [
    "touppercase": "upper", "uppercase": "upper", "upcase": "upper", "tolowercase": "lower",
    "lowercase": "lower", "lowercased": "lower", "downcase": "lower", "uppercased": "upper",
    "len": "length", "size": "length", "count": "length", "substring": "slice", "substr": "slice",
    "strip": "trim", "regex_replace": "replace_regex", "gsub": "replace_regex",
    "sub": "replace_regex", "regex": "matches", "concatenate": "concat", "int": "to_long",
    "str": "to_string", "float": "to_float", "bool": "to_boolean", "json": "parse_json",
    "fromjson": "parse_json", "tojson": "to_json", "coalesce_null": "coalesce",
    "b64decode": "base64_decode", "distinct": "unique", "uniq": "unique", "strptime": "parse_date",
    "strftime": "format_date", "filename": "basename",
  ]

  fileprivate static func unknownRoot(
    _ path: Path, _ name: String, _ help: String?, nearest: String? = nil
  ) -> Diagnostic {
    // Names hold no escapes, so the root is as long in the file as here.
    let root = Span(
      source: path.span.source, lower: Int(path.span.lower),
      upper: min(Int(path.span.upper), Int(path.span.lower) + 1 + name.utf8.count))
    return Diagnostic(
      .unknownRoot, "`$\(name)` is not known here", at: root,
      help: nearest.map { "did you mean `$\($0)`?" } ?? help
        ?? "the roots are `$event`, `$raw`, `$out`, `$item` and the names of earlier decodes",
      fix: nearest.map { Fix(root, "$\($0)") })
  }

  fileprivate static func pathTooDeep(_ span: Span) -> Diagnostic {
    Diagnostic(
      .expressionTooDeep,
      "the path has more than \(JSONScanner.maximumDepth) parts; no event is nested that deep",
      at: span, help: "check the path for a mistake")
  }

  fileprivate static func unknownFunction(_ name: Located<String>) -> Diagnostic {
    let nearest =
      otherNames[name.value.lowercased()]
      ?? (otherForms[name.value.lowercased()] == nil
        ? Suggestion.nearest(to: name.value, in: FunctionTable.names) : nil)
    return Diagnostic(
      .unknownFunction, "there is no function `\(name.value)`", at: name.span,
      help: otherForms[name.value.lowercased()].map { "write `\($0)`" }
        ?? nearest.map { "did you mean `\($0)`?" }
        ?? Suggestion.beginning(with: name.value, in: FunctionTable.names)
        ?? "`hl-map functions` lists them all",
      fix: nearest.map { Fix(name.span, $0) })
  }

  /// What is not a function here.
  private static let otherForms = [
    "exists": "a is present", "exist": "a is present", "defined": "a is present",
    "isset": "a is present", "has": "a is present", "is_present": "a is present",
    "is_null": "a is not present", "isnull": "a is not present", "missing": "a is not present",
    "is_empty": "a is empty", "isempty": "a is empty", "default": "a else b", "nvl": "a else b",
    "ifnull": "a else b", "is_string": "a is string", "is_list": "a is list",
    "is_array": "a is list", "is_ip": "a is ip", "cidr_match": "in_network(a, \"10.0.0.0/8\")",
  ]

  fileprivate static func wrongArity(_ function: Function, _ given: Int, at span: Span)
    -> Diagnostic
  {
    let (least, most) = function.arity
    let wanted =
      most == least
      ? "\(least)" : most.map { "\(least) to \($0)" } ?? "at least \(least)"
    return Diagnostic(
      .wrongArity, "`\(function.name)` takes \(wanted) arguments, not \(given)", at: span,
      help: "\(function.signature); the value before `|` counts as the first")
  }

  fileprivate static func wrongArgument(
    _ function: Function, _ parameter: Parameter, _ span: Span
  ) -> Diagnostic {
    Diagnostic(
      .wrongArgumentType,
      "`\(parameter.name)` of `\(function.name)` must be \(parameter.type.rawValue)", at: span,
      help: function.signature)
  }

  fileprivate static func constantNeeded(
    _ function: Function, _ parameter: Parameter, _ span: Span
  ) -> Diagnostic {
    Diagnostic(
      .constantNeeded,
      "`\(parameter.name)` of `\(function.name)` must be a constant text", at: span,
      help: "it is compiled when the rules load; write it in quotes")
  }
}

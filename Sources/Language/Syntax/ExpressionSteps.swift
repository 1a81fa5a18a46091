import Planning
import Text
import YAML

/// What stands directly behind a value: `.a`, `["a"]`, `[0]`, `[*]`, `[c]`, `[* where c]`.
extension ExpressionParser {
  /// Brackets that choose items by a condition.
  private struct Choice {
    var condition: Part
    var takesAll: Bool
    var span: Span
  }

  /// What brackets hold.
  private enum Bracket {
    case step(Located<PathStep>)
    case choice(Choice)
  }

  /// A path from its root and its first steps on.
  mutating func path(
    _ root: Path.Root, _ first: [Located<PathStep>], from start: ExpressionToken
  ) throws(ExpressionFault) -> Part {
    let (more, choice, upper) = try plainSteps(from: start, after: first.count)
    if isAt("("), !token.followsBlank {
      throw ExpressionFault(
        message: "a path cannot be called", lower: start.lower, upper: upper,
        help: "the names of functions have no dots")
    }
    if root == .tested, case .root = start.kind, !more.isEmpty || choice != nil {
      throw ExpressionFault(
        message: "in brackets `$item` is the tested item itself", lower: start.lower, upper: upper,
        help: "its members are bare names; a member of the item of a loop gets a name by `let`")
    }
    var path = Path(
      root: root, steps: first + more, span: source.span(start.lower, upper))
    if root == .event, path.steps.count == 1, upper == start.upper, case .name = start.kind {
      (path.quotes, path.mayBeQuoted) = source.quotes(at: start.lower)
    }
    let whole = try part(.path(path), over: 0)
    guard let choice else { return whole }
    return try steps(behind: try selection(of: whole, choice))
  }

  /// The steps behind a value that is no path, or behind items that a condition chose.
  mutating func steps(behind value: Part) throws(ExpressionFault) -> Part {
    guard !token.followsBlank, isAt(".") || isAt("[") else { return value }
    let start = tokens[max(0, position - 1)]
    let (steps, choice, upper) = try plainSteps(from: start, after: 0)
    var result = value
    if !steps.isEmpty {
      if case .path(var path) = value.expression {
        path.steps += steps
        path.quotes = nil
        path.span = value.extent.union(source.span(start.lower, upper))
        result = try part(.path(path), over: 0)
      } else {
        result = try part(
          .navigation(
            of: value.expression, steps: steps,
            span: value.extent.union(source.span(start.lower, upper))),
          over: value.height)
      }
    }
    guard let choice else { return result }
    return try self.steps(behind: try selection(of: result, choice))
  }

  private mutating func selection(
    of list: Part, _ choice: Choice
  ) throws(ExpressionFault) -> Part {
    try part(
      .selection(
        of: list.expression, condition: choice.condition.expression, takesAll: choice.takesAll,
        span: list.extent.union(choice.span)),
      over: max(list.height, choice.condition.height))
  }

  /// Steps up to a condition in brackets, which is given with them, and where they end.
  private mutating func plainSteps(
    from start: ExpressionToken, after count: Int
  ) throws(ExpressionFault) -> ([Located<PathStep>], Choice?, upper: Int) {
    var steps: [Located<PathStep>] = []
    var upper = start.upper
    while !token.followsBlank, isAt(".") || isAt("[") {
      if isAt(".") {
        steps.append(try member())
      } else {
        switch try bracket() {
        case .step(let step): steps.append(step)
        case .choice(let choice): return (steps, choice, upper)
        }
      }
      upper = tokens[max(0, position - 1)].upper
      if count + steps.count > 256 {
        throw ExpressionFault(
          code: .depth, message: "the path has more than 256 steps", lower: start.lower,
          upper: upper, help: "decode the inner text by a stage, and go on from there")
      }
    }
    return (steps, nil, upper)
  }

  private mutating func member() throws(ExpressionFault) -> Located<PathStep> {
    advance()
    guard case .name(let name) = token.kind, !token.followsBlank else {
      var help: String?
      switch token.kind {
      case .number(let lexeme, false):
        help = "write `[\(lexeme)]` for an item of a list, `[\"\(lexeme)\"]` for a member"
      case .symbol("["): help = "an index stands behind the name without a dot"
      case .symbol("*"): help = "write `[*]` for every item"
      case .text: help = "write `[\"name\"]` without a dot"
      default: break
      }
      throw fault("a member's name must follow `.`", at: token, help: help)
    }
    let step = Located(PathStep.member(name), span(token))
    advance()
    return step
  }

  private mutating func bracket() throws(ExpressionFault) -> Bracket {
    let start = token
    advance()
    let isClosed = next.kind == .symbol("]")
    var step: PathStep?
    switch token.kind {
    case .text(let name) where isClosed: step = .member(name)
    case .symbol("*") where next.kind == .name("where"):
      advance()
      advance()
      return .choice(try choice(from: start, takesAll: true))
    case .symbol("*"): step = .each
    case .number(let lexeme, _) where isClosed || next.kind == .end:
      guard let index = Int(lexeme) else {
        throw fault("`\(lexeme)` is not an index", at: token)
      }
      step = .index(index)
    case .name(let name) where isClosed:
      throw fault(
        "an index is a number, `*`, a text or a condition", at: token,
        help: "did you mean `[\"\(name)\"]`?", replacement: "\"\(name)\"")
    case .end: throw unclosed(start, "[", "]")
    case .symbol("]"):
      throw fault(
        "an index is a number, `*`, a text or a condition", at: token, help: "every item is `[*]`",
        replacement: "*]")
    default: break
    }
    guard let step else { return .choice(try choice(from: start, takesAll: false)) }
    advance()
    let end = token
    guard take("]") else { throw unclosed(start, "[", "]", mayContinue: false) }
    return .step(Located(step, source.span(start.lower, end.upper)))
  }

  /// The condition that items are chosen by, and the bracket behind it.
  private mutating func choice(
    from start: ExpressionToken, takesAll: Bool
  ) throws(ExpressionFault) -> Choice {
    let first = token
    let outer = isInSelection
    isInSelection = true
    let condition = try bracketed()
    isInSelection = outer
    guard condition.expression.mayBeCondition else {
      throw ExpressionFault(
        message: "an index is a number, `*`, a text or a condition", lower: first.lower,
        upper: tokens[max(0, position - 1)].upper,
        help: "a condition compares or tests: `[name == \"x\"]`, `[name is present]`")
    }
    let end = token
    guard take("]") else { throw unclosed(start, "[", "]", mayContinue: false) }
    return Choice(
      condition: condition, takesAll: takesAll, span: source.span(start.lower, end.upper))
  }
}

extension Expression {
  /// Whether it is a comparison, a test or a call, or made of such.
  fileprivate var mayBeCondition: Bool {
    switch self {
    case .comparison, .test, .and, .or, .not, .call: true
    case .literal, .path, .list, .fallback, .conditional, .arithmetic, .negation, .navigation,
      .selection:
      false
    }
  }
}

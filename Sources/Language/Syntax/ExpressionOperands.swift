import JSON
import Planning
import Text
import YAML

extension ExpressionParser {
  /// A literal, a path, a call, a list or an expression in parentheses.
  mutating func operand() throws(ExpressionFault) -> Part {
    let start = token
    if isAtChoice {
      throw fault(
        "`if` needs brackets here", at: token, help: "write `(if … then … else …)`")
    }
    switch start.kind {
    case .text(let text): return try literal(.text(text))
    case .number(let lexeme, let isFloat):
      return try literal(isFloat ? .float(lexeme) : .integer(lexeme))
    case .name("true"): return try literal(.boolean(true))
    case .name("false"): return try literal(.boolean(false))
    case .name("null"): return try literal(.null)
    case .name(let name):
      let isCall = next.kind == .symbol("(") && !next.followsBlank
      if Self.keywords.contains(name), !(isCall && Self.callableKeywords.contains(name)) {
        throw keywordAsOperand(name)
      }
      if isCall { return try steps(behind: try call(name)) }
      advance()
      let first = Located(PathStep.member(name), span(start))
      return try path(isInSelection ? .tested : .event, [first], from: start)
    case .root(let name):
      advance()
      let root = Path.Root.byName[name] ?? .named(name)
      return try path(isInSelection && root == .item ? .tested : root, [], from: start)
    case .symbol("("):
      advance()
      var inner = try bracketed()
      inner.extent = span(start).union(span(token))
      inner.sign = nil
      guard take(")") else { throw unclosed(start, "(", ")", mayContinue: false) }
      return try steps(behind: inner)
    case .symbol("["): return try list()
    case .symbol("-"): return try signed()
    case .symbol, .end: throw missingOperand()
    }
  }

  private mutating func literal(_ constant: JSONTree) throws(ExpressionFault) -> Part {
    let span = span(token)
    advance()
    if isAt("."), !token.followsBlank {
      throw fault(
        "a literal has no members", at: token, help: "a path starts with a name or a `$name`")
    }
    return try part(.literal(constant, span), over: 0)
  }

  private mutating func list() throws(ExpressionFault) -> Part {
    let start = token
    advance()
    var items: [Expression] = []
    var height = 0
    while !isAt("]") {
      let item = try bracketed()
      items.append(item.expression)
      height = max(height, item.height)
      if !take(",") { break }
    }
    let end = token
    guard take("]") else { throw unclosed(start, "[", "]") }
    return try part(.list(items, source.span(start.lower, end.upper)), over: height)
  }

  private mutating func call(_ name: String) throws(ExpressionFault) -> Part {
    let located = Located(name, span(token))
    advance()
    let arguments = try callArguments()
    return try part(
      .call(
        name: located, arguments: arguments.expressions, span: located.span.union(arguments.span)),
      over: arguments.height)
  }

  /// `(a, b)`, starting at the parenthesis.
  mutating func callArguments() throws(ExpressionFault) -> (
    expressions: [Expression], height: Int, span: Span
  ) {
    let start = token
    advance()
    var arguments: [Expression] = []
    var height = 0
    while !isAt(")") {
      if case .name(let name) = token.kind, next.kind == .symbol(":") {
        throw fault(
          "`\(name):` is not an argument", at: token, help: "arguments are given by their order")
      }
      let argument = try bracketed()
      arguments.append(argument.expression)
      height = max(height, argument.height)
      if !take(",") { break }
    }
    let end = token
    guard take(")") else { throw unclosed(start, "(", ")") }
    return (arguments, height, source.span(start.lower, end.upper))
  }

  static let commaHelp = "inside `[ ]` and `{ }`, YAML ends a text at a comma unless it is quoted"

  func unclosed(
    _ start: ExpressionToken, _ open: String, _ close: String, mayContinue: Bool = true
  ) -> ExpressionFault {
    guard token.kind == .end else {
      let expected = !mayContinue ? "`\(close)`" : "`,` or `\(close)`"
      return fault(
        "expected \(expected), found \(token.summary)", at: token, help: foreignHelp())
    }
    return fault(
      "`\(open)` is never closed", at: start,
      help: source.endsAtComma ? Self.commaHelp : nil)
  }

  private func keywordAsOperand(_ name: String) -> ExpressionFault {
    if ["contains", "startswith", "endswith", "matches"].contains(name),
      next.kind == .symbol("(")
    {
      return fault(
        "`\(name)` stands between two values", at: token, help: "write `a \(name) b`")
    }
    return fault(
      "expected a value, found the keyword `\(name)`", at: token,
      help: position == 0
        ? "write `$event.\(name)` for a member of the event with this name" : nil)
  }

  private func missingOperand() -> ExpressionFault {
    switch token.kind {
    case .end:
      let last = tokens[max(0, position - 1)]
      return ExpressionFault(
        message: "a value must follow \(last.summary)", lower: last.lower, upper: last.upper)
    case .symbol("."):
      return fault(
        "expected a value, found `.`", at: token, help: "a path starts without a dot",
        replacement: "")
    default: return fault("expected a value, found \(token.summary)", at: token)
    }
  }

  func unexpectedAfterOperand() -> ExpressionFault {
    switch token.kind {
    case .symbol("(") where token.followsBlank:
      return fault(
        "expected an operator, found `(`", at: token,
        help: "the bracket of a call stands directly behind the function's name")
    case .symbol(")"), .symbol("]"):
      return fault("nothing opens this \(token.summary)", at: token)
    case .symbol("["):
      return fault(
        "expected an operator, found `[`", at: token,
        help: "an index stands directly behind its path, without a blank")
    case .number(let lexeme, _) where lexeme.hasPrefix("-"):
      return fault(
        "`-` needs a blank on both sides", at: token,
        help: "write `\(text(from: position - 1)) - \(lexeme.dropFirst())`",
        replacement: "- \(lexeme.dropFirst())")
    case .symbol("="), .symbol(":"):
      return fault("expected an operator, found \(token.summary)", at: token)
    default:
      return fault(
        "expected an operator, found \(token.summary)", at: token, help: foreignHelp(),
        replacement: replacement())
    }
  }

  private func replacement() -> String? {
    guard case .name(let name) = token.kind else { return nil }
    let words = [
      "and", "or", "in", "is", "else", "contains", "startswith", "endswith", "matches", "not",
    ]
    let synonyms = [
      "regex": "matches", "match": "matches", "like": "matches", "eq": "==", "ne": "!=",
      "equals": "==", "starts_with": "startswith", "startsWith": "startswith",
      "ends_with": "endswith", "endsWith": "endswith", "includes": "contains", "xor": nil,
    ]
    if let synonym = synonyms[name] { return synonym }
    return Suggestion.nearest(to: name, in: words)
  }

  private var bytes: [UInt8] { source.bytes }

  private func foreignHelp() -> String? {
    if let word = replacement() { return "did you mean `\(word)`?" }
    guard case .name = token.kind, position > 0, case .name(let last) = tokens[position - 1].kind
    else { return "what stands side by side needs an operator or a comma between" }
    if isAt(word: "if") { return "a condition stands in front: `if … then …`" }
    if last.utf8.last == UInt8(ascii: "-") {
      return "`\(last)` is a name; a difference is `\(last.dropLast()) - …`"
    }
    let names = tokens[(position - 1)...].prefix { if case .name = $0.kind { true } else { false } }
    guard let end = names.last, end.upper == bytes.count || position > 1 else {
      return "put quotes around a text; a member with blanks in its name is `$event[\"a name\"]`"
    }
    let words = String(decoding: bytes[tokens[position - 1].lower..<end.upper], as: UTF8.self)
    return "the text is `\"\(words)\"`, the member with this name `$event[\"\(words)\"]`"
  }
}

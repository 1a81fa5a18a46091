import Text
import YAML

/// Parses one expression; a mistake ends it, since what follows would be guesswork.
///
/// Chains of `and`, `or` and `else` become balanced trees: the three are associative, and no chain
/// may cost its length in stack when the tree is walked.
struct ExpressionParser {
  static let maximumDepth = 64
  static let maximumNodes = 10_000

  /// A parsed part and the height of its tree.
  struct Part {
    var expression: Expression
    var height: Int
    /// From its first token to its last, with the parentheses around it.
    var extent: Span
    /// The token of the first sign of arithmetic in it that no brackets stand around.
    var sign: Int?
  }

  /// Operators that are functions too: `contains(a, b)`, `a | contains(b)`.
  static let callableKeywords: Set<String> = ["contains", "startswith", "endswith", "matches"]
  static let keywords: Set<String> = [
    "and", "or", "not", "in", "is", "else", "contains", "startswith", "endswith", "matches", "true",
    "false", "null",
  ]

  let tokens: [ExpressionToken]
  let source: EmbeddedSource
  var position = 0
  private var depth = 0
  private var nodes = 0
  /// Whether an `else` behind the place joins what stands before it: not between `then` and its own.
  var takesElse = true
  /// Whether the place is in a condition in brackets, where bare names are members of an item.
  var isInSelection = false

  init(_ source: EmbeddedSource, isCondition: Bool = false) throws(ExpressionFault) {
    self.source = source
    tokens = try ExpressionLexer.tokens(source.bytes, isCondition: isCondition)
  }

  /// The whole text as one expression.
  static func parse(
    _ source: EmbeddedSource, isCondition: Bool
  ) throws(ExpressionFault) -> Expression {
    var parser = try ExpressionParser(source, isCondition: isCondition)
    guard parser.token.kind != .end else {
      throw ExpressionFault(
        message: "the expression is empty", lower: 0, upper: source.bytes.count,
        help: "write `''` for the empty text")
    }
    let part = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpectedAfterOperand() }
    return part.expression
  }

  // The last token is `.end`, and no one steps past it.
  var token: ExpressionToken { tokens[min(position, tokens.count - 1)] }

  var next: ExpressionToken { tokens[min(position + 1, tokens.count - 1)] }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  // Asked many times for each token: without making one to compare with.
  func isAt(_ symbol: String) -> Bool {
    if case .symbol(let found) = token.kind { found == symbol } else { false }
  }

  func isAt(word: String) -> Bool {
    if case .name(let found) = token.kind { found == word } else { false }
  }

  mutating func take(_ symbol: String) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  /// The text from a token to the one before the place.
  func text(from start: Int, to end: Int? = nil) -> String {
    let last = tokens[max(start, (end ?? position) - 1)]
    return String(decoding: source.bytes[tokens[start].lower..<last.upper], as: UTF8.self)
  }

  func span(_ token: ExpressionToken) -> Span { source.span(token.lower, token.upper) }

  func fault(
    _ message: String, at token: ExpressionToken, help: String? = nil, replacement: String? = nil
  ) -> ExpressionFault {
    ExpressionFault(
      message: message, lower: token.lower, upper: token.upper, help: help,
      replacement: replacement)
  }

  /// Counts a node and refuses trees that are too high or too large.
  mutating func part(_ expression: Expression, over height: Int) throws(ExpressionFault) -> Part {
    nodes += 1
    if height + 1 > Self.maximumDepth { throw tooDeep() }
    if nodes > Self.maximumNodes {
      throw ExpressionFault(
        code: .depth, message: "the expression has more than \(Self.maximumNodes) parts",
        lower: token.lower, upper: token.upper, help: "use `in [ … ]` or a `lookup:`")
    }
    return Part(expression: expression, height: height + 1, extent: expression.span)
  }

  private func tooDeep() -> ExpressionFault {
    ExpressionFault(
      code: .depth, message: "the expression is nested more than \(Self.maximumDepth) levels deep",
      lower: token.lower, upper: token.upper,
      help: "use `in [ … ]`, a `match` stage or several stages")
  }

  /// A whole expression, or one between brackets or commas.
  mutating func expression() throws(ExpressionFault) -> Part {
    isAtChoice ? try conditional() : try alternatives()
  }

  /// The same between brackets, in which an `else` is what it is everywhere.
  mutating func bracketed() throws(ExpressionFault) -> Part {
    let outer = takesElse
    takesElse = true
    defer { takesElse = outer }
    return try expression()
  }

  /// `or`, the loosest but for `if`.
  mutating func alternatives() throws(ExpressionFault) -> Part {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw tooDeep() }
    var parts = [try conjunction()]
    while isAt(word: "or") {
      advance()
      parts.append(try conjunction())
    }
    return try joined(parts, with: Expression.or)
  }

  private mutating func conjunction() throws(ExpressionFault) -> Part {
    var parts = [try negation()]
    while isAt(word: "and") {
      advance()
      parts.append(try negation())
    }
    return try joined(parts, with: Expression.and)
  }

  private mutating func negation() throws(ExpressionFault) -> Part {
    var starts: [ExpressionToken] = []
    while isAt(word: "not") {
      starts.append(token)
      advance()
    }
    var result = try comparison()
    for start in starts.reversed() {
      let span = span(start).union(result.extent)
      result = try part(.not(result.expression, span), over: result.height)
    }
    return result
  }

  private mutating func comparison() throws(ExpressionFault) -> Part {
    var left = try fallback()
    if isAt(word: "is") { left = try test(left) }
    guard let sign = try comparisonSign() else { return left }
    let right = try fallback()
    left = try part(
      .comparison(sign, left.expression, right.expression, left.extent.union(right.extent)),
      over: max(left.height, right.height))
    if try comparisonSign() != nil || isAt(word: "is") {
      throw ExpressionFault(
        message: "comparisons do not chain", lower: tokens[max(0, position - 1)].lower,
        upper: tokens[max(0, position - 1)].upper, help: "join them with `and`")
    }
    return left
  }

  /// Takes a comparison, including `not in`.
  private mutating func comparisonSign() throws(ExpressionFault) -> Located<
    Expression.Comparison
  >? {
    let start = token
    switch start.kind {
    case .symbol(let text), .name(let text):
      if text == "not", next.kind == .name("in") {
        advance()
        let span = span(start).union(span(token))
        advance()
        return Located(.notIn, span)
      }
      guard text != "not in", let sign = Expression.Comparison(rawValue: text) else { return nil }
      advance()
      return Located(sign, span(start))
    default: return nil
    }
  }

  /// `is present`, `is not ip`.
  private mutating func test(_ subject: Part) throws(ExpressionFault) -> Part {
    advance()
    let isNegated = isAt(word: "not")
    if isNegated { advance() }
    let names = Expression.Test.allCases.map(\.rawValue)
    guard case .name(let name) = token.kind, let test = Expression.Test(rawValue: name) else {
      throw unknownTest(names)
    }
    let located = Located(test, span(token))
    let span = subject.extent.union(span(token))
    advance()
    return try part(
      .test(subject.expression, located, isNegated: isNegated, span: span), over: subject.height)
  }

  private func unknownTest(_ names: [String]) -> ExpressionFault {
    guard case .name(let name) = token.kind else {
      return fault(
        "a test must follow `is`", at: token,
        help: "one of \(names.joined(separator: ", ")); compare values with `==`")
    }
    switch name {
    case "absent", "missing", "undefined":
      return fault("`\(name)` is not a test", at: token, help: "write `is not present`")
    case "defined", "exists", "set":
      return fault(
        "`\(name)` is not a test", at: token, help: "did you mean `present`?",
        replacement: "present")
    default:
      let near = Suggestion.nearest(to: name, in: names)
      return fault(
        "`\(name)` is not a test", at: token,
        help: near.map { "did you mean `\($0)`?" }
          ?? "the tests are \(names.joined(separator: ", "))", replacement: near)
    }
  }

  private mutating func fallback() throws(ExpressionFault) -> Part {
    let start = position
    var parts = [try pipeline()]
    while takesElse, isAt(word: "else") {
      let word = position
      advance()
      let part = try pipeline()
      if let sign = part.sign { throw arithmeticBehindElse(word, sign, from: start) }
      parts.append(part)
    }
    return try joined(parts, with: Expression.fallback)
  }

  /// `a + b | f | g(b)`
  private mutating func pipeline() throws(ExpressionFault) -> Part {
    let start = position
    var result = try sum()
    guard isAt("|") else { return result }
    let sign = result.sign
    while isAt("|") { result = try piped(result, from: start) }
    if let sign = arithmeticSign {
      throw fault(
        "`\(sign.rawValue)` cannot follow a `|` without brackets", at: token,
        help: "write `(\(text(from: start))) \(sign.rawValue) …`")
    }
    result.sign = sign
    return result
  }

  /// What a function behind `|` makes of the value before it.
  private mutating func piped(_ value: Part, from start: Int) throws(ExpressionFault) -> Part {
    advance()
    guard case .name(let name) = token.kind,
      !Self.keywords.contains(name) || Self.callableKeywords.contains(name)
    else {
      throw fault(
        "a function must follow `|`, not \(token.summary)", at: token,
        help: isAt("|") ? "did you mean `or`?" : nil)
    }
    let located = Located(name, span(token))
    var span = value.extent.union(located.span)
    var height = value.height
    var arguments = [value.expression]
    advance()
    if isAt("("), !token.followsBlank {
      let rest = try callArguments()
      arguments += rest.expressions
      height = max(height, rest.height)
      span = span.union(rest.span)
    }
    if !token.followsBlank, isAt(".") || isAt("[") {
      throw fault(
        "\(token.summary) cannot follow a `|` without brackets", at: token,
        help: "write `(\(text(from: start)))\(isAt(".") ? "." : "[")…`")
    }
    return try part(.call(name: located, arguments: arguments, span: span), over: height)
  }

  /// Joins neighbours again and again, which keeps their order and halves the height.
  private mutating func joined(
    _ parts: [Part], with join: (Expression, Expression, Span) -> Expression
  ) throws(ExpressionFault) -> Part {
    var row = parts
    while row.count > 1 {
      var above: [Part] = []
      above.reserveCapacity((row.count + 1) / 2)
      for index in stride(from: 0, to: row.count, by: 2) {
        guard index + 1 < row.count else {
          above.append(row[index])
          continue
        }
        let (left, right) = (row[index], row[index + 1])
        above.append(
          try part(
            join(left.expression, right.expression, left.extent.union(right.extent)),
            over: max(left.height, right.height)))
      }
      row = above
    }
    return row[0]
  }
}

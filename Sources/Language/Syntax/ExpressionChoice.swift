import Text

/// `if c then a else b`, where an expression begins.
extension ExpressionParser {
  /// Whether `if` stands here as a word of the language; a member can have that name.
  var isAtChoice: Bool { isAt(word: "if") && beginsValue(position + 1) }

  /// Whether a value begins at a token that follows the word `if`.
  private func beginsValue(_ place: Int) -> Bool {
    let token = tokens[min(place, tokens.count - 1)]
    let after = tokens[min(place + 1, tokens.count - 1)]
    switch token.kind {
    case .name("not"): return after.kind != .name("in")
    case .name("true"), .name("false"), .name("null"): return true
    case .name(let name): return name != "then" && !Self.keywords.contains(name)
    case .root, .text, .number: return true
    case .symbol("("), .symbol("["): return token.followsBlank
    case .symbol("-"): return token.followsBlank && !after.followsBlank
    case .symbol, .end: return false
    }
  }

  /// `if c then a else b`, or without the last part; reaches as far right as it can.
  mutating func conditional() throws(ExpressionFault) -> Part {
    let start = position
    let first = token
    advance()
    let condition = try alternatives()
    guard isAt(word: "then") else {
      throw fault(
        "`then` must follow the condition of `if`, not \(token.summary)", at: token,
        help: "write `\(text(from: start)) then …`")
    }
    advance()
    if isAtChoice {
      throw fault(
        "an `if` behind `then` needs brackets", at: token,
        help: "write `\(text(from: start)) (if … then … else …)`")
    }
    let value = try beforeElse()
    var otherwise: Part?
    if isAt(word: "else") {
      advance()
      otherwise = try expression()
    }
    let last = otherwise ?? value
    return try part(
      .conditional(
        if: condition.expression, then: value.expression, otherwise: otherwise?.expression,
        span: span(first).union(last.extent)),
      over: max(condition.height, value.height, otherwise?.height ?? 0))
  }

  /// What stands between `then` and its `else`.
  private mutating func beforeElse() throws(ExpressionFault) -> Part {
    let outer = takesElse
    takesElse = false
    defer { takesElse = outer }
    return try alternatives()
  }
}

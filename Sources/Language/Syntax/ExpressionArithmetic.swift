import Text

/// `+ - * / %` and the sign `-`.
extension ExpressionParser {
  /// The sign of arithmetic at the place, if any.
  var arithmeticSign: Expression.Arithmetic? {
    guard case .symbol(let text) = token.kind, text.utf8.count == 1 else { return nil }
    return switch text.utf8.first {
    case UInt8(ascii: "+"): .add
    case UInt8(ascii: "-"): .subtract
    case UInt8(ascii: "*"): .multiply
    case UInt8(ascii: "/"): .divide
    case UInt8(ascii: "%"): .remainder
    default: nil
    }
  }

  /// `a + b - c`
  mutating func sum() throws(ExpressionFault) -> Part {
    let start = position
    var left = try product()
    while let sign = arithmeticSign, sign == .add || sign == .subtract {
      let located = try takeSign(sign, behind: start)
      left = try joined(left, located, try product())
    }
    return left
  }

  /// `a * b / c % d`
  private mutating func product() throws(ExpressionFault) -> Part {
    let start = position
    var left = try operand()
    while let sign = arithmeticSign, sign != .add, sign != .subtract {
      let located = try takeSign(sign, behind: start)
      left = try joined(left, located, try operand())
    }
    return left
  }

  private mutating func joined(
    _ left: Part, _ sign: (Located<Expression.Arithmetic>, token: Int), _ right: Part
  ) throws(ExpressionFault) -> Part {
    var result = try part(
      .arithmetic(
        sign.0, left.expression, right.expression, left.extent.union(right.extent)),
      over: max(left.height, right.height))
    result.sign = left.sign ?? sign.token
    return result
  }

  /// Takes a sign, which has a blank on both sides: `a-b` is one name, and `-1` one number.
  private mutating func takeSign(
    _ sign: Expression.Arithmetic, behind start: Int
  ) throws(ExpressionFault) -> (Located<Expression.Arithmetic>, token: Int) {
    let text = sign.rawValue
    guard token.followsBlank, next.followsBlank || next.kind == .end else {
      var replacement = text
      if !token.followsBlank { replacement = " " + replacement }
      if !next.followsBlank { replacement += " " }
      throw fault(
        "`\(text)` needs a blank on both sides", at: token,
        help: "write `\(self.text(from: start)) \(text) …`", replacement: replacement)
    }
    let taken = (Located(sign, span(token)), token: position)
    advance()
    return taken
  }

  /// `-a`, at the sign.
  mutating func signed() throws(ExpressionFault) -> Part {
    let sign = token
    let isDirect = !next.followsBlank
    switch next.kind {
    case .name, .root, .symbol("("):
      guard isDirect else {
        throw fault(
          "the sign `-` stands directly before its value", at: sign,
          help: "write `-a` for the negative value, `a - b` for a difference")
      }
    default:
      throw fault(
        "expected a value, found `-`", at: sign,
        help: "the sign `-` stands directly before a name, a call or a bracket")
    }
    advance()
    let inner = try operand()
    return try part(
      .negation(inner.expression, span(sign).union(inner.extent)), over: inner.height)
  }

  /// The mistake of `a else b + c`, which could mean two things; at the tokens of `else` and `+`.
  func arithmeticBehindElse(_ word: Int, _ sign: Int, from start: Int) -> ExpressionFault {
    let symbol = text(from: sign, to: sign + 1)
    return fault(
      "`\(symbol)` behind an `else` needs brackets", at: tokens[sign],
      help: "write `(\(text(from: start, to: sign))) \(symbol) \(text(from: sign + 1))` or "
        + "`\(text(from: start, to: word)) else (\(text(from: word + 1)))`")
  }
}

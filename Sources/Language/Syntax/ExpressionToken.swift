/// One token of an expression, with its range in the expression's text.
struct ExpressionToken {
  enum Kind: Equatable {
    /// A bare name; keywords too, since they may be members.
    case name(String)
    /// `$name`, without the dollar.
    case root(String)
    case text(String)
    case number(String, isFloat: Bool)
    /// `(` `)` `[` `]` `,` `.` `|` `:`, the comparisons and the signs of arithmetic.
    case symbol(String)
    case end
  }

  var kind: Kind
  var lower: Int
  var upper: Int
  /// True where a blank stands before it; `a [0]` is not an index.
  var followsBlank: Bool

  /// Whether it is the operator of a condition, which gives true or false.
  var isComparison: Bool {
    switch kind {
    case .name(let name):
      name == "not" || Expression.Comparison(rawValue: name) != nil || name == "is"
    case .symbol(let symbol): Expression.Comparison(rawValue: symbol) != nil
    default: false
    }
  }

  /// What a report calls the token.
  var summary: String {
    switch kind {
    case .name(let name): "`\(name)`"
    case .root(let name): "`$\(name)`"
    case .text: "a text"
    case .number(let lexeme, _): "the number `\(lexeme)`"
    case .symbol(let symbol): "`\(symbol)`"
    case .end: "the end"
    }
  }
}

/// The mistake that ends the reading of an expression, with its range in the expression's text.
struct ExpressionFault: Error {
  enum Code { case syntax, escape, unterminated, depth }

  var code = Code.syntax
  var message: String
  var lower: Int
  var upper: Int
  var help: String?
  /// What to write instead of the range.
  var replacement: String?
}

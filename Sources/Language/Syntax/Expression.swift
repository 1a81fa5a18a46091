import JSON
import Planning
import Text

/// An expression of `from:` and `when:`, every node with its span: what it is made of with the
/// parentheses around its parts, but without those around itself.
///
/// From loosest to tightest: `if` · `or` · `and` · `not` · comparisons, `in`, `is`, `contains`,
/// `startswith`, `endswith`, `matches` · `else` · `|` · `+` `-` · `*` `/` `%` · `-a` · steps behind a
/// value · call, path, literal, list, parentheses.
public indirect enum Expression: Sendable {
  case literal(JSONTree, Span)
  case path(Path)
  case list([Expression], Span)
  /// `name(arguments)`, or `first | name(rest)`: then `first` is `arguments[0]`.
  case call(name: Located<String>, arguments: [Expression], span: Span)
  /// `a else b`
  case fallback(Expression, Expression, Span)
  case comparison(Located<Comparison>, Expression, Expression, Span)
  /// `a is present`, `a is not ip`
  case test(Expression, Located<Test>, isNegated: Bool, span: Span)
  case and(Expression, Expression, Span)
  case or(Expression, Expression, Span)
  case not(Expression, Span)
  /// `if c then a else b`; absent where nothing follows and `c` does not hold.
  case conditional(if: Expression, then: Expression, otherwise: Expression?, span: Span)
  case arithmetic(Located<Arithmetic>, Expression, Expression, Span)
  /// `-a`
  case negation(Expression, Span)
  /// The steps behind a value that is no path: `f(x).a`, `(a else b)[0]`.
  case navigation(of: Expression, steps: [Located<PathStep>], span: Span)
  /// `a[c]`, the first item for which the condition holds, or all of them, `a[* where c]`.
  case selection(of: Expression, condition: Expression, takesAll: Bool, span: Span)

  /// The operators that compute numbers.
  public enum Arithmetic: String, CaseIterable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
  }

  /// The operators between two operands.
  public enum Comparison: String, CaseIterable, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case `in` = "in"
    case notIn = "not in"
    case contains, startswith, endswith, matches
  }

  /// What may follow `is`.
  public enum Test: String, CaseIterable, Sendable {
    case present, null, string, number, integer, boolean, list, object, ip, ipv4, ipv6, empty
  }

  /// Where the expression stands, from its first operand to its last.
  public var span: Span {
    switch self {
    case .literal(_, let span), .list(_, let span), .call(_, _, let span),
      .test(_, _, _, let span), .not(_, let span), .fallback(_, _, let span),
      .comparison(_, _, _, let span), .and(_, _, let span), .or(_, _, let span),
      .conditional(_, _, _, let span), .arithmetic(_, _, _, let span), .negation(_, let span),
      .navigation(_, _, let span), .selection(_, _, _, let span):
      span
    case .path(let path): path.span
    }
  }
}

/// `agent.hostname`, `$event.pid`, `$raw.message`, `event_data["Process Name"]`, `rules[0].name`, `tags[*]`.
public struct Path: Sendable {
  /// What a path starts from.
  public enum Root: Hashable, Sendable {
    /// The decoded event: a bare path, or `$event`.
    case event
    /// `$raw`: the event as received.
    case raw
    /// `$out`: what has been written so far.
    case out
    /// `$item`: the item of the enclosing `for_each`.
    case item
    /// The item that a condition in brackets tests: a bare path there, or `$item`.
    case tested
    /// `$name`: a decode's result, or a parameter of the enclosing fragment.
    case named(String)

    /// The roots whose names have a meaning of their own, so that nothing else can have them.
    public static let byName: [String: Root] = [
      "event": .event, "raw": .raw, "out": .out, "item": .item,
    ]
  }

  /// What the path starts from.
  public var root: Root
  /// The steps from there, in order.
  public var steps: [Located<PathStep>]
  /// Where the path stands.
  public var span: Span
  /// The quotes that would make a text of it; nil where it is more than a single bare name.
  public var quotes: UInt8?
  /// Whether these quotes can be put around it without more.
  var mayBeQuoted = false

  /// A path without quotes; `quotes` and `mayBeQuoted` are set separately.
  public init(root: Root, steps: [Located<PathStep>], span: Span) {
    self.root = root
    self.steps = steps
    self.span = span
  }
}

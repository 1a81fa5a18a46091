import JSON
import Planning
import Text

/// An expression of `from:` and `when:`, every node with its span: what it is made of with the
/// parentheses around its parts, but without those around itself.
///
/// From loosest to tightest: `or` · `and` · `not` · comparisons, `in`, `is`, `contains`,
/// `startswith`, `endswith`, `matches` · `else` · `|` · call, path, literal, list, parentheses.
public indirect enum Expression: Sendable {
  case literal(Constant, Span)
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
      .comparison(_, _, _, let span), .and(_, _, let span), .or(_, _, let span):
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

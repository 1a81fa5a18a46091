import Diagnostics

/// A text of an intake format with what is computed in it: `{{ … }}`, `{% … %}`, `{# … #}`.
///
/// The language is that of Jinja2's native templates, as far as intake formats use it.
public struct Template: Sendable {
  public var nodes: [TemplateNode]
  /// The whole scalar in the file.
  public var span: Span
  /// A dotted path of names and numbers and nothing else, `{{ a.b.0 }}`; it walks maps only.
  public var barePath: [Located<String>]?

  init(nodes: [TemplateNode], span: Span, barePath: [Located<String>]? = nil) {
    self.nodes = nodes
    self.span = span
    self.barePath = barePath
  }

  /// A text in which nothing is computed.
  init(constant: String, span: Span) {
    self.init(nodes: constant.isEmpty ? [] : [.output([.text(constant)])], span: span)
  }

  /// The text where nothing in it is computed.
  public var constant: String? {
    switch nodes.count {
    case 0: return ""
    case 1:
      guard case .output(let pieces) = nodes[0], pieces.count == 1, case .text(let text) = pieces[0]
      else { return nil }
      return text
    default: return nil
    }
  }

  /// The expression of a template that is exactly one.
  public var expression: TemplateExpression? {
    guard nodes.count == 1, case .output(let pieces) = nodes[0], pieces.count == 1,
      case .expression(let expression) = pieces[0]
    else { return nil }
    return expression
  }
}

/// One part of a template, in order.
public enum TemplateNode: Sendable {
  /// Text and expressions with no statement between them.
  case output([TemplatePiece])
  /// `{% set a = … %}`; several targets take a list apart.
  case assign(targets: [Located<String>], takesApart: Bool, TemplateExpression)
  /// `{% if … %} … {% elif … %} … {% else %} … {% endif %}`.
  case branch([(test: TemplateExpression, body: [TemplateNode])], otherwise: [TemplateNode])
  case loop(TemplateLoop)
}

public enum TemplatePiece: Sendable {
  case text(String)
  case expression(TemplateExpression)
}

/// `{% for a, b in … if … %} … {% else %} … {% endfor %}`.
public struct TemplateLoop: Sendable {
  public var targets: [Located<String>]
  public var takesApart: Bool
  public var items: TemplateExpression
  public var test: TemplateExpression?
  public var body: [TemplateNode]
  public var otherwise: [TemplateNode]
}

/// An expression of a template; every case knows its place.
public indirect enum TemplateExpression: Sendable {
  case constant(Constant, Span)
  case name(String, Span)
  /// `value.name`.
  case attribute(TemplateExpression, Located<String>)
  /// `value[key]`, and `value.0`.
  case item(TemplateExpression, TemplateExpression, Span)
  case slice(TemplateExpression, [TemplateExpression?], Span)
  case call(TemplateExpression, TemplateArguments, Span)
  case filter(TemplateExpression, Located<String>, TemplateArguments)
  case test(TemplateExpression, Located<String>, TemplateArguments)
  case not(TemplateExpression, Span)
  case and([TemplateExpression])
  case or([TemplateExpression])
  /// `a < b < c`.
  case comparison(TemplateExpression, [(operation: Comparison, operand: TemplateExpression)])
  /// `+ - * / // % **`, named as they are written.
  case arithmetic(Located<String>, TemplateExpression, TemplateExpression)
  case negative(TemplateExpression, Span)
  /// `a ~ b ~ c`.
  case concatenation([TemplateExpression])
  case conditional(
    test: TemplateExpression, then: TemplateExpression, otherwise: TemplateExpression?)
  case list([TemplateExpression], Span)
  case map([(key: TemplateExpression, value: TemplateExpression)], Span)

  public enum Comparison: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case isNotIn = "not in"
  }

  public var span: Span {
    switch self {
    case .constant(_, let span), .name(_, let span), .item(_, _, let span), .slice(_, _, let span),
      .call(_, _, let span), .not(_, let span), .negative(_, let span), .list(_, let span),
      .map(_, let span):
      span
    case .attribute(let base, let name): base.span.union(name.span)
    case .filter(let base, let name, let arguments), .test(let base, let name, let arguments):
      base.span.union(arguments.span ?? name.span)
    case .and(let operands), .or(let operands), .concatenation(let operands):
      operands[0].span.union(operands[operands.count - 1].span)
    case .comparison(let first, let rest): first.span.union(rest[rest.count - 1].operand.span)
    case .arithmetic(_, let left, let right): left.span.union(right.span)
    case .conditional(let test, let then, let otherwise):
      then.span.union((otherwise ?? test).span)
    }
  }
}

/// What stands in the parentheses of a call, filter or test.
public struct TemplateArguments: Sendable {
  public var positional: [TemplateExpression] = []
  public var named: [(name: Located<String>, value: TemplateExpression)] = []
  /// `*list`: its items are further positional arguments.
  public var spread: TemplateExpression?
  /// With the parentheses; nil where there are none.
  public var span: Span?
}

/// Why a template cannot be read, with the offsets in its text.
struct TemplateFault: Error {
  var message: String
  var lower: Int
  var upper: Int
  var help: String?
  /// True where Jinja has it and intake formats do not use it.
  var isUnsupported = false
}

import JSON
import Text

/// A text of an intake format with what is computed in it: `{{ … }}`, `{% … %}`, `{# … #}`.
///
/// The language is that of Jinja2's native templates, as far as intake formats use it.
public struct Template: Sendable {
  /// Most templates are a text or an expression and nothing else, which need no nodes.
  private enum Content: Sendable {
    case constant(String)
    case expression(TemplateExpression)
    case nodes([TemplateNode])
  }

  private var content: Content
  /// The whole scalar in the file.
  public var span: Span
  /// A dotted path of names and numbers and nothing else, `{{ a.b.0 }}`; it walks maps only.
  public var barePath: [Located<String>]?

  init(nodes: [TemplateNode], span: Span) {
    self.span = span
    content = .nodes(nodes)
    if nodes.isEmpty { content = .constant("") }
    guard nodes.count == 1, case .output(let pieces) = nodes[0], pieces.count == 1 else { return }
    switch pieces[0] {
    case .text(let text): content = .constant(text)
    case .expression(let expression): content = .expression(expression)
    }
  }

  init(_ expression: TemplateExpression, span: Span, barePath: [Located<String>]? = nil) {
    content = .expression(expression)
    self.span = span
    self.barePath = barePath
  }

  /// A text in which nothing is computed.
  init(constant: String, span: Span) {
    content = .constant(constant)
    self.span = span
  }

  /// What the template consists of, in order.
  public var nodes: [TemplateNode] {
    switch content {
    case .constant(let text): text.isEmpty ? [] : [.output([.text(text)])]
    case .expression(let expression): [.output([.expression(expression)])]
    case .nodes(let nodes): nodes
    }
  }

  /// The text where nothing in it is computed.
  public var constant: String? {
    if case .constant(let text) = content { text } else { nil }
  }

  /// The expression of a template that is exactly one.
  public var expression: TemplateExpression? {
    if case .expression(let expression) = content { expression } else { nil }
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

/// A part of a template's text.
public enum TemplatePiece: Sendable {
  case text(String)
  case expression(TemplateExpression)
}

/// `{% for a, b in … if … %} … {% else %} … {% endfor %}`.
public struct TemplateLoop: Sendable {
  /// The variables that an item is assigned to.
  public var targets: [Located<String>]
  /// Whether an item is unpacked into several variables.
  public var takesApart: Bool
  /// What to go through.
  public var items: TemplateExpression
  /// The condition after `if`; items that fail it are skipped.
  public var test: TemplateExpression?
  /// What is output for each item.
  public var body: [TemplateNode]
  /// What is output if there were no items.
  public var otherwise: [TemplateNode]
}

/// An expression of a template; every case knows its place.
public enum TemplateExpression: Sendable {
  indirect case constant(JSONTree, Span)
  indirect case name(String, Span)
  /// `name.name`, of two names or more; a method that is called is not part of it.
  case path([Located<String>])
  /// `value.name` of any other value, and of a path where it is a method that is called.
  indirect case attribute(TemplateExpression, Located<String>)
  /// `value[key]`, and `value.0`.
  indirect case item(TemplateExpression, TemplateExpression, Span)
  indirect case slice(TemplateExpression, [TemplateExpression?], Span)
  indirect case call(TemplateExpression, TemplateArguments, Span)
  indirect case filter(TemplateExpression, Located<String>, TemplateArguments)
  indirect case test(TemplateExpression, Located<String>, TemplateArguments)
  indirect case not(TemplateExpression, Span)
  case and([TemplateExpression])
  case or([TemplateExpression])
  /// `a < b < c`.
  indirect case comparison(
    TemplateExpression, [(operation: Comparison, operand: TemplateExpression)])
  /// `+ - * / // % **`, named as they are written.
  indirect case arithmetic(Located<String>, TemplateExpression, TemplateExpression)
  indirect case negative(TemplateExpression, Span)
  /// `a ~ b ~ c`.
  case concatenation([TemplateExpression])
  indirect case conditional(
    test: TemplateExpression, then: TemplateExpression, otherwise: TemplateExpression?)
  indirect case list([TemplateExpression], Span)
  indirect case map([(key: TemplateExpression, value: TemplateExpression)], Span)

  /// The operators between two operands.
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

  /// Where the expression stands.
  public var span: Span {
    switch self {
    case .constant(_, let span), .name(_, let span), .item(_, _, let span), .slice(_, _, let span),
      .call(_, _, let span), .not(_, let span), .negative(_, let span), .list(_, let span),
      .map(_, let span):
      span
    case .path(let names): names[0].span.union(names[names.count - 1].span)
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
  /// The positional arguments, in order.
  public var positional: [TemplateExpression] = []
  /// The named arguments, in order.
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

import Diagnostics
import JSON

@testable import Intake
@testable import Text
@testable import YAML

/// The tree of a template in a form that shows how it nests.
func shown(_ template: Template) -> String { shown(template.nodes) }

private func shown(_ nodes: [TemplateNode]) -> String { nodes.map(shown).joined() }

private func shown(_ node: TemplateNode) -> String {
  switch node {
  case .output(let pieces):
    pieces.map { piece in
      switch piece {
      case .text(let text): text.debugDescription
      case .expression(let expression): "{\(shown(expression))}"
      }
    }.joined()
  case .assign(let targets, let takesApart, let value):
    "<set \(names(targets, takesApart)) = \(shown(value))>"
  case .branch(let cases, let otherwise):
    "<" + cases.map { "if \(shown($0.test)): \(shown($0.body))" }.joined(separator: " ")
      + (otherwise.isEmpty ? "" : " else: \(shown(otherwise))") + ">"
  case .loop(let loop):
    "<for \(names(loop.targets, loop.takesApart)) in \(shown(loop.items))"
      + (loop.test.map { " if \(shown($0))" } ?? "") + ": \(shown(loop.body))"
      + (loop.otherwise.isEmpty ? "" : " else: \(shown(loop.otherwise))") + ">"
  }
}

private func names(_ targets: [Located<String>], _ takesApart: Bool) -> String {
  targets.map(\.value).joined(separator: ",") + (takesApart && targets.count == 1 ? "," : "")
}

func shown(_ expression: TemplateExpression) -> String {
  switch expression {
  case .constant(let constant, _):
    switch constant {
    case .text(let text): "'\(text)'"
    case .integer(let lexeme), .float(let lexeme): lexeme
    case .boolean(let value): "\(value)"
    case .null: "none"
    default: "?"
    }
  case .name(let name, _): name
  case .path(let names): names.map(\.value).joined(separator: ".")
  case .attribute(let base, let name): "\(shown(base)).\(name.value)"
  case .item(let base, let key, _): "\(shown(base))[\(shown(key))]"
  case .slice(let base, let parts, _):
    "\(shown(base))[\(parts.map { $0.map(shown) ?? "" }.joined(separator: ":"))]"
  case .call(let callee, let arguments, _): "\(shown(callee))(\(shown(arguments)))"
  case .filter(let subject, let name, let arguments):
    "(\(shown(subject)) | \(name.value)(\(shown(arguments))))"
  case .test(let subject, let name, let arguments):
    "(\(shown(subject)) is \(name.value)(\(shown(arguments))))"
  case .not(let inner, _): "not \(shown(inner))"
  case .and(let operands): "(" + operands.map(shown).joined(separator: " and ") + ")"
  case .or(let operands): "(" + operands.map(shown).joined(separator: " or ") + ")"
  case .comparison(let first, let rest):
    "(" + shown(first) + rest.map { " \($0.operation.rawValue) \(shown($0.operand))" }.joined()
      + ")"
  case .arithmetic(let sign, let left, let right):
    "(\(shown(left)) \(sign.value) \(shown(right)))"
  case .negative(let operand, _): "-\(shown(operand))"
  case .concatenation(let operands): "(" + operands.map(shown).joined(separator: " ~ ") + ")"
  case .conditional(let test, let then, let otherwise):
    "(\(shown(then)) if \(shown(test)) else \(otherwise.map(shown) ?? "undefined"))"
  case .list(let items, _): "[" + items.map(shown).joined(separator: ", ") + "]"
  case .map(let members, _):
    "{" + members.map { "\(shown($0.key)): \(shown($0.value))" }.joined(separator: ", ") + "}"
  }
}

private func shown(_ arguments: TemplateArguments) -> String {
  (arguments.positional.map(shown) + arguments.named.map { "\($0.name.value)=\(shown($0.value))" }
    + (arguments.spread.map { ["*\(shown($0))"] } ?? [])).joined(separator: ", ")
}

func parseTemplate(_ text: String) throws(TemplateFault) -> Template {
  let source = SourceText(name: "t", bytes: Array(text.utf8))
  let span = Span(source: 0, lower: 0, upper: text.utf8.count)
  guard TemplateParser.hasTemplate(text) else { return Template(constant: text, span: span) }
  var lexer = TemplateLexer()
  var roots: [String] = []
  return try TemplateParser.parse(
    EmbeddedSource(YAMLScalar(text: text, style: .plain), at: span, in: source), cutBy: &lexer,
    noting: &roots)
}

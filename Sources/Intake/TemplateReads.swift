import JSON
import Planning
import Text

/// The paths that a template reads, in order, and what becomes of their values.
///
/// A path that is only a condition (`if a.b`, `a.b is defined`) is inspected; a list that a loop goes
/// through is taken whole.
struct TemplateReads {
  private(set) var paths: [(path: TemplatePath, use: RuleReads.Read.Use)] = []

  /// With `isCondition`, only the truth of the whole template matters.
  init(_ template: Template, isCondition: Bool) { walk(template.nodes, isCondition) }

  private mutating func walk(_ nodes: [TemplateNode], _ isCondition: Bool = false) {
    for node in nodes {
      switch node {
      case .output(let pieces):
        for case .expression(let expression) in pieces { walk(expression, isCondition) }
      case .assign(_, _, let value): walk(value)
      case .branch(let cases, let otherwise):
        for (test, body) in cases {
          walk(test, true)
          walk(body, isCondition)
        }
        walk(otherwise, isCondition)
      case .loop(let loop):
        walk(loop.items)
        if let test = loop.test { walk(test, true) }
        walk(loop.body, isCondition)
        walk(loop.otherwise, isCondition)
      }
    }
  }

  private mutating func walk(_ expression: TemplateExpression, _ isCondition: Bool = false) {
    if let path = expression.writtenPath {
      paths.append((path, isCondition ? .inspected : .taken))
      return
    }
    if let path = expression.pathWithDefaults {
      if !isCondition { paths.append((path, .takenIfPresent)) }
      return inspectSteps(of: expression)
    }
    switch expression {
    case .constant, .name, .path: break
    case .attribute(let base, _): walk(base)
    case .item(let base, let key, _):
      walk(base)
      walk(key)
    case .slice(let base, let parts, _):
      walk(base)
      for part in parts { if let part { walk(part) } }
    case .call(let function, let arguments, _):
      if case .attribute(let base, _) = function { walk(base) }
      walk(arguments)
    case .filter(let base, _, let arguments):
      walk(base)
      walk(arguments)
    case .test(let base, _, let arguments):
      walk(base, true)
      walk(arguments)
    case .not(let base, _): walk(base, true)
    case .negative(let base, _): walk(base)
    // `a and b` gives one of the two.
    case .and(let operands), .or(let operands): for one in operands { walk(one, isCondition) }
    case .concatenation(let operands), .list(let operands, _): for one in operands { walk(one) }
    case .comparison(let first, let rest):
      walk(first)
      for (_, operand) in rest { walk(operand) }
    case .arithmetic(_, let left, let right):
      walk(left)
      walk(right)
    case .conditional(let test, let then, let otherwise):
      walk(test, true)
      walk(then, isCondition)
      if let otherwise { walk(otherwise, isCondition) }
    case .map(let members, _):
      for (key, value) in members {
        walk(key)
        walk(value)
      }
    }
  }

  /// Of what the last step of a path is taken from nothing else is.
  private mutating func inspectSteps(of path: TemplateExpression) {
    switch path {
    case .attribute(let base, _), .item(let base, _, _): walk(base, true)
    case .call(.attribute(let base, _), let arguments, _):
      walk(base, true)
      walk(arguments)
    default: break
    }
  }

  private mutating func walk(_ arguments: TemplateArguments) {
    for one in arguments.positional { walk(one) }
    for (_, value) in arguments.named { walk(value) }
    if let spread = arguments.spread { walk(spread) }
  }
}

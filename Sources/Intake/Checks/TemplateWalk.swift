import Text

/// Visits every expression of a template, and every path as a whole.
struct TemplateWalk {
  var onPath: (TemplatePath) -> Void = { _ in }
  /// Expressions that are not paths, the outer ones first.
  var onExpression: (TemplateExpression) -> Void = { _ in }

  func walk(_ template: Template) { walk(template.nodes) }

  func walk(_ value: IntakeValue) {
    switch value {
    case .template(let template): walk(template)
    case .list(let items, _): for item in items { walk(item) }
    // What stands in a map of YAML is not a template.
    case .constant, .map: break
    }
  }

  func walk(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .output(let pieces):
        for case .expression(let expression) in pieces { walk(expression) }
      case .assign(_, _, let value): walk(value)
      case .branch(let cases, let otherwise):
        for (test, body) in cases {
          walk(test)
          walk(body)
        }
        walk(otherwise)
      case .loop(let loop):
        walk(loop.items)
        if let test = loop.test { walk(test) }
        walk(loop.body)
        walk(loop.otherwise)
      }
    }
  }

  func walk(_ expression: TemplateExpression) {
    if let path = expression.writtenPath { return onPath(path) }
    onExpression(expression)
    for child in expression.children { walk(child) }
  }

  /// The names that a template gives to variables of its own.
  static func variables(of nodes: [TemplateNode]) -> Set<String> {
    var names: Set<String> = []
    for node in nodes {
      switch node {
      case .output: break
      case .assign(let targets, _, _): names.formUnion(targets.map(\.value))
      case .branch(let cases, let otherwise):
        for (_, body) in cases { names.formUnion(variables(of: body)) }
        names.formUnion(variables(of: otherwise))
      case .loop(let loop):
        names.formUnion(loop.targets.map(\.value) + ["loop"])
        names.formUnion(variables(of: loop.body))
        names.formUnion(variables(of: loop.otherwise))
      }
    }
    return names
  }
}

extension TemplateExpression {
  /// The expressions right below; of a call of a method what it is called on.
  var children: [TemplateExpression] {
    switch self {
    case .constant, .name, .path: []
    case .attribute(let base, _), .not(let base, _), .negative(let base, _): [base]
    case .item(let base, let key, _): [base, key]
    case .slice(let base, let parts, _): [base] + parts.compactMap(\.self)
    case .call(.attribute(let base, _), let arguments, _): [base] + arguments.all
    case .call(_, let arguments, _): arguments.all
    case .filter(let base, _, let arguments), .test(let base, _, let arguments):
      [base] + arguments.all
    case .and(let operands), .or(let operands), .concatenation(let operands),
      .list(let operands, _):
      operands
    case .comparison(let first, let rest): [first] + rest.map(\.operand)
    case .arithmetic(_, let left, let right): [left, right]
    case .conditional(let test, let then, let otherwise):
      [test, then] + [otherwise].compactMap(\.self)
    case .map(let members, _): members.flatMap { [$0.key, $0.value] }
    }
  }
}

extension TemplateArguments {
  fileprivate var all: [TemplateExpression] {
    positional + named.map(\.value) + [spread].compactMap(\.self)
  }
}

extension IntakeFormat {
  /// Every template: filters, inputs, values, sources.
  func forEachTemplate(_ body: (Template) -> Void) {
    func visit(_ value: IntakeValue) {
      switch value {
      case .template(let template): body(template)
      case .list(let items, _): for item in items { visit(item) }
      case .constant, .map: break
      }
    }
    for entry in pipeline {
      if let filter = entry.filter { body(filter) }
      for (_, value) in entry.external?.properties ?? [] { visit(value) }
    }
    for action in stages.flatMap(\.actions) {
      if let filter = action.filter { body(filter) }
      for (_, value) in action.set { visit(value) }
      guard let translation = action.translation else { continue }
      for (_, value) in translation.dictionary { visit(value) }
      if let fallback = translation.fallback { visit(fallback) }
      for (source, _) in translation.mapping { body(source) }
    }
  }
}

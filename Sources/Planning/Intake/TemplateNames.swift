import Parsing

/// The names that the templates of a format begin their paths with.
struct TemplateNames {
  private var names: Set<String> = []

  static func used(in format: IntakeFormat) -> Set<String> {
    var collector = TemplateNames()
    for entry in format.pipeline {
      if let filter = entry.filter { collector.add(filter.nodes) }
      for (_, value) in entry.external?.properties ?? [] { collector.add(value) }
      // An input may be a dotted path without brackets.
      if let path = entry.external?["input_field"]?.text { collector.add(path: path) }
    }
    for action in format.stages.flatMap(\.actions) {
      if let filter = action.filter { collector.add(filter.nodes) }
      for (_, value) in action.set { collector.add(value) }
      guard let translation = action.translation else { continue }
      for (_, value) in translation.dictionary { collector.add(value) }
      if let fallback = translation.fallback { collector.add(fallback) }
      for (source, _) in translation.mapping {
        collector.add(source.nodes)
        if let path = source.constant { collector.add(path: path) }
      }
    }
    return collector.names
  }

  private mutating func add(path: String) {
    names.insert(String(path.prefix { $0 != "." }))
  }

  private mutating func add(_ value: IntakeValue) {
    switch value {
    case .template(let template): add(template.nodes)
    case .constant: break
    case .list(let items, _): for item in items { add(item) }
    case .map(let members, _): for (_, value) in members { add(value) }
    }
  }

  private mutating func add(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .output(let pieces):
        for case .expression(let expression) in pieces { add(expression) }
      case .assign(_, _, let value): add(value)
      case .branch(let cases, let otherwise):
        for (test, body) in cases {
          add(test)
          add(body)
        }
        add(otherwise)
      case .loop(let loop):
        add(loop.items)
        if let test = loop.test { add(test) }
        add(loop.body)
        add(loop.otherwise)
      }
    }
  }

  private mutating func add(_ arguments: TemplateArguments) {
    for value in arguments.positional { add(value) }
    for (_, value) in arguments.named { add(value) }
    if let spread = arguments.spread { add(spread) }
  }

  private mutating func add(_ expression: TemplateExpression) {
    switch expression {
    case .constant: break
    case .name(let name, _): names.insert(name)
    case .attribute(let base, _), .not(let base, _), .negative(let base, _): add(base)
    case .item(let base, let key, _):
      add(base)
      add(key)
    case .slice(let base, let parts, _):
      add(base)
      for case .some(let part) in parts { add(part) }
    case .call(let base, let arguments, _), .filter(let base, _, let arguments),
      .test(let base, _, let arguments):
      add(base)
      add(arguments)
    case .and(let operands), .or(let operands), .concatenation(let operands),
      .list(let operands, _):
      for operand in operands { add(operand) }
    case .comparison(let first, let rest):
      add(first)
      for (_, operand) in rest { add(operand) }
    case .arithmetic(_, let left, let right):
      add(left)
      add(right)
    case .conditional(let test, let then, let otherwise):
      add(test)
      add(then)
      if let otherwise { add(otherwise) }
    case .map(let members, _):
      for (key, value) in members {
        add(key)
        add(value)
      }
    }
  }
}

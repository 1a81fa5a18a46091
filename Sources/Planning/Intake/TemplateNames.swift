import Events
import Parsing

/// Which names the templates of a format begin their paths with.
struct TemplateNames {
  private var names = ByteTable()
  private var isUsed: [Bool] = []

  /// Those of some names that templates use.
  static func used(in format: IntakeFormat, among names: [String]) -> Set<String> {
    var collector = TemplateNames()
    for name in names { _ = collector.names.number(of: name) }
    collector.isUsed = Array(repeating: false, count: collector.names.count)
    if !names.isEmpty { collector.add(format) }
    return Set(names.filter { collector.isUsed[collector.names.number(of: $0)] })
  }

  private mutating func add(_ format: IntakeFormat) {
    for entry in format.pipeline {
      if let filter = entry.filter { add(filter) }
      for (_, value) in entry.external?.properties ?? [] { add(value) }
      // An input may be a dotted path without brackets.
      if let path = entry.external?["input_field"]?.text { add(path: path) }
    }
    for action in format.stages.flatMap(\.actions) {
      if let filter = action.filter { add(filter) }
      for (_, value) in action.set { add(value) }
      guard let translation = action.translation else { continue }
      for (_, value) in translation.dictionary { add(value) }
      if let fallback = translation.fallback { add(fallback) }
      for (source, _) in translation.mapping {
        add(source)
        if let path = source.constant { add(path: path) }
      }
    }
  }

  private mutating func add(path: String) {
    use(String(path.prefix { $0 != "." }))
  }

  private mutating func use(_ name: String) {
    if let number = names.find(name) { isUsed[number] = true }
  }

  private mutating func add(_ template: Template) {
    if let root = template.barePath?.first {
      use(root.value)
    } else if let expression = template.expression {
      add(expression)
    } else if template.constant == nil {
      add(template.nodes)
    }
  }

  private mutating func add(_ value: IntakeValue) {
    switch value {
    case .template(let template): add(template)
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
    case .name(let name, _): use(name)
    case .path(let names): use(names[0].value)
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

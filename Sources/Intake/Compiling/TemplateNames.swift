import Events

/// Which names the templates of a format begin their paths with.
struct TemplateNames: ~Copyable {
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
    for root in format.roots { use(root) }
    // An input and a source may be dotted paths without brackets.
    for entry in format.pipeline {
      if let path = entry.external?["input_field"]?.text { add(path: path) }
    }
    for stage in format.stages {
      let actions = stage.actions.span
      for index in actions.indices {
        guard let translation = actions[index].translation else { continue }
        for (source, _) in translation.mapping {
          if let path = source.constant { add(path: path) }
        }
      }
    }
  }

  private mutating func add(path: String) {
    use(String(path.prefix { $0 != "." }))
  }

  private mutating func use(_ name: String) {
    if let number = names.find(name) { isUsed[number] = true }
  }
}

import Planning
import Schema
import Text

/// Fields of the format's own that ECS has under another name.
extension IntakeChecker {
  func checkFields() {
    var seen: Set<String> = []
    func check(_ target: Located<String>) {
      let name = target.value
      guard seen.insert(name).inserted, compiler.taxonomy.type(of: name) != nil,
        !compiler.taxonomy.isBuiltIn(name), let known = schema.knownField(near: name)
      else { return }
      report(.nearly(target, known, label: "a field of the format's own"))
    }
    for action in format.stages.flatMap(\.actions) {
      for (target, _) in action.set { check(target) }
      for (_, target) in action.translation?.mapping ?? [] { check(target) }
    }
  }
}

import Diagnostics
import JSON
import Planning
import Text

/// `filter: "{{ json.message.user_name != None }}"` before `{{ json.message.username }}`: the filter
/// watches a path nobody uses.
///
/// Reported only if nearly certain, by the same criterion as for native rules.
extension IntakeChecker {
  func checkGuards() {
    for entry in format.pipeline {
      guard let filter = entry.filter?.expression else { continue }
      if let external = entry.external {
        checkGuard(filter, against: inputPaths(of: external))
      } else if let stage = stage(of: entry) {
        checkGuard(filter, against: stage.actions.flatMap { paths(of: $0, withFilter: true) })
      }
    }
    for action in format.stages.flatMap(\.actions) {
      guard let filter = action.filter?.expression else { continue }
      checkGuard(filter, against: paths(of: action, withFilter: false))
    }
  }

  private func inputPaths(of external: IntakeExternal) -> [TemplatePath] {
    guard case .template(let template) = external["input_field"] else { return [] }
    return paths(of: template)
  }

  /// A text without templates is a dotted path where one is expected.
  private func paths(of source: Template) -> [TemplatePath] {
    if let text = source.constant {
      let parts = TargetPath.parts(text).map { Located($0, source.span) }
      return [TemplatePath(root: parts[0], keys: Array(parts.dropFirst()), span: source.span)]
    }
    var paths: [TemplatePath] = []
    TemplateWalk(onPath: { paths.append($0) }).walk(source)
    return paths
  }

  private func paths(of action: IntakeAction, withFilter: Bool) -> [TemplatePath] {
    var paths: [TemplatePath] = []
    let walk = TemplateWalk(onPath: { paths.append($0) })
    if withFilter, let filter = action.filter { walk.walk(filter) }
    for (_, value) in action.set { walk.walk(value) }
    if let translation = action.translation {
      for (_, value) in translation.dictionary { walk.walk(value) }
      if let fallback = translation.fallback { walk.walk(fallback) }
      for (source, _) in translation.mapping { paths += self.paths(of: source) }
    }
    return paths
  }

  private func checkGuard(_ filter: TemplateExpression, against used: [TemplatePath]) {
    guard !used.isEmpty else { return }
    var tested: Set<[String]> = []
    TemplateWalk(onPath: { tested.insert($0.names) }).walk(filter)
    check(filter.conjuncts.compactMap(\.guardedPath), tested, against: used)
    // A value may be tested to be there and another one for what is in it.
    let searched = filter.conjuncts.compactMap(\.searchedPath)
    check(searched, Set(searched.map(\.names)), against: used)
  }

  private func check(
    _ guarded: [TemplatePath], _ tested: Set<[String]>, against used: [TemplatePath]
  ) {
    let guarded = guarded.filter { !$0.keys.isEmpty }
    if guarded.isEmpty { return }
    let usedNames = used.map(\.names)
    for path in guarded {
      let names = path.names
      if usedNames.contains(where: { $0.starts(with: names) || names.starts(with: $0) }) {
        continue
      }
      let meant = used.first { other in
        let others = other.names
        // The first names are the stage's and its output's.
        let shared = min(2, names.count - 1, others.count - 1)
        return shared > 0 && others.prefix(shared) == names.prefix(shared)
          && !tested.contains(others)
          && NearMiss.holds(Array(names.dropFirst(shared)), Array(others.dropFirst(shared)))
      }
      if let meant { report(.otherPath(path, meant)) }
    }
  }
}

extension TemplateExpression {
  /// The path that a condition wants a text to stand in.
  fileprivate var searchedPath: TemplatePath? {
    guard case .comparison(.constant(.text, _), let rest) = self, rest.count == 1,
      rest[0].operation == .isIn
    else { return nil }
    return rest[0].operand.writtenPath
  }

  /// The path that a condition wants to be there.
  fileprivate var guardedPath: TemplatePath? {
    switch self {
    case .name, .path, .attribute, .item, .call: writtenPath
    case .comparison(let left, let rest) where rest.count == 1 && rest[0].operation == .notEqual:
      if case .constant(let constant, _) = rest[0].operand,
        constant == .null || constant == .text("")
      {
        left.writtenPath
      } else {
        nil
      }
    case .test(let subject, let name, _) where name.value == "defined": subject.writtenPath
    case .not(.test(let subject, let name, _), _)
    where name.value == "none" || name.value == "undefined":
      subject.writtenPath
    default: nil
    }
  }
}

extension Diagnostic {
  static func otherPath(
    _ tested: TemplatePath, _ used: TemplatePath, _ what: String = "filter"
  ) -> Diagnostic {
    Diagnostic(
      .guardOnOtherPath, .warning,
      "the \(what) tests `\(tested.text)`, but `\(used.text)` is used", at: tested.span,
      label: "used nowhere below", labels: [Label(used.span, "this path is not guarded")],
      help: "test `\(used.text)`")
  }
}

/// `{% if '@' in json.message.user_name %}{{ json.message.username }}{% endif %}`: the test watches
/// another spelling of the path that is used.
extension IntakeChecker {
  func checkBranches() {
    format.forEachTemplate { check($0.nodes) }
  }

  private func check(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .branch(let cases, let otherwise):
        let tests = cases.map { paths(of: $0.test) }
        let tested = Set(tests.joined().map(\.names))
        for (number, one) in cases.enumerated() {
          var used: [TemplatePath] = []
          TemplateWalk(onPath: { used.append($0) }).walk(one.body)
          check(tests[number], tested, against: used)
          check(one.body)
        }
        check(otherwise)
      case .loop(let loop):
        check(loop.body)
        check(loop.otherwise)
      case .output(let pieces):
        for case .expression(.conditional(let test, let then, _)) in pieces {
          let tests = paths(of: test)
          check(tests, Set(tests.map(\.names)), against: paths(of: then))
        }
      case .assign: break
      }
    }
  }

  private func paths(of expression: TemplateExpression) -> [TemplatePath] {
    var paths: [TemplatePath] = []
    TemplateWalk(onPath: { paths.append($0) }).walk(expression)
    return paths
  }

  private func check(
    _ tests: [TemplatePath], _ tested: Set<[String]>, against used: [TemplatePath]
  ) {
    let usedNames = used.map(\.names)
    for path in tests where path.keys.count > 1 {
      let names = path.names
      if usedNames.contains(where: { $0.starts(with: names) || names.starts(with: $0) }) {
        continue
      }
      let meant = used.first { other in
        let others = other.names
        return others.count == names.count && others.dropLast() == names.dropLast()
          && !tested.contains(others)
          && Self.letters(others[others.count - 1]) == Self.letters(names[names.count - 1])
      }
      if let meant { report(.otherPath(path, meant, "condition")) }
    }
  }

  /// Without separators and case.
  private static func letters(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
  }
}

import Diagnostics
import JSON
import Text

/// Stages that nothing runs, results that nothing reads, entries that share a name.
extension IntakeChecker {
  func checkPipeline() {
    checkUnusedStages()
    checkUnreadResults()
    checkSharedNames()
  }

  private func checkUnusedStages() {
    let run = Set(format.pipeline.filter { $0.external == nil }.map(\.name.value))
    let known = Set(format.stages.map(\.name.value))
    // A name that is not known may be a slip for the one that seems unused.
    guard run.isSubset(of: known) else { return }
    let named = Set(format.pipeline.map(\.name.value))
    for stage in format.stages where !run.contains(stage.name.value) {
      report(.unusedStage(stage.name, isHidden: named.contains(stage.name.value)))
    }
  }

  private func checkUnreadResults() {
    // What a faulty template reads is unknown.
    guard !compiler.diagnostics.contains(where: { $0.code == .undefinedReference }) else { return }
    var isWhole = true
    format.forEachTemplate { isWhole = isWhole && !$0.isUnreadable }
    guard isWhole else { return }
    let read = TemplateNames.used(
      in: format, among: format.pipeline.filter { $0.external != nil }.map(\.name.value))
    var seen: Set<String> = []
    for entry in format.pipeline {
      let name = entry.name.value
      guard entry.external != nil, !read.contains(name), seen.insert(name).inserted else {
        continue
      }
      report(
        Diagnostic(
          .unusedDecode, .warning, "the result `\(name)` is never read", at: entry.name.span,
          help: "read it as `{{ \(name).\(output(of: entry)) }}`, or remove the entry"))
    }
  }

  private func output(of entry: IntakeEntry) -> String {
    entry.external?.outputField ?? "message"
  }

  /// Alternatives share a name on purpose; two entries are reported only if nothing prevents both
  /// from running on one event.
  private func checkSharedNames() {
    var earlier: [String: [(entry: IntakeEntry, tests: Tests)]] = [:]
    /// What results depend on: an entry that reads one needs its filter to have passed.
    var tested: [String: Set<String>] = [:]
    var reported: Set<String> = []
    for entry in format.pipeline where entry.external != nil {
      var tests = entry.filter.map { Self.tests($0) } ?? Tests()
      for root in tests.roots { tests.paths.formUnion(tested[root] ?? []) }
      tested[entry.name.value, default: []].formUnion(tests.paths)
      let key = "\(entry.name.value).\(output(of: entry))"
      if let rival = earlier[key]?.last(where: { !$0.tests.mayExclude(tests) }),
        reported.insert(key).inserted
      {
        report(.sharedName(entry.name, rival.entry.name))
      }
      earlier[key, default: []].append((entry, tests))
    }
  }

  /// What a condition tests.
  private struct Tests {
    var paths: Set<String> = []
    var roots: Set<String> = []
    /// A spelling of all that stands in it.
    var all: [String] = []

    /// Whether two conditions may rule each other out: they test one value, in different ways.
    func mayExclude(_ other: Tests) -> Bool {
      !paths.isDisjoint(with: other.paths) && all != other.all
    }
  }

  private static func tests(_ filter: Template) -> Tests {
    var tests = Tests()
    TemplateWalk(
      onPath: {
        tests.paths.insert($0.text)
        tests.roots.insert($0.root.value)
        tests.all.append($0.text)
      },
      onExpression: { tests.all.append($0.shortName) }
    ).walk(filter)
    return tests
  }
}

extension Template {
  /// Whether it stands for a text that is not a template.
  fileprivate var isUnreadable: Bool {
    if case .constant(.null, let place) = expression { place == span } else { false }
  }
}

extension TemplateExpression {
  /// The expression itself, without its operands.
  fileprivate var shortName: String {
    switch self {
    case .constant(let constant, _): constant.json
    case .filter(_, let name, _), .test(_, let name, _): name.value
    case .call(.attribute(_, let name), _, _): name.value
    case .comparison(_, let rest): rest.map(\.operation.rawValue).joined()
    case .arithmetic(let operation, _, _): operation.value
    case .not: "not"
    case .and: "and"
    case .or: "or"
    default: ""
    }
  }
}

extension Diagnostic {
  fileprivate static func unusedStage(_ name: Located<String>, isHidden: Bool) -> Diagnostic {
    Diagnostic(
      .unusedStage, .warning, "no entry of the pipeline runs the stage `\(name.value)`",
      at: name.span,
      label: isHidden ? "the entry of that name has an `external` stage" : nil,
      help: isHidden
        ? "give one of the two another name"
        : "add `- name: \(name.value)` to the pipeline, or remove the stage")
  }

  fileprivate static func sharedName(
    _ name: Located<String>, _ earlier: Located<String>
  ) -> Diagnostic {
    Diagnostic(
      .duplicateName, .info,
      "`\(name.value)` names an earlier entry too, and both can run on one event", at: name.span,
      labels: [Label(earlier.span, "replaced where the later one succeeds")],
      help: "rename one of them, or give them filters that rule each other out")
  }
}

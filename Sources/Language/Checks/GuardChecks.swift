import Diagnostics
import JSON
import Planning
import Text

/// `when: user_name is present` before `from: username`: the guard watches a path nobody uses.
///
/// Told only where it is nearly certain: the guarded path is used nowhere in the stage, and one
/// that is used differs from it by separators, by a slip of the keyboard, or by leading names.
extension Checker {
  func checkGuard(_ when: Expression, of stage: Stage) {
    let guarded = guardedPaths(when)
    guard !guarded.isEmpty else { return }
    var used: [Path] = []
    StageWalk(onExpression: { if let path = $0.plainPath { used.append(path) } })
      .walkBody(of: stage)
    checkPaths(guarded, against: used, when)
  }

  func checkGuard(_ when: Expression, of assignment: Assignment) {
    let guarded = guardedPaths(when)
    guard !guarded.isEmpty else { return }
    var used: [Path] = []
    for source in assignment.source.expressions {
      source.forEachNode { if let path = $0.plainPath { used.append(path) } }
    }
    checkPaths(guarded, against: used, when)
  }

  private func checkPaths(_ guarded: [Path], against used: [Path], _ when: Expression) {
    var tested: [[String]] = []
    when.forEachNode { if let members = $0.plainPath?.members { tested.append(members) } }
    for path in guarded {
      guard let names = path.members, !names.isEmpty else { continue }
      let isUsed = used.contains { other in
        other.root == path.root && other.steps.map(\.value).starts(with: path.steps.map(\.value))
          || other.root == path.root
            && path.steps.map(\.value).starts(with: other.steps.map(\.value))
      }
      if isUsed { continue }
      let meant = used.first { other in
        guard let others = other.members, other.root == path.root, !tested.contains(others) else {
          return false
        }
        return NearMiss.holds(names, others)
      }
      if let meant { report(.otherPath(path, meant)) }
    }
  }

  /// The paths that a condition, or a part of it that must hold, wants to be present.
  private func guardedPaths(_ condition: Expression) -> [Path] {
    condition.conjuncts.compactMap { operand in
      switch operand {
      case .test(let subject, let test, isNegated: false, _) where test.value == .present:
        return subject.plainPath
      case .test(let subject, let test, isNegated: true, _)
      where test.value == .null || test.value == .empty:
        return subject.plainPath
      case .comparison(let comparison, let left, .literal(let constant, _), _)
      where comparison.value == .notEqual && (constant == .null || constant == .text("")):
        return left.plainPath
      default: return nil
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func otherPath(_ tested: Path, _ used: Path) -> Diagnostic {
    Diagnostic(
      .guardOnOtherPath, .warning,
      "the condition tests `\(tested.text)`, but `\(used.text)` is used", at: tested.span,
      label: "used nowhere below", labels: [Label(used.span, "this path is not guarded")],
      help: "test `\(used.text)`; an absent source is skipped anyway, so no guard is needed",
      fix: Fix(tested.span, used.text))
  }
}

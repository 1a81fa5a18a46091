import Diagnostics
import Planning
import Text

/// `unread:` entries that rules contradict.
extension Checker {
  func checkUnread() {
    let entries = files.flatMap(\.unread)
    if entries.isEmpty { return }
    let read = PathSet()
    let uses = RuleWalk(rules).uses
    for one in uses.reads where uses.object(of: one) != nil {
      read.insert(one.steps, one.span)
    }
    for entry in entries {
      guard let (span, steps) = read.first(meeting: entry.path.steps) else { continue }
      let text = Path(root: .event, steps: steps, span: span).text
      report(
        Diagnostic(
          .unreadIsRead, .warning, "a rule reads `\(text)`, which is listed as unread",
          at: entry.path.span, labels: [.init(span, "read here")],
          help: "remove the entry, or narrow it to what no rule reads"))
    }
  }
}

/// Paths of an event laid over each other, each with one place where it is read.
private final class PathSet {
  private var next: [PathStep: PathSet] = [:]
  private var end: (span: Span, steps: [Located<PathStep>])?
  /// The first path that was put here or below.
  private var any: (span: Span, steps: [Located<PathStep>])?

  func insert(_ steps: [Located<PathStep>], _ span: Span) {
    var node = self
    for step in steps {
      node.any = node.any ?? (span, steps)
      let key = step.value.asItem
      let inner = node.next[key] ?? PathSet()
      node.next[key] = inner
      node = inner
    }
    node.any = node.any ?? (span, steps)
    node.end = node.end ?? (span, steps)
  }

  /// A path that is the given one, above it or below it.
  func first(
    meeting steps: [Located<PathStep>]
  ) -> (span: Span, steps: [Located<PathStep>])? {
    var node = self
    for step in steps {
      if let end = node.end { return end }
      guard let inner = node.next[step.value.asItem] else { return nil }
      node = inner
    }
    return node.any
  }
}

extension PathStep {
  /// An index stands for all items.
  fileprivate var asItem: PathStep { if case .index = self { .each } else { self } }
}

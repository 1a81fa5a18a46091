import Planning

/// What rules read of an event, and what they leave out on purpose, laid out like the event.
final class ReadTree {
  private(set) var members: [String: ReadTree] = [:]
  /// Of all lists that stand here.
  private(set) var items: ReadTree?
  /// For each rule that takes the value here with all below it: the guards it stands under.
  private(set) var readers: Set<[Int]> = []
  /// Why `unread:` lists the path.
  var reason: String?

  /// The node that steps lead to, made where there is none; an index stands for all items.
  func node(at steps: some Sequence<PathStep>) -> ReadTree {
    var node = self
    for step in steps {
      let inner: ReadTree
      switch step {
      case .member(let name):
        inner = node.members[name] ?? ReadTree()
        node.members[name] = inner
      case .index, .each:
        inner = node.items ?? ReadTree()
        node.items = inner
      }
      node = inner
    }
    return node
  }

  /// What rules read of a value that is not a list: it is a list of one too.
  var withItems: [ReadTree] { [self] + (items?.withItems ?? []) }

  func addReader(under guards: [Int]) { readers.insert(guards) }

  /// Whether one of the readers ran, by the guards that held.
  func isRead(where heldGuards: [Bool]) -> Bool {
    readers.contains { $0.allSatisfy { heldGuards[$0] } }
  }
}

/// Collects paths of object keys and numbers them; `[]`, the object itself, is node 0.
///
/// A node's number is higher than that of its parent, and than those of its siblings named before.
public struct PathTreeBuilder: ~Copyable, Sendable {
  /// The keys, each owned by the node above it.
  private var keys = ByteTable()
  private var parents = [0]

  /// A tree of the root alone.
  public init() {
    // A place for the object itself, which no key leads to.
    _ = keys.number(of: "", owner: .max)
  }

  private init(copying other: borrowing PathTreeBuilder) {
    keys = ByteTable(copying: other.keys)
    parents = other.parents
  }

  /// The number of nodes, the root included.
  public var count: Int { parents.count }

  /// The node of a path of object keys, added where it is new.
  @inlinable
  public mutating func node(_ path: some Sequence<String>, below start: Int = 0) -> Int {
    var node = start
    for key in path { node = child(key, of: node) }
    return node
  }

  /// The node of a key below another node, added where it is new.
  public mutating func child(_ key: String, of node: Int) -> Int {
    unsafe key.withBytes { unsafe child($0, of: node) }
  }

  private mutating func child(_ key: UnsafeBufferPointer<UInt8>, of node: Int) -> Int {
    let child = unsafe keys.number(of: key, owner: UInt32(node))
    if child == parents.count { parents.append(node) }
    return child
  }

  /// The node of a path whose keys are written with points between them, added where it is new.
  public mutating func node(dotted name: String, below start: Int = 0) -> Int {
    unsafe name.withBytes { bytes in
      var node = start
      unsafe Self.forEachPart(of: bytes) { part in
        node = unsafe child(part, of: node)
        return true
      }
      return node
    }
  }

  /// The node of the longest beginning of a dotted name that has one, and whether that is the whole
  /// name.
  public func longest(dotted name: String) -> (node: Int, isWhole: Bool) {
    unsafe name.withBytes { bytes in
      var node = 0
      let isWhole = unsafe Self.forEachPart(of: bytes) { part in
        guard let next = unsafe keys.find(part, owner: UInt32(node)) else { return false }
        node = next
        return true
      }
      return (node, isWhole)
    }
  }

  /// Whether `body` took all parts.
  @discardableResult
  private static func forEachPart(
    of name: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    var start = 0
    for end in 0...name.count where unsafe end == name.count || name[end] == UInt8(ascii: ".") {
      guard unsafe body(UnsafeBufferPointer(rebasing: name[start..<end])) else { return false }
      start = end + 1
    }
    return true
  }

  /// The node above another; that of the object itself is itself.
  public func parent(of node: Int) -> Int { parents[node] }

  /// The decoded bytes of the key that leads to a node from the one above.
  public func key(of node: Int) -> ArraySlice<UInt8> { keys[node] }

  /// The keys of the object itself.
  public var members: [String] {
    (0..<count).dropFirst().filter { parents[$0] == 0 }.map {
      String(decoding: keys[$0], as: UTF8.self)
    }
  }

  /// The keys that lead to a node.
  public func path(to node: Int) -> [String] {
    var result: [String] = []
    var node = node
    while node > 0 {
      result.append(String(decoding: keys[node], as: UTF8.self))
      node = parents[node]
    }
    return result.reversed()
  }

  /// The nodes, each before those below it and these before its next sibling.
  public var inDepth: [Int] {
    var firstChild = [Int](repeating: 0, count: count)
    var nextSibling = firstChild
    for node in stride(from: count - 1, to: 0, by: -1) {
      nextSibling[node] = firstChild[parents[node]]
      firstChild[parents[node]] = node
    }
    var order = [0]
    order.reserveCapacity(count)
    var node = firstChild[0]
    while node > 0 {
      order.append(node)
      if firstChild[node] > 0 {
        node = firstChild[node]
        continue
      }
      while node > 0, nextSibling[node] == 0 { node = parents[node] }
      node = nextSibling[node]
    }
    return order
  }

  /// The tree in which node `n` has slot `firstSlot + n`, or none where that is -1.
  public func build(firstSlot: Int) -> PathTree {
    build(slots: Array(firstSlot..<firstSlot + count))
  }

  /// The tree in which node `n` has slot `slots[n]`, or none where that is -1.
  public func build(slots: [Int]) -> PathTree {
    PathTree(
      .init(
        bytes: keys.bytes, starts: keys.entries.map(\.start), counts: keys.entries.map(\.count),
        parents: parents, slots: slots))
  }

  /// The tree in which `order[n]` is node `n`, with slot `n`; parents stand before what is below
  /// them.
  public func build(order: [Int]) -> PathTree {
    var numbers = [Int](repeating: 0, count: count)
    for (number, node) in order.enumerated() { numbers[node] = number }
    return PathTree(
      .init(
        bytes: keys.bytes, starts: order.map { keys.entries[$0].start },
        counts: order.map { keys.entries[$0].count }, parents: order.map { numbers[parents[$0]] },
        slots: Array(order.indices)))
  }

  /// One tree for two readings of the same object: its nodes have the slots of `primary` where both
  /// know the path; `aliases` are the (primary slot, secondary slot) pairs of those.
  public static func merge(
    _ primary: borrowing PathTreeBuilder, firstSlot: Int, _ secondary: borrowing PathTreeBuilder,
    secondarySlot: Int
  ) -> (tree: PathTree, aliases: [(from: Int, to: Int)]) {
    var merged = PathTreeBuilder(copying: primary)
    var slots = Array(firstSlot..<firstSlot + primary.count)
    var aliases = [(from: firstSlot, to: secondarySlot)]
    var mergedNode = [Int](repeating: 0, count: secondary.count)
    for node in 1..<max(1, secondary.count) {
      let found = unsafe secondary.keys[node].withUnsafeBufferPointer { key in
        unsafe merged.child(key, of: mergedNode[secondary.parents[node]])
      }
      mergedNode[node] = found
      if found == slots.count {
        slots.append(secondarySlot + node)
      } else {
        aliases.append((slots[found], secondarySlot + node))
      }
    }
    return (merged.build(slots: slots), aliases)
  }
}

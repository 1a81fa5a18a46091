/// The source paths a plan reads, as a tree of object keys; every node has a slot.
///
/// ```
///  paths  agent.hostname  agent.id  pid          slots  agent 0, hostname 1, id 2, pid 3
///
///  node 0 (the object itself) ── "agent" → node 1 ── "hostname" → node 2
///                              │                 └── "id"       → node 3
///                              └─ "pid"   → node 4
/// ```
///
/// The children of a node are found through an open-addressing table keyed by the first eight
/// and last eight bytes of the key and its length, so that most keys are compared in two words.
/// Immutable after `init`; shared by all workers.
public final class PathTree: @unchecked Sendable {
  @usableFromInline
  struct Node {
    /// Where the node's table starts in `entries`, and its size less one; -1 without children.
    @usableFromInline var table: Int32
    @usableFromInline var mask: Int32
    @usableFromInline var slot: Int32
    /// Links for walking a subtree; -1 at their ends.
    @usableFromInline var firstChild: Int32
    @usableFromInline var nextSibling: Int32
  }

  @usableFromInline
  struct Entry {
    @usableFromInline var first: UInt64
    @usableFromInline var last: UInt64
    @usableFromInline var key: UnsafePointer<UInt8>
    /// Length of the key, or -1 in a free place.
    @usableFromInline var count: Int32
    @usableFromInline var node: Int32
  }

  @usableFromInline let nodes: UnsafeMutablePointer<Node>
  @usableFromInline let entries: UnsafeMutablePointer<Entry>
  private let keys: UnsafeMutablePointer<UInt8>
  public let nodeCount: Int

  /// The tree without ownership: copying it costs nothing on any thread. Valid as long as the tree.
  @frozen
  public struct View {
    @usableFromInline let nodes: UnsafeMutablePointer<Node>
    @usableFromInline let entries: UnsafeMutablePointer<Entry>

    @usableFromInline
    init(nodes: UnsafeMutablePointer<Node>, entries: UnsafeMutablePointer<Entry>) {
      self.nodes = nodes
      self.entries = entries
    }
  }

  @inlinable public var view: View { View(nodes: nodes, entries: entries) }

  /// Builds the tree from parent links.
  ///
  /// `keys[n]` is the decoded key of node `n`, `parents[n] < n` its parent, `slots[n]` its slot
  /// (-1 for none). Node 0 is the object itself; its key is not looked at.
  public init(keys names: [[UInt8]], parents: [Int], slots: [Int]) {
    precondition(names.count == parents.count && names.count == slots.count && !names.isEmpty)
    nodeCount = names.count
    var children = [[Int]](repeating: [], count: names.count)
    for node in names.indices.dropFirst() { children[parents[node]].append(node) }

    let keyBytes = names.reduce(0) { $0 + $1.count } + Scratch.slack
    keys = .allocate(capacity: keyBytes)
    keys.initialize(repeating: 0, count: keyBytes)
    var keyStarts: [Int] = []
    var cursor = 0
    for name in names {
      keyStarts.append(cursor)
      for byte in name {
        keys[cursor] = byte
        cursor += 1
      }
    }

    var sizes: [Int] = []
    for list in children {
      var size = list.isEmpty ? 0 : 4
      while size < 4 * list.count { size *= 2 }
      sizes.append(size)
    }
    let total = max(1, sizes.reduce(0, +))
    entries = .allocate(capacity: total)
    entries.initialize(
      repeating: Entry(first: 0, last: 0, key: keys, count: -1, node: -1), count: total)
    nodes = .allocate(capacity: names.count)
    var table = 0
    for node in names.indices {
      nodes[node] = Node(
        table: children[node].isEmpty ? -1 : Int32(table), mask: Int32(sizes[node] - 1),
        slot: Int32(slots[node]), firstChild: Int32(children[node].first ?? -1), nextSibling: -1)
      for child in children[node] {
        let key = UnsafePointer(keys) + keyStarts[child]
        let count = names[child].count
        let (first, last) = PathTree.words(key, count)
        var place = PathTree.hash(first, last, count) & (sizes[node] - 1)
        while entries[table + place].count >= 0 { place = (place + 1) & (sizes[node] - 1) }
        entries[table + place] = Entry(
          first: first, last: last, key: key, count: Int32(count), node: Int32(child))
      }
      table += sizes[node]
    }
    for list in children {
      for (left, right) in zip(list, list.dropFirst()) { nodes[left].nextSibling = Int32(right) }
    }
  }

  deinit {
    nodes.deallocate()
    entries.deallocate()
    keys.deallocate()
  }

  /// The first and last eight bytes of a key, zero-padded; overlapping for keys under 16 bytes.
  @inlinable @inline(__always)
  static func words(_ key: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(key)
    let mask: UInt64 = count >= 8 ? ~0 : (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
    let first = raw.loadUnaligned(as: UInt64.self) & mask
    let last =
      raw.loadUnaligned(fromByteOffset: count >= 8 ? count &- 8 : 0, as: UInt64.self) & mask
    return (first, last)
  }

  @inlinable @inline(__always)
  static func hash(_ first: UInt64, _ last: UInt64, _ count: Int) -> Int {
    // One multiplication: the latency of this chain is most of the cost of a look-up.
    let mixed = first ^ (last &<< 29 | last &>> 35) &+ UInt64(truncatingIfNeeded: count)
    return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  @inlinable @inline(__always)
  static func sameMiddle(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    var offset = 8
    while offset < count &- 8 {
      if UnsafeRawPointer(left + offset).loadUnaligned(as: UInt64.self)
        != UnsafeRawPointer(right + offset).loadUnaligned(as: UInt64.self)
      {
        // The last step may look past the middle, where the last words are known to be equal.
        if count &- 8 &- offset >= 8 { return false }
        var rest = offset
        while rest < count &- 8 {
          if left[rest] != right[rest] { return false }
          rest &+= 1
        }
        return true
      }
      offset &+= 8
    }
    return true
  }

  /// The slot of the member with that decoded key directly below the object, or nil.
  public func slot(ofMember key: Bytes) -> Int? { view.slot(ofMember: key) }

  /// The slot of the object itself, or nil.
  public var rootSlot: Int? { view.rootSlot }
}

extension PathTree.View {
  /// The children of one node, ready for look-ups.
  @frozen @usableFromInline
  struct Children {
    @usableFromInline let table: UnsafeMutablePointer<PathTree.Entry>
    /// -1 without children.
    @usableFromInline let mask: Int

    @inlinable @inline(__always)
    init(_ tree: PathTree.View, _ node: Int) {
      let header = tree.nodes[node]
      table = tree.entries + max(Int(header.table), 0)
      mask = header.table < 0 ? -1 : Int(header.mask)
    }

    /// The node of the child with that decoded key, or -1.
    ///
    /// Eight bytes behind the key's start must be readable.
    @inlinable @inline(__always)
    func find(_ key: UnsafePointer<UInt8>, _ count: Int) -> Int {
      if mask < 0 { return -1 }
      let (first, last) = PathTree.words(key, count)
      var place = PathTree.hash(first, last, count) & mask
      while true {
        let entry = table + place
        if entry.pointee.first == first, entry.pointee.last == last,
          Int(entry.pointee.count) == count,
          count <= 16 || PathTree.sameMiddle(entry.pointee.key, key, count)
        {
          return Int(entry.pointee.node)
        }
        if entry.pointee.count < 0 { return -1 }
        place = (place &+ 1) & mask
      }
    }
  }

  @inlinable @inline(__always)
  func child(of node: Int, _ key: UnsafePointer<UInt8>, _ count: Int) -> Int {
    Children(self, node).find(key, count)
  }

  /// The node of a member of `node` by its decoded key, or nil; node 0 is the object itself.
  @inlinable
  public func node(ofMember key: Bytes, of node: Int) -> Int? {
    let found = child(of: node, key.base, key.count)
    return found < 0 ? nil : found
  }

  /// Whether any path goes on below a node.
  @inlinable
  public func hasMembers(_ node: Int) -> Bool { nodes[node].table >= 0 }

  /// The slot of the member with that decoded key directly below the object, or nil.
  @inlinable
  public func slot(ofMember key: Bytes) -> Int? {
    let node = child(of: 0, key.base, key.count)
    return node < 0 || nodes[node].slot < 0 ? nil : Int(nodes[node].slot)
  }

  /// The slot of the object itself, or nil.
  @inlinable
  public var rootSlot: Int? { slot(of: 0) }

  /// The slot of a node, or nil.
  @inlinable @inline(__always)
  public func slot(of node: Int) -> Int? { nodes[node].slot < 0 ? nil : Int(nodes[node].slot) }
}

/// Collects source paths and numbers them.
public struct PathTreeBuilder {
  private var keys: [[UInt8]] = [[]]
  private var parents = [0]
  private var childByKey = [NameTable()]

  public init() {}

  /// The node of a path of object keys, added where it is new; `[]` is the object itself.
  public mutating func node(_ path: [String]) -> Int {
    var node = 0
    for key in path {
      if let known = childByKey[node][key] {
        node = known
      } else {
        keys.append(Array(key.utf8))
        parents.append(node)
        childByKey.append(NameTable())
        childByKey[node][key] = keys.count - 1
        node = keys.count - 1
      }
    }
    return node
  }

  public var count: Int { keys.count }

  /// The keys of the object itself.
  public var members: [String] {
    keys.indices.dropFirst().filter { parents[$0] == 0 }.map {
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

  /// The tree in which node `n` has slot `firstSlot + n`.
  public func build(firstSlot: Int) -> PathTree {
    PathTree(keys: keys, parents: parents, slots: keys.indices.map { firstSlot + $0 })
  }

  /// One tree for two readings of the same object: its nodes have the slots of `primary` where both
  /// know the path; `aliases` are the (primary slot, secondary slot) pairs of those.
  public static func merge(
    _ primary: PathTreeBuilder, firstSlot: Int, _ secondary: PathTreeBuilder, secondarySlot: Int
  ) -> (tree: PathTree, aliases: [(from: Int, to: Int)]) {
    var merged = primary
    var slots = primary.keys.indices.map { firstSlot + $0 }
    var aliases: [(from: Int, to: Int)] = []
    var mergedNode = [Int](repeating: 0, count: secondary.count)
    for node in secondary.keys.indices {
      if node > 0 {
        let parent = mergedNode[secondary.parents[node]]
        let key = String(decoding: secondary.keys[node], as: UTF8.self)
        if let known = merged.childByKey[parent][key] {
          mergedNode[node] = known
        } else {
          merged.keys.append(secondary.keys[node])
          merged.parents.append(parent)
          merged.childByKey.append(NameTable())
          merged.childByKey[parent][key] = merged.keys.count - 1
          mergedNode[node] = merged.keys.count - 1
          slots.append(secondarySlot + node)
          continue
        }
      }
      aliases.append((slots[mergedNode[node]], secondarySlot + node))
    }
    return (PathTree(keys: merged.keys, parents: merged.parents, slots: slots), aliases)
  }
}

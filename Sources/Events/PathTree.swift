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
@safe
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

  @safe @usableFromInline
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
  private let keys: PaddedMemory
  /// The number of nodes, the root included.
  public let nodeCount: Int

  /// The tree without ownership: copying it costs nothing on any thread. Valid as long as the tree.
  @safe
  @frozen
  public struct View {
    @usableFromInline let nodes: UnsafeMutablePointer<Node>
    @usableFromInline let entries: UnsafeMutablePointer<Entry>

    @usableFromInline
    init(nodes: UnsafeMutablePointer<Node>, entries: UnsafeMutablePointer<Entry>) {
      unsafe self.nodes = nodes
      unsafe self.entries = entries
    }
  }

  /// A view of the tree for the hot loop.
  @inlinable public var view: View { unsafe View(nodes: nodes, entries: entries) }

  /// What a tree is built from: for each node its parent, whose number is lower, the place of its
  /// key in `bytes`, and its slot, -1 for none. Node 0 is the object itself; its key is not looked
  /// at.
  struct Source {
    var bytes: [UInt8]
    var starts: [Int]
    var counts: [Int]
    var parents: [Int]
    var slots: [Int]
  }

  init(_ source: Source) {
    let count = source.parents.count
    nodeCount = count
    keys = unsafe source.bytes.withUnsafeBufferPointer { unsafe PaddedMemory(copying: $0) }
    unsafe nodes = .allocate(capacity: count)
    for node in 0..<count {
      unsafe nodes[node] = Node(
        table: -1, mask: 0, slot: Int32(source.slots[node]), firstChild: -1, nextSibling: -1)
    }
    // The masks count children first.
    for node in stride(from: count - 1, to: 0, by: -1) {
      let parent = source.parents[node]
      unsafe nodes[node].nextSibling = nodes[parent].firstChild
      unsafe nodes[parent].firstChild = Int32(node)
      unsafe nodes[parent].mask += 1
    }
    var total = 0
    for node in 0..<count {
      let children = unsafe Int(nodes[node].mask)
      var size = children == 0 ? 0 : 4
      while size < 4 * children { size *= 2 }
      if size > 0 { unsafe nodes[node].table = Int32(total) }
      unsafe nodes[node].mask = Int32(size - 1)
      total += size
    }
    unsafe entries = .allocate(capacity: max(1, total))
    unsafe entries.initialize(
      repeating: Entry(first: 0, last: 0, key: keys.base, count: -1, node: -1), count: max(1, total)
    )
    for node in 0..<count where node > 0 {
      let length = source.counts[node]
      let key = keys[source.starts[node]..<source.starts[node] + length]
      let parent = unsafe nodes[source.parents[node]]
      let table = unsafe entries + Int(parent.table)
      let (first, last) = PathTree.words(key)
      var place = PathTree.hash(first, last, length) & Int(parent.mask)
      while unsafe table[place].count >= 0 { place = (place + 1) & Int(parent.mask) }
      unsafe table[place] = Entry(
        first: first, last: last, key: key.base, count: Int32(length), node: Int32(node))
    }
  }

  deinit {
    unsafe nodes.deallocate()
    unsafe entries.deallocate()
  }

  /// The first and last eight bytes of a key, zero-padded; overlapping for keys under 16 bytes.
  @inlinable @inline(__always)
  static func words(_ key: Bytes) -> (UInt64, UInt64) {
    let count = key.count
    let raw = unsafe UnsafeRawPointer(key.base)
    let mask: UInt64 = count >= 8 ? ~0 : (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
    let first = unsafe raw.loadUnaligned(as: UInt64.self) & mask
    let last =
      unsafe raw.loadUnaligned(fromByteOffset: count >= 8 ? count &- 8 : 0, as: UInt64.self) & mask
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
    _ left: UnsafePointer<UInt8>, _ key: Bytes
  ) -> Bool {
    let (right, count) = unsafe (key.base, key.count)
    var offset = 8
    while offset < count &- 8 {
      if unsafe UnsafeRawPointer(left + offset).loadUnaligned(as: UInt64.self)
        != UnsafeRawPointer(right + offset).loadUnaligned(as: UInt64.self)
      {
        // The last step may look past the middle, where the last words are known to be equal.
        if count &- 8 &- offset >= 8 { return false }
        var rest = offset
        while rest < count &- 8 {
          if unsafe left[rest] != right[rest] { return false }
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

  /// The decoded keys directly below the object with their slots, in the order they were added; for
  /// printing.
  public var members: [(key: String, slot: Int?)] {
    guard unsafe nodes[0].table >= 0 else { return [] }
    let table = unsafe UnsafeBufferPointer(
      start: entries + Int(nodes[0].table), count: Int(nodes[0].mask) + 1)
    return unsafe table.filter { $0.count >= 0 }.sorted { $0.node < $1.node }.map { entry in
      let key = unsafe UnsafeBufferPointer(start: entry.key, count: Int(entry.count))
      return unsafe (String(decoding: key, as: UTF8.self), view.slot(of: Int(entry.node)))
    }
  }
}

extension PathTree.View {
  /// The children of one node, ready for look-ups.
  @safe
  @frozen @usableFromInline
  struct Children {
    @usableFromInline let table: UnsafeMutablePointer<PathTree.Entry>
    /// -1 without children.
    @usableFromInline let mask: Int

    @inlinable @inline(__always)
    init(_ tree: PathTree.View, _ node: Int) {
      let header = unsafe tree.nodes[node]
      unsafe table = tree.entries + max(Int(header.table), 0)
      mask = header.table < 0 ? -1 : Int(header.mask)
    }

    /// The node of the child with that decoded key, or -1.
    ///
    /// Eight bytes after the key's start must be readable.
    @inlinable @inline(__always)
    func find(_ key: Bytes) -> Int {
      if mask < 0 { return -1 }
      let count = key.count
      let (first, last) = PathTree.words(key)
      var place = PathTree.hash(first, last, count) & mask
      while true {
        let entry = unsafe table + place
        if unsafe entry.pointee.first == first, unsafe entry.pointee.last == last,
          unsafe Int(entry.pointee.count) == count,
          unsafe count <= 16 || PathTree.sameMiddle(entry.pointee.key, key)
        {
          return unsafe Int(entry.pointee.node)
        }
        if unsafe entry.pointee.count < 0 { return -1 }
        place = (place &+ 1) & mask
      }
    }
  }

  @inlinable @inline(__always)
  func child(of node: Int, _ key: Bytes) -> Int { Children(self, node).find(key) }

  /// The node of a member of `node` by its decoded key, or nil; node 0 is the object itself.
  @inlinable
  public func node(ofMember key: Bytes, of node: Int) -> Int? {
    let found = child(of: node, key)
    return found < 0 ? nil : found
  }

  /// Whether any path goes on below a node.
  @inlinable
  public func hasMembers(_ node: Int) -> Bool { unsafe nodes[node].table >= 0 }

  /// The slot of the member with that decoded key directly below the object, or nil.
  @inlinable
  public func slot(ofMember key: Bytes) -> Int? {
    let node = child(of: 0, key)
    return unsafe node < 0 || nodes[node].slot < 0 ? nil : Int(nodes[node].slot)
  }

  /// The slot of the object itself, or nil.
  @inlinable
  public var rootSlot: Int? { slot(of: 0) }

  /// The slot of a node, or nil.
  @inlinable @inline(__always)
  public func slot(of node: Int) -> Int? {
    unsafe nodes[node].slot < 0 ? nil : Int(nodes[node].slot)
  }
}

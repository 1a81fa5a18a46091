import Events

/// Named values read from one text: each name once among its siblings, in the order they came.
///
/// A tree of nodes in the scratch with one hash table over all of them, so that adding and finding
/// take the same time however many there are. When the scratch is exhausted or the event has taken
/// more work than it may, additions change nothing and `isComplete` is false.
struct FieldTree {
  struct Node {
    var key: Bytes
    /// What a node without children stands for.
    var value: Value
    /// Which family it belongs to: the children that one parent has at one time.
    var family: Int32
    /// The family its own children belong to.
    var children: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    /// The sibling after, of another name.
    var next: Int32 = -1
    /// The next of several values under one name, and on the first the last of them.
    var nextSame: Int32 = -1
    var lastSame: Int32 = -1
    /// Whether it is a list even where there is one value under its name.
    var isList = false

    /// Whether its value is written from more than itself.
    var isCompound: Bool { firstChild >= 0 || nextSame >= 0 || isList }
  }

  /// The node all others are under.
  static var root: Int { 0 }
  /// The cost of a node in units of work, besides the bytes of its name; where there are very many,
  /// nearly all of it is waiting for memory.
  private static var nodeWork: Int { 1024 }
  private static var lookUpWork: Int { 64 }

  private let scratch: Scratch
  private var nodes: UnsafeMutablePointer<Node>
  private var count = 0
  private var familyCount: Int32 = 1
  private var capacity: Int
  /// Open addressing at half load: numbers of nodes that are the first of their name.
  private var slots: UnsafeMutablePointer<Int32>
  /// Whether everything added is there.
  private(set) var isComplete = true

  /// Nil when the scratch is exhausted.
  init?(in scratch: Scratch, capacity: Int = 32) {
    guard let nodes = scratch.room(for: capacity, of: Node.self),
      let slots = scratch.room(for: 2 * capacity, of: Int32.self)
    else { return nil }
    self.scratch = scratch
    self.nodes = nodes
    self.slots = slots
    self.capacity = capacity
    slots.initialize(repeating: -1, count: 2 * capacity)
    nodes.initialize(to: Node(key: .empty, value: .emptyObject, family: -1, children: 0))
    count = 1
  }

  subscript(node: Int) -> Node {
    precondition(node >= 0 && node < count, "no such node")
    return nodes[node]
  }

  // MARK: Adding

  /// The node of that name under a parent, and whether it is new and therefore without a value.
  mutating func insert(_ key: Bytes, under parent: Int = root) -> (node: Int, isNew: Bool) {
    if count == capacity { grow() }
    scratch.spend(FieldTree.lookUpWork &+ key.count)
    let slot = slot(of: key, in: nodes[parent].children)
    if slots[slot] >= 0 { return (Int(slots[slot]), false) }
    guard let new = append(key, in: nodes[parent].children) else { return (parent, false) }
    slots[slot] = Int32(new)
    let last = Int(nodes[parent].lastChild)
    if last >= 0 { nodes[last].next = Int32(new) } else { nodes[parent].firstChild = Int32(new) }
    nodes[parent].lastChild = Int32(new)
    nodes[new].lastSame = Int32(new)
    return (new, true)
  }

  /// The node of that name under a parent, made where there was none.
  mutating func node(_ key: Bytes, under parent: Int = root) -> Int {
    insert(key, under: parent).node
  }

  /// The node of that name under a parent, or nil.
  func find(_ key: Bytes, under parent: Int = root) -> Int? {
    let found = slots[slot(of: key, in: nodes[parent].children)]
    return found >= 0 ? Int(found) : nil
  }

  /// A new node under a parent; one more where the name has some already.
  mutating func addition(_ key: Bytes, under parent: Int) -> Int {
    let (first, isNew) = insert(key, under: parent)
    if isNew { return first }
    guard let new = append(key, in: nodes[parent].children) else { return parent }
    nodes[Int(nodes[first].lastSame)].nextSame = Int32(new)
    nodes[first].lastSame = Int32(new)
    return new
  }

  /// Lets the values under the name of a node be a list, also where there is one alone.
  mutating func makeList(_ node: Int) {
    if isComplete { nodes[node].isList = true }
  }

  /// Takes off the first of several values under one name, which has no children; nil where there are
  /// not several.
  mutating func takeFirst(at node: Int) -> Value? {
    let second = Int(nodes[node].nextSame)
    guard isComplete, second >= 0 else { return nil }
    let first = nodes[node]
    nodes[node] = nodes[second]
    nodes[node].next = first.next
    nodes[node].lastSame = nodes[node].nextSame >= 0 ? first.lastSame : Int32(node)
    return first.value
  }

  /// A node that no parent leads to.
  mutating func detachedNode() -> Int { append(.empty, in: -1) ?? FieldTree.root }

  mutating func set(_ value: Value, at node: Int) {
    if isComplete { nodes[node].value = value }
  }

  /// Lets a node lead to the children of another, which is not to be used any more.
  mutating func takeChildren(of other: Int, at node: Int) {
    nodes[node].firstChild = nodes[other].firstChild
    nodes[node].lastChild = nodes[other].lastChild
  }

  /// Takes the children off a node.
  mutating func clear(_ node: Int) {
    guard nodes[node].firstChild >= 0 else { return }
    nodes[node].firstChild = -1
    nodes[node].lastChild = -1
    nodes[node].children = newFamily()
  }

  private mutating func newFamily() -> Int32 {
    familyCount += 1
    return familyCount - 1
  }

  private mutating func append(_ key: Bytes, in family: Int32) -> Int? {
    if count == capacity { grow() }
    scratch.spend(FieldTree.nodeWork)
    if scratch.isOverworked { isComplete = false }
    guard isComplete else { return nil }
    (nodes + count).initialize(
      to: Node(key: key, value: .null, family: family, children: newFamily()))
    count += 1
    return count - 1
  }

  private mutating func grow() {
    let larger = 2 * capacity
    guard larger <= Int(Int32.max) / 2, isComplete,
      let newNodes = scratch.room(for: larger, of: Node.self),
      let newSlots = scratch.room(for: 2 * larger, of: Int32.self)
    else {
      isComplete = false
      return
    }
    newNodes.initialize(from: nodes, count: count)
    newSlots.initialize(repeating: -1, count: 2 * larger)
    let old = slots
    let oldCapacity = capacity
    (nodes, slots, capacity) = (newNodes, newSlots, larger)
    for place in 0..<(2 * oldCapacity) where old[place] >= 0 {
      let node = nodes[Int(old[place])]
      slots[slot(of: node.key, in: node.family)] = old[place]
    }
  }

  /// The slot where the name stands, or where it would.
  private func slot(of key: Bytes, in family: Int32) -> Int {
    var hasher = Hasher()
    hasher.combine(family)
    hasher.combine(bytes: UnsafeRawBufferPointer(start: key.base, count: key.count))
    let mask = 2 * capacity - 1
    var slot = hasher.finalize() & mask
    while slots[slot] >= 0 {
      let node = nodes[Int(slots[slot])]
      if node.family == family, node.key == key { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  // MARK: Reading

  /// Calls `found` with the children of the root; false when not everything is there.
  func report(_ found: (_ key: Bytes, _ value: Value) -> Void) -> Bool {
    guard isComplete else { return false }
    var child = nodes[FieldTree.root].firstChild
    while child >= 0 {
      let node = nodes[Int(child)]
      if node.isCompound {
        let value = value(of: Int(child))
        guard value.isPresent else { return false }
        found(node.key, value)
      } else {
        found(node.key, node.value)
      }
      child = node.next
    }
    return true
  }

  /// All that was added as one object; absent when not everything is there.
  func object() -> Value {
    let object = value(of: FieldTree.root)
    return object.isPresent ? object : .absent
  }

  /// A node as one value, an object where it has children; failed when it is nested too deeply or
  /// the scratch is exhausted.
  func value(of node: Int) -> Value {
    guard isComplete else { return .failed }
    if !nodes[node].isCompound { return nodes[node].value }
    var builder = ByteBuilder(in: scratch, capacity: 1024)
    guard writeAll(node, to: &builder, depth: 1), let text = builder.finish() else {
      return .failed
    }
    return Value(isList(node) ? .array : .object, text)
  }

  private func isList(_ node: Int) -> Bool { nodes[node].nextSame >= 0 || nodes[node].isList }

  /// Writes all values of the node's name: a list where there are several.
  private func writeAll(_ node: Int, to builder: inout ByteBuilder, depth: Int) -> Bool {
    guard isList(node) else { return write(node, to: &builder, depth: depth) }
    guard depth <= JSONScanner.maximumDepth else { return false }
    builder.append(UInt8(ascii: "["))
    var same = Int32(node)
    while same >= 0 {
      if same != node { builder.append(UInt8(ascii: ",")) }
      guard write(Int(same), to: &builder, depth: depth + 1) else { return false }
      same = nodes[Int(same)].nextSame
    }
    builder.append(UInt8(ascii: "]"))
    return true
  }

  private func write(_ node: Int, to builder: inout ByteBuilder, depth: Int) -> Bool {
    var child = nodes[node].firstChild
    guard child >= 0 else {
      builder.appendJSON(nodes[node].value)
      return true
    }
    guard depth <= JSONScanner.maximumDepth else { return false }
    builder.append(UInt8(ascii: "{"))
    while child >= 0 {
      if child != nodes[node].firstChild { builder.append(UInt8(ascii: ",")) }
      builder.appendJSON(.text(nodes[Int(child)].key))
      builder.append(UInt8(ascii: ":"))
      guard writeAll(Int(child), to: &builder, depth: depth + 1) else { return false }
      child = nodes[Int(child)].next
    }
    builder.append(UInt8(ascii: "}"))
    return true
  }
}

import Events
import Functions

/// Stores members whose names have dots: each stands for an object in an object.
struct DottedMembers {
  let store: DocumentStore

  private var space: Workspace { store.space }

  /// `a.b: v` in a map stands for `a: {b: v}`.
  func store(
    _ name: Bytes, _ value: Value, in document: Program.Document, at node: Int,
    _ type: DocumentStore.FieldType
  ) {
    var (node, type, rest) = (node, type, name)
    // As far as nodes go, and then, without one, to the type at the end.
    while true {
      let (first, others) = rest.cutAtDot()
      guard let child = document.tree.node(ofMember: first, of: node) else { break }
      type = store.type(of: first, below: type)
      node = child
      guard let others else { return store.storeLeaf(value, in: document, at: node, type) }
      rest = others
    }
    var names: Bytes? = rest
    while let (first, others) = names?.cutAtDot() {
      type = store.type(of: first, below: type)
      names = others
    }
    guard let result = store.free(value, type), let nested = wrapped(result, in: rest) else {
      return
    }
    var extra: ByteBuilder? = ByteBuilder(in: space.scratch, capacity: Int(nested.count))
    extra!.append(nested.spelling.slice(0, Int(nested.count) - 1))
    store.addMembers(extra, to: document, node)
  }

  /// `{"a":{"b":value}}` for the dotted name `a.b`; nil where it is nested too deep.
  private func wrapped(_ value: Value, in name: Bytes) -> Value? {
    var levels = 0
    var names: Bytes? = name
    var builder = ByteBuilder(in: space.scratch)
    while let (first, others) = names?.cutAtDot() {
      levels += 1
      guard levels <= JSONScanner.maximumDepth else { return nil }
      builder.append(UInt8(ascii: "{"))
      builder.appendJSON(.text(first))
      builder.append(UInt8(ascii: ":"))
      names = others
    }
    guard PythonValue.mayNest(value, levels: levels) else { return nil }
    builder.appendJSON(value)
    for _ in 0..<levels { builder.append(UInt8(ascii: "}")) }
    return builder.finish().map { Value(.object, $0) }
  }

  /// The members of both objects, objects in them joined likewise; of others the right one holds.
  func joined(_ left: Value, _ right: Value) -> Value {
    guard left.kind == .object, right.kind == .object else { return right }
    guard left.count > 2 else { return right }
    guard right.count > 2 else { return left }
    space.spend(left)
    space.spend(right)
    guard space.state.pointee.rejection == nil else { return left }
    var builder: ByteBuilder?
    var members = ObjectCursor(left)
    while let (key, value) = members.next() {
      guard let name = JSONText.decoded(key, in: space.scratch) else { return .absent }
      // Each member walks over the others.
      space.spend(right)
      guard space.state.pointee.rejection == nil else { return left }
      let other = JSONCursor.member(name, of: right, in: space.scratch)
      store.append(name, other.isPresent ? joined(value, other) : value, to: &builder)
    }
    members = ObjectCursor(right)
    while let (key, value) = members.next() {
      guard let name = JSONText.decoded(key, in: space.scratch) else { return .absent }
      space.spend(left)
      guard space.state.pointee.rejection == nil else { return left }
      if !JSONCursor.member(name, of: left, in: space.scratch).isPresent {
        store.append(name, value, to: &builder)
      }
    }
    return store.closed(&builder) ?? .emptyObject
  }

  /// What is stored of `a.b: v` where no rule names the path; nil where nothing is.
  func free(_ name: Bytes, _ value: Value, _ type: DocumentStore.FieldType) -> Value? {
    var type = type
    var names: Bytes? = name
    while let (first, others) = names?.cutAtDot() {
      type = store.type(of: first, below: type)
      names = others
    }
    return store.free(value, type).flatMap { wrapped($0, in: name) }
  }
}

extension Bytes {
  /// What stands before the first dot, and what behind it; nil where there is none.
  fileprivate func cutAtDot() -> (first: Bytes, others: Bytes?) {
    guard let dot = firstIndex(of: UInt8(ascii: ".")) else { return (self, nil) }
    return (slice(0, dot), dropping(dot + 1))
  }
}

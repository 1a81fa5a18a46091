import Events
import Functions

/// Members whose names have dots: each stands for an object in an object.
extension Worker {
  /// `a.b: v` in a map stands for `a: {b: v}`.
  func storeDotted(
    _ name: Bytes, _ value: Value, in document: Program.Document, at node: Int, _ type: FieldType
  ) {
    var (node, type, rest) = (node, type, name)
    // As far as nodes go, and then, without one, to the type at the end.
    while true {
      let (first, others) = rest.cutAtDot()
      guard let child = document.tree.node(ofMember: first, of: node) else { break }
      type = self.type(of: first, below: type)
      node = child
      guard let others else { return storeLeaf(value, in: document, at: node, type) }
      rest = others
    }
    var names: Bytes? = rest
    while let (first, others) = names?.cutAtDot() {
      type = self.type(of: first, below: type)
      names = others
    }
    guard let result = free(value, type), let nested = wrapped(result, in: rest) else { return }
    var extra: ByteBuilder? = ByteBuilder(in: scratch, capacity: Int(nested.count))
    extra!.append(nested.spelling.slice(0, Int(nested.count) - 1))
    addMembers(extra, to: document, node)
  }

  /// `{"a":{"b":value}}` for the dotted name `a.b`; nil where it is nested too deep.
  private func wrapped(_ value: Value, in name: Bytes) -> Value? {
    var levels = 0
    var names: Bytes? = name
    var builder = ByteBuilder(in: scratch)
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
    spend(left)
    spend(right)
    guard state.pointee.rejection == nil else { return left }
    var builder: ByteBuilder?
    var members = ObjectCursor(left)
    while let (key, value) = members.next() {
      guard let name = JSONText.decoded(key, in: scratch) else { return .absent }
      // Each member walks over the others.
      spend(right)
      guard state.pointee.rejection == nil else { return left }
      let other = JSONCursor.member(name, of: right, in: scratch)
      append(name, other.isPresent ? joined(value, other) : value, to: &builder)
    }
    members = ObjectCursor(right)
    while let (key, value) = members.next() {
      guard let name = JSONText.decoded(key, in: scratch) else { return .absent }
      spend(left)
      guard state.pointee.rejection == nil else { return left }
      if !JSONCursor.member(name, of: left, in: scratch).isPresent {
        append(name, value, to: &builder)
      }
    }
    return closed(&builder) ?? .emptyObject
  }

  /// What is stored of `a.b: v` where no rule names the path; nil where nothing is.
  func freeDotted(_ name: Bytes, _ value: Value, _ type: FieldType) -> Value? {
    var type = type
    var names: Bytes? = name
    while let (first, others) = names?.cutAtDot() {
      type = self.type(of: first, below: type)
      names = others
    }
    return free(value, type).flatMap { wrapped($0, in: name) }
  }
}

extension Bytes {
  /// What stands before the first dot, and what behind it; nil where there is none.
  fileprivate func cutAtDot() -> (first: Bytes, others: Bytes?) {
    guard let dot = firstIndex(of: UInt8(ascii: ".")) else { return (self, nil) }
    return (slice(0, dot), dropping(dot + 1))
  }
}

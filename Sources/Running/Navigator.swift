import Events
import Planning

/// The item that a path went through last: the rules read several members of one.
struct LastItem {
  var list: Value
  var number: Int
  var item: Value
}

/// The members of the object that a path went into last, for the same reason.
struct KnownMembers {
  static let most = 32

  /// Absent where none are known.
  var object = Value.absent
  var count = 0
  let keys: UnsafeMutablePointer<Value>
  let values: UnsafeMutablePointer<Value>

  init() {
    keys = .allocate(capacity: 2 * KnownMembers.most)
    keys.initialize(repeating: .absent, count: 2 * KnownMembers.most)
    values = keys + KnownMembers.most
  }

  func deallocate() { keys.deallocate() }

  @inline(__always)
  func isKnown(_ value: Value) -> Bool { object.isPlacedAs(value) }

  /// The member of that name in `object`; absent where it has none.
  func member(_ name: Bytes) -> Value {
    var index = count
    while index > 0 {
      index -= 1
      if keys[index].spelling == name { return values[index] }
    }
    return .absent
  }

  /// Takes in an object, and gives a member of it. One with many members, or with escapes in their
  /// names, is not known afterwards.
  mutating func take(_ object: Value, findingMember name: Bytes, in scratch: Scratch) -> Value {
    self.object = .absent
    guard object.kind == .object else { return .absent }
    var members = ObjectCursor(object)
    count = 0
    while let (key, value) = members.next() {
      guard count < KnownMembers.most, key.form != .escaped else {
        return JSONCursor.member(name, of: object, in: scratch)
      }
      keys[count] = key
      values[count] = value
      count += 1
    }
    self.object = object
    return member(name)
  }
}

extension Value {
  /// Whether it is the same bytes, at the same place, as another.
  @inline(__always)
  fileprivate func isPlacedAs(_ other: Value) -> Bool {
    base == other.base && count == other.count && kind == other.kind
  }
}

/// Follows paths below a value: members, indices and `[*]`. For indices and `[*]` a value that is no
/// list is a list of one: XML, and what was made of it, has one child or many.
struct Navigator {
  let space: Workspace

  func follow(_ value: Value, _ path: Int) -> Value {
    follow(value, UnsafeBufferPointer(space.program.paths[path]), 0)
  }

  private func follow(
    _ start: Value, _ steps: UnsafeBufferPointer<NavigationStep>, _ first: Int
  ) -> Value {
    var value = start
    for index in first..<steps.count {
      guard value.isPresent else { return .absent }
      if case .index(let number) = steps[index], let known = space.state.pointee.lastItem,
        known.number == number, known.list.isPlacedAs(value)
      {
        value = known.item
        continue
      }
      if case .items = steps[index] {
        if value.kind == .array { return each(value, steps, index + 1) }
        continue
      }
      if case .member(let name) = steps[index], space.state.pointee.members.isKnown(value) {
        space.scratch.spend(KnownMembers.most)
        value = space.ignoring(
          space.state.pointee.members.member(space.registers[name.place].spelling))
        continue
      }
      space.spend(value)
      if space.state.pointee.rejection != nil { return .absent }
      switch steps[index] {
      case .member(let name):
        value = space.ignoring(
          space.state.pointee.members.take(
            value, findingMember: space.registers[name.place].spelling, in: space.scratch))
      case .index(let number):
        guard value.kind == .array else {
          if value.kind == .null || number != 0 && number != -1 { return .absent }
          continue
        }
        let item = space.ignoring(JSONCursor.item(number, of: value))
        space.state.pointee.lastItem = LastItem(list: value, number: number, item: item)
        value = item
      case .each, .items: return each(value, steps, index + 1)
      }
    }
    return value
  }

  /// The list of what the rest of the path gives for each item; nested lists are joined.
  private func each(
    _ list: Value, _ steps: UnsafeBufferPointer<NavigationStep>, _ rest: Int
  ) -> Value {
    if list.kind == .null { return .absent }
    if rest == steps.count { return list.asList(in: space.scratch) }
    let nested = steps[rest...].contains { if case .each = $0 { true } else { false } }
    var results = ByteBuilder(in: space.scratch, capacity: 128)
    results.append(UInt8(ascii: "["))
    var isEmpty = true
    func add(_ item: Value) {
      let found = follow(item, steps, rest)
      guard found.isPresent else { return }
      if nested && found.kind == .array {
        var inner = ArrayCursor(found)
        while let part = inner.next() { append(part, &results, &isEmpty) }
      } else {
        append(found, &results, &isEmpty)
      }
    }
    if list.kind == .array {
      var items = ArrayCursor(list)
      while let item = items.next() { add(item) }
    } else {
      add(list)
    }
    results.append(UInt8(ascii: "]"))
    guard !isEmpty, let text = results.finish() else { return .absent }
    return Value(.array, text, form: list.isContainer ? list.form : .clean)
  }

  private func append(_ value: Value, _ results: inout ByteBuilder, _ isEmpty: inout Bool) {
    if !isEmpty { results.append(UInt8(ascii: ",")) }
    results.appendJSON(value)
    isEmpty = false
  }
}

import Events

/// Containers with something added or taken out.
enum Changing {
  /// A list with an item before that of an index, or at the end.
  static func inserted(
    _ item: Value, into list: Value, at index: Int?, in scratch: Scratch
  ) -> Value {
    var result = ListBuilder(in: scratch, capacity: Int(list.count) + Int(item.count) + 4)
    var items = ArrayCursor(list)
    var number = 0
    while let old = items.next() {
      if number == index { result.appendItem(item) }
      result.appendItem(old)
      number += 1
    }
    if index.map({ $0 >= number }) ?? true { result.appendItem(item) }
    return result.finish()
  }

  /// A list without the item of an index; failed where there is none.
  static func removed(_ index: Int, from list: Value, in scratch: Scratch) -> Value {
    let count = JSONCursor.count(of: list)
    let place = index < 0 ? index &+ count : index
    guard (0..<count).contains(place) else { return .failed }
    var result = ListBuilder(in: scratch, capacity: Int(list.count))
    var items = ArrayCursor(list)
    var number = 0
    while let item = items.next() {
      if number != place { result.appendItem(item) }
      number += 1
    }
    return result.finish()
  }

  /// A map with other values, and without the members that get none.
  static func members(
    of map: Value, in scratch: Scratch, _ change: (Bytes, Value) -> Value?
  ) -> Value {
    PythonMembers.with(map, in: scratch) { members in
      var result = ObjectBuilder(in: scratch, capacity: Int(map.count))
      for index in 0..<members.count {
        let key = members.key(index)
        if let value = change(members.name(index), members.value(index)) {
          result.append(key, value)
        }
      }
      return result.finish()
    }
  }

  /// The members of one map with those of another, which win.
  static func merged(_ left: Value, _ right: Value, in scratch: Scratch) -> Value {
    PythonMembers.with(left, in: scratch) { old in
      PythonMembers.with(right, in: scratch) { new in
        var result = ObjectBuilder(in: scratch, capacity: Int(left.count) + Int(right.count))
        for index in 0..<old.count {
          let key = old.key(index)
          result.append(key, new.value(named: old.name(index)) ?? old.value(index))
        }
        for index in 0..<new.count where old.value(named: new.name(index)) == nil {
          result.append(new.key(index), new.value(index))
        }
        return result.finish()
      }
    }
  }

  /// A map, or the map that pairs of names and values make; failed for anything else.
  static func map(_ value: Value, in scratch: Scratch) -> Value {
    if value.kind == .object { return value }
    guard value.kind == .array || value.kind == .string,
      var items = PythonIterator(value, in: scratch)
    else { return .failed }
    var result = ObjectBuilder(in: scratch, capacity: Int(value.count))
    while let item = items.next() {
      guard var pair = PythonIterator(item, in: scratch), let key = pair.next(),
        let member = pair.next(), pair.next() == nil, !key.isContainer
      else { return .failed }
      result.append(key, member)
    }
    return result.finish()
  }
}

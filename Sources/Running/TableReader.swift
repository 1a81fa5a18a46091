import Events
import Planning

/// Finds what tables have for values.
struct TableReader {
  let space: Workspace

  /// What a table gives for a value, or for the items of a list.
  func lookup(_ value: Value, _ index: Int) -> Value {
    guard value.isPresent else { return .absent }
    let table = space.program.tables.baseAddress! + index
    if value.kind == .array, table.pointee.mapsItems { return lookupItems(of: value, index) }
    if let slot = Comparer(space: space).slot(of: value, in: table.pointee.keys) {
      return space.registers[table.pointee.values[slot].place]
    }
    return otherwise(index)
  }

  private func otherwise(_ table: Int) -> Value {
    space.program.tables[table].otherwise.map { space.registers[$0.place] } ?? .absent
  }

  /// What a table gives for the items of a list, joined; absent where it gives nothing at all.
  private func lookupItems(of list: Value, _ index: Int) -> Value {
    space.spend(list)
    var found = ByteBuilder(in: space.scratch, capacity: Int(list.count) + 16)
    func append(_ value: Value) {
      guard value.isPresent else { return }
      found.append(UInt8(ascii: found.count == 0 ? "[" : ","))
      found.appendJSON(value)
    }
    var items = ArrayCursor(list)
    while !space.scratch.isExhausted, let item = items.next() {
      let item = space.ignoring(item)
      // A list among the items has no entry.
      let value = item.kind == .array ? otherwise(index) : lookup(item, index)
      if value.kind == .array {
        var parts = ArrayCursor(value)
        while let part = parts.next() { append(part) }
      } else {
        append(value)
      }
    }
    if found.count == 0 { return .absent }
    found.append(UInt8(ascii: "]"))
    return found.finish().map { Value(.array, $0) } ?? .absent
  }

  /// Where a table leads for a value.
  func dispatch(_ value: Value, _ index: Int) -> Int {
    let table = space.program.dispatches.baseAddress! + index
    if let slot = Comparer(space: space).slot(of: value, in: table.pointee.keys) {
      return Int(table.pointee.targets[slot])
    }
    return table.pointee.otherwise
  }
}

import Events
import Functions
import Planning

/// Appends to lists that registers hold.
struct ListAppender {
  let space: Workspace

  /// Appends an item to the list that a register holds; failed where that is none.
  ///
  /// A list that no other register holds grows in place, so appending many items takes time in
  /// proportion to their length. Any other list is copied, with room for as much again.
  func append(_ item: Value, to register: Register) {
    let list = space.registers[register.place]
    guard list.kind == .array, PythonValue.mayNest(item) else {
      space.registers[register.place] = .failed
      return
    }
    // Undefined is written as it is spelled.
    let item = item.kind == .absent ? Value(.absent, Bytes("?               ").slice(0, 1)) : item
    space.spend(item)
    // A comma and the bracket.
    let more = JSONText.capacity(for: item) + 2
    let number = space.growingLists.room(of: list, event: space.state.pointee.eventsIn)
    if let number, space.growingLists[number].count + more <= space.growingLists[number].capacity,
      item.base != list.base, !isHeld(list, besides: register)
    {
      let base = space.growingLists[number].base
      let end = add(item, to: base, base + (Int(list.count) - 1))
      space.growingLists[number].count = end - base
      space.registers[register.place] = Value(.array, base, count: end - base)
      return
    }
    space.spend(list)
    let needed = Int(list.count) + more
    let capacity = needed > GrowingLists.shortest ? 2 * needed : needed
    guard let base = space.scratch.allocate(capacity) else {
      space.registers[register.place] = .absent
      return
    }
    base[0] = UInt8(ascii: "[")
    var end = base + 1
    var items = ArrayCursor(list)
    while let one = items.next() { end = add(one, to: base, end) - 1 }
    end = add(item, to: base, end)
    space.registers[register.place] = Value(.array, base, count: end - base)
    if capacity > needed {
      space.growingLists.keep(
        GrowingLists.Room(base: base, count: end - base, capacity: capacity), insteadOf: number)
    }
  }

  /// Writes an item and the bracket over what was the bracket; the end.
  private func add(
    _ item: Value, to base: UnsafeMutablePointer<UInt8>, _ bracket: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var end = bracket
    if end > base + 1 {
      end[0] = UInt8(ascii: ",")
      end += 1
    }
    end = JSONText.write(item, to: end)
    end[0] = UInt8(ascii: "]")
    return end + 1
  }

  /// Whether a list that was appended to is more than one register's: its last bytes must stay.
  private func isHeld(_ list: Value, besides register: Register) -> Bool {
    let count = space.plan.registerCount - space.plan.constants.count
    space.scratch.spend(count)
    for place in 0..<count where space.registers[place].base == list.base && place != register.place
    {
      return true
    }
    for number in 0..<space.plan.iteratorCount where space.iterators[number].value.base == list.base
    {
      return true
    }
    return space.templateOutput.first.base == list.base
  }
}

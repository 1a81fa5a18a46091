import Events
import Planning

/// Makes lists of the values of registers: of all of them, or of each once, as for `related.*` and
/// `tags`.
struct Collector {
  let space: Workspace

  /// The distinct items of a run of registers, in order; absent when there is none.
  func collect(
    _ arguments: UnsafeMutableBufferPointer<Register>, _ range: Range<Int>
  ) -> Value {
    var only = Value.absent
    var present = 0
    for index in range {
      let value = space.registers[arguments[index].place]
      guard value.isPresent else { continue }
      present += 1
      only = value
    }
    // One scalar is written as a list by the output template.
    if present == 0 || present == 1 && only.kind != .array { return only }
    var distinct = DistinctList(space)
    for index in range { distinct.add(space.registers[arguments[index].place]) }
    return distinct.finish()
  }

  func list(
    _ arguments: UnsafeMutableBufferPointer<Register>, _ range: Range<Int>
  ) -> Value {
    var builder = ByteBuilder(in: space.scratch)
    builder.append(UInt8(ascii: "["))
    var isEmpty = true
    for index in range {
      let value = space.registers[arguments[index].place]
      guard value.isPresent else { continue }
      if !isEmpty { builder.append(UInt8(ascii: ",")) }
      builder.appendJSON(value)
      isEmpty = false
    }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }

  func union(_ values: [Value]) -> Value {
    var distinct = DistinctList(space)
    for value in values { distinct.add(value) }
    return distinct.finish()
  }

  /// Whether a list has items, and the rules ignore all of them.
  func isIgnoredWhole(_ list: Value) -> Bool {
    space.spend(list)
    var items = ArrayCursor(list)
    var isEmpty = true
    while let item = items.next() {
      if space.ignoring(item).isPresent { return false }
      isEmpty = false
    }
    return !isEmpty
  }
}

/// Builds a list in which every value stands once.
///
/// Up to a few items are compared one by one; beyond that a hash set of the texts in the scratch
/// keeps the work linear whatever an event contains.
private struct DistinctList {
  private let space: Workspace
  private let comparer: Comparer
  private var builder: ByteBuilder
  private var count = 0
  private var items: UnsafeMutableBufferPointer<Value>
  private var capacity: Int
  private var places: UnsafeMutableBufferPointer<Int32>?

  init(_ space: Workspace) {
    self.space = space
    comparer = Comparer(space: space)
    capacity = 16
    items = DistinctList.room(Value.self, capacity, space.scratch)
    builder = ByteBuilder(in: space.scratch, capacity: 128)
    builder.append(UInt8(ascii: "["))
  }

  private static func room<T: BitwiseCopyable>(
    _ type: T.Type, _ count: Int, _ scratch: Scratch
  ) -> UnsafeMutableBufferPointer<T> {
    let room = scratch.room(for: count, of: type)
    return UnsafeMutableBufferPointer(start: room, count: room == nil ? 0 : count)
  }

  mutating func add(_ value: Value) {
    guard value.isPresent else { return }
    if value.kind == .array {
      var cursor = ArrayCursor(value)
      while let item = cursor.next() { addItem(item) }
    } else {
      addItem(value)
    }
  }

  private mutating func addItem(_ item: Value) {
    guard space.ignoring(item).isPresent, !contains(item) else { return }
    if count == items.count {
      let larger = DistinctList.room(Value.self, 2 * max(count, 8), space.scratch)
      guard larger.count > count else { return }
      for index in 0..<count { larger[index] = items[index] }
      items = larger
    }
    items[count] = item
    count += 1
    if count > 16 { index() }
    if count > 1 { builder.append(UInt8(ascii: ",")) }
    builder.appendJSON(item)
  }

  private mutating func contains(_ item: Value) -> Bool {
    guard let places else {
      for index in 0..<count where comparer.equal(items[index], item) { return true }
      return false
    }
    var place = hash(item) & (places.count - 1)
    while places[place] >= 0 {
      if comparer.equal(items[Int(places[place])], item) { return true }
      place = (place + 1) & (places.count - 1)
    }
    return false
  }

  /// Puts the newest item, or after growth all items, into the hash set.
  private mutating func index() {
    if places == nil || 4 * count > places!.count {
      let larger = DistinctList.room(
        Int32.self, max(128, 16 * nextPowerOfTwo(count)), space.scratch)
      guard larger.count > 0 else { return }
      larger.initialize(repeating: -1)
      places = larger
      for index in 0..<count { place(index) }
    } else {
      place(count - 1)
    }
  }

  private func place(_ index: Int) {
    guard let places else { return }
    var place = hash(items[index]) & (places.count - 1)
    while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
    places[place] = Int32(truncatingIfNeeded: index)
  }

  private func nextPowerOfTwo(_ number: Int) -> Int {
    1 << (Int.bitWidth - number.leadingZeroBitCount)
  }

  private func hash(_ value: Value) -> Int {
    let text = JSONText.decoded(value, in: space.scratch) ?? .empty
    space.scratch.spend(64 &+ text.count)
    // Seeded anew in each process, so that no event can choose values that meet in one place.
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(start: text.base, count: text.count))
    return hasher.finalize() & .max
  }

  mutating func finish() -> Value {
    if count == 0 { return .absent }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }
}

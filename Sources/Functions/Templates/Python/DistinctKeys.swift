import Events

/// Numbers keys in the order they first come; linear whatever the keys.
struct DistinctKeys {
  private let keys: UnsafeMutableBufferPointer<Bytes>
  /// Open addressing at half load at most.
  private let slots: UnsafeMutableBufferPointer<Int32>
  private(set) var count = 0

  /// Runs `body` with room for so many keys; they must outlive it.
  static func with<R>(capacity: Int, _ body: (inout DistinctKeys) -> R) -> R {
    let slotCount = 1 << (Int.bitWidth - (2 * capacity + 1).leadingZeroBitCount)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: slotCount) { slots in
      withUnsafeTemporaryAllocation(of: Bytes.self, capacity: capacity + 1) { keys in
        slots.initialize(repeating: -1)
        var distinct = DistinctKeys(keys: keys, slots: slots)
        return body(&distinct)
      }
    }
  }

  private init(
    keys: UnsafeMutableBufferPointer<Bytes>, slots: UnsafeMutableBufferPointer<Int32>
  ) {
    self.keys = keys
    self.slots = slots
  }

  /// The key's slot, and its number if it is known.
  private func place(_ key: Bytes) -> (slot: Int, number: Int?) {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(start: key.base, count: key.count))
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if keys[number] == key { return (slot, number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (slot, nil)
  }

  func number(of key: Bytes) -> Int? { place(key).number }

  func key(_ number: Int) -> Bytes { keys[number] }

  /// The key's number, new or old.
  mutating func insert(_ key: Bytes) -> (number: Int, isNew: Bool) {
    let (slot, number) = place(key)
    if let number { return (number, false) }
    keys.initializeElement(at: count, to: key)
    slots[slot] = Int32(truncatingIfNeeded: count)
    count += 1
    return (count - 1, true)
  }
}

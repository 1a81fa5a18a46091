import Events

extension Function {
  /// `unique(list)`.
  static let unique = Function(
    "unique",
    parameters: [Parameter("list", .list)], returns: .list,
    about:
      "The items of a list, each once, in the order they first occur; texts are compared decoded.",
    examples: [
      Example(["[\"a\", \"b\", \"a\"]"], "[\"a\",\"b\"]"),
      Example(["[1, \"1\", 1]"], "[1,\"1\"]"),
      Example(["{\"a\": 1}"], "[{\"a\": 1}]"),
      Example(["[\"\\u0061\", \"a\"]"], "[\"a\"]"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    let source = arguments.value(0)
    let count = JSONCursor.count(of: source)
    guard count > 1 else { return source }
    // Open addressing at half load: a table of the numbers of kept items.
    let slotCount = 1 << (Int.bitWidth - (2 * count).leadingZeroBitCount)
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: slotCount) { slots in
      withUnsafeTemporaryAllocation(of: Value.self, capacity: count) { kept in
        slots.initialize(repeating: -1)
        var keptCount = 0
        var list = ListBuilder(in: scratch, capacity: Int(source.count))
        var items = ArrayCursor(source)
        next: while var item = items.next() {
          if item.form == .escaped {
            guard let text = JSONText.decoded(item, in: scratch) else { return .absent }
            item = .text(text)
          }
          let bytes = item.spelling
          var hasher = Hasher()
          hasher.combine(bytes: UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
          var slot = hasher.finalize() & (slotCount - 1)
          while slots[slot] >= 0 {
            let other = kept[Int(slots[slot])]
            if other.kind == item.kind, other.spelling == bytes { continue next }
            slot = (slot + 1) & (slotCount - 1)
          }
          slots[slot] = Int32(truncatingIfNeeded: keptCount)
          kept.initializeElement(at: keptCount, to: item)
          keptCount += 1
          list.append(item)
        }
        return keptCount == count ? source : list.finish()
      }
    }
  }
}

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
      Example(["[\"\\u0061\", \"a\"]"], "[\"a\"]"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    let source = arguments.value(0)
    let count = JSONCursor.count(of: source)
    guard count > 1 else { return source }
    // Open addressing at half load: a table of item numbers.
    var slots = [Int32](repeating: -1, count: 1 << (Int.bitWidth - (2 * count).leadingZeroBitCount))
    var kept: [(isText: Bool, bytes: Bytes)] = []
    var list = ListBuilder(in: scratch, capacity: Int(source.count))
    var items = ArrayCursor(source)
    next: while let item = items.next() {
      guard let bytes = JSONText.decoded(item, in: scratch) else { return .absent }
      var hasher = Hasher()
      hasher.combine(bytes: UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
      var slot = hasher.finalize() & (slots.count - 1)
      let isText = item.kind == .string
      while slots[slot] >= 0 {
        let other = kept[Int(slots[slot])]
        if other.isText == isText, other.bytes == bytes { continue next }
        slot = (slot + 1) & (slots.count - 1)
      }
      slots[slot] = Int32(truncatingIfNeeded: kept.count)
      kept.append((isText, bytes))
      list.append(isText && item.form == .escaped ? Value.text(bytes) : item)
    }
    return kept.count == count ? source : list.finish()
  }
}

import Events

extension Function {
  /// `sort(list)`.
  static let sort = Function(
    "sort", parameters: [Parameter("list", .list)], returns: .list,
    about: "The items of a list in order: null, booleans, numbers by their value, texts by their "
      + "bytes, then lists and objects as they came.",
    examples: [
      Example(["[10, 9, 1.5, -1]"], "[-1,1.5,9,10]"),
      Example(["[\"b\", \"\\u0061\", \"B\", 2, null, true]"], "[null,true,2,\"B\",\"a\",\"b\"]"),
      Example(["{\"a\": 1}"], "[{\"a\": 1}]"), Example(["[]"], "[]"),
    ]
  ) { arguments in
    let list = arguments.value(0)
    let count = JSONCursor.count(of: list)
    guard count > 1 else { return list }
    return withUnsafeTemporaryAllocation(of: SortedItem.self, capacity: 2 * count) { room in
      var items = ArrayCursor(list)
      var index = 0
      while let item = items.next() {
        room.initializeElement(at: index, to: SortedItem(item, in: arguments.scratch))
        room.initializeElement(at: index + count, to: room[index])
        index += 1
      }
      let sorted = SortedItem.sort(
        UnsafeMutableBufferPointer(rebasing: room[..<count]),
        UnsafeMutableBufferPointer(rebasing: room[count...]), in: arguments.scratch)
      var result = ListBuilder(in: arguments.scratch, capacity: Int(list.count))
      for item in sorted { result.append(item.value) }
      return result.finish()
    }
  }
}

/// An item of a list that is put in order.
private struct SortedItem {
  /// The item, a text decoded.
  let value: Value
  private let rank: UInt8
  private let number: Double

  init(_ item: Value, in scratch: Scratch) {
    value =
      item.form == .escaped ? JSONText.decoded(item, in: scratch).map { .text($0) } ?? item : item
    number = item.isNumber ? Number.double(item.spelling) ?? SortedItem.huge(item) : 0
    // Integers and floats are one kind.
    rank = item.kind == .float ? Value.Kind.integer.rawValue : item.kind.rawValue
  }

  /// What a number beyond all doubles counts as.
  private static func huge(_ number: Value) -> Double {
    number.spelling.first == UInt8(ascii: "-") ? -.infinity : .infinity
  }

  private func isLess(than other: SortedItem) -> Bool {
    if rank != other.rank { return rank < other.rank }
    switch value.kind {
    case .integer, .float:
      if number != other.number { return number < other.number }
      guard let left = Number.int64(value.spelling), let right = Number.int64(other.value.spelling)
      else { return false }
      return left < right
    case .string: return value.spelling.lexicographicallyPrecedes(other.value.spelling)
    default: return false
    }
  }

  /// Merges runs of twice the length each time between two rooms, which hold the same at first, and
  /// gives the one in order; equal items stay in theirs.
  static func sort(
    _ first: UnsafeMutableBufferPointer<SortedItem>,
    _ second: UnsafeMutableBufferPointer<SortedItem>, in scratch: Scratch
  ) -> UnsafeMutableBufferPointer<SortedItem> {
    var (source, target) = (first, second)
    var length = 1
    while length < source.count {
      for start in stride(from: 0, to: source.count, by: 2 * length) {
        let middle = min(start + length, source.count)
        merge(source, start..<middle, middle..<min(middle + length, source.count), into: target)
      }
      // Each round looks at no more bytes than the list has.
      scratch.spend(32 * source.count)
      (source, target) = (target, source)
      length *= 2
    }
    return source
  }

  private static func merge(
    _ source: UnsafeMutableBufferPointer<SortedItem>, _ left: Range<Int>, _ right: Range<Int>,
    into target: UnsafeMutableBufferPointer<SortedItem>
  ) {
    var (i, j) = (left.lowerBound, right.lowerBound)
    for place in left.lowerBound..<right.upperBound {
      if j < right.upperBound, i >= left.upperBound || source[j].isLess(than: source[i]) {
        target[place] = source[j]
        j += 1
      } else {
        target[place] = source[i]
        i += 1
      }
    }
  }
}

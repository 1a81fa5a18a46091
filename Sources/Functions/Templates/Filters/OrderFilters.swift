import Events

/// Filters that compare items; texts without regard to case unless told otherwise.
extension TemplateFilters {
  private static let comparing: [Parameter] = [
    .python("case_sensitive", otherwise: .boolean(false)), .python("attribute", otherwise: .null),
  ]

  /// `value | unique(case_sensitive, attribute)`.
  static let unique = Function(
    template: "unique", [.python("value")] + comparing, returns: .list,
    about: "The items, each once; texts that differ only in case count as one.",
    examples: [
      .of(#"["a", "B", "A"]"#, gives: #"["a","B"]"#),
      .of(#"["a", "A"]"#, "true", gives: #"["a","A"]"#),
      .of("[1, 1.0, true]", gives: "[1]"), .of("[[]]", gives: "failed"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    let list = PythonIterator.list(arguments.value(0), in: scratch)
    guard list.kind == .array else { return list }
    let keys = Keys(arguments, caseSensitive: 1, attribute: 2)
    return DistinctKeys.with(capacity: JSONCursor.count(of: list)) { seen in
      var result = ListBuilder(in: scratch, capacity: Int(list.count))
      var items = ArrayCursor(list)
      while let item = items.next() {
        let value = keys.key(of: item, scratch)
        guard value.kind != .ignored, let key = PythonValue.key(value, in: scratch) else {
          return scratch.isExhausted ? .absent : .failed
        }
        if seen.insert(key).isNew { result.appendItem(item) }
      }
      return result.finish()
    }
  }

  /// `value | min(case_sensitive, attribute)`.
  static let min = extreme(
    "min", -1, about: "The least item; undefined where there is none.",
    examples: [
      .of("[2, 1, 3]", gives: "1"), .of(#"["B", "a"]"#, gives: #""a""#), .of("[]", gives: "absent"),
      .of(#"[1, "a"]"#, gives: "failed"),
    ])

  /// `value | max(case_sensitive, attribute)`.
  static let max = extreme(
    "max", 1, about: "The greatest item; undefined where there is none.",
    examples: [
      .of("[2, 3.5, 1]", gives: "3.5"), .of("absent", gives: "absent"), .of("1", gives: "failed"),
    ])

  private static func extreme(
    _ name: String, _ wanted: Int, about: String, examples: [Function.Example]
  ) -> Function {
    Function(template: name, [.python("value")] + comparing, about: about, examples: examples) {
      arguments in
      let scratch = arguments.scratch
      guard var items = PythonIterator(arguments.value(0), in: scratch) else { return .failed }
      let keys = Keys(arguments, caseSensitive: 1, attribute: 2)
      var best = Value.absent
      var bestKey = Value.absent
      var isFirst = true
      while let item = items.next() {
        let key = keys.key(of: item, scratch)
        if key.kind == .ignored { return .failed }
        if !isFirst {
          guard let order = PythonValue.compare(key, bestKey, in: scratch) else { return .failed }
          if order != wanted { continue }
        }
        (best, bestKey, isFirst) = (item, key, false)
      }
      return best
    }
  }

  /// `value | sum(attribute, start)`.
  static let sum = Function(
    template: "sum",
    [
      .python("iterable"), .python("attribute", otherwise: .null),
      .python("start", otherwise: .integer(0)),
    ],
    about: "The items, or an attribute of each, added to a start: numbers, or lists to a list.",
    examples: [
      .of("[1, 2.5]", gives: "3.5"), .of("[[1], [2]]", "null", "[]", gives: "[1,2]"),
      .of(#"[{"a": 1}, {"a": 2}]"#, #""a""#, gives: "3"), .of(#"["a"]"#, gives: "failed"),
      .of("[]", gives: "0"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    guard var items = PythonIterator(arguments.value(0), in: scratch) else { return .failed }
    let path = AttributePath(arguments.count > 1 ? arguments.value(1) : .null)
    let start = arguments.count > 2 ? arguments.value(2) : Number.value(0, in: scratch)
    if start.kind == .string { return .failed }
    if start.kind == .array { return joined(&items, path, start, scratch) }
    var sum = start
    while let item = items.next() {
      let value = path.value(in: item, scratch)
      if value.kind == .ignored { return .failed }
      sum = Arithmetic.sum(sum, value, in: scratch)
      if sum.kind == .ignored || scratch.isExhausted { return sum }
    }
    return sum
  }

  /// Lists one after the other, each copied once.
  private static func joined(
    _ lists: inout PythonIterator, _ path: AttributePath, _ start: Value, _ scratch: Scratch
  ) -> Value {
    var result = ListBuilder(in: scratch)
    result.append(contentsOf: start)
    while let item = lists.next() {
      let value = path.value(in: item, scratch)
      guard value.kind == .array else { return .failed }
      result.append(contentsOf: value)
      if scratch.isExhausted { return .absent }
    }
    return result.finish()
  }

  /// `value | sort(reverse, case_sensitive, attribute)`.
  static let sort = Function(
    template: "sort",
    [.python("value"), .python("reverse", otherwise: .boolean(false))] + comparing,
    returns: .list,
    about: "The items in order; an attribute may be several, parted by commas.",
    examples: [
      .of("[3, 1, 2]", gives: "[1,2,3]"), .of(#"["b", "A"]"#, "true", gives: #"["b","A"]"#),
      .of(#"[{"a": 2}, {"a": 1}]"#, "false", "false", #""a""#, gives: #"[{"a": 1},{"a": 2}]"#),
      .of(#"[1, "a"]"#, gives: "failed"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    let list = PythonIterator.list(arguments.value(0), in: scratch)
    guard list.kind == .array else { return list }
    let keys = Keys(arguments, caseSensitive: 2, attribute: 3)
    let isReversed = arguments.isTrue(1)
    return Sequences.with(list) { items in
      Sorting.sorted(items, isReversed: isReversed, in: scratch) { keys.sortKey(of: $0, scratch) }
    }
  }
}

/// The key that items are compared by.
private struct Keys {
  private let isCaseSensitive: Bool
  private let attribute: Value

  init(_ arguments: borrowing Arguments, caseSensitive: Int, attribute: Int) {
    isCaseSensitive = arguments.isTrue(caseSensitive)
    self.attribute = arguments.count > attribute ? arguments.value(attribute) : .null
  }

  func key(of item: Value, _ scratch: Scratch) -> Value {
    AttributePath(attribute).key(of: item, caseSensitive: isCaseSensitive, scratch)
  }

  /// The same; a list of keys where the attribute names several.
  func sortKey(of item: Value, _ scratch: Scratch) -> Value {
    guard attribute.kind == .string,
      case let names = PythonValue.text(attribute, in: scratch),
      names.bytes.firstIndex(of: UInt8(ascii: ",")) != nil
    else { return key(of: item, scratch) }
    var list = ListBuilder(in: scratch)
    var start = 0
    while true {
      let end = names.bytes.firstIndex(of: UInt8(ascii: ","), from: start) ?? names.bytes.count
      let path = AttributePath(names.slice(start, end))
      let key = path.key(of: item, caseSensitive: isCaseSensitive, scratch)
      if key.kind == .ignored || !PythonValue.mayNest(key) { return .failed }
      list.appendItem(key)
      guard end < names.bytes.count else { return list.finish() }
      start = end + 1
    }
  }
}

enum Sorting {
  /// Work of putting so many items in order, beside that of comparing two.
  static func work(_ count: Int) -> Int { 16 * count * (Int.bitWidth - count.leadingZeroBitCount) }

  struct Entry {
    var item: Value
    var key: Value
    var place: Int
  }

  /// The items in the order of their keys, equal ones as they came; failed where two have none.
  static func sorted(
    _ items: UnsafeMutableBufferPointer<Value>, isReversed: Bool, in scratch: Scratch,
    _ key: (Value) -> Value
  ) -> Value {
    withUnsafeTemporaryAllocation(of: Entry.self, capacity: items.count) { room in
      var entries = room
      for (place, item) in items.enumerated() {
        let entry = Entry(item: item, key: key(item), place: place)
        if entry.key.kind == .ignored { return .failed }
        entries.initializeElement(at: place, to: entry)
      }
      var hasFailed = false
      entries.sort { left, right in
        // The event is rejected: whatever comes soonest to an end.
        if scratch.isOverworked { return left.place < right.place }
        // Keys without an order may still be equal.
        let isEqual = PythonValue.equal(left.key, right.key, in: scratch)
        let order = isEqual ? 0 : PythonValue.compare(left.key, right.key, in: scratch)
        if order == nil { hasFailed = true }
        guard let order, order != 0 else { return left.place < right.place }
        return isReversed ? order > 0 : order < 0
      }
      if hasFailed { return .failed }
      var list = ListBuilder(in: scratch)
      for entry in entries { list.appendItem(entry.item) }
      return list.finish()
    }
  }
}

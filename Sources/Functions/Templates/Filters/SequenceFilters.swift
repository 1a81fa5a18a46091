import Events

/// Filters of what can be iterated.
extension TemplateFilters {
  /// `value | length`.
  static let length = Function(
    template: "length", aliases: ["count"], [.python("obj")], returns: .integer,
    about: "The number of characters, items or members; 0 for undefined.",
    examples: [
      .of(#""aé""#, gives: "2"), .of("[1, 2]", gives: "2"), .of(#"{"a": 1}"#, gives: "1"),
      .of("absent", gives: "0"), .of("null", gives: "failed"), .of("12", gives: "failed"),
    ]
  ) { arguments in Sequences.length(arguments.value(0), in: arguments.scratch) }

  /// `value | first`.
  static let first = Function(
    template: "first", [.python("seq")],
    about: "The first item, character or name; undefined where there is none.",
    examples: [
      .of("[1, 2]", gives: "1"), .of(#""éa""#, gives: #""é""#), .of("[]", gives: "absent"),
      .of("absent", gives: "absent"), .of("1", gives: "failed"),
    ]
  ) { arguments in
    guard var items = PythonIterator(arguments.value(0), in: arguments.scratch) else {
      return .failed
    }
    return items.next() ?? .absent
  }

  /// `value | last`.
  static let last = Function(
    template: "last", [.python("seq")],
    about: "The last item, character or name; undefined where there is none.",
    examples: [
      .of("[1, 2]", gives: "2"), .of(#""aé""#, gives: #""é""#), .of("[]", gives: "absent"),
      .of("null", gives: "failed"),
    ]
  ) { arguments in
    if let text = arguments.string(0) {
      let count = text.bytes.count
      return count == 0 ? .absent : text.slice(Scalars.start(text.bytes, before: count), count)
    }
    guard var items = PythonIterator(arguments.value(0), in: arguments.scratch) else {
      return .failed
    }
    var last = Value.absent
    while let item = items.next() { last = item }
    return last
  }

  /// `value | list`.
  static let list = Function(
    template: "list", [.python("value")], returns: .list,
    about: "The items, characters or names as a list.",
    examples: [
      .of(#""ab""#, gives: #"["a","b"]"#), .of(#"{"a": 1}"#, gives: #"["a"]"#),
      .of("absent", gives: "[]"), .of("null", gives: "failed"),
    ]
  ) { arguments in PythonIterator.list(arguments.value(0), in: arguments.scratch) }

  /// `value | items`.
  static let items = Function(
    template: "items", [.python("value")], returns: .list,
    about: "The members of a map as lists of a name and a value; none of undefined.",
    examples: [
      .of(#"{"a": 1}"#, gives: #"[["a",1]]"#), .of("absent", gives: "[]"),
      .of("[]", gives: "failed"),
    ]
  ) { arguments in
    switch arguments.value(0).kind {
    case .absent: .emptyArray
    case .object: Pairs.list(arguments.value(0), in: arguments.scratch)
    default: .failed
    }
  }

  /// `value | reverse`.
  static let reverse = Function(
    template: "reverse", [.python("value")], returns: .same,
    about: "A text backwards, or the items or names as a list from the last to the first.",
    examples: [
      .of(#""aé""#, gives: #""éa""#), .of("[1, 2]", gives: "[2,1]"), .of("null", gives: "failed"),
    ]
  ) { arguments in
    if let text = arguments.string(0) {
      var builder = ByteBuilder(in: arguments.scratch, capacity: text.bytes.count)
      var end = text.bytes.count
      while end > 0 {
        let start = Scalars.start(text.bytes, before: end)
        builder.append(text.bytes.slice(start, end))
        end = start
      }
      return builder.finish().map { Value(.string, $0, form: text.form) } ?? .absent
    }
    let list = PythonIterator.list(arguments.value(0), in: arguments.scratch)
    guard list.kind == .array else { return list }
    return Sequences.with(list) { items in
      var result = ListBuilder(in: arguments.scratch, capacity: Int(list.count))
      for item in items.reversed() { result.appendItem(item) }
      return result.finish()
    }
  }

  /// `value | batch(linecount, fill_with)`.
  static let batch = Function(
    template: "batch",
    [.python("value"), .python("linecount"), .python("fill_with", otherwise: .null)],
    returns: .list,
    about: "The items in lists of so many, the last one filled up if something is given for that.",
    examples: [
      .of("[1, 2, 3]", "2", gives: "[[1,2],[3]]"),
      .of("[1, 2, 3]", "2", "0", gives: "[[1,2],[3,0]]"),
      .of("[]", "2", gives: "[]"), .of("1", "2", gives: "failed"),
    ]
  ) { arguments in
    let list = PythonIterator.list(arguments.value(0), in: arguments.scratch)
    // Another number than that of some items never parts them.
    let size = Sequences.size(arguments.value(1))
    guard list.kind == .array, PythonValue.mayNest(list),
      PythonValue.mayNest(arguments.value(2), levels: 2),
      PythonNumber(arguments.value(1)) != nil || !arguments.isGiven(2)
    else { return .failed }
    var builder = ByteBuilder(in: arguments.scratch, capacity: 2 * Int(list.count) + 16)
    builder.append("[[")
    var items = ArrayCursor(list)
    var count = 0
    var isFirst = true
    while let item = items.next() {
      if count == size {
        builder.append("],[")
        count = 0
      } else if count > 0 {
        builder.append(",")
      }
      isFirst = false
      builder.appendItem(item)
      count += 1
    }
    if isFirst { return .emptyArray }
    while arguments.isGiven(2), count < size, !arguments.scratch.isExhausted {
      builder.append(",")
      builder.appendItem(arguments.value(2))
      count += 1
    }
    builder.append("]]")
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }
}

/// Work on whole lists.
enum Sequences {
  /// How many items a number means; -1 for none.
  static func size(_ value: Value) -> Int {
    switch PythonNumber(value) {
    case .integer(let number): number
    case .float(let number): Int(exactly: number) ?? -1
    case .large, nil: -1
    }
  }

  /// `len(value)`; failed for what has no length.
  static func length(_ value: Value, in scratch: Scratch) -> Value {
    let count: Int
    switch value.kind {
    case .absent: count = 0
    case .string: count = Scalars.count(PythonValue.text(value, in: scratch).bytes)
    case .array: count = JSONCursor.count(of: value)
    case .object: count = PythonMembers.with(value, in: scratch) { $0.count }
    default: return .failed
    }
    return Number.value(count, in: scratch)
  }

  /// Runs `body` with the items of a list side by side.
  static func with(_ list: Value, _ body: (UnsafeMutableBufferPointer<Value>) -> Value) -> Value {
    let count = JSONCursor.count(of: list)
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: count) { items in
      var cursor = ArrayCursor(list)
      var number = 0
      while number < count, let item = cursor.next() {
        items.initializeElement(at: number, to: item)
        number += 1
      }
      return body(items)
    }
  }
}

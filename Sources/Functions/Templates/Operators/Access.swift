import Events

/// The operators of template expressions.
enum TemplateOperators {}

extension TemplateOperators {
  /// `value.name`.
  static let attribute = Function(
    template: "getattr", [.python("value"), .python("name")],
    about: "The member of a map; undefined for another value, methods too; fails on undefined.",
    examples: [
      Function.Example([#"{"a": 1}"#, #""a""#], "1"),
      Function.Example([#"{"a": 1}"#, #""b""#], "absent"),
      Function.Example(["null", #""a""#], "absent"),
      Function.Example(["absent", #""a""#], "failed"),
    ]
  ) { arguments in
    Access.attribute(
      arguments.text(1), of: arguments.value(0), in: arguments.scratch)
  }

  /// `value[key]`.
  static let item = Function(
    template: "getitem", [.python("value"), .python("key")],
    about: "The member, item or character at a key or index; undefined where there is none.",
    examples: [
      Function.Example(["[1, 2]", "-1"], "2"),
      Function.Example([#""aé""#, "1"], #""é""#),
      Function.Example([#"{"a": null}"#, #""a""#], "null"),
      Function.Example([#"{"1": 2}"#, "1"], "absent"),
      Function.Example(["[1]", #""0""#], "absent"),
      Function.Example(["absent", "0"], "failed"),
    ]
  ) { arguments in
    Access.item(arguments.value(1), of: arguments.value(0), in: arguments.scratch)
  }

  /// `value[start:stop:step]`; what is left out is null.
  static let slice = Function(
    template: "slice",
    [
      .python("value"), .python("start", otherwise: .null), .python("stop", otherwise: .null),
      .python("step", otherwise: .null),
    ], returns: .same,
    about: "The items or characters from an index up to, not including, another.",
    examples: [
      Function.Example(["[1, 2, 3]", "1"], "[2,3]"),
      Function.Example([#""abcdé""#, "null", "null", "-2"], #""éca""#),
      Function.Example([#""abc""#, "-2", "9"], #""bc""#),
      Function.Example(["{}", "1"], "failed"),
      Function.Example([#""abc""#, "null", "null", "0"], "failed"),
    ]
  ) { arguments in
    let source = arguments.value(0)
    guard source.kind == .string || source.kind == .array,
      let step = arguments.bound(3, otherwise: 1), step != 0,
      arguments.isIndex(1), arguments.isIndex(2)
    else { return .failed }
    let places = source.kind == .array ? nil : arguments.span(0)
    let count = places.map { Scalars.count($0.bytes) } ?? JSONCursor.count(of: source)
    // Where a backwards slice begins and ends if nothing is said.
    let first = step > 0 ? 0 : count - 1
    let end = step > 0 ? count : -1
    func place(_ index: Int) -> Int {
      let lowest = step > 0 ? 0 : -1
      let highest = step > 0 ? count : count - 1
      return index < 0 ? max(index &+ count, lowest) : min(index, highest)
    }
    let start = arguments.isGiven(1) ? place(arguments.bound(1, otherwise: 0) ?? 0) : first
    let stop = arguments.isGiven(2) ? place(arguments.bound(2, otherwise: 0) ?? 0) : end
    if let places { return Slicing.text(places, start, stop, step, arguments.scratch) }
    return Slicing.list(source, count: count, start, stop, step, arguments.scratch)
  }
}

extension Arguments {
  /// Whether an argument may bound a slice.
  func isIndex(_ position: Int) -> Bool { bound(position, otherwise: 0) != nil }
}

/// Reading the inside of values.
enum Access {
  /// `value.name`; failed for undefined.
  static func attribute(_ name: Bytes, of value: Value, in scratch: Scratch) -> Value {
    if value.kind == .absent { return .failed }
    return JSONCursor.member(name, of: value, in: scratch)
  }

  /// `value[key]`; failed for undefined.
  static func item(_ key: Value, of value: Value, in scratch: Scratch) -> Value {
    switch value.kind {
    case .absent: return .failed
    case .object: return PythonMembers.value(of: key, in: value, scratch) ?? .absent
    case .array, .string:
      guard key.kind != .float, case .integer(let index)? = PythonNumber(key) else {
        return .absent
      }
      if value.kind == .array { return JSONCursor.item(index, of: value) }
      return character(index, of: PythonValue.text(value, in: scratch))
    default: return .absent
    }
  }

  private static func character(_ index: Int, of span: TextSpan) -> Value {
    var start = 0
    if index >= 0 {
      guard index < span.bytes.count else { return .absent }
      start = Scalars.offset(span.bytes, of: index)
    } else {
      guard index > -1 - span.bytes.count else { return .absent }
      let index = index + Scalars.count(span.bytes)
      guard index >= 0 else { return .absent }
      start = Scalars.offset(span.bytes, of: index)
    }
    guard start < span.bytes.count else { return .absent }
    return span.slice(start, start + Scalars.length(span.bytes, at: start))
  }
}

/// Cutting lists and texts.
private enum Slicing {
  static func text(
    _ span: TextSpan, _ start: Int, _ stop: Int, _ step: Int, _ scratch: Scratch
  ) -> Value {
    let text = span.bytes
    if step == 1 {
      let lower = Scalars.offset(text, of: start)
      let upper =
        start < stop
        ? lower + Scalars.offset(text.dropping(lower), of: stop - start)
        : lower
      return span.slice(lower, upper)
    }
    guard step > 0 ? start < stop : start > stop else { return .emptyText }
    var builder = ByteBuilder(in: scratch, capacity: text.count)
    var offset = Scalars.offset(text, of: start)
    var index = start
    while step > 0 ? index < stop : index > stop {
      builder.append(text.slice(offset, offset + Scalars.length(text, at: offset)))
      let (next, overflowed) = index.addingReportingOverflow(step)
      guard !overflowed, step > 0 ? next < stop : next > stop else { break }
      for _ in index..<max(index, next) { offset += Scalars.length(text, at: offset) }
      for _ in min(index, next)..<index { offset = Scalars.start(text, before: offset) }
      index = next
    }
    return builder.finish().map { Value(.string, $0, form: span.form) } ?? .absent
  }

  static func list(
    _ source: Value, count: Int, _ start: Int, _ stop: Int, _ step: Int, _ scratch: Scratch
  ) -> Value {
    guard step > 0 ? start < stop : start > stop else { return .emptyArray }
    if step == 1, start == 0, stop == count { return source }
    return Sequences.with(source) { items in
      var list = ListBuilder(in: scratch, capacity: Int(source.count))
      var index = start
      while step > 0 ? index < stop : index > stop {
        list.appendItem(items[index])
        let (next, overflowed) = index.addingReportingOverflow(step)
        if overflowed { break }
        index = next
      }
      return list.finish()
    }
  }
}

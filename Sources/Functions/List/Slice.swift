import Events

extension Function {
  /// `slice(value, from, to?)`.
  static let slice = Function(
    "slice",
    parameters: [
      Parameter("value", .listOrText), Parameter("from", .integer),
      Parameter("to", .integer, optional: true),
    ], returns: .same,
    about:
      "The items or characters from one index up to, not including, another; negative ones count from the end.",
    examples: [
      Example(["\"abcdef\"", "1", "3"], "\"bc\""),
      Example(["\"abcdef\"", "-2"], "\"ef\""),
      Example(["[1, 2, 3]", "0", "-1"], "[1,2]"),
      Example(["\"aéo\"", "1", "99"], "\"éo\""),
      Example(["\"abc\"", "2", "1"], "\"\""),
    ]
  ) { arguments in
    let isList = arguments.value(0).kind == .array
    let span = isList ? TextSpan(bytes: .empty, form: .clean) : arguments.span(0)
    let count = isList ? JSONCursor.count(of: arguments.value(0)) : Scalars.count(span.bytes)
    func place(_ index: Int) -> Int {
      max(0, min(index < 0 ? max(index, -count) + count : index, count))
    }
    guard let from = arguments.integer(1), let to = arguments.has(2) ? arguments.integer(2) : count
    else { return .absent }
    let lower = place(from)
    let upper = max(place(to), lower)
    guard isList else {
      let start = Scalars.offset(span.bytes, of: lower)
      let rest = span.bytes.dropping(start)
      return span.slice(start, start + Scalars.offset(rest, of: upper - lower))
    }
    var list = ListBuilder(in: arguments.scratch, capacity: Int(arguments.value(0).count))
    var items = ArrayCursor(arguments.value(0))
    var index = 0
    while index < upper, let item = items.next() {
      if index >= lower { list.append(item) }
      index += 1
    }
    return list.finish()
  }
}

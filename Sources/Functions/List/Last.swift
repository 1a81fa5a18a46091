import Events

extension Function {
  /// `last(list)`.
  static let last = Function(
    "last",
    parameters: [Parameter("list", .any)], returns: .any,
    about: "The last item of a list; any other value is its own last item.",
    examples: [
      Example(["[1, 2]"], "2"),
      Example(["[]"], "absent"),
      Example(["\"ab\""], "\"ab\""),
    ]
  ) { arguments in
    let list = arguments.value(0)
    guard list.kind == .array else { return list }
    var items = ArrayCursor(list)
    var last = Value.absent
    while let item = items.next() { last = item }
    return last
  }
}

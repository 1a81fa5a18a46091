import Events

extension Function {
  /// `first(list)`.
  static let first = Function(
    "first",
    parameters: [Parameter("list", .any)], returns: .any,
    about: "The first item of a list; any other value is its own first item.",
    examples: [
      Example(["[1, 2]"], "1"),
      Example(["[]"], "absent"),
      Example(["\"ab\""], "\"ab\""),
    ]
  ) { arguments in
    let list = arguments.value(0)
    return list.kind == .array ? JSONCursor.item(0, of: list) : list
  }
}

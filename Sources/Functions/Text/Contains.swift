import Events

extension Function {
  /// `contains(value, part)`.
  static let contains = Function(
    "contains",
    parameters: [Parameter("value", .listOrText), Parameter("part", .text)], returns: .boolean,
    about: "Whether a text holds a part, or a list holds an item.",
    examples: [
      Example(["\"abc\"", "\"b\""], "true"),
      Example(["[\"abc\", \"d\"]", "\"d\""], "true"),
      Example(["[\"abc\"]", "\"b\""], "false"),
      Example(["[1, 2]", "2"], "true"),
    ]
  ) { arguments in
    let part = arguments.text(1)
    guard arguments.value(0).kind == .array else {
      return .boolean(arguments.text(0).firstRange(of: part) != nil)
    }
    var items = ArrayCursor(arguments.value(0))
    while let item = items.next() {
      guard !item.isContainer, item.kind != .null else { continue }
      if let text = JSONText.decoded(item, in: arguments.scratch), text == part { return .true }
    }
    return .false
  }
}

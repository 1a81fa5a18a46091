import Events

extension Function {
  /// `length(value)`.
  static let length = Function(
    "length",
    parameters: [Parameter("value", .any)], returns: .integer,
    about: "The number of characters of a text, items of a list or members of an object.",
    examples: [
      Example(["\"aé\""], "2"),
      Example(["[1, [2, 3]]"], "2"),
      Example(["{\"a\": 1}"], "1"),
      Example(["null"], "absent"),
    ]
  ) { arguments in
    let value = arguments.distinct(0)
    if value.kind == .null { return .absent }
    let length =
      value.isContainer ? JSONCursor.count(of: value) : Scalars.count(arguments.span(0).bytes)
    return Number.value(length, in: arguments.scratch)
  }
}

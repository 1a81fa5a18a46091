import Events

extension Function {
  /// `to_json(value)`.
  static let toJSON = Function(
    "to_json",
    parameters: [Parameter("value", .any)], returns: .text,
    about: "The value as JSON text.",
    examples: [
      Example(["{\"a\": [1, \"x\"]}"], "\"{\\\"a\\\":[1,\\\"x\\\"]}\""),
      Example(["\"x\""], "\"\\\"x\\\"\""),
      Example(["null"], "\"null\""),
    ]
  ) { arguments in
    JSONConversion.text(of: arguments.value(0), in: arguments.scratch)
  }
}

/// Between values and the texts that spell them.
enum JSONConversion {
  /// JSON without blanks between its tokens, as a text.
  static func text(of value: Value, in scratch: Scratch) -> Value {
    var compact = RepeatedMembers.removed(from: value, in: scratch)
    if value.isContainer { compact.form = .decoded }
    guard let room = scratch.allocate(JSONText.capacity(for: compact)) else { return .absent }
    let end = JSONText.write(compact, to: room)
    scratch.shrink(to: end)
    return Value.text(Bytes(room, count: end - room))
  }
}

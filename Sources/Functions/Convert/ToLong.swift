import Events

extension Function {
  /// `to_long(value)`.
  static let toLong = Function(
    "to_long",
    parameters: [Parameter("value", .text)], returns: .integer,
    about: "The integer a number or text spells; absent when it is none of 64 bits.",
    examples: [
      Example(["\" 42 \""], "42"),
      Example(["\"0042\""], "42"),
      Example(["3.0"], "3"),
      Example(["\"x\""], "absent"),
    ]
  ) { arguments in
    Function.value(CastKind.long.cast(arguments.value(0), in: arguments.scratch))
  }
}

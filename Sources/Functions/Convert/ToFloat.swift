import Events

extension Function {
  /// `to_float(value)`.
  static let toFloat = Function(
    "to_float",
    parameters: [Parameter("value", .text)], returns: .float,
    about: "The number a text spells; absent when it is none.",
    examples: [
      Example(["\"1.50\""], "1.50"),
      Example(["2"], "2"),
      Example(["\"x\""], "absent"),
    ]
  ) { arguments in
    Function.value(CastKind.float.cast(arguments.value(0), in: arguments.scratch))
  }
}

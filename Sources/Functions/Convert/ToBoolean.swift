import Events

extension Function {
  /// `to_boolean(value)`.
  static let toBoolean = Function(
    "to_boolean",
    parameters: [Parameter("value", .text)], returns: .boolean,
    about: "True or false, from texts in any case and from 1 and 0.",
    examples: [
      Example(["\"True\""], "true"),
      Example(["0"], "false"),
      Example(["\"yes\""], "absent"),
    ]
  ) { arguments in
    Function.value(CastKind.boolean.cast(arguments.value(0), in: arguments.scratch))
  }
}

import Events

extension Function {
  /// `default(value, otherwise)`.
  static let defaultValue = Function(
    "default",
    parameters: [Parameter("value", .any, admitsAbsent: true), Parameter("otherwise", .any)],
    returns: .any,
    about: "The value, or another one when it is absent or null.",
    examples: [
      Example(["absent", "0"], "0"),
      Example(["null", "0"], "0"),
      Example(["\"\"", "0"], "\"\""),
    ]
  ) { arguments in
    let value = arguments.value(0)
    return value.isPresent && value.kind != .null ? value : arguments.value(1)
  }
}

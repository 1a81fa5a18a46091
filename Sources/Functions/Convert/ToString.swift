import Events

extension Function {
  /// `to_string(value)`.
  static let toText = Function(
    "to_string",
    parameters: [Parameter("value", .any)], returns: .text,
    about: "The value as a text: as it is spelled, lists and objects as JSON.",
    examples: [
      Example(["1.10"], "\"1.10\""),
      Example(["true"], "\"true\""),
      Example(["[\"a\", 1]"], "\"[\\\"a\\\",1]\""),
      Example(["null"], "absent"),
    ]
  ) { arguments in
    let value = arguments.value(0)
    if value.isContainer { return JSONConversion.text(of: value, in: arguments.scratch) }
    return Function.value(CastKind.keyword.cast(value, in: arguments.scratch))
  }
}

import Events

extension Function {
  /// `coalesce(values…)`.
  static let coalesce = Function(
    "coalesce",
    parameters: [Parameter("values", .any, variadic: true, admitsAbsent: true)], returns: .any,
    about: "The first of the values that is present and not null.",
    examples: [
      Example(["absent", "null", "\"a\"", "\"b\""], "\"a\""),
      Example(["absent"], "absent"),
      Example(["false", "1"], "false"),
    ]
  ) { arguments in
    for value in arguments.values where value.isPresent && value.kind != .null { return value }
    return .absent
  }
}

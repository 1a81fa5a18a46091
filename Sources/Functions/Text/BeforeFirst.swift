extension Function {
  /// `before_first(text, separator)`.
  static let beforeFirst = Function(
    "before_first",
    parameters: [Parameter("text", .text), Parameter("separator", .text)], returns: .text,
    about: "The text before the first separator; absent without one.",
    examples: [
      Example(["\"a=b=c\"", "\"=\""], "\"a\""),
      Example(["\"abc\"", "\"=\""], "absent"),
      Example(["\"DOMAIN\\\\user\"", "\"\\\\\""], "\"DOMAIN\""),
    ]
  ) { arguments in
    Function.value(arguments.cut(at: arguments.text(1), .first)?.before)
  }
}

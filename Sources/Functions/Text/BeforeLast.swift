extension Function {
  /// `before_last(text, separator)`.
  static let beforeLast = Function(
    "before_last",
    parameters: [Parameter("text", .text), Parameter("separator", .text)], returns: .text,
    about: "The text before the last separator; absent without one.",
    examples: [
      Example(["\"a=b=c\"", "\"=\""], "\"a=b\""),
      Example(["\"abc\"", "\"=\""], "absent"),
      Example(["\"a::b::c\"", "\"::\""], "\"a::b\""),
    ]
  ) { arguments in
    Function.value(arguments.cut(at: arguments.text(1), .last)?.before)
  }
}

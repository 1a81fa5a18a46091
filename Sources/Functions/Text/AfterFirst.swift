extension Function {
  /// `after_first(text, separator)`.
  static let afterFirst = Function(
    "after_first",
    parameters: [Parameter("text", .text), Parameter("separator", .text)], returns: .text,
    about: "The text behind the first separator; the whole text without one.",
    examples: [
      Example(["\"a=b=c\"", "\"=\""], "\"b=c\""),
      Example(["\"abc\"", "\"=\""], "\"abc\""),
      Example(["\"DOMAIN\\\\user\"", "\"\\\\\""], "\"user\""),
    ]
  ) { arguments in
    if let cut = arguments.cut(at: arguments.text(1), .first) { return cut.after }
    return arguments.span(0).whole
  }
}

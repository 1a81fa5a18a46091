extension Function {
  /// `after_last(text, separator)`.
  static let afterLast = Function(
    "after_last",
    parameters: [Parameter("text", .text), Parameter("separator", .text)], returns: .text,
    about: "The text behind the last separator; the whole text without one.",
    examples: [
      Example(["\"a=b=c\"", "\"=\""], "\"c\""),
      Example(["\"abc\"", "\"=\""], "\"abc\""),
      Example(["\"a::b::c\"", "\"::\""], "\"c\""),
    ]
  ) { arguments in
    if let cut = arguments.cut(at: arguments.text(1), .last) { return cut.after }
    return arguments.span(0).whole
  }
}

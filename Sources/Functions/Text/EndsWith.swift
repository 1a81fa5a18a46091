import Events

extension Function {
  /// `endswith(text, suffix)`.
  static let endsWith = Function(
    "endswith",
    parameters: [Parameter("text", .text), Parameter("suffix", .text)], returns: .boolean,
    about: "Whether a text ends with another.",
    examples: [
      Example(["\"abc\"", "\"bc\""], "true"),
      Example(["\"abc\"", "\"b\""], "false"),
    ]
  ) { arguments in
    .boolean(arguments.text(0).hasSuffix(arguments.text(1)))
  }
}

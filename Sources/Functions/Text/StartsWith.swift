import Events

extension Function {
  /// `startswith(text, prefix)`.
  static let startsWith = Function(
    "startswith",
    parameters: [Parameter("text", .text), Parameter("prefix", .text)], returns: .boolean,
    about: "Whether a text begins with another.",
    examples: [
      Example(["\"abc\"", "\"ab\""], "true"),
      Example(["\"abc\"", "\"b\""], "false"),
    ]
  ) { arguments in
    .boolean(arguments.text(0).hasPrefix(arguments.text(1)))
  }
}

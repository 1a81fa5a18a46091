import Events

extension Function {
  /// `base64_encode(text)`.
  static let base64Encode = Function(
    "base64_encode",
    parameters: [Parameter("text", .text)], returns: .text,
    about: "The Base64 of a text, with padding.",
    examples: [
      Example(["\"héllo\""], "\"aMOpbGxv\""),
      Example(["\"a\""], "\"YQ==\""),
      Example(["\"\""], "\"\""),
    ]
  ) { arguments in
    Function.text(Base64.encoded(arguments.text(0), in: arguments.scratch))
  }
}

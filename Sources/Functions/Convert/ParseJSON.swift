import Events

extension Function {
  /// `parse_json(text)`.
  static let parseJSON = Function(
    "parse_json",
    parameters: [Parameter("text", .text)], returns: .any,
    about: "The value that a JSON text spells; absent when it is not exactly one.",
    examples: [
      Example(["\"{\\\"a\\\": [1]}\""], "{\"a\": [1]}"),
      Example(["\"[1,]\""], "absent"),
      Example(["\" 7 \""], "7"),
      Example(["\"1 2\""], "absent"),
      Example(["\"\\ufeff7\""], "7"),
    ]
  ) { arguments in
    Function.value(
      JSONScanner.value(
        in: arguments.text(0).withoutByteOrderMark, scratch: arguments.scratch))
  }
}

import Events

extension Function {
  /// `base64_decode(text)`.
  static let base64Decode = Function(
    "base64_decode",
    parameters: [Parameter("text", .text)], returns: .text,
    about: "The text that Base64 stands for; absent when it is no UTF-8.",
    examples: [
      Example(["\"aMOpbGxv\""], "\"héllo\""),
      Example(["\"YQ\""], "\"a\""),
      Example(["\"_w==\""], "absent"),
      Example(["\"a b=\""], "absent"),
    ]
  ) { arguments in
    guard let bytes = Base64.decoded(arguments.text(0), in: arguments.scratch),
      UTF8Text.firstError(in: bytes) == nil
    else { return .absent }
    return .text(bytes)
  }
}

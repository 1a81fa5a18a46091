import Events

extension Function {
  /// `base64_decode(text, encoding?)`.
  static let base64Decode = Function(
    "base64_decode",
    parameters: [Parameter("text", .text), Parameter("encoding", .constantText, optional: true)],
    returns: .text,
    about: "The text that Base64 stands for, in `utf-8`, `utf-16le` (as PowerShell's "
      + "-EncodedCommand) or `latin-1`.",
    examples: [
      Example(["\"aMOpbGxv\""], "\"héllo\""), Example(["\"YQ\""], "\"a\""),
      Example(["\"aQBlAHgA\"", "\"utf-16le\""], "\"iex\""),
      Example(["\"PdgA3g==\"", "\"utf-16le\""], "\"😀\""),
      Example(["\"6Q==\"", "\"latin-1\""], "\"é\""), Example(["\"_w==\""], "failed"),
      Example(["\"a b=\""], "failed"),
    ],
    prepare: ChosenWord.prepare(at: 1, among: CharacterEncoding.names, otherwise: 0)
  ) { arguments in
    guard let bytes = Base64.decoded(arguments.text(0), in: arguments.scratch) else {
      return arguments.failed(.notBase64)
    }
    let place = arguments.prepared(as: ChosenWord.self)?.place ?? 0
    let encoding = CharacterEncoding(rawValue: place) ?? .utf8
    return encoding.decoded(bytes, in: arguments.scratch).map { .text($0) }
      ?? arguments.failed(.notInEncoding)
  }
}

import Events

extension DecodeKind {
  /// `decode: {base64: message, name: text}`.
  static let base64 = DecodeKind(
    "base64", sources: .scalars, result: .single("text"), failure: "no text in base64",
    about: "The text that base64 stands for.",
    examples: [
      Example("aGVsbG8=", gives: #""hello""#),
      Example("%%", gives: "failed"),
    ]
  ) { _ in
    TextDecoder { source, fields in
      guard let decoded = Base64.decoded(source.spelling, in: fields.scratch),
        UTF8Text.firstError(in: decoded) == nil
      else { return false }
      return fields.set(.text(decoded))
    }
  }
}

import Events

extension Function {
  /// `url_decode(text)`.
  static let urlDecode = Function(
    "url_decode", parameters: [Parameter("text", .text)], returns: .text,
    about: "The text with its percent-escapes undone; `+` stays as it is.",
    examples: [
      Example(["\"caf%C3%A9%20au+lait\""], "\"café au+lait\""),
      Example(["\"100%\""], "\"100%\""), Example(["\"\""], "\"\""),
      Example(["\"%ff\""], "failed"),
    ]
  ) { arguments in
    let span = arguments.span(0)
    guard let decoded = Percent.decoded(span.bytes, in: arguments.scratch) else {
      return arguments.failed(.notUTF8)
    }
    return decoded.base == span.bytes.base ? span.whole : .text(decoded)
  }
}

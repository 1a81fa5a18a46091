import Events

extension Function {
  /// `strip_prefix(text, prefix)`.
  static let stripPrefix = Function(
    "strip_prefix", aliases: ["removeprefix"],
    parameters: [Parameter("text", .text), Parameter("prefix", .text)], returns: .text,
    about: "The text without a prefix; the whole text when it does not begin so.",
    examples: [
      Example(["\"::ffff:10.0.0.1\"", "\"::ffff:\""], "\"10.0.0.1\""),
      Example(["\"abc\"", "\"x\""], "\"abc\""),
    ]
  ) { arguments in
    let span = arguments.span(0)
    let prefix = arguments.text(1)
    return span.bytes.hasPrefix(prefix)
      ? span.slice(prefix.count, span.bytes.count) : span.whole
  }
}

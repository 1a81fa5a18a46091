import Events

extension Function {
  /// `strip_suffix(text, suffix)`.
  static let stripSuffix = Function(
    "strip_suffix", aliases: ["removesuffix"],
    parameters: [Parameter("text", .text), Parameter("suffix", .text)], returns: .text,
    about: "The text without a suffix; the whole text when it does not end so.",
    examples: [
      Example(["\"example.com.\"", "\".\""], "\"example.com\""),
      Example(["\"abc\"", "\"x\""], "\"abc\""),
    ]
  ) { arguments in
    let span = arguments.span(0)
    let suffix = arguments.text(1)
    return span.bytes.hasSuffix(suffix)
      ? span.slice(0, span.bytes.count - suffix.count) : span.whole
  }
}

import Events

extension Function {
  /// `trim(text, chars?)`.
  static let trim = Function(
    "trim",
    parameters: [Parameter("text", .text), Parameter("chars", .constantText, optional: true)],
    returns: .text,
    about: "The text without blanks at its ends, or without the characters given.",
    examples: [
      Example(["\"  a b \""], "\"a b\""), Example(["\"\\\"x\\\"\"", "\"\\\"\""], "\"x\""),
      Example(["\"--é-\"", "\"-é\""], "\"\""),
    ]
  ) { arguments in
    let span = arguments.span(0)
    let text = span.bytes
    let chars = arguments.has(1) ? arguments.text(1) : Bytes(" \t\n\u{0B}\u{0C}\r")
    var lower = 0
    var upper = text.count
    while lower < upper {
      let length = Scalars.length(text, at: lower)
      guard chars.firstRange(of: text.slice(lower, lower + length)) != nil else { break }
      lower += length
    }
    while upper > lower {
      let start = Scalars.start(text, before: upper)
      guard start >= lower, chars.firstRange(of: text.slice(start, upper)) != nil else { break }
      upper = start
    }
    return span.slice(lower, upper)
  }
}

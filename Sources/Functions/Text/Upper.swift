extension Function {
  /// `upper(text)`.
  static let upper = Function(
    "upper", parameters: [Parameter("text", .text)], returns: .text,
    about: "The text with every letter in upper case; a letter without a single one stays.",
    examples: [
      Example(["\"get\""], "\"GET\""), Example(["\"straße é\""], "\"STRAßE É\""),
      Example(["\"a\\nb\""], "\"A\\nB\""),
    ]
  ) { arguments in
    CaseFolding.fold(arguments.span(0), toUpper: true, in: arguments.scratch)
  }
}

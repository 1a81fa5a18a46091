extension Function {
  /// `lower(text)`.
  static let lower = Function(
    "lower", parameters: [Parameter("text", .text)], returns: .text,
    about: "The text with every letter in lower case.",
    examples: [
      Example(["\"Ab-C1\""], "\"ab-c1\""), Example(["\"ÉCOLE\""], "\"école\""),
      Example(["[\"A\", \"b\"]"], "[\"a\",\"b\"]"), Example(["absent"], "absent"),
    ]
  ) { arguments in
    CaseFolding.fold(arguments.span(0), toUpper: false, in: arguments.scratch)
  }
}

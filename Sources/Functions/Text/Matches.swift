import Events

extension Function {
  /// `matches(text, pattern)`.
  static let matches = Function(
    "matches", parameters: [Parameter("text", .text), Parameter("pattern", .pattern)],
    returns: .boolean,
    about: "Whether a regular expression (PCRE2) matches anywhere in a text.",
    examples: [
      Example(["\"cmd.exe\"", "\"\\\\.exe$\""], "true"),
      Example(["\"CMD\"", "\"(?i)^cmd$\""], "true"), Example(["\"a\"", "\"b\""], "false"),
    ],
    prepare: Regex.prepare(at: 1)
  ) { arguments in
    guard let regex = arguments.prepared(as: Regex.self) else { return .absent }
    return .boolean(regex.isMatch(arguments.text(0), in: arguments.scratch))
  }
}

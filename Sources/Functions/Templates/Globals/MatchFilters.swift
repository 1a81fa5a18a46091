import Events

extension TemplateFilters {
  /// `value | re_match(pattern)`.
  static let reMatch = Function(
    template: "re_match", [.python("v"), .python("p")], returns: .boolean,
    about: "Whether a regular expression matches at the start of a text; false for another value.",
    examples: [
      .of(#""abc""#, #""ab""#, gives: "true"), .of(#""abc""#, #""b""#, gives: "false"),
      .of("1", #""1""#, gives: "false"), .of(#""a""#, "null", gives: "failed"),
    ], prepare: PythonPattern.prepare(at: 1, anchored: true)
  ) { arguments in
    guard let text = arguments.string(0)?.bytes else { return .false }
    return .answer(arguments.pattern(1)?.isMatch(text, in: arguments.scratch))
  }

  /// `value | re_search(pattern)`.
  static let reSearch = Function(
    template: "re_search", [.python("v"), .python("p")], returns: .boolean,
    about: "Whether a regular expression matches anywhere in a text; false for another value.",
    examples: [
      .of(#""abc""#, #""b""#, gives: "true"), .of(#""abc""#, #""x""#, gives: "false"),
      .of("absent", #""x""#, gives: "false"),
    ], prepare: PythonPattern.prepare(at: 1)
  ) { arguments in
    guard let text = arguments.string(0)?.bytes else { return .false }
    return .answer(arguments.pattern(1)?.isMatch(text, in: arguments.scratch))
  }
}

extension Function {
  /// `basename(path)`.
  static let basename = Function(
    "basename",
    parameters: [Parameter("path", .text)], returns: .text,
    about: "What stands behind the last / or \\ of a path; the whole text without one.",
    examples: [
      Example(["\"C:\\\\Windows\\\\cmd.exe\""], "\"cmd.exe\""),
      Example(["\"/usr/bin/id\""], "\"id\""),
      Example(["\"id\""], "\"id\""),
      Example(["\"/tmp/\""], "\"\""),
    ]
  ) { arguments in
    if let cut = arguments.cutAtLastSlash() { return cut.after }
    return arguments.span(0).whole
  }
}

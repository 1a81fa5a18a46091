extension Function {
  /// `dirname(path)`.
  static let dirname = Function(
    "dirname",
    parameters: [Parameter("path", .text)], returns: .text,
    about: "What stands before the last / or \\ of a path; absent without one.",
    examples: [
      Example(["\"C:\\\\Windows\\\\cmd.exe\""], "\"C:\\\\Windows\""),
      Example(["\"/usr/bin/id\""], "\"/usr/bin\""),
      Example(["\"id\""], "absent"),
    ]
  ) { arguments in
    Function.value(arguments.cutAtLastSlash()?.before)
  }
}

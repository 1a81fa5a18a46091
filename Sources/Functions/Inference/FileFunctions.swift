import Events

/// What the inference of rule files makes of a path.
extension Function {
  /// `file_name(path)`.
  static let fileName = Function(
    "file_name", parameters: [Parameter("path", .text)], returns: .text,
    about: "What stands behind the last / or \\ of a path, where it does not end with it.",
    examples: [
      Example([#""C:\\a\\b.exe""#], #""b.exe""#), Example([#""b""#], #""b""#),
      Example([#""/tmp/""#], "absent"),
    ]
  ) { arguments in
    guard let cut = arguments.cutAtLastSlash() else { return arguments.span(0).whole }
    return cut.after.count > 0 ? cut.after : .absent
  }

  /// `file_directory(path)`.
  static let fileDirectory = Function(
    "file_directory", parameters: [Parameter("path", .text)], returns: .text,
    about: "What stands before the last / or \\ of a path, and the root itself as its own.",
    examples: [
      Example([#""C:\\a\\b.exe""#], #""C:\\a""#), Example([#""C:\\b.exe""#], #""C:\\""#),
      Example([#""/b""#], #""/""#), Example([#""b""#], "absent"),
    ]
  ) { arguments in
    guard let cut = arguments.cutAtLastSlash() else { return .absent }
    let length = cut.before.spelling.count
    let isDrive = length == 2 && cut.before.spelling[1] == UInt8(ascii: ":")
    guard length == 0 || isDrive else { return cut.before }
    // With the separator, which may stand as an escape.
    let path = arguments.value(0).spelling
    let isEscape = arguments.value(0).form == .escaped && path[length] == UInt8(ascii: "\\")
    return Value(.string, path.slice(0, length + (isEscape ? 2 : 1)), form: arguments.value(0).form)
  }
}

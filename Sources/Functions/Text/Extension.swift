import Events

extension Function {
  /// `extension(path)`.
  static let fileExtension = Function(
    "extension", parameters: [Parameter("path", .text)], returns: .text,
    about: "What stands behind the last dot of the name in a path; absent where the name has none, "
      + "or begins or ends with it.",
    examples: [
      Example(["\"C:\\\\Temp\\\\a.b.EXE\""], "\"EXE\""), Example(["\"/tmp/x.tar.gz\""], "\"gz\""),
      Example(["\"/etc/v1.2/hosts\""], "absent"), Example(["\"/home/.bashrc\""], "absent"),
      Example(["\"a.\""], "absent"),
    ]
  ) { arguments in
    let name = arguments.cutAtLastSlash()?.after ?? arguments.span(0).whole
    let text = name.spelling
    guard let dot = text.lastIndex(of: UInt8(ascii: ".")), dot > 0, dot + 1 < text.count else {
      return .absent
    }
    let rest = text.dropping(dot + 1)
    if name.form != .escaped { return Value(.string, rest, form: name.form) }
    return EscapedText.value(rest)
  }
}

import Events

extension TemplateMethods {
  /// `text.strip(chars)`.
  static let strip = text(
    "strip", [.python("chars", otherwise: .null)],
    about: "The text without white space, or the characters of another, at its ends.",
    examples: [
      .of(#"" a ""#, gives: #""a""#), .of(#""xaxy""#, #""yx""#, gives: #""a""#),
      .of(#""a""#, "1", gives: "failed"),
    ]
  ) { text, arguments in
    text.stripped(arguments.chars, left: true, right: true, in: arguments.scratch)
  }

  /// `text.lstrip(chars)`.
  static let stripLeft = text(
    "lstrip", [.python("chars", otherwise: .null)],
    about: "The text without white space, or the characters of another, at its start.",
    examples: [.of(#"" a ""#, gives: #""a ""#), .of(#""00a0""#, #""0""#, gives: #""a0""#)]
  ) { text, arguments in
    text.stripped(arguments.chars, left: true, right: false, in: arguments.scratch)
  }

  /// `text.rstrip(chars)`.
  static let stripRight = text(
    "rstrip", [.python("chars", otherwise: .null)],
    about: "The text without white space, or the characters of another, at its end.",
    examples: [.of(#"" a ""#, gives: #"" a""#), .of(#""a..""#, #"".""#, gives: #""a""#)]
  ) { text, arguments in
    text.stripped(arguments.chars, left: false, right: true, in: arguments.scratch)
  }

  /// `text.removeprefix(prefix)`.
  static let removePrefix = text(
    "removeprefix", [.python("prefix")],
    about: "The text without another in front.",
    examples: [
      .of(#""::ffff:1""#, #""::ffff:""#, gives: #""1""#),
      .of(#""ab""#, #""b""#, gives: #""ab""#), .of(#""a""#, "null", gives: "failed"),
    ]
  ) { text, arguments in
    guard let prefix = arguments.string(1)?.bytes else { return .failed }
    return text.bytes.hasPrefix(prefix)
      ? text.slice(prefix.count, text.bytes.count) : text.whole
  }

  /// `text.removesuffix(suffix)`.
  static let removeSuffix = text(
    "removesuffix", [.python("suffix")],
    about: "The text without another behind.",
    examples: [
      .of(#""a.log""#, #"".log""#, gives: #""a""#), .of(#""ab""#, #""a""#, gives: #""ab""#),
    ]
  ) { text, arguments in
    guard let suffix = arguments.string(1)?.bytes else { return .failed }
    return text.bytes.hasSuffix(suffix)
      ? text.slice(0, text.bytes.count - suffix.count) : text.whole
  }
}

extension Arguments {
  /// The set of characters to strip; null when none was given.
  fileprivate var chars: Value { count > 1 ? value(1) : .null }
}

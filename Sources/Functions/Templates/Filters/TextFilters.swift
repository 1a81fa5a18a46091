import Events

/// Filters that make a text of whatever they are given.
extension TemplateFilters {
  private static func text(
    _ name: String, aliases: [String] = [], about: String, examples: [Function.Example],
    _ change: @escaping @Sendable (TextSpan, Scratch) -> Value
  ) -> Function {
    Function(
      template: name, aliases: aliases, [.python("s")], returns: .text, about: about,
      examples: examples
    ) { arguments in change(arguments.asText(0), arguments.scratch) }
  }

  /// `value | string`.
  static let string = text(
    "string", about: "The value as a text.",
    examples: [
      .of("1.0", gives: #""1.0""#), .of(#"[null, "a"]"#, gives: #""[None, 'a']""#),
      .of("absent", gives: #""""#), .of("true", gives: #""True""#),
    ]
  ) { text, _ in text.whole }

  /// `value | safe`.
  static let safe = text(
    "safe", about: "The value as a text.",
    examples: [.of("1", gives: #""1""#), .of(#""<""#, gives: #""<""#)]
  ) { text, _ in text.whole }

  /// `value | lower`.
  static let lower = text(
    "lower", about: "The text of the value in lower case.",
    examples: [
      .of(#""AÉ""#, gives: #""aé""#), .of("absent", gives: #""""#), .of("null", gives: #""none""#),
    ]
  ) { text, scratch in CaseText.lower(text, in: scratch) }

  /// `value | upper`.
  static let upper = text(
    "upper", about: "The text of the value in upper case.",
    examples: [.of(#""aß""#, gives: #""ASS""#), .of("true", gives: #""TRUE""#)]
  ) { text, scratch in CaseText.upper(text, in: scratch) }

  /// `value | capitalize`.
  static let capitalize = text(
    "capitalize", about: "The first character in upper case, the rest in lower.",
    examples: [.of(#""hELLO""#, gives: #""Hello""#), .of("1", gives: #""1""#)]
  ) { text, scratch in CaseText.capitalized(text, in: scratch) }

  /// `value | title`.
  static let title = text(
    "title", about: "Words with their first character in upper case, the rest in lower.",
    examples: [
      .of(#""they're bILL-jim""#, gives: #""They're Bill-Jim""#), .of("absent", gives: #""""#),
    ]
  ) { text, scratch in
    CaseText.map(text, in: scratch) { _, previous in
      guard let previous else { return .upper }
      return ScalarText.startsWord(after: previous) ? .upper : .lower
    }
  }

  /// `value | escape`.
  static let escape = text(
    "escape", aliases: ["e"], about: "The text of the value with HTML's characters escaped.",
    examples: [
      .of(#""<a href='x'>&""#, gives: #""&lt;a href=&#39;x&#39;&gt;&amp;""#),
      .of(#""\"""#, gives: #""&#34;""#),
    ]
  ) { text, scratch in
    var builder = ByteBuilder(in: scratch, capacity: text.bytes.count + 16)
    for byte in text.bytes {
      switch byte {
      case UInt8(ascii: "&"): builder.append("&amp;")
      case UInt8(ascii: "<"): builder.append("&lt;")
      case UInt8(ascii: ">"): builder.append("&gt;")
      case UInt8(ascii: "'"): builder.append("&#39;")
      case UInt8(ascii: "\""): builder.append("&#34;")
      default: builder.append(byte)
      }
    }
    return builder.finishText()
  }

  /// `value | trim(chars)`.
  static let trim = Function(
    template: "trim", [.python("value"), .python("chars", otherwise: .null)], returns: .text,
    about: "The text of the value without white space, or other characters, at its ends.",
    examples: [
      .of(#"" a ""#, gives: #""a""#), .of(#""xax""#, #""x""#, gives: #""a""#),
      .of("absent", gives: #""""#),
    ]
  ) { arguments in
    arguments.asText(0).stripped(
      arguments.count > 1 ? arguments.value(1) : .null, left: true, right: true,
      in: arguments.scratch)
  }

  /// `value | strip`.
  static let strip = Function(
    template: "strip", [.python("value")], returns: .text,
    about: "A text without white space at its ends.",
    examples: [.of(#"" a\n""#, gives: #""a""#), .of("1", gives: "failed")]
  ) { arguments in
    arguments.string(0)?.stripped(.null, left: true, right: true, in: arguments.scratch)
      ?? .failed
  }

  /// `value | replace(old, new, count)`.
  static let replace = Function(
    template: "replace",
    [.python("s"), .python("old"), .python("new"), .python("count", otherwise: .null)],
    returns: .text,
    about: "The text of the value with one text in place of another, everywhere or so many times.",
    examples: [
      .of(#""a-b""#, #""-""#, #"".""#, gives: #""a.b""#), .of("101", "1", "2", gives: #""202""#),
      .of(#""aa""#, #""a""#, #""b""#, "1", gives: #""ba""#),
    ]
  ) { arguments in
    guard let most = arguments.isGiven(3) ? arguments.wholeNumber(3) : -1 else { return .failed }
    return Replacing.replace(
      arguments.asText(0), arguments.asText(1).bytes, with: arguments.asText(2).bytes,
      most: most < 0 ? Int.max : most, in: arguments.scratch)
  }

  /// `template | format(values…)`.
  static let format = Function(
    template: "format", [.python("value"), .rest("args")], returns: .text,
    about: "The template with %s, %d, %.2f and the like filled.",
    examples: [
      .of(#""%s-%03d""#, #""a""#, "7", gives: #""a-007""#),
      .of(#""%.1f%%""#, "2.25", gives: #""2.2%""#),
      .of(#""%d""#, #""a""#, gives: "failed"), .of(#""%s""#, gives: "failed"),
    ]
  ) { arguments in
    var next = 0
    let values = arguments.values
    return PercentFormat.fill(arguments.asText(0), names: .absent, in: arguments.scratch) {
      next += 1
      return next < values.count ? values[next] : nil
    }
  }

  /// `value | join(d, attribute)`.
  static let join = Function(
    template: "join",
    [.python("value"), .python("d", otherwise: .text("")), .python("attribute", otherwise: .null)],
    returns: .text,
    about: "The texts of the items, or of an attribute of each, with another between them.",
    examples: [
      .of(#"["a", 1, null]"#, #"", ""#, gives: #""a, 1, None""#),
      .of(#""abc""#, #""-""#, gives: #""a-b-c""#),
      .of(#"[{"a": 1}, {"a": 2}]"#, #""+""#, #""a""#, gives: #""1+2""#),
      .of("absent", gives: #""""#), .of("1", gives: "failed"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    guard var items = PythonIterator(arguments.value(0), in: scratch) else { return .failed }
    let separator = arguments.asText(1).bytes
    let path = AttributePath(arguments.count > 2 ? arguments.value(2) : .null)
    var builder = ByteBuilder(in: scratch, capacity: Int(arguments.value(0).count) + 16)
    var isFirst = true
    while let item = items.next() {
      let value = path.value(in: item, scratch)
      if value.kind == .ignored { return .failed }
      if !isFirst { builder.append(separator) }
      isFirst = false
      PythonValue.appendText(value, to: &builder, in: scratch)
      if scratch.isExhausted { return .absent }
    }
    return builder.finishText()
  }
}

import Events

extension DecodeKind {
  /// `decode: {kv: details, name: pairs, pair_separator: ";"}`.
  static let keyValue = DecodeKind(
    "kv",
    options: [
      Option("pair_separator", .text, about: "What stands between pairs; any blanks by default."),
      Option(
        "value_separator", .text, about: "What stands between a key and its value; `=` by default."),
      Option(
        "trim", .text,
        about: "Characters taken off around a value, `\"` by default; all but brackets quote it."),
    ], sources: .scalars, result: .texts, failure: "no pairs",
    about: "An object of pairs such as `key=value key=\"other value\"`."
  ) { settings in
    var format = KeyValueFormat()
    if let text = settings.text("pair_separator") { format.pairSeparator = Array(text.utf8) }
    if let text = settings.text("value_separator") {
      guard !text.isEmpty else { return settings.refuse(.empty("value_separator")) }
      format.valueSeparator = Array(text.utf8)
    }
    if let text = settings.text("trim") { format.trimmed = Array(text.utf8) }
    return decoder(format)
  }

  private static func decoder(_ format: KeyValueFormat) -> TextDecoder {
    TextDecoder { source, fields in
      if !fields.areAllRead {
        // Few texts have a key twice, so pairs are first read without a look at those before.
        var isRepeated = false
        let isAnyFound = format.forEachPair(source.spelling, in: fields.scratch) { key, value in
          isRepeated = fields.has(key)
          if !isRepeated { fields.add(Value(.string, value, form: source.form), named: key) }
          return !isRepeated
        }
        if !isRepeated { return isAnyFound }
        fields.startOver()
      }
      // Those under one key become a list.
      return format.read(source.spelling, in: fields.scratch) { fields.add($1, named: $0) }
    }
  }
}

extension DecodeMistake {
  /// An option that must not be an empty text.
  static func empty(_ option: String) -> DecodeMistake {
    DecodeMistake(
      .constant, "`\(option)` must not be empty", in: option,
      help: "leave it out for the default")
  }
}

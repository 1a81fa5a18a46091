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
      Option(
        "quotes", .text,
        about:
          "Characters that quote a value, of brackets the opening ones; those of `trim` by default."
      ),
      Option(
        "escape", .constantText,
        about: "How a quote stands between quotes: `backslash` (default), `double` or `none`."),
      Option(
        "blanks", .flag,
        about: "Whether a value without quotes goes on over blanks, up to the next `name=`."),
      Option(
        "pair_pattern", .regex,
        about: "A regular expression that matches a pair, its first two groups name and value."),
    ], sources: .scalars, result: .texts, failure: "no pairs",
    about:
      "An object of pairs such as `key=value key=\"other value\"`; between quotes `\\\"` and `\\\\` are undone. "
      + "A quote that is never closed quotes all that follows, unless a `\\\"` before a separator can close it: `path=\"C:\\\" a=1`.",
    examples: [
      Example(#"user=ann act="log in""#, gives: #"{"user":"ann","act":"log in"}"#),
      Example(
        "a:1;b:2", #"pair_separator: ";", value_separator: ":""#, gives: #"{"a":"1","b":"2"}"#),
      Example("msg=two words id=7", "blanks: true", gives: #"{"msg":"two words","id":"7"}"#),
      Example("<a:1><b:2>", #"pair_pattern: '<(\w+):(\d+)>'"#, gives: #"{"a":"1","b":"2"}"#),
      Example("plain", gives: "failed"),
    ]
  ) { settings in
    if let pattern = settings.text("pair_pattern") { return decoder(pattern, &settings) }
    var format = KeyValueFormat()
    if let text = settings.text("pair_separator") { format.pairSeparator = Array(text.utf8) }
    if let text = settings.text("value_separator") {
      guard !text.isEmpty else { return settings.refuse(.empty("value_separator")) }
      format.valueSeparator = Array(text.utf8)
    }
    if let text = settings.text("trim") { format.trimmed = Array(text.utf8) }
    if let text = settings.text("quotes") { format.quotes = Array(text.utf8) }
    if let name = settings.text("escape") {
      guard let escape = KeyValueFormat.Escape(rawValue: name) else {
        return settings.refuse(
          DecodeMistake(
            .constant, "there is no escape `\(name)`", in: "escape",
            help: "it is `backslash`, `double` or `none`"))
      }
      format.escape = escape
    }
    format.reachesNextName = settings.isSet("blanks")
    return decoder(format)
  }

  /// Reads what a pattern matches; it says all, so that no other option has a meaning beside it.
  private static func decoder(_ pattern: String, _ settings: inout DecodeSettings) -> TextDecoder? {
    let others = [
      "pair_separator", "value_separator", "trim", "quotes", "escape", "blanks",
    ]
    if let other = others.first(where: settings.has) {
      return settings.refuse(
        DecodeMistake(
          .constant, "`\(other)` means nothing beside `pair_pattern`", in: other,
          help: "leave one of the two out"))
    }
    do throws(Regex.Failure) {
      let regex = try Regex(pattern)
      guard regex.groupCount >= 2 else {
        return settings.refuse(
          DecodeMistake(
            .pattern, "the pattern has not two groups", in: "pair_pattern",
            help: "write one around the name and one around the value"))
      }
      return TextDecoder { source, fields in
        MatchedPairs.read(source.spelling, regex, in: fields.scratch) { fields.add($1, named: $0) }
      }
    } catch {
      return settings.refuse(
        DecodeMistake(
          .pattern, "the pattern cannot be read: \(error.message)", in: "pair_pattern"))
    }
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

import Events

extension DecodeKind {
  /// `kv.parse-kv`.
  static let parseKeyValue = DecodeKind(
    "kv.parse-kv",
    options: [
      Option("item_sep", .text, about: "A pattern of what stands between pairs; `\\s` by default."),
      Option(
        "value_sep", .text,
        about: "A pattern of what stands between a key and its value; `=` by default."),
      Option("groups", .flag, about: "Whether pairs stand in groups that have names."),
      Option("reversed", .flag, about: "Has no effect."),
    ], sources: [], result: .object, failure: "no pairs",
    about: "An object of pairs such as `key=value`; a group is an object in it."
  ) { settings in
    do throws(PairPattern.Failure) {
      let pattern = try PairPattern(
        itemSeparator: settings.text("item_sep") ?? "\\s",
        valueSeparator: settings.text("value_sep") ?? "=", groups: settings.isSet("groups"))
      return TextDecoder { source, fields in
        pattern.read(source.spelling, in: fields.scratch) { fields.add($1, named: $0) }
      }
    } catch {
      return settings.refuse(
        DecodeMistake(.pattern, error.message + "; the stage always fails", in: "value_sep"))
    }
  }
}

import Events

extension DecodeKind {
  /// `decode: {dissect: message, name: parts, pattern: "%{level} [%{module}] %{text}"}`.
  static let dissect = DecodeKind(
    "dissect",
    options: [
      Option(
        "pattern", .text, required: true,
        about: "Keys between literals, such as `%{level} [%{module}] %{text}`.")
    ], sources: .scalars, result: .texts, failure: "does not fit the pattern",
    about: "An object of what stands between the literals of a pattern.",
    examples: [
      Example(
        "warn [disk] full", #"pattern: "%{level} [%{module}] %{text}""#,
        gives: #"{"level":"warn","module":"disk","text":"full"}"#),
      Example("warn", #"pattern: "%{level} [%{module}]""#, gives: "failed"),
    ]
  ) { settings in
    do throws(DissectPattern.Failure) {
      let pattern = try DissectPattern(settings.text("pattern") ?? "")
      return TextDecoder(names: .fields(pattern.names)) { source, fields in
        pattern.read(source.spelling, in: fields.scratch) { name, value in
          fields.add(Value(.string, value, form: source.form), numbered: name)
        }
      }
    } catch {
      return settings.refuse(
        DecodeMistake(.pattern, error.message, in: "pattern", help: error.help))
    }
  }
}

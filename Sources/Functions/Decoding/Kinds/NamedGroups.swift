import Events

extension DecodeKind {
  /// `decode: {regex: message, name: parts, pattern: '(?<level>\w+)'}`.
  static let regex = DecodeKind(
    "regex",
    options: [
      Option(
        "pattern", .regex, required: true,
        about: "A regular expression with groups that have names, such as `(?<level>\\w+)`.")
    ], sources: .scalars, result: .texts, failure: "does not fit the pattern",
    about: "An object of the named groups of the first match.",
    examples: [
      Example(
        "[warn] disk full", #"pattern: '\[(?<level>\w+)\] (?<text>.*)'"#,
        gives: #"{"level":"warn","text":"disk full"}"#),
      Example("disk full", #"pattern: '\[(?<level>\w+)\]'"#, gives: "failed"),
    ]
  ) { settings in
    do throws(Regex.Failure) {
      let regex = try Regex(settings.text("pattern") ?? "")
      guard !regex.groupNames.isEmpty else {
        return settings.refuse(
          DecodeMistake(
            .pattern, "the pattern names no group, so it decodes nothing", in: "pattern",
            help: "name what to keep: `(?<user>\\w+)`"))
      }
      return decoder(regex)
    } catch {
      return settings.refuse(
        DecodeMistake(
          .pattern, error.message, in: "pattern",
          help: "the pattern stops making sense at character \(error.offset + 1)"))
    }
  }

  private static func decoder(_ regex: Regex) -> TextDecoder {
    TextDecoder(names: .fields(regex.groupNames.map(\.name))) { source, fields in
      let text = source.spelling
      return regex.search(text, in: fields.scratch) { search in
        guard search.next() else { return false }
        for (number, group) in regex.groupNames.enumerated() {
          guard let range = search.range(group.number) else { continue }
          let value = text.slice(range.lowerBound, range.upperBound)
          fields.add(Value(.string, value, form: source.form), numbered: number)
        }
        return true
      }
    }
  }
}

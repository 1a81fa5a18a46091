import Events

extension DecodeKind {
  /// `decode: {grok: message, name: parts, pattern: '%{IP:client} %{WORD:verb}'}`.
  static let grok = DecodeKind(
    "grok",
    options: [
      Option(
        "pattern", .grok, required: true,
        about: "What the whole text must fit, such as `%{IP:client} %{WORD:verb}`."),
      Option("patterns", .grokPatterns, about: "Patterns of one's own, by name."),
    ], sources: .scalars, result: .object, failure: "does not fit the pattern",
    about:
      "An object of what the pattern captures. `%{NAME}` stands for a pattern that has a name, and is captured under it; "
      + "`%{NAME:field}` says under which other name, `%{NAME:field:int}` and `:float` make numbers; all else is a regular "
      + "expression, in which `\\k<field>`, `(?P=field)` and the like refer to what was captured.",
    examples: [
      Example(
        "192.0.2.1 GET 12", "pattern: '%{IP:client} %{WORD:verb}(?: %{INT:took:int})?'",
        gives: #"{"client":"192.0.2.1","IPV4":"192.0.2.1","verb":"GET","took":12}"#),
      Example("id-7", #"pattern: '%{ID:id}', patterns: {ID: 'id-\d+'}"#, gives: #"{"id":"id-7"}"#),
      Example("GET", "pattern: '%{IP:client}'", gives: "failed"),
    ]
  ) { settings in
    let custom = settings.patterns("patterns")
    do throws(GrokPattern.Failure) {
      let pattern = try GrokPattern(settings.text("pattern") ?? "", custom: custom)
      guard !pattern.names.isEmpty else {
        return settings.refuse(
          DecodeMistake(
            .pattern, "the pattern names nothing, so it decodes nothing", in: "pattern",
            help: "name what to keep: `%{WORD:user}`"))
      }
      return decoder(pattern)
    } catch {
      return settings.refuse(mistake(error, custom.map(\.name)))
    }
  }

  private static func mistake(
    _ failure: GrokPattern.Failure, _ custom: [String]
  ) -> DecodeMistake {
    var mistake = DecodeMistake(
      .pattern, failure.message, in: "pattern",
      help: "a pattern is a regular expression with `%{NAME:field}` in it")
    if let place = failure.place {
      mistake.range = place.range
      if let name = place.pattern { (mistake.option, mistake.member) = ("patterns", name) }
    }
    if let name = failure.unknownName {
      mistake.unknown = (name, custom + GrokPattern.libraryNames)
      mistake.help = "give it a meaning: `patterns: {\(name): '…'}`"
    }
    return mistake
  }

  private static func decoder(_ pattern: GrokPattern) -> TextDecoder {
    TextDecoder(
      names: .fields(pattern.names),
      narrowing: { decoder($0.map(pattern.reading) ?? pattern) },
      body: { source, fields in
        pattern.read(source.spelling, in: fields.scratch) { fields.add($1, numbered: $0) }
      })
  }

  // MARK: Intake formats

  private static let customPatterns = Option(
    "custom_patterns", .grokPatterns, about: "Patterns of the format's own, by name.")

  /// `grok.match`.
  static let grokMatch = DecodeKind(
    "grok.match",
    options: [
      Option("pattern", .grok, required: true, about: "What the whole text must fit."),
      customPatterns,
    ], sources: [], result: .object, failure: "does not fit the pattern",
    about: "An object of what the pattern captures."
  ) { settings in
    pattern(settings.text("pattern") ?? "", in: "pattern", &settings).map { decoder($0) }
  }

  /// `grok.case_match`: all patterns number the same names.
  static let grokCaseMatch = DecodeKind(
    "grok.case_match",
    options: [
      Option("pattern_key", .computed, required: true, about: "Which pattern to take."),
      Option("patterns", .grokPatterns, required: true, about: "Patterns by key."),
      customPatterns,
    ], sources: [], result: .object, failure: "does not fit the pattern",
    about: "An object of what the pattern of a key captures."
  ) { settings in
    var keys: [String] = []
    var patterns: [GrokPattern] = []
    for (key, text) in settings.patterns("patterns") {
      guard let pattern = pattern(text, in: "patterns", member: key, &settings),
        !keys.contains(key)
      else { continue }
      keys.append(key)
      patterns.append(pattern)
    }
    return decoder(
      settings.text("pattern_key").map { .always(keys.firstIndex(of: $0)) }
        ?? .byKey(tree(of: keys)), patterns)
  }

  /// Which of several patterns to take.
  private enum Choice: Sendable {
    case always(Int?)
    /// The one whose key the event gives.
    case byKey(PathTree)

    func number(_ fields: any DecodedFields) -> Int? {
      switch self {
      case .always(let number): return number
      case .byKey(let keys):
        guard fields.parameter.kind == .string,
          let key = JSONText.decoded(fields.parameter, in: fields.scratch)
        else { return nil }
        return keys.slot(ofMember: key)
      }
    }
  }

  /// Slot n for the nth key.
  private static func tree(of keys: [String]) -> PathTree {
    var paths = PathTreeBuilder()
    for key in keys { _ = paths.child(key, of: 0) }
    return paths.build(slots: [-1] + Array(keys.indices))
  }

  private static func pattern(
    _ text: String, in option: String, member: String? = nil, _ settings: inout DecodeSettings
  ) -> GrokPattern? {
    let custom = settings.patterns("custom_patterns")
    guard settings.isChecked else { return GrokPattern(unchecked: text, custom: custom) }
    do {
      return try GrokPattern(text, custom: custom)
    } catch {
      var mistake = DecodeMistake(
        .pattern, error.message + "; the stage always fails", in: option,
        help: "patterns are those of grok: `%{NAME:field}`, or regular expressions")
      mistake.member = member
      settings.note(mistake)
      return nil
    }
  }

  private static func decoder(
    _ choice: Choice, _ patterns: [GrokPattern], reading names: [String]? = nil
  ) -> TextDecoder {
    TextDecoder(
      names: .fields(names ?? allNames(of: patterns)),
      narrowing: { fields in
        let names = fields ?? allNames(of: patterns)
        return decoder(choice, patterns.map { $0.reading(names) }, reading: names)
      },
      body: { source, fields in
        guard let number = choice.number(fields) else { return false }
        return patterns[number].read(source.spelling, in: fields.scratch) {
          fields.add($1, numbered: $0)
        }
      })
  }

  private static func allNames(of patterns: [GrokPattern]) -> [String] {
    var names: [String] = []
    for name in patterns.flatMap(\.names) where !names.contains(name) { names.append(name) }
    return names
  }
}

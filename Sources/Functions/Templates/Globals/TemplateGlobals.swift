import Events

/// What templates may call by name.
enum TemplateGlobals {}

extension TemplateGlobals {
  /// `len(obj)`.
  static let len = Function(
    template: "len", [.python("obj")], returns: .integer,
    about: "The number of characters, items or members; 0 for undefined.",
    examples: [
      .of(#""aé""#, gives: "2"), .of("absent", gives: "0"), .of("1", gives: "failed"),
    ]
  ) { arguments in Sequences.length(arguments.value(0), in: arguments.scratch) }

  /// `re.search(pattern, string)`.
  static let search = Function(
    template: "re.search", [.python("pattern"), .python("string")], returns: .list,
    about: "The first match anywhere: a list of the whole and every group; null for none.",
    examples: [
      .of(#""(b)(x)?""#, #""abc""#, gives: #"["b","b",null]"#),
      .of(#""x""#, #""abc""#, gives: "null"),
      .of(#""x""#, "1", gives: "failed"),
    ], prepare: PythonPattern.prepare(at: 0)
  ) { arguments in Matching.match(arguments) }

  /// `re.match(pattern, string)`.
  static let match = Function(
    template: "re.match", [.python("pattern"), .python("string")], returns: .list,
    about: "The match at the start: a list of the whole and every group; null for none.",
    examples: [
      .of(#""(a)b""#, #""abc""#, gives: #"["ab","a"]"#), .of(#""b""#, #""abc""#, gives: "null"),
    ], prepare: PythonPattern.prepare(at: 0, anchored: true)
  ) { arguments in Matching.match(arguments) }

  /// `re.findall(pattern, string)`.
  static let findAll = Function(
    template: "re.findall", [.python("pattern"), .python("string")], returns: .list,
    about: "All matches: their texts, or what their group caught, or lists of that for several.",
    examples: [
      .of(#""[0-9]+""#, #""a1b22""#, gives: #"["1","22"]"#),
      .of(#""(.)=(.)?""#, #""a=b c=""#, gives: #"[["a","b"],["c",""]]"#),
      .of(#""x""#, #""a""#, gives: "[]"), .of(#""x""#, "null", gives: "failed"),
    ], prepare: PythonPattern.prepare(at: 0)
  ) { arguments in
    guard let regex = arguments.pattern(0), let text = arguments.string(1) else { return .failed }
    let scratch = arguments.scratch
    return regex.search(text.bytes, in: scratch) { search in
      var list = ListBuilder(in: scratch, capacity: text.bytes.count + 16)
      while search.next(), !scratch.isExhausted {
        if regex.groupCount <= 1 {
          list.append(Matching.group(regex.groupCount, search, text) ?? .emptyText)
        } else {
          list.append(Matching.groups(1, regex, search, text, otherwise: .emptyText, scratch))
        }
      }
      return list.finish()
    }
  }

  /// `re.sub(pattern, repl, string, count)`.
  static let substitute = Function(
    template: "re.sub",
    [
      .python("pattern"), .python("repl"), .python("string"),
      .python("count", otherwise: .integer(0)),
    ], returns: .text,
    about: "The text with matches replaced; \\1, \\g<1> and \\g<name> stand for groups.",
    examples: [
      .of(#""[0-9]+""#, ##""#""##, #""a1b22""#, gives: ##""a#b#""##),
      .of(#""(a)(b)""#, #""\\2\\1""#, #""abab""#, gives: #""baba""#),
      .of(#""a""#, #""b""#, #""aaa""#, "2", gives: #""bba""#),
      .of(#""a""#, #""\\1""#, #""a""#, gives: "failed"),
    ], prepare: PythonPattern.prepare(at: 0)
  ) { arguments in
    guard let regex = arguments.pattern(0), let template = arguments.string(1)?.bytes,
      let text = arguments.string(2), let most = arguments.bound(3, otherwise: 0)
    else { return .failed }
    return Matching.substitute(
      regex, template, text, most: most > 0 ? most : most < 0 ? 0 : Int.max,
      in: arguments.scratch)
  }
}

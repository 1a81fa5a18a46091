import Events

extension TemplateFilters {
  /// `value | default(default_value, boolean)`.
  static let defaultValue = Function(
    template: "default", aliases: ["d"],
    [
      .python("value"), .python("default_value", otherwise: .text("")),
      .python("boolean", otherwise: .boolean(false)),
    ],
    about: "The value; another one when it is undefined, or with boolean when it is false.",
    examples: [
      .of("absent", "1", gives: "1"), .of("null", "1", gives: "null"),
      .of("null", "1", "true", gives: "1"), .of("absent", gives: #""""#),
    ]
  ) { arguments in
    let value = arguments.value(0)
    guard value.kind == .absent || arguments.isTrue(2) && !arguments.isTrue(0) else {
      return value
    }
    return arguments.count > 1 ? arguments.value(1) : .emptyText
  }

  /// `value | tojson(indent)`.
  static let toJSON = Function(
    template: "tojson", [.python("value"), .python("indent", otherwise: .null)], returns: .text,
    about: "The value as JSON in ASCII: names in order, <, >, & and ' escaped.",
    examples: [
      .of(#"{"b": [1, null], "a": "é"}"#, gives: #""{\"a\": \"\\u00e9\", \"b\": [1, null]}""#),
      .of(#""<'&>""#, gives: #""\"\\u003c\\u0027\\u0026\\u003e\"""#),
      .of("absent", gives: "failed"),
    ]
  ) { arguments in
    var dump = JSONDump(
      isSorted: true, isASCII: true, isSafe: true, comma: Bytes(", "), colon: Bytes(": "))
    if arguments.isGiven(1) {
      guard let indent = arguments.wholeNumber(1), indent <= 100 else { return .failed }
      dump.indent = Swift.max(0, indent)
      dump.comma = Bytes(",")
    }
    return dump.text(of: arguments.value(0), in: arguments.scratch)
  }

  /// `value | to_json`.
  static let toCompactJSON = Function(
    template: "to_json", [.python("v")], returns: .text,
    about: "The value as JSON without blanks.",
    examples: [
      .of(#"{"b": [1, null], "a": "é"}"#, gives: #""{\"b\":[1,null],\"a\":\"é\"}""#),
      .of("1.50", gives: #""1.5""#), .of("absent", gives: "failed"),
    ]
  ) { arguments in
    let dump = JSONDump(
      isSorted: false, isASCII: false, isSafe: false, comma: Bytes(","), colon: Bytes(":"))
    return dump.text(of: arguments.value(0), in: arguments.scratch)
  }

  /// `value | from_json`.
  static let fromJSON = Function(
    template: "from_json", [.python("v")],
    about: "The value that JSON text spells; null for anything else.",
    examples: [
      .of(#""{\"a\": [1]}""#, gives: #"{"a": [1]}"#), .of(#""x""#, gives: "null"),
      .of("[]", gives: "null"), .of("absent", gives: "null"),
    ]
  ) { arguments in
    guard let text = arguments.string(0)?.bytes else { return .null }
    return JSONScanner.value(in: text, scratch: arguments.scratch) ?? .null
  }
}

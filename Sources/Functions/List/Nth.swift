import Events

extension Function {
  /// `nth(value, index)`.
  static let nth = Function(
    "nth",
    parameters: [Parameter("value", .listOrText), Parameter("index", .integer)], returns: .any,
    about: "The item of a list or the character of a text with that index; -1 is the last.",
    examples: [
      Example(["[\"a\", \"b\"]", "1"], "\"b\""),
      Example(["[\"a\", \"b\"]", "-1"], "\"b\""),
      Example(["[\"a\"]", "1"], "absent"),
      Example(["{\"a\": 1}", "0"], "{\"a\": 1}"),
      Example(["\"aéo\"", "1"], "\"é\""),
      Example(["\"abc\"", "-3"], "\"a\""),
    ]
  ) { arguments in
    guard var index = arguments.integer(1) else { return .absent }
    if arguments.value(0).kind == .array {
      guard index > Int.min else { return .absent }
      return JSONCursor.item(index, of: arguments.value(0))
    }
    let span = arguments.span(0)
    if index < 0 { index = index.addingReportingOverflow(Scalars.count(span.bytes)).partialValue }
    guard index >= 0 else { return .absent }
    let start = Scalars.offset(span.bytes, of: index)
    guard start < span.bytes.count else { return .absent }
    return span.slice(start, start + Scalars.length(span.bytes, at: start))
  }
}

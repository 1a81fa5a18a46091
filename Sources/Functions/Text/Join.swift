import Events

extension Function {
  /// `join(list, separator)`.
  static let join = Function(
    "join",
    parameters: [Parameter("list", .listOrText), Parameter("separator", .text)], returns: .text,
    about: "The items of a list as one text, with a separator between them; nulls are skipped.",
    examples: [
      Example(["[\"a\", \"b\"]", "\", \""], "\"a, b\""),
      Example(["[1, null, \"b\"]", "\"-\""], "\"1-b\""),
      Example(["\"a\"", "\",\""], "\"a\""),
      Example(["[]", "\",\""], "\"\""),
    ]
  ) { arguments in
    guard arguments.value(0).kind == .array else { return arguments.span(0).whole }
    let separator = arguments.text(1)
    var builder = ByteBuilder(in: arguments.scratch, capacity: Int(arguments.value(0).count))
    var items = ArrayCursor(arguments.value(0))
    var isFirst = true
    while let item = items.next() {
      guard item.kind != .null else { continue }
      if !isFirst { builder.append(separator) }
      isFirst = false
      guard let text = JSONText.decoded(item, in: arguments.scratch) else { return .absent }
      builder.append(text)
    }
    return builder.finishText()
  }
}

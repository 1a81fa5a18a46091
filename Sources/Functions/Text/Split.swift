import Events

extension Function {
  /// `split(text, separator)`.
  static let split = Function(
    "split",
    parameters: [Parameter("text", .text), Parameter("separator", .text)], returns: .list,
    about: "The parts of a text between separators, empty ones too.",
    examples: [
      Example(["\"a,b,,c\"", "\",\""], "[\"a\",\"b\",\"\",\"c\"]"),
      Example(["\"abc\"", "\", \""], "[\"abc\"]"),
      Example(["\"\"", "\",\""], "[\"\"]"),
      Example(["\"abc\"", "\"\""], "[\"abc\"]"),
    ]
  ) { arguments in
    let span = arguments.span(0)
    let text = span.bytes
    let separator = arguments.text(1)
    var list = ListBuilder(in: arguments.scratch, capacity: 2 * text.count + 16)
    var index = 0
    while separator.count > 0, let found = text.firstRange(of: separator, from: index) {
      list.append(span.slice(index, found))
      index = found + separator.count
    }
    list.append(span.slice(index, text.count))
    return list.finish()
  }
}

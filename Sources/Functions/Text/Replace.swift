import Events

extension Function {
  /// `replace(text, old, new)`.
  static let replace = Function(
    "replace",
    parameters: [Parameter("text", .text), Parameter("old", .text), Parameter("new", .text)],
    returns: .text,
    about: "The text with every occurrence of one text replaced by another.",
    examples: [
      Example(["\"a.b.c\"", "\".\"", "\"/\""], "\"a/b/c\""),
      Example(["\"aaa\"", "\"aa\"", "\"b\""], "\"ba\""),
      Example(["\"abc\"", "\"\"", "\"x\""], "\"abc\""),
    ]
  ) { arguments in
    let span = arguments.span(0)
    let text = span.bytes
    let old = arguments.text(1)
    guard old.count > 0, var found = text.firstRange(of: old) else { return span.whole }
    let new = arguments.text(2)
    var builder = ByteBuilder(in: arguments.scratch, capacity: text.count + new.count)
    var index = 0
    while true {
      builder.append(text.slice(index, found))
      builder.append(new)
      index = found + old.count
      guard let next = text.firstRange(of: old, from: index) else { break }
      found = next
    }
    builder.append(text.dropping(index))
    return builder.finishText()
  }
}

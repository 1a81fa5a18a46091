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
    let result = span.bytes.replacing(
      arguments.text(1), by: arguments.text(2), in: arguments.scratch)
    guard let result else { return .absent }
    return result.base == span.bytes.base ? span.whole : .text(result)
  }
}

extension Bytes {
  /// The text with every occurrence of another replaced; itself where there is none, nil when the
  /// scratch is exhausted.
  func replacing(_ old: Bytes, by new: Bytes, in scratch: Scratch) -> Bytes? {
    guard old.count > 0, var found = firstRange(of: old) else { return self }
    var builder = ByteBuilder(in: scratch, capacity: count + new.count)
    var index = 0
    while true {
      builder.append(slice(index, found))
      builder.append(new)
      index = found + old.count
      guard let next = firstRange(of: old, from: index) else { break }
      found = next
    }
    builder.append(dropping(index))
    return builder.finish()
  }
}

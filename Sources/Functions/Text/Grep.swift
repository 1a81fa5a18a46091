import Events

extension Function {
  /// `grep(list, pattern)`.
  static let grep = Function(
    "grep", parameters: [Parameter("list", .listOrText), Parameter("pattern", .pattern)],
    returns: .list,
    about: "The items of a list that a regular expression matches.",
    examples: [
      Example(["[\"attack.t1059\", \"attack.execution\"]", "\"t[0-9]+\""], "[\"attack.t1059\"]"),
      Example(["[1, 20, null]", "\"^2\""], "[20]"), Example(["\"a\"", "\"b\""], "[]"),
    ],
    prepare: Regex.prepare(at: 1)
  ) { arguments in
    guard let regex = arguments.prepared(as: Regex.self) else { return .absent }
    let value = arguments.value(0)
    var list = ListBuilder(in: arguments.scratch, capacity: Int(value.count))
    guard value.kind == .array else {
      if regex.isMatch(arguments.text(0), in: arguments.scratch) { list.append(value) }
      return list.finish()
    }
    var items = ArrayCursor(value)
    while let item = items.next() {
      guard !item.isContainer, item.kind != .null else { continue }
      guard let text = JSONText.decoded(item, in: arguments.scratch) else { return .absent }
      if regex.isMatch(text, in: arguments.scratch) { list.append(item) }
    }
    return list.finish()
  }
}

import Events

extension Function {
  /// `keys(object)`.
  static let keys = Function(
    "keys",
    parameters: [Parameter("object", .object)], returns: .list,
    about: "The names of the members of an object.",
    examples: [
      Example(["{\"a\": 1, \"b\": 2}"], "[\"a\",\"b\"]"),
      Example(["{}"], "[]"),
    ]
  ) { arguments in
    var list = ListBuilder(in: arguments.scratch, capacity: Int(arguments.value(0).count))
    var members = ObjectCursor(arguments.distinct(0))
    while let (key, _) = members.next() { list.append(key) }
    return list.finish()
  }
}

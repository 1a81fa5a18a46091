import Events

extension Function {
  /// `values(object)`.
  static let values = Function(
    "values",
    parameters: [Parameter("object", .object)], returns: .list,
    about: "The values of the members of an object.",
    examples: [
      Example(["{\"a\": 1, \"b\": \"x\"}"], "[1,\"x\"]"),
      Example(["{}"], "[]"),
    ]
  ) { arguments in
    var list = ListBuilder(in: arguments.scratch, capacity: Int(arguments.value(0).count))
    var members = ObjectCursor(arguments.distinct(0))
    while let (_, value) = members.next() { list.append(value) }
    return list.finish()
  }
}

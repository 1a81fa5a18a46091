import Events

extension Function {
  /// `entries(object)`.
  static let entries = Function(
    "entries", parameters: [Parameter("object", .object)], returns: .list,
    about: "The members of an object as a list of objects with `key` and `value`.",
    examples: [
      Example(
        ["{\"a\": 1, \"b c\": [2]}"],
        "[{\"key\":\"a\",\"value\":1},{\"key\":\"b c\",\"value\":[2]}]"),
      Example(["{\"a\": 1, \"a\": 2}"], "[{\"key\":\"a\",\"value\":2}]"), Example(["{}"], "[]"),
    ]
  ) { arguments in
    var builder = ByteBuilder(in: arguments.scratch, capacity: 2 * Int(arguments.value(0).count))
    builder.append(UInt8(ascii: "["))
    var members = ObjectCursor(arguments.distinct(0))
    while let (key, value) = members.next() {
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      builder.append("{\"key\":")
      builder.appendJSON(key)
      builder.append(",\"value\":")
      builder.appendJSON(value)
      builder.append(UInt8(ascii: "}"))
    }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }
}

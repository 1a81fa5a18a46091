import Events

extension Function {
  /// `merge(objects…)`.
  static let merge = Function(
    "merge",
    parameters: [Parameter("objects", .object, variadic: true, admitsAbsent: true)],
    returns: .object,
    about:
      "The members of all objects in one; of one name the value of the last. What is absent is "
      + "left out.",
    examples: [
      Example(
        ["{\"a\": 1, \"b\": 2}", "absent", "{\"b\": 3, \"c\": 4}"], "{\"a\":1,\"b\":3,\"c\":4}"),
      Example(["{\"a\": {\"x\": 1}}", "{\"a\": {\"y\": 2}}"], "{\"a\":{\"y\": 2}}"),
      Example(["absent", "null"], "absent"),
    ]
  ) { arguments in
    guard var fields = FieldTree(in: arguments.scratch) else { return .absent }
    var isAny = false
    for object in arguments.values where object.kind == .object {
      isAny = true
      var members = ObjectCursor(object)
      while let (key, value) = members.next() {
        guard let name = JSONText.decoded(key, in: arguments.scratch) else { return .absent }
        fields.set(value, at: fields.node(name))
      }
    }
    return isAny ? fields.object() : .absent
  }
}

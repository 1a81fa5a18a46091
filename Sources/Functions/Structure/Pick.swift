import Events

extension Function {
  /// `pick(object, names)`.
  static let pick = selection(
    "pick", "An object with those members alone that are named.", wanted: true,
    examples: [
      Example(["{\"a\": 1, \"b\": 2, \"c\": 3}", "[\"c\", \"a\", \"x\"]"], "{\"a\":1,\"c\":3}"),
      Example(["{\"a\": {\"b\": 1}}", "\"a\""], "{\"a\":{\"b\": 1}}"),
      Example(["{\"\\u0061\": 1}", "\"a\""], "{\"a\":1}"),
      Example(["{\"a\": 1}", "[\"x\"]"], "{}"),
    ])

  /// `omit(object, names)`.
  static let omit = selection(
    "omit", "An object without the members that are named.", wanted: false,
    examples: [
      Example(["{\"a\": 1, \"b\": 2, \"c\": 3}", "[\"c\", \"a\", \"x\"]"], "{\"b\":2}"),
      Example(["{\"a\": 1}", "\"a\""], "{}"),
      Example(["{\"a\": 1, \"a\": 2}", "\"x\""], "{\"a\":2}"),
    ])

  private static func selection(
    _ name: String, _ about: String, wanted: Bool, examples: [Example]
  ) -> Function {
    Function(
      name, parameters: [Parameter("object", .object), Parameter("names", .listOrText)],
      returns: .object, about: about, examples: examples, prepare: checkNames
    ) { arguments in
      let scratch = arguments.scratch
      guard var names = FieldTree(in: scratch) else { return .absent }
      var items = ArrayCursor(arguments.value(1).asList(in: scratch))
      while let item = items.next() {
        guard !item.isContainer, let name = JSONText.decoded(item, in: scratch) else { continue }
        _ = names.node(name)
      }
      var result = ObjectBuilder(in: scratch, capacity: Int(arguments.value(0).count))
      var members = ObjectCursor(arguments.distinct(0))
      while let (key, value) = members.next() {
        guard let name = JSONText.decoded(key, in: scratch) else { return .absent }
        if (names.find(name) != nil) == wanted { result.append(.text(name), value) }
      }
      return result.finish()
    }
  }

  /// Constant names must be texts, one at least.
  private static let checkNames: Preparation = { constants, _ in
    guard constants.count > 1, let constant = constants[1] else {
      return .ready(NothingPrepared.shared)
    }
    var items = [constant]
    if case .list(let list) = constant { items = list }
    guard !items.isEmpty, items.allSatisfy({ $0.text != nil }) else {
      return .invalid(
        argument: 1, message: "this names no members",
        help: "write a list of names, such as [\"id\", \"name\"]")
    }
    return .ready(NothingPrepared.shared)
  }
}

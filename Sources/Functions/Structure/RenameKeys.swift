import Events

extension Function {
  /// `rename_keys(object, old, new)`.
  static let renameKeys = Function(
    "rename_keys",
    parameters: [Parameter("object", .object), Parameter("old", .text), Parameter("new", .text)],
    returns: .object,
    about: "An object in whose names one text is replaced by another wherever it occurs; of names "
      + "that become equal the values as a list.",
    examples: [
      Example(
        ["{\"a.b\": 1, \"c\": {\"d.e\": 2}}", "\".\"", "\"_\""], "{\"a_b\":1,\"c\":{\"d.e\": 2}}"),
      Example(["{\"x-a\": 1, \"b\": 2, \"a\": 3}", "\"x-\"", "\"\""], "{\"a\":[1,3],\"b\":2}"),
      Example(["{}", "\"a\"", "\"b\""], "{}"),
    ],
    prepare: checkOldText
  ) { arguments in
    let (old, new) = (arguments.text(1), arguments.text(2))
    guard var fields = FieldTree(in: arguments.scratch) else { return .absent }
    var members = ObjectCursor(arguments.distinct(0))
    while let (key, value) = members.next() {
      guard let name = JSONText.decoded(key, in: arguments.scratch),
        let renamed = name.replacing(old, by: new, in: arguments.scratch)
      else { return .absent }
      fields.set(value, at: fields.addition(renamed, under: FieldTree.root))
    }
    return fields.object()
  }

  /// An empty text stands nowhere.
  private static let checkOldText: Preparation = { constants, _ in
    constants.text(1)?.isEmpty == true
      ? .invalid(argument: 1, message: "there is nothing to replace", help: nil)
      : .ready(NothingPrepared.shared)
  }
}

import Events

extension Function {
  /// `to_object(list, name, value)`.
  static let toObject = Function(
    "to_object",
    parameters: [Parameter("list", .list), Parameter("name", .text), Parameter("value", .text)],
    returns: .object,
    about: "An object of a list of objects that have a name and a value each; of one name the "
      + "values as a list.",
    examples: [
      Example(
        [
          "[{\"Name\": \"a\", \"Value\": 1}, {\"Name\": 2, \"Value\": [\"x\"]}, {\"Name\": \"c\"}, 7]",
          "\"Name\"", "\"Value\"",
        ], "{\"a\":1,\"2\":[\"x\"]}"),
      Example(
        [
          "[{\"k\": \"a\", \"v\": 1}, {\"k\": \"b\", \"v\": 2}, {\"k\": \"a\", \"v\": 3}]", "\"k\"",
          "\"v\"",
        ],
        "{\"a\":[1,3],\"b\":2}"),
      Example(["[]", "\"k\"", "\"v\""], "{}"),
      Example(["{\"k\": \"a\", \"v\": null}", "\"k\"", "\"v\""], "{\"a\":null}"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    let (name, value) = (arguments.text(1), arguments.text(2))
    guard var fields = FieldTree(in: scratch) else { return .absent }
    var items = ArrayCursor(arguments.value(0))
    while let item = items.next() {
      let key = JSONCursor.member(name, of: item, in: scratch)
      let member = JSONCursor.member(value, of: item, in: scratch)
      guard key.isPresent, key.kind != .null, !key.isContainer, member.isPresent,
        let text = JSONText.decoded(key, in: scratch)
      else { continue }
      fields.set(member, at: fields.addition(text, under: FieldTree.root))
    }
    return fields.object()
  }
}

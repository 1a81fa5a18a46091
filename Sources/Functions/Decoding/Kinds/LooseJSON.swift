import Events

extension DecodeKind {
  /// `decode: {loose_json: message, name: result}`.
  static let looseJSON = DecodeKind(
    "loose_json", sources: [.scalars, .containers], result: .any, failure: "no JSON, loose or not",
    about:
      "The value in a text that is nearly JSON: single quotes, Python's `True` and `None`, commas "
      + "before a closing bracket, names without quotes, lists in parentheses; at the top of a file it must be an object.",
    examples: [
      Example("{'a': True, 'b': [1, None,],}", gives: #"{"a":true,"b":[1,null]}"#),
      Example("{", gives: "failed"),
    ]
  ) { _ in
    TextDecoder { source, fields in
      if DecodeKind.readJSON(source, into: fields) { return true }
      guard source.kind == .string,
        let json = RelaxedJSON.json(of: source.spelling, in: fields.scratch),
        let text = fields.scratch.terminatedCopy(of: json)
      else { return false }
      fields.startOver()
      return DecodeKind.readJSON(text, into: fields)
    }
  }
}

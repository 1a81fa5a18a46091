import Events

extension DecodeKind {
  /// `decode: {json: message, name: result}`.
  static let json = DecodeKind(
    "json", sources: [.scalars, .containers], result: .any, failure: "no JSON",
    about: "The value in a text; at the top of a file it must be an object.",
    examples: [
      Example(#"{"a": {"b": [1, 2]}}"#, gives: #"{"a":{"b":[1,2]}}"#),
      Example(#"{"a":"#, gives: "failed"),
    ]
  ) { _ in
    TextDecoder { source, fields in readJSON(source, into: fields) }
  }

  /// Reads a container, or the value in a text.
  static func readJSON(_ source: Value, into fields: any DecodedFields) -> Bool {
    if source.kind == .array { return fields.set(source) }
    if source.kind == .object { return fields.readObject(PaddedBytes(container: source)) }
    return JSONText.terminatedText(of: source, in: fields.scratch)
      .map { readJSON($0, into: fields) } ?? false
  }

  /// Reads the value in a text.
  static func readJSON(_ text: PaddedBytes, into fields: any DecodedFields) -> Bool {
    if fields.readObject(text) { return true }
    fields.startOver()
    guard let value = JSONScanner.value(terminated: text), value.kind != .object else {
      return false
    }
    return fields.set(value)
  }

  /// `json.parse-json`: control characters may stand in texts.
  static let parseJSON = DecodeKind(
    "json.parse-json", sources: [.containers, .undecoded], result: .any, failure: "no JSON value",
    about: "The value in a text."
  ) { _ in
    TextDecoder { source, fields in
      if source.isContainer { return fields.fill(with: source) }
      guard let text = JSONText.terminatedText(of: source, in: fields.scratch) else { return false }
      if fields.readObject(text) { return true }
      fields.startOver()
      guard let value = LooseJSON.value(of: text.bytes, in: fields.scratch) else { return false }
      return fields.fill(with: value)
    }
  }
}

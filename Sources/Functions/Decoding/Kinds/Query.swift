import Events

extension DecodeKind {
  /// `decode: {query: url.query, name: parameters}`.
  static let query = DecodeKind(
    "query", sources: .scalars, result: .texts, failure: "no query",
    about: "An object of the parameters of a query, their escapes undone; `?` may stand in front.",
    examples: [
      Example("?q=two+words&page=%32", gives: #"{"q":"two words","page":"2"}"#),
      Example("a=1&a=2", gives: #"{"a":["1","2"]}"#),
    ]
  ) { _ in
    TextDecoder { source, fields in
      QueryText.read(source.spelling, in: fields.scratch) { fields.add($1, named: $0) }
    }
  }
}

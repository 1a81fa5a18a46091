import Events

extension DecodeKind {
  /// `dict.parse`: a list or map as Python writes it.
  static let parseLiteral = DecodeKind(
    "dict.parse", sources: [.scalars, .containers], result: .any, failure: "no JSON value",
    about: "The value that a literal of Python stands for."
  ) { _ in
    TextDecoder { source, fields in
      fields.fill(
        with: source.isContainer
          ? source : PythonLiteral.value(source.spelling, in: fields.scratch))
    }
  }
}

import Events

extension Function {
  /// `concat(texts…)`.
  static let concat = Function(
    "concat",
    parameters: [Parameter("texts", .text, variadic: true)], returns: .text,
    about: "All the texts, one behind the other.",
    examples: [
      Example(["\"a\"", "\"b\"", "1"], "\"ab1\""),
      Example(["\"a\"", "absent"], "absent"),
      Example([], "\"\""),
    ]
  ) { arguments in
    var builder = ByteBuilder(in: arguments.scratch)
    for index in 0..<arguments.count { builder.append(arguments.text(index)) }
    return builder.finishText()
  }
}

import Events

extension CastKind {
  /// A text.
  public static let keyword = CastKind(
    "keyword",
    fieldTypes: ["keyword", "wildcard", "constant_keyword", "text", "match_only_text", "binary"],
    result: .text, takes: [.text, .integer, .float, .boolean], keeps: [.string],
    about: "Texts; numbers and booleans as they are spelled.",
    examples: [
      Example(#""a""#, #""a""#),
      Example("1.10", #""1.10""#),
      Example("[true,{}]", #"["true"]"#),
      Example("{}", "failed"),
    ]
  ) { value, _, _, _ in
    value.isNumber || value.isBoolean
      ? Value(.string, value.base, count: Int(value.count)) : nil
  }
}

import Events

extension TemplateMethods {
  /// A question that every character of a text must answer with yes, and there must be one.
  private static func question(
    _ name: String, about: String, examples: [Function.Example],
    _ test: @escaping @Sendable (Unicode.Scalar) -> Bool
  ) -> Function {
    text(name, returns: .boolean, about: about, examples: examples) { text, _ in
      .boolean(ScalarText.all(text.bytes, test))
    }
  }

  /// `text.isdigit()`.
  static let isDigit = question(
    "isdigit", about: "Whether the text is digits only.",
    examples: [
      .of(#""12""#, gives: "true"), .of(#""1.5""#, gives: "false"), .of(#""""#, gives: "false"),
      .of("12", gives: "failed"),
    ], ScalarText.isDigit)

  /// `text.isdecimal()`.
  static let isDecimal = question(
    "isdecimal", about: "Whether the text is decimal digits only.",
    examples: [.of(#""12""#, gives: "true"), .of(#""²""#, gives: "false")], ScalarText.isDecimal)

  /// `text.isnumeric()`.
  static let isNumeric = question(
    "isnumeric", about: "Whether the text is numeric characters only.",
    examples: [.of(#""½2""#, gives: "true"), .of(#""-1""#, gives: "false")], ScalarText.isNumeric)

  /// `text.isalpha()`.
  static let isAlpha = question(
    "isalpha", about: "Whether the text is letters only.",
    examples: [.of(#""aé""#, gives: "true"), .of(#""a1""#, gives: "false")], ScalarText.isLetter)

  /// `text.isalnum()`.
  static let isAlphanumeric = question(
    "isalnum", about: "Whether the text is letters and digits only.",
    examples: [.of(#""a1""#, gives: "true"), .of(#""a-1""#, gives: "false")]
  ) { ScalarText.isLetter($0) || ScalarText.isNumeric($0) }

  /// `text.isspace()`.
  static let isSpace = question(
    "isspace", about: "Whether the text is white space only.",
    examples: [.of(#"" \n""#, gives: "true"), .of(#""""#, gives: "false")], ScalarText.isSpace)

  /// `text.islower()`.
  static let isLower = text(
    "islower", returns: .boolean,
    about: "Whether the text has letters, and none of them is in another case than lower.",
    examples: [.of(#""a1""#, gives: "true"), .of(#""1""#, gives: "false")]
  ) { text, _ in .boolean(ScalarText.isLower(text.bytes)) }

  /// `text.isupper()`.
  static let isUpper = text(
    "isupper", returns: .boolean,
    about: "Whether the text has letters, and none of them is in another case than upper.",
    examples: [.of(#""A1""#, gives: "true"), .of(#""Aa""#, gives: "false")]
  ) { text, _ in .boolean(ScalarText.isUpper(text.bytes)) }
}

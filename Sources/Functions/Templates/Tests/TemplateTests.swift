import Events

/// The tests of template expressions: `value is test(arguments)`.
enum TemplateTests {
  /// A test of the value's type alone, which never fails.
  private static func kind(
    _ name: String, about: String, examples: [Function.Example],
    _ test: @escaping @Sendable (Value) -> Bool
  ) -> Function {
    Function(
      template: name, [.python("value")], returns: .boolean, about: about, examples: examples
    ) { arguments in .boolean(test(arguments.value(0))) }
  }

  /// `value is defined`.
  static let defined = kind(
    "defined", about: "Whether there is a value.",
    examples: [.of("null", gives: "true"), .of("absent", gives: "false")]
  ) { $0.kind != .absent }

  /// `value is undefined`.
  static let undefined = kind(
    "undefined", about: "Whether there is no value.",
    examples: [.of("absent", gives: "true"), .of(#""""#, gives: "false")]
  ) { $0.kind == .absent }

  /// `value is none`.
  static let none = kind(
    "none", about: "Whether the value is None.",
    examples: [.of("null", gives: "true"), .of("absent", gives: "false")]
  ) { $0.kind == .null }

  /// `value is number`.
  static let number = kind(
    "number", about: "Whether the value is a number, true or false.",
    examples: [.of("1.5", gives: "true"), .of("true", gives: "true"), .of(#""1""#, gives: "false")]
  ) { $0.isNumber || $0.isBoolean }

  /// `value is integer`.
  static let integer = kind(
    "integer", about: "Whether the value is an integer.",
    examples: [.of("1", gives: "true"), .of("1.0", gives: "false"), .of("true", gives: "false")]
  ) { $0.kind == .integer }

  /// `value is float`.
  static let float = kind(
    "float", about: "Whether the value is a float.",
    examples: [.of("1.0", gives: "true"), .of("1", gives: "false")]
  ) { $0.kind == .float }

  /// `value is boolean`.
  static let boolean = kind(
    "boolean", about: "Whether the value is true or false.",
    examples: [.of("false", gives: "true"), .of("0", gives: "false")]
  ) { $0.isBoolean }

  /// `value is true`.
  static let isTrue = kind(
    "true", about: "Whether the value is true itself.",
    examples: [.of("true", gives: "true"), .of("1", gives: "false")]
  ) { $0.kind == .true }

  /// `value is false`.
  static let isFalse = kind(
    "false", about: "Whether the value is false itself.",
    examples: [.of("false", gives: "true"), .of("absent", gives: "false")]
  ) { $0.kind == .false }

  /// `value is string`.
  static let string = kind(
    "string", about: "Whether the value is a text.",
    examples: [.of(#""""#, gives: "true"), .of("1", gives: "false")]
  ) { $0.kind == .string }

  /// `value is mapping`.
  static let mapping = kind(
    "mapping", about: "Whether the value is a map.",
    examples: [.of("{}", gives: "true"), .of("[]", gives: "false")]
  ) { $0.kind == .object }

  /// `value is sequence`.
  static let sequence = kind(
    "sequence", about: "Whether the value has a length and items: texts, lists, maps, undefined.",
    examples: [.of(#""a""#, gives: "true"), .of("absent", gives: "true"), .of("1", gives: "false")]
  ) { isIterable($0) }

  /// `value is iterable`.
  static let iterable = kind(
    "iterable", about: "Whether the value can be iterated: texts, lists, maps, undefined.",
    examples: [.of("{}", gives: "true"), .of("null", gives: "false")]
  ) { isIterable($0) }

  private static func isIterable(_ value: Value) -> Bool {
    value.kind == .string || value.kind == .absent || value.isContainer
  }

  /// `value is callable`.
  static let callable = kind(
    "callable", about: "Whether the value claims to be callable, as undefined alone does.",
    examples: [.of("1", gives: "false"), .of("absent", gives: "true")]
  ) { $0.kind == .absent }

  /// `value is lower`.
  static let lower = Function(
    template: "lower", [.python("value")], returns: .boolean,
    about: "Whether the text of the value has letters, all of them in lower case.",
    examples: [.of(#""a1""#, gives: "true"), .of("1", gives: "false"), .of("true", gives: "false")]
  ) { arguments in .boolean(ScalarText.isLower(arguments.asText(0).bytes)) }

  /// `value is upper`.
  static let upper = Function(
    template: "upper", [.python("value")], returns: .boolean,
    about: "Whether the text of the value has letters, all of them in upper case.",
    examples: [.of(#""A1""#, gives: "true"), .of(#""Aa""#, gives: "false")]
  ) { arguments in .boolean(ScalarText.isUpper(arguments.asText(0).bytes)) }
}

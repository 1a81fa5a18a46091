import Events

extension TemplateTests {
  /// `value is eq(other)`.
  static let equal = Function(
    template: "eq", aliases: ["==", "equalto"], [.python("value"), .python("other")],
    returns: .boolean,
    about: "Whether two values are equal; undefined equals only undefined.",
    examples: [
      .of("1", "1.0", gives: "true"), .of("absent", "absent", gives: "true"),
      .of("absent", "null", gives: "false"),
    ]
  ) { arguments in
    .boolean(
      PythonValue.equal(arguments.value(0), arguments.value(1), in: arguments.scratch))
  }

  /// `value is ne(other)`.
  static let notEqual = Function(
    template: "ne", aliases: ["!="], [.python("value"), .python("other")], returns: .boolean,
    about: "Whether two values differ.",
    examples: [.of("1", "2", gives: "true"), .of("[1]", "[1.0]", gives: "false")]
  ) { arguments in
    .boolean(
      !PythonValue.equal(arguments.value(0), arguments.value(1), in: arguments.scratch))
  }

  /// `value is lt(other)`.
  static let less = order(
    "lt", ["<", "lessthan"],
    "Whether a value is less than another; fails where they have no order.",
    [.of("1", "1.5", gives: "true"), .of(#""a""#, "1", gives: "failed")]
  ) { $0 < 0 }

  /// `value is le(other)`.
  static let atMost = order(
    "le", ["<="], "Whether a value is at most another; fails where they have no order.",
    [.of(#""a""#, #""a""#, gives: "true"), .of("absent", "1", gives: "failed")]
  ) { $0 <= 0 }

  /// `value is gt(other)`.
  static let greater = order(
    "gt", [">", "greaterthan"],
    "Whether a value is greater than another; fails where they have no order.",
    [.of("[2]", "[1, 5]", gives: "true"), .of("null", "1", gives: "failed")]
  ) { $0 > 0 }

  /// `value is ge(other)`.
  static let atLeast = order(
    "ge", [">="], "Whether a value is at least another; fails where they have no order.",
    [.of("true", "1", gives: "true"), .of("{}", "{}", gives: "failed")]
  ) { $0 >= 0 }

  private static func order(
    _ name: String, _ aliases: [String], _ about: String, _ examples: [Function.Example],
    _ test: @escaping @Sendable (Int) -> Bool
  ) -> Function {
    Function(
      template: name, aliases: aliases, [.python("value"), .python("other")], returns: .boolean,
      about: about, examples: examples
    ) { arguments in
      .answer(
        PythonValue.compare(arguments.value(0), arguments.value(1), in: arguments.scratch)
          .map(test))
    }
  }

  /// `value is in(seq)`.
  static let isIn = Function(
    template: "in", [.python("value"), .python("seq")], returns: .boolean,
    about: "Whether a value is an item of a list, a part of a text or a name in a map.",
    examples: [
      .of("1", "[1.0]", gives: "true"), .of(#""b""#, #""abc""#, gives: "true"),
      .of("1", "absent", gives: "false"), .of("1", #""1""#, gives: "failed"),
    ]
  ) { arguments in
    .answer(PythonValue.contains(arguments.value(0), arguments.value(1), in: arguments.scratch))
  }

  /// `value is sameas(other)`.
  static let same = Function(
    template: "sameas", [.python("value"), .python("other")], returns: .boolean,
    about: "Whether two values are equal and of one type.",
    examples: [.of("true", "true", gives: "true"), .of("1", "true", gives: "false")]
  ) { arguments in
    let left = arguments.value(0)
    let right = arguments.value(1)
    return .boolean(
      left.kind == right.kind && PythonValue.equal(left, right, in: arguments.scratch))
  }

  /// `value is divisibleby(num)`.
  static let divisible = Function(
    template: "divisibleby", [.python("value"), .python("num")], returns: .boolean,
    about: "Whether a number can be divided by another without rest.",
    examples: [
      .of("6", "3", gives: "true"), .of("7", "3", gives: "false"), .of("1", "0", gives: "failed"),
    ]
  ) { arguments in
    Parity.test(arguments.value(0), arguments.value(1), rest: 0, in: arguments.scratch)
  }

  /// `value is even`.
  static let even = Function(
    template: "even", [.python("value")], returns: .boolean,
    about: "Whether a number can be divided by two.",
    examples: [.of("2", gives: "true"), .of("3", gives: "false"), .of("null", gives: "failed")]
  ) { arguments in
    Parity.test(arguments.value(0), Parity.two, rest: 0, in: arguments.scratch)
  }

  /// `value is odd`.
  static let odd = Function(
    template: "odd", [.python("value")], returns: .boolean,
    about: "Whether dividing a number by two leaves one.",
    examples: [.of("3", gives: "true"), .of("2.0", gives: "false"), .of("[]", gives: "failed")]
  ) { arguments in
    Parity.test(arguments.value(0), Parity.two, rest: 1, in: arguments.scratch)
  }
}

private enum Parity {
  static let two = Value(.integer, Bytes("2               ").base, count: 1)

  /// Whether a division leaves that remainder; failed for what is not a number.
  static func test(_ value: Value, _ by: Value, rest: Int, in scratch: Scratch) -> Value {
    guard let number = PythonNumber(value), let divisor = PythonNumber(by) else { return .failed }
    if case .large(let digits) = number, case .integer(2) = divisor {
      return .boolean(Int(digits[digits.count - 1] & 1) == rest)
    }
    let left = Arithmetic.remainder(value, by, in: scratch)
    guard let left = PythonNumber(left) else { return .failed }
    return .boolean(PythonNumber.compare(left, .integer(rest)) == 0)
  }
}

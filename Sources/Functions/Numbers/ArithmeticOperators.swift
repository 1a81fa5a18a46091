import Events

/// What the operators of expressions compute; declared like functions, and called like them.
public enum ArithmeticOperators {
  /// All of them; the sign `-` before a value is `negation`.
  public static let all = [sum, difference, product, quotient, remainder, negation]

  /// `a + b`.
  public static let sum = declare(
    "+", "The sum of two numbers.",
    [
      Function.Example(["1", "2"], "3"), .init(["\" 40 \"", "2"], "42"),
      .init(["0.5", "0.5"], "1.0"), .init(["9223372036854775807", "1"], "failed"),
      .init(["1", "\"one\""], "failed"), .init(["1", "absent"], "absent"),
    ]
  ) { (left, right) throws(CallFailure) in try left.plus(right) }

  /// `a - b`.
  public static let difference = declare(
    "-", "The difference of two numbers.",
    [.init(["3", "5"], "-2"), .init(["1", "0.25"], "0.75"), .init(["1", "true"], "failed")]
  ) { (left, right) throws(CallFailure) in
    try left.combined(with: right, Int.subtractingReportingOverflow, -)
  }

  /// `a * b`.
  public static let product = declare(
    "*", "The product of two numbers.",
    [
      .init(["6", "7"], "42"), .init(["2", "1.5"], "3.0"), .init(["1e300", "1e300"], "failed"),
      .init(["4611686018427387904", "2"], "failed"),
    ]
  ) { (left, right) throws(CallFailure) in
    try left.combined(with: right, Int.multipliedReportingOverflow, *)
  }

  /// `a / b`.
  public static let quotient = declare(
    "/", "The quotient of two numbers: of integers an integer where it divides, else a float.",
    [
      .init(["6", "3"], "2"), .init(["7", "2"], "3.5"), .init(["1", "0"], "failed"),
      .init(["1.0", "0"], "failed"),
    ]
  ) { (left, right) throws(CallFailure) in
    guard right.double != 0 else { throw .divisionByZero }
    guard case .integer(let dividend) = left, case .integer(let divisor) = right else {
      return .float(left.double / right.double)
    }
    let (quotient, isOverflow) = dividend.dividedReportingOverflow(by: divisor)
    guard !isOverflow else { throw .tooLarge }
    return quotient * divisor == dividend
      ? .integer(quotient) : .float(Double(dividend) / Double(divisor))
  }

  /// `a % b`.
  public static let remainder = declare(
    "%", "What `div` leaves of an integer; it has the sign of the dividend.",
    [
      .init(["7", "3"], "1"), .init(["-7", "3"], "-1"), .init(["7", "0"], "failed"),
      .init(["7.0", "3"], "failed"),
    ]
  ) { (left, right) throws(CallFailure) in
    guard case .integer(let dividend) = left, case .integer(let divisor) = right else {
      throw .notAnInteger
    }
    guard divisor != 0 else { throw .divisionByZero }
    return .integer(divisor == -1 ? 0 : dividend % divisor)
  }

  /// `-a`.
  public static let negation = Function(
    "-", parameters: [Parameter("value", .any)], returns: .same,
    about: "The number with the other sign.",
    examples: [
      .init(["5"], "-5"), .init(["\"1.5\""], "-1.5"), .init(["-9223372036854775808"], "failed"),
    ]
  ) { arguments in
    arguments.number { () throws(CallFailure) in
      switch try arguments.operand(0) {
      case .float(let number): return .float(-number)
      case .integer(let number):
        guard number != .min else { throw .tooLarge }
        return .integer(-number)
      }
    }
  }

  private static func declare(
    _ sign: String, _ about: String, _ examples: [Function.Example],
    _ compute: @escaping @Sendable (Operand, Operand) throws(CallFailure) -> Operand
  ) -> Function {
    Function(
      sign, parameters: [Parameter("left", .any), Parameter("right", .any)], returns: .any,
      about: about, examples: examples
    ) { arguments in
      arguments.number { () throws(CallFailure) in
        try compute(try arguments.operand(0), try arguments.operand(1))
      }
    }
  }
}

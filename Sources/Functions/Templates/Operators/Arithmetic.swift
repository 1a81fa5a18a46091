import Events
import Glibc

extension TemplateOperators {
  /// `left + right`.
  static let add = Function(
    template: "+", [.python("left"), .python("right")],
    about: "The sum of numbers, or texts or lists one behind the other.",
    examples: [
      Function.Example(["1", "2.5"], "3.5"),
      Function.Example([#""a""#, #""b""#], #""ab""#),
      Function.Example(["[1]", "[2]"], "[1,2]"),
      Function.Example([#""a""#, "1"], "failed"),
      Function.Example(["absent", "1"], "failed"),
      Function.Example(["9223372036854775807", "1"], "failed"),
    ]
  ) { arguments in
    Arithmetic.sum(arguments.value(0), arguments.value(1), in: arguments.scratch)
  }

  /// `left - right`.
  static let subtract = Function(
    template: "-", [.python("left"), .python("right")],
    about: "The difference of numbers.",
    examples: [
      Function.Example(["1", "2"], "-1"),
      Function.Example(["1.5", "true"], "0.5"),
      Function.Example(["1", "null"], "failed"),
    ]
  ) { arguments in
    Arithmetic.compute(arguments, { $0.subtractingReportingOverflow($1) }, { $0 - $1 })
  }

  /// `left * right`.
  static let multiply = Function(
    template: "*", [.python("left"), .python("right")],
    about: "The product of numbers, or a text or list so many times.",
    examples: [
      Function.Example(["2", "1.5"], "3.0"),
      Function.Example([#""ab""#, "2"], #""abab""#),
      Function.Example(["2", "[1]"], "[1,1]"),
      Function.Example([#""a""#, "-1"], #""""#),
      Function.Example([#""a""#, #""b""#], "failed"),
    ]
  ) { arguments in
    let left = arguments.value(0)
    let right = arguments.value(1)
    if left.kind == .string || left.kind == .array {
      return Arithmetic.repeated(left, arguments.wholeNumber(1), in: arguments.scratch)
    }
    if right.kind == .string || right.kind == .array {
      return Arithmetic.repeated(right, arguments.wholeNumber(0), in: arguments.scratch)
    }
    return Arithmetic.compute(arguments, { $0.multipliedReportingOverflow(by: $1) }, { $0 * $1 })
  }

  /// `left / right`.
  static let divide = Function(
    template: "/", [.python("left"), .python("right")], returns: .float,
    about: "The quotient of numbers, always a float.",
    examples: [
      Function.Example(["3", "2"], "1.5"),
      Function.Example(["4", "2"], "2.0"),
      Function.Example(["1", "0"], "failed"),
    ]
  ) { arguments in
    guard let left = PythonNumber(arguments.value(0))?.double,
      let right = PythonNumber(arguments.value(1))?.double, right != 0
    else { return .failed }
    return PythonNumber.value(left / right, in: arguments.scratch)
  }

  /// `left // right`.
  static let floorDivide = Function(
    template: "//", [.python("left"), .python("right")],
    about: "The quotient of numbers, rounded down.",
    examples: [
      Function.Example(["-7", "2"], "-4"),
      Function.Example(["7.5", "2"], "3.0"),
      Function.Example(["1", "0"], "failed"),
    ]
  ) { arguments in
    Arithmetic.divided(
      arguments.value(0), arguments.value(1), in: arguments.scratch, { quotient, _ in quotient },
      { Arithmetic.floored($0, $1).quotient })
  }

  /// `left % right`; for a text, the placeholders filled.
  static let remainder = Function(
    template: "%", [.python("left"), .python("right")],
    about: "What is left of a division, with the divisor's sign; a text with its %s filled.",
    examples: [
      Function.Example(["-7", "3"], "2"),
      Function.Example(["7.5", "-2"], "-0.5"),
      Function.Example([#""%s-%d""#, "[\"a\", 1]"], #""a-1""#),
      Function.Example(["1", "0"], "failed"),
    ]
  ) { arguments in
    if let template = arguments.string(0) {
      return PercentFormat.fill(template, with: arguments.value(1), in: arguments.scratch)
    }
    return Arithmetic.remainder(
      arguments.value(0), arguments.value(1), in: arguments.scratch)
  }

  /// `left ** right`.
  static let power = Function(
    template: "**", [.python("left"), .python("right")],
    about: "A number to the power of another.",
    examples: [
      Function.Example(["2", "10"], "1024"),
      Function.Example(["2", "-1"], "0.5"),
      Function.Example(["0", "-1"], "failed"),
      Function.Example(["2", "64"], "failed"),
    ]
  ) { arguments in
    guard let base = PythonNumber(arguments.value(0)), let by = PythonNumber(arguments.value(1))
    else { return .failed }
    if case .integer(let whole) = base, case .integer(let times) = by, times >= 0 {
      return Arithmetic.power(whole, times).map { Number.value($0, in: arguments.scratch) }
        ?? .failed
    }
    if base.isWhole, by.isWhole, base.isLarge || by.isLarge { return .failed }
    guard let left = base.double, let right = by.double else { return .failed }
    // Python raises at a division by zero and past the largest double; and gives a complex number.
    let result = pow(left, right)
    guard !(left == 0 && right < 0), !(left < 0 && left.isFinite && right != right.rounded()),
      result.isFinite || !left.isFinite || !right.isFinite
    else { return .failed }
    return PythonNumber.value(result, in: arguments.scratch)
  }

  /// `-value`.
  static let negate = Function(
    template: "neg", [.python("value")],
    about: "The number with the other sign.",
    examples: [
      Function.Example(["1"], "-1"), Function.Example(["true"], "-1"),
      Function.Example(["1.5"], "-1.5"), Function.Example([#""1""#], "failed"),
    ]
  ) { arguments in
    switch PythonNumber(arguments.value(0)) {
    case .integer(let number):
      return number == Int.min ? .failed : Number.value(-number, in: arguments.scratch)
    case .float(let number): return PythonNumber.value(-number, in: arguments.scratch)
    case .large, nil: return .failed
    }
  }

  /// `+value`.
  static let positive = Function(
    template: "pos", [.python("value")],
    about: "The number as it is.",
    examples: [Function.Example(["1.5"], "1.5"), Function.Example([#""1""#], "failed")]
  ) { arguments in
    let value = arguments.value(0)
    if value.isBoolean { return Number.value(value.kind == .true ? 1 : 0, in: arguments.scratch) }
    return value.isNumber ? value : .failed
  }

  /// `left ~ right`.
  static let concatenate = Function(
    template: "~", [.rest("values")], returns: .text,
    about: "The texts of the values, one behind the other; undefined is empty.",
    examples: [
      Function.Example([#""a""#, "1", "absent", "null"], #""a1None""#),
      Function.Example(["[\"a\"]", "true"], #""['a']True""#),
    ]
  ) { arguments in
    var builder = ByteBuilder(in: arguments.scratch, capacity: 64)
    for value in arguments.values {
      PythonValue.appendText(value, to: &builder, in: arguments.scratch)
    }
    return builder.finishText()
  }
}

import Events
import Glibc

extension TemplateFilters {
  /// `value | int(default, base)`.
  static let int = Function(
    template: "int",
    [
      .python("value"), .python("default", otherwise: .integer(0)),
      .python("base", otherwise: .integer(10)),
    ],
    about: "The integer a number or text means, cut at its point; the default for another value.",
    examples: [
      .of(#""12.7""#, gives: "12"), .of("-1.9", gives: "-1"), .of(#""x""#, "7", gives: "7"),
      .of(#""0x1F""#, "0", "16", gives: "31"), .of("null", gives: "0"), .of("true", gives: "1"),
      .of("absent", gives: "failed"),
    ]
  ) { arguments in
    let value = arguments.value(0)
    let otherwise =
      arguments.count > 1 ? arguments.value(1) : Number.value(0, in: arguments.scratch)
    switch value.kind {
    case .absent, .ignored: return .failed
    case .integer where !(value.spelling == Bytes("-0")): return value
    case .string:
      let text = arguments.text(0)
      guard arguments.count < 3 || PythonNumber(arguments.value(2))?.isWhole ?? false else {
        return floored(text, otherwise, arguments.scratch)
      }
      let base = arguments.count > 2 ? arguments.wholeNumber(2) ?? 10 : 10
      return NumberReading.integer(text, base: base, in: arguments.scratch)
        ?? floored(text, otherwise, arguments.scratch)
    default:
      switch PythonNumber(value) {
      case .integer(let number): return Number.value(number, in: arguments.scratch)
      case .float(let number):
        return number.isFinite ? PythonNumber.whole(number, in: arguments.scratch) : .failed
      case .large: return value
      case nil: return otherwise
      }
    }
  }

  /// The whole part of the float a text spells.
  private static func floored(_ text: Bytes, _ otherwise: Value, _ scratch: Scratch) -> Value {
    guard let number = NumberReading.float(text, in: scratch), number.isFinite else {
      return otherwise
    }
    return PythonNumber.whole(number, in: scratch)
  }

  /// `value | float(default)`.
  static let float = Function(
    template: "float", [.python("value"), .python("default", otherwise: .float(0))],
    about: "The float a number or text means; the default for another value.",
    examples: [
      .of(#"" 1.50 ""#, gives: "1.5"), .of("2", gives: "2.0"), .of(#""x""#, gives: "0.0"),
      .of("null", "1", gives: "1"), .of("absent", gives: "failed"),
    ]
  ) { arguments in
    let value = arguments.value(0)
    let otherwise =
      arguments.count > 1 ? arguments.value(1) : PythonNumber.value(0, in: arguments.scratch)
    if value.kind == .absent { return .failed }
    if value.kind == .string {
      guard let number = NumberReading.float(arguments.text(0), in: arguments.scratch) else {
        return otherwise
      }
      return PythonNumber.value(number, in: arguments.scratch)
    }
    guard let number = PythonNumber(value) else { return otherwise }
    return number.double.map { PythonNumber.value($0, in: arguments.scratch) } ?? .failed
  }

  /// `value | abs`.
  static let abs = Function(
    template: "abs", [.python("x")],
    about: "The number without its sign.",
    examples: [
      .of("-1", gives: "1"), .of("-1.5", gives: "1.5"), .of("true", gives: "1"),
      .of(#""1""#, gives: "failed"),
    ]
  ) { arguments in
    switch PythonNumber(arguments.value(0)) {
    case .integer(let number):
      return number == Int.min ? .failed : Number.value(Swift.abs(number), in: arguments.scratch)
    case .float(let number): return PythonNumber.value(number.magnitude, in: arguments.scratch)
    case .large(let digits):
      return Value(.integer, digits[0] == UInt8(ascii: "-") ? digits.dropping(1) : digits)
    case nil: return .failed
    }
  }

  /// `value | round(precision, method)`.
  static let round = Function(
    template: "round",
    [
      .python("value"), .python("precision", otherwise: .integer(0)),
      .python("method", otherwise: .text("common")),
    ],
    about:
      "The number rounded to so many digits: to the nearest (common), up (ceil) or down (floor).",
    examples: [
      .of("2.5", gives: "2.0"), .of("42.55", "1", gives: "42.5"), .of("7", gives: "7"),
      .of("42.51", "1", #""ceil""#, gives: "42.6"), .of("42.55", "1", #""x""#, gives: "failed"),
      .of(#""1""#, gives: "failed"),
    ]
  ) { arguments in
    guard let precision = arguments.count > 1 ? arguments.wholeNumber(1) : 0,
      (-300...300).contains(precision), let number = PythonNumber(arguments.value(0))
    else { return .failed }
    let scratch = arguments.scratch
    let method = arguments.count > 2 ? arguments.asText(2).bytes : Bytes("common")
    if method == Bytes("common") {
      guard case .float(let number) = number else {
        guard precision >= 0 else { return .failed }
        return TemplateOperators.positive.body(arguments)
      }
      return PythonNumber.value(Rounding.nearest(number, precision), in: scratch)
    }
    guard method == Bytes("ceil") || method == Bytes("floor"), let number = number.double else {
      return .failed
    }
    let scale = pow(10, Double(precision))
    let scaled = (number * scale).rounded(method == Bytes("ceil") ? .up : .down)
    return PythonNumber.value(scaled / scale, in: scratch)
  }
}

private enum Rounding {
  /// Rounded to a decimal place by the exact digits, ties to even.
  static func nearest(_ number: Double, _ precision: Int) -> Double {
    guard number.isFinite else { return number }
    if precision < 0 {
      let scale = pow(10, Double(-precision))
      return (number / scale).rounded(.toNearestOrEven) * scale
    }
    return FloatText.with(number, precision: precision, conversion: "f") {
      PythonNumber.double($0)
    }
  }
}

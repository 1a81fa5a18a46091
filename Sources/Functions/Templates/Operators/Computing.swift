import Events
import Glibc

/// Python's arithmetic on values; integers beyond 64 bits fail.
enum Arithmetic {
  static func sum(_ left: Value, _ right: Value, in scratch: Scratch) -> Value {
    switch (left.kind, right.kind) {
    case (.string, .string):
      var builder = ByteBuilder(in: scratch, capacity: Int(left.count) + Int(right.count))
      PythonValue.appendText(left, to: &builder, in: scratch)
      PythonValue.appendText(right, to: &builder, in: scratch)
      return builder.finishText()
    case (.array, .array): return joined(left, right, in: scratch)
    default:
      return compute(left, right, in: scratch, { $0.addingReportingOverflow($1) }, { $0 + $1 })
    }
  }

  /// The items of one list after those of another.
  static func joined(_ left: Value, _ right: Value, in scratch: Scratch) -> Value {
    if PythonValue.isEmpty(left) { return right }
    if PythonValue.isEmpty(right) { return left }
    var list = ListBuilder(in: scratch, capacity: Int(left.count) + Int(right.count))
    list.append(contentsOf: left)
    list.append(contentsOf: right)
    return list.finish()
  }

  /// A text or list so many times; failed without a number.
  static func repeated(_ value: Value, _ times: Int?, in scratch: Scratch) -> Value {
    guard let times else { return .failed }
    if times <= 0 { return value.kind == .string ? .emptyText : .emptyArray }
    if times == 1 { return value }
    if value.kind == .string {
      let span = PythonValue.text(value, in: scratch)
      guard span.bytes.count > 0 else { return value }
      var builder = ByteBuilder(in: scratch, capacity: 64)
      for _ in 0..<times {
        builder.append(span.bytes)
        if scratch.isExhausted { return .absent }
      }
      return builder.finish().map { Value(.string, $0, form: span.form) } ?? .absent
    }
    guard !PythonValue.isEmpty(value) else { return value }
    var list = ListBuilder(in: scratch, capacity: 64)
    for _ in 0..<times {
      list.append(contentsOf: value)
      if scratch.isExhausted { return .absent }
    }
    return list.finish()
  }

  typealias Whole = (Int, Int) -> (partialValue: Int, overflow: Bool)
  typealias Real = (Double, Double) -> Double

  static func compute(
    _ arguments: borrowing Arguments, _ whole: Whole, _ real: Real
  ) -> Value {
    compute(arguments.value(0), arguments.value(1), in: arguments.scratch, whole, real)
  }

  static func compute(
    _ left: Value, _ right: Value, in scratch: Scratch, _ whole: Whole, _ real: Real
  ) -> Value {
    scratch.spend(128)
    guard let a = PythonNumber(left), let b = PythonNumber(right) else { return .failed }
    if case .integer(let a) = a, case .integer(let b) = b {
      let (result, overflowed) = whole(a, b)
      return overflowed ? .failed : Number.value(result, in: scratch)
    }
    guard !a.isWhole || !b.isWhole, let a = a.double, let b = b.double else { return .failed }
    return PythonNumber.value(real(a, b), in: scratch)
  }

  /// The remainder of a division that rounds down.
  static func remainder(_ left: Value, _ right: Value, in scratch: Scratch) -> Value {
    divided(left, right, in: scratch, { _, rest in rest }, { floored($0, $1).rest })
  }

  /// A division that rounds down; failed by zero.
  static func divided(
    _ left: Value, _ right: Value, in scratch: Scratch, _ whole: (Int, Int) -> Int, _ real: Real
  ) -> Value {
    guard let a = PythonNumber(left), let b = PythonNumber(right) else { return .failed }
    if case .integer(let a) = a, case .integer(let b) = b {
      guard b != 0, !(a == Int.min && b == -1) else { return .failed }
      let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
      let isLow = rest != 0 && (rest < 0) != (b < 0)
      return Number.value(
        whole(isLow ? quotient - 1 : quotient, isLow ? rest + b : rest), in: scratch)
    }
    guard !a.isWhole || !b.isWhole, let a = a.double, let b = b.double, b != 0 else {
      return .failed
    }
    return PythonNumber.value(real(a, b), in: scratch)
  }

  /// Quotient and rest of floats as Python divides them.
  static func floored(_ a: Double, _ b: Double) -> (quotient: Double, rest: Double) {
    var rest = fmod(a, b)
    var quotient = (a - rest) / b
    if rest == 0 {
      rest = copysign(0, b)
    } else if (rest < 0) != (b < 0) {
      rest += b
      quotient -= 1
    }
    if quotient == 0 { return (copysign(0, a / b), rest) }
    let floor = quotient.rounded(.down)
    return (quotient - floor > 0.5 ? floor + 1 : floor, rest)
  }

  /// A power by squaring; nil beyond 64 bits.
  static func power(_ base: Int, _ times: Int) -> Int? {
    var result = 1
    var square = base
    var left = times
    while left > 0 {
      if left & 1 == 1 {
        let (product, overflowed) = result.multipliedReportingOverflow(by: square)
        if overflowed { return nil }
        result = product
      }
      left >>= 1
      guard left > 0 else { break }
      let (product, overflowed) = square.multipliedReportingOverflow(by: square)
      if overflowed { return nil }
      square = product
    }
    return result
  }
}

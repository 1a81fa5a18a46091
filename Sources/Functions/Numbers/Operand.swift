import Events

/// What arithmetic takes: an integer of 64 bits or a finite float.
///
/// Integers stay integers; where one operand is a float, both are.
enum Operand {
  case integer(Int)
  case float(Double)

  /// The number as a float.
  var double: Double {
    switch self {
    case .integer(let number): Double(number)
    case .float(let number): number
    }
  }

  /// Reads a number, or a text that spells one with blanks around it.
  init(_ value: Value, in scratch: Scratch) throws(CallFailure) {
    guard value.isNumber || value.kind == .string,
      let decoded = JSONText.decoded(value, in: scratch),
      let text = Numeral.spelling(decoded, in: scratch)
    else { throw .notANumber }
    switch Number.shape(text) {
    case .integer:
      guard let number = Number.int64(text) else { throw .tooLarge }
      self = .integer(Int(number))
    case .float:
      guard let number = Number.double(text) else { throw .notFinite }
      self = .float(number)
    default: throw .notANumber
    }
  }

  /// The number as a value; a whole float keeps its `.0`.
  func value(in scratch: Scratch) throws(CallFailure) -> Value {
    switch self {
    case .integer(let number): return Number.value(number, in: scratch)
    case .float(let number):
      guard number.isFinite else { throw .notFinite }
      return Number.value(number, in: scratch)
    }
  }

  /// The sum; fails where integers leave 64 bits.
  func plus(_ other: Operand) throws(CallFailure) -> Operand {
    try combined(with: other, Int.addingReportingOverflow, +)
  }

  /// One operation on both, as integers where both are.
  func combined(
    with other: Operand, _ integers: (Int) -> (Int) -> (Int, Bool),
    _ floats: (Double, Double) -> Double
  ) throws(CallFailure) -> Operand {
    guard case .integer(let left) = self, case .integer(let right) = other else {
      return .float(floats(double, other.double))
    }
    let (result, isOverflow) = integers(left)(right)
    guard !isOverflow else { throw .tooLarge }
    return .integer(result)
  }

  /// Whether it is the smaller one; between an integer and a float, as floats.
  func isLess(than other: Operand) -> Bool {
    guard case .integer(let left) = self, case .integer(let right) = other else {
      return double < other.double
    }
    return left < right
  }

  /// The nearest integer by a rule of rounding.
  func rounded(_ rule: FloatingPointRoundingRule) throws(CallFailure) -> Operand {
    guard case .float(let number) = self else { return self }
    guard let whole = Int(exactly: number.rounded(rule)) else { throw .tooLarge }
    return .integer(whole)
  }
}

extension Arguments {
  /// The argument as a number.
  func operand(_ index: Int) throws(CallFailure) -> Operand {
    try Operand(value(index), in: scratch)
  }

  /// The argument as an integer; floats are none, whole ones neither.
  func int64(_ index: Int) throws(CallFailure) -> Int {
    guard case .integer(let number) = try operand(index) else { throw .notAnInteger }
    return number
  }

  /// A body's number as a value; why there is none is counted.
  func number(_ compute: () throws(CallFailure) -> Operand) -> Value {
    do throws(CallFailure) {
      return try compute().value(in: scratch)
    } catch {
      return failed(error)
    }
  }

  /// Goes through all arguments, lists item by item; absent ones and null are left out.
  func forEachOperand(_ body: (Operand) throws(CallFailure) -> Void) throws(CallFailure) {
    for index in 0..<count {
      let value = value(index)
      guard value.isPresent, value.kind != .null else { continue }
      guard value.kind == .array else {
        try body(try Operand(value, in: scratch))
        continue
      }
      var items = ArrayCursor(value)
      while let item = items.next() {
        guard item.isPresent, item.kind != .null else { continue }
        try body(try Operand(item, in: scratch))
      }
    }
  }
}

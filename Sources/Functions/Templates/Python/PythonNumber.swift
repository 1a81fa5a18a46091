import Events
import Glibc

/// A number as Python computes with it; true and false are 1 and 0.
///
/// Integers have 64 bits for arithmetic; longer ones only compare and print. An infinite float is
/// a JSON number past the largest double, `1e999`; there is no value for NaN.
enum PythonNumber {
  case integer(Int)
  /// An integer beyond 64 bits: its digits, with a sign if negative.
  case large(Bytes)
  case float(Double)

  /// Nil for what is not a number.
  init?(_ value: Value) {
    switch value.kind {
    case .false: self = .integer(0)
    case .true: self = .integer(1)
    case .integer:
      if let number = Number.int64(value.spelling) {
        self = .integer(Int(number))
      } else {
        self = .large(value.spelling)
      }
    case .float: self = .float(PythonNumber.double(value.spelling))
    case .absent, .ignored, .null, .string, .array, .object: return nil
    }
  }

  /// The nearest double; nil where an integer is too large to have one.
  var double: Double? {
    switch self {
    case .integer(let number): return Double(number)
    case .float(let number): return number
    case .large(let digits):
      let number = PythonNumber.double(digits)
      return number.isFinite ? number : nil
    }
  }

  /// Whether it is not a float.
  var isWhole: Bool {
    if case .float = self { false } else { true }
  }

  /// Whether it is an integer beyond 64 bits.
  var isLarge: Bool {
    if case .large = self { true } else { false }
  }

  /// The double that a decimal spelling means; infinite past the largest.
  static func double(_ spelling: Bytes) -> Double {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: spelling.count + 1) { buffer in
      for index in 0..<spelling.count { buffer[index] = CChar(bitPattern: spelling.base[index]) }
      buffer[spelling.count] = 0
      return buffer.baseAddress.map { strtod($0, nil) } ?? 0
    }
  }

  /// -1, 0 or 1, exactly, whatever the types.
  static func compare(_ left: PythonNumber, _ right: PythonNumber) -> Int {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return order(a, b)
    case (.float(let a), .float(let b)): return order(a, b)
    case (.large(let a), .large(let b)): return digits(a, b)
    case (.integer, .large(let b)): return isNegative(b) ? 1 : -1
    case (.integer(let a), .float(let b)):
      if b >= 0x1p63 { return -1 }
      if b < -0x1p63 { return 1 }
      let whole = Int(b.rounded(.towardZero))
      return a == whole ? order(Double(whole), b) : order(a, whole)
    case (.large(let a), .float(let b)):
      guard b.magnitude >= 0x1p63, b.isFinite else {
        return b.isFinite ? isNegative(a) ? -1 : 1 : b < 0 ? 1 : -1
      }
      return withExactDigits(b) { digits(a, $0) }
    case (.large, .integer), (.float, .integer), (.float, .large):
      return -compare(right, left)
    }
  }

  private static func order<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a > b ? 1 : 0 }

  private static func isNegative(_ digits: Bytes) -> Bool {
    digits.count > 0 && digits.base[0] == UInt8(ascii: "-")
  }

  private static func digits(_ a: Bytes, _ b: Bytes) -> Int {
    if isNegative(a) != isNegative(b) { return isNegative(a) ? -1 : 1 }
    let sign = isNegative(a) ? -1 : 1
    if a.count != b.count { return a.count < b.count ? -sign : sign }
    return sign * order(Int(memcmp(a.base, b.base, a.count)), 0)
  }

  /// Every digit of a finite double's whole part.
  static func withExactDigits<R>(_ number: Double, _ body: (Bytes) -> R) -> R {
    FloatText.with(number.rounded(.towardZero), precision: 0, conversion: "f", body)
  }

  // MARK: Values

  /// A float value, spelled as Python prints it; failed for NaN.
  static func value(_ number: Double, in scratch: Scratch) -> Value {
    if number.isNaN { return .failed }
    guard number.isFinite else {
      return Value(
        .float,
        number < 0
          ? Bytes("-1e999          ").slice(0, 6)
          : Bytes("1e999           ").slice(0, 5))
    }
    var builder = ByteBuilder(in: scratch, capacity: 32)
    FloatText.append(number, to: &builder)
    return builder.finish().map { Value(.float, $0) } ?? .absent
  }

  /// The integer that a finite double has left of its point.
  static func whole(_ number: Double, in scratch: Scratch) -> Value {
    if number.magnitude < 0x1p63 { return Number.value(Int(number), in: scratch) }
    return withExactDigits(number) { scratch.copy($0).map { Value(.integer, $0) } ?? .absent }
  }
}

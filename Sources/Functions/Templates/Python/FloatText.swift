import Events
import Glibc

/// How Python spells floats.
enum FloatText {
  /// Work of reading and spelling one.
  static var work: Int { 256 }

  /// Appends the shortest spelling that reads back the same: `1.0`, `1e+16`, `1e-05`, `inf`.
  static func append(_ number: Double, to builder: inout ByteBuilder) {
    if number.isNaN { return builder.append("nan") }
    guard number.isFinite else { return builder.append(number < 0 ? "-inf" : "inf") }
    var text = number.description
    text.withUTF8 { utf8 in
      guard let base = utf8.baseAddress else { return }
      let spelling = Bytes(base, count: utf8.count)
      // Everywhere else the two languages agree on where the exponent begins.
      if number.magnitude < 1e16 || spelling.firstIndex(of: UInt8(ascii: "e")) != nil {
        return builder.append(spelling)
      }
      appendScientific(spelling, to: &builder)
    }
  }

  /// Appends `12300.0` as `1.23e+04`.
  private static func appendScientific(_ spelling: Bytes, to builder: inout ByteBuilder) {
    var digits = spelling.slice(0, spelling.firstIndex(of: UInt8(ascii: ".")) ?? spelling.count)
    if digits[0] == UInt8(ascii: "-") {
      builder.append(digits[0])
      digits = digits.dropping(1)
    }
    var last = digits.count
    while last > 1, digits[last - 1] == UInt8(ascii: "0") { last -= 1 }
    builder.append(digits[0])
    if last > 1 {
      builder.append(UInt8(ascii: "."))
      builder.append(digits.slice(1, last))
    }
    builder.append("e+")
    builder.append(digits.count - 1)
  }

  /// The longest precision that is formatted.
  static var mostPrecision: Int { 1000 }

  /// A float as C's `printf` spells it with `%.<precision><conversion>`; rounding is exact.
  static func with<R>(
    _ number: Double, precision: Int, conversion: Unicode.Scalar, isAlternate: Bool = false,
    _ body: (Bytes) -> R
  ) -> R {
    let capacity = 340 + mostPrecision
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { room in
      let format = "%\(isAlternate ? "#" : "").*\(Character(conversion))"
      let precision = CInt(max(0, min(precision, mostPrecision)))
      let count = withVaList([precision, number]) {
        vsnprintf(room.baseAddress, capacity, format, $0)
      }
      return room.withMemoryRebound(to: UInt8.self) { bytes in
        body(bytes.baseAddress.map { Bytes($0, count: max(0, Int(count))) } ?? .empty)
      }
    }
  }
}

import Events
import Glibc

/// A count since 1970 in whatever unit: its whole part is scaled to ten characters.
///
/// The sign counts as a character. The scaling is that of doubles, and its rounding shows in the
/// last microseconds: `1602586934900309053` is 1602586934.900309 s.
enum EpochText {
  /// Whether the text is `-?[0-9]{9,}(\.[0-9]+)?`.
  static func isEpoch(_ text: Bytes) -> Bool {
    var index = text.count > 0 && text[0] == UInt8(ascii: "-") ? 1 : 0
    func skipDigits() -> Int {
      let start = index
      while index < text.count, DateText.isDigit(text[index]) { index += 1 }
      return index - start
    }
    guard skipDigits() >= 9 else { return false }
    guard index < text.count else { return true }
    guard text[index] == UInt8(ascii: ".") else { return false }
    index += 1
    return skipDigits() > 0 && index == text.count
  }

  /// The microseconds of a JSON number, or nil outside the years 1 to 9999.
  static func microseconds(number value: Value) -> Int? {
    if value.kind == .integer { return microseconds(value.spelling) }
    guard let double = Number.double(value.spelling), double.magnitude < 1e16 else { return nil }
    if double != 0, double.magnitude < 1e-4 {
      // `1e-05` has no whole part to scale; `1.5e-05` has one.
      return double.description.utf8.contains(UInt8(ascii: ".")) ? rounded(double) : nil
    }
    let whole = double.rounded(.towardZero)
    var characters = double.sign == .minus ? 2 : 1
    var rest = whole.magnitude
    while rest >= 10 {
      rest = (rest / 10).rounded(.towardZero)
      characters += 1
    }
    return rounded(characters <= 10 ? double : double * power(characters))
  }

  /// The microseconds a text counts, or nil when it is not a count, or outside the years 1 to 9999.
  ///
  /// With a fraction a whole part of less than ten characters counts seconds.
  static func microseconds(_ text: Bytes) -> Int? {
    guard text.count <= DateText.longest else { return nil }
    let point = text.firstIndex(of: UInt8(ascii: "."))
    guard let double = double(text, isInteger: point == nil) else { return nil }
    let characters = point ?? text.count
    let isSeconds = point != nil && characters <= 10
    return rounded(isSeconds ? double : double * power(characters))
  }

  private static func power(_ characters: Int) -> Double { pow(10, Double(10 - characters)) }

  /// The double that digits with an optional sign spell, blanks around them aside.
  private static func double(_ text: Bytes, isInteger: Bool) -> Double? {
    let text = Whitespace.stripped(text)
    var digits = text
    if digits.count > 0, digits[0] == UInt8(ascii: "-") || digits[0] == UInt8(ascii: "+") {
      digits = digits.dropping(1)
    }
    let point = isInteger ? nil : digits.firstIndex(of: UInt8(ascii: "."))
    var count = 0
    for index in 0..<digits.count where index != point {
      guard DateText.isDigit(digits[index]) else { return nil }
      count += 1
    }
    guard count > 0 else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { buffer in
      for index in 0..<text.count { buffer[index] = CChar(bitPattern: text[index]) }
      buffer[text.count] = 0
      return buffer.baseAddress.map { strtod($0, nil) }
    }
  }

  /// Seconds as microseconds, halves to the even one.
  private static func rounded(_ seconds: Double) -> Int? {
    guard seconds.magnitude < 1e12 else { return nil }
    let whole = seconds.rounded(.towardZero)
    let fraction = ((seconds - whole) * 1e6).rounded(.toNearestOrEven)
    return DateText.valid(Int(whole) * 1_000_000 + Int(fraction))
  }
}

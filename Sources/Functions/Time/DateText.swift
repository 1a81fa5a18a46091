import Events

/// What reading dates needs of bytes: digits, and the range of the calendar.
enum DateText {
  /// Bytes past which a text is not a date.
  static var longest: Int { 256 }

  private static let earliest = CivilDate.days(year: 1, month: 1, day: 1) * 86_400_000_000
  private static let latest = CivilDate.days(year: 10000, month: 1, day: 1) * 86_400_000_000

  /// The microseconds since 1970, or nil when they lie outside the years 1 to 9999.
  static func valid(_ microseconds: Int) -> Int? {
    microseconds >= earliest && microseconds < latest ? microseconds : nil
  }

  /// Whole seconds, rounded down.
  static func seconds(_ microseconds: Int) -> Int {
    microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
  }

  /// The microseconds a date and time stand for, or nil when the calendar or clock has no such.
  static func microseconds(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, microsecond: Int
  ) -> Int? {
    guard year >= 1, year <= 9999, day >= 1, day <= CivilDate.daysInMonth(month, of: year),
      hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second < 60,
      microsecond >= 0, microsecond < 1_000_000
    else { return nil }
    let days = CivilDate.days(year: year, month: month, day: day)
    return (days * 86400 + hour * 3600 + minute * 60 + second) * 1_000_000 + microsecond
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 <= 9 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- UInt8(ascii: "a") < 26 }

  /// The number that the bytes spell, all of them digits; what is huge stays
  /// huge, below 10⁹.
  static func integer(_ text: Bytes) -> Int? {
    guard text.count > 0 else { return nil }
    var result = 0
    for byte in text {
      guard isDigit(byte) else { return nil }
      if result < 100_000_000 { result = result * 10 + Int(byte &- 48) }
    }
    return result
  }

  /// The first six of the fraction digits, as microseconds; nil when one of them is not a digit.
  static func microseconds(fraction: Bytes) -> Int? {
    var result = 0
    for index in 0..<6 {
      let digit = index < fraction.count ? fraction[index] &- 48 : 0
      guard digit <= 9 else { return nil }
      result = result * 10 + Int(digit)
    }
    return result
  }
}

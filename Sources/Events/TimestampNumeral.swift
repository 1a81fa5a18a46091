/// Dates that are written as numbers: what they count shows in how many digits they have.
extension Timestamp {
  /// The seconds that a number may mean without a word on its unit, 1970 to 2099: what counts
  /// something else seldom falls between.
  private static let plausible = 0..<4_102_444_800

  /// The instant that a number spells; nil for another text, and for what is not from 1970 to 2099.
  ///
  /// 9 and 10 digits count seconds since 1970, 12 and 13 milli-, 15 and 16 micro-, 19 nanoseconds,
  /// 18 the tenths of a microsecond since 1601 that Windows counts (FILETIME). 8 are `YYYYMMDD`, 14
  /// `YYYYMMDDhhmmss`, and 12 that spell one `YYYYMMDDhhmm`, local to `zone`. Counts may have a
  /// fraction, and every number an exponent.
  public static func numeral(_ text: Bytes, zone: ZoneRules?) -> Timestamp? {
    guard let digits = NumeralDigits(text) else { return nil }
    let instant: Timestamp? =
      switch digits.whole {
      case 8, 14: calendar(digits, zone)
      case 9, 10: epoch(digits, 0)
      case 12: calendar(digits, zone) ?? epoch(digits, 3)
      case 13: epoch(digits, 3)
      case 15, 16: epoch(digits, 6)
      case 18: Timestamp(fileTime: text)
      case 19: epoch(digits, 9)
      default: nil
      }
    return instant.flatMap { plausible.contains($0.seconds) ? $0 : nil }
  }

  /// A count in units of 10^-`scale` seconds; the timestamp has as many fraction digits, up to nine.
  private static func epoch(_ digits: NumeralDigits, _ scale: Int) -> Timestamp? {
    let end = digits.whole - scale
    return Timestamp(
      seconds: digits.number(0..<end), nanoseconds: digits.number(end..<end + 9),
      digits: min(digits.count - end, 9))
  }

  /// The instant that a number of units after 1970, or before, spells; nil for another text, and
  /// outside the years 1 to 9999.
  public init?(count text: Bytes, _ unit: EpochUnit) {
    self.init(count: text, unit.scale, from: 0)
  }

  /// The instant of a FILETIME of Windows, tenths of a microsecond since 1601; nil for another text,
  /// and behind the year 9999.
  public init?(fileTime text: Bytes) {
    self.init(count: text, 7, from: -Timestamp.fileTimeEpoch)
  }

  private init?(count text: Bytes, _ scale: Int, from epoch: Int) {
    let isNegative = text.first == UInt8(ascii: "-")
    // RFC 3339 has no more than 12 digits of seconds.
    guard let digits = NumeralDigits(text.dropping(isNegative ? 1 : 0)), digits.whole - scale <= 12
    else { return nil }
    // Zeros stand before the first digit, as behind the last.
    let end = digits.whole - scale
    var seconds = end > 0 ? digits.number(0..<end) : 0
    var nanoseconds = end > -9 ? digits.number(max(end, 0)..<end + 9) : 0
    if isNegative {
      seconds = nanoseconds > 0 ? -seconds - 1 : -seconds
      nanoseconds = nanoseconds > 0 ? 1_000_000_000 - nanoseconds : 0
    }
    var places = min(max(digits.count - end, 0), 9)
    // Of a FILETIME the zeros at the end are of the unit, not of the clock.
    if epoch != 0 { places = min(places, Timestamp.places(of: nanoseconds)) }
    self.init(seconds: epoch + seconds, nanoseconds: nanoseconds, digits: places)
  }

  /// The places of a fraction without the zeros at its end.
  private static func places(of nanoseconds: Int) -> Int {
    var (places, rest) = (9, nanoseconds)
    while places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    return places
  }

  /// Seconds from 1601 to 1970.
  private static let fileTimeEpoch = 11_644_473_600

  private static func calendar(_ digits: NumeralDigits, _ zone: ZoneRules?) -> Timestamp? {
    let year = digits.number(0..<4)
    let month = digits.number(4..<6)
    let day = digits.number(6..<8)
    guard !digits.hasFraction, year > 0, day >= 1, day <= CivilDate.daysInMonth(month, of: year)
    else { return nil }
    let hour = digits.whole > 8 ? digits.number(8..<10) : 0
    let minute = digits.whole > 8 ? digits.number(10..<12) : 0
    let second = digits.whole > 12 ? digits.number(12..<14) : 0
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    let midnight = CivilDate.days(year: year, month: month, day: day) * 86400
    return Timestamp(
      local: midnight + hour * 3600 + minute * 60 + second, nanoseconds: 0, digits: 0, zone: zone)
  }
}

/// The digits of a number as if it were written without an exponent.
private struct NumeralDigits {
  /// More bytes than any date has.
  private static let longest = 64

  private let text: Bytes
  /// The digits before the point as it is written, and those that are written at all.
  private let point: Int
  private let written: Int
  /// Zeros in front that only an exponent makes possible.
  private let skipped: Int
  /// The digits before the point, and those that there are in all.
  let whole: Int
  let count: Int

  /// Nil for a text that spells no number, or a negative one.
  init?(_ text: Bytes) {
    guard text.count <= NumeralDigits.longest else { return nil }
    var reader = DigitReader(text)
    point = reader.skipDigits()
    guard point > 0 else { return nil }
    let behind = reader.take(UInt8(ascii: ".")) ? reader.skipDigits() : nil
    guard behind != 0 else { return nil }
    self.text = text
    written = point + (behind ?? 0)
    if reader.isAtEnd {
      skipped = 0
      whole = point
      count = written
      return
    }
    guard reader.take(UInt8(ascii: "e")) || reader.take(UInt8(ascii: "E")) else { return nil }
    let isNegative = reader.take(UInt8(ascii: "-"))
    if !isNegative { _ = reader.take(UInt8(ascii: "+")) }
    guard let exponent = reader.number(upTo: 2), reader.isAtEnd else { return nil }
    var zeros = 0
    while zeros < written, NumeralDigits.digit(zeros, of: text, point) == 0 { zeros += 1 }
    skipped = zeros
    whole = point + (isNegative ? -exponent : exponent) - zeros
    count = max(whole, written - zeros)
  }

  private static func digit(_ index: Int, of text: Bytes, _ point: Int) -> Int {
    Int(text[index < point ? index : index + 1] &- 48)
  }

  /// The number that some of the digits spell; there are zeros after the last one.
  func number(_ range: Range<Int>) -> Int {
    var result = 0
    for index in range {
      let place = index + skipped
      result =
        result * 10 + (place < written ? NumeralDigits.digit(place, of: text, point) : 0)
    }
    return result
  }

  /// Whether there is more than zeros after the point.
  var hasFraction: Bool {
    (whole..<max(whole, count)).contains { number($0..<$0 + 1) != 0 }
  }
}

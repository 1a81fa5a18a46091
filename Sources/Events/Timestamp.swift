/// A point in time with as many fraction digits as its source had.
public struct Timestamp: Hashable, Sendable {
  /// Since 1970-01-01T00:00:00Z, within the years 1 to 9999.
  public let seconds: Int
  /// The fraction of the second, `0..<1_000_000_000`.
  public let nanoseconds: Int
  /// Fraction digits to write, `0...9`.
  public let digits: Int

  static let earliest = CivilDate.days(year: 1, month: 1, day: 1) * 86400
  static let latest = CivilDate.days(year: 10000, month: 1, day: 1) * 86400 - 1

  /// Nil outside the years 1 to 9999.
  public init?(seconds: Int, nanoseconds: Int = 0, digits: Int = 0) {
    guard seconds >= Timestamp.earliest, seconds <= Timestamp.latest,
      nanoseconds >= 0, nanoseconds < 1_000_000_000, digits >= 0, digits <= 9
    else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
    self.digits = digits
  }

  /// The second in which a number of milliseconds since 1970 lies.
  public static func seconds(ofMilliseconds count: Int) -> Int {
    count >= 0 ? count / 1000 : (count - 999) / 1000
  }

  /// The local time of a zone as an instant; nil outside the years 1 to 9999.
  init?(local seconds: Int, nanoseconds: Int, digits: Int, zone: ZoneRules?) {
    self.init(
      seconds: seconds - (zone?.offset(local: seconds) ?? 0), nanoseconds: nanoseconds,
      digits: digits)
  }

  // MARK: Canonical texts

  /// Whether the bytes are `YYYY-MM-DDTHH:MM:SS[.f]Z` with one to nine fraction digits.
  @inlinable
  public static func isCanonical(_ text: Bytes) -> Bool {
    let count = text.count
    guard count >= 20, count <= 30, count != 21 else { return false }
    guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[10] == UInt8(ascii: "T"),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      text[count - 1] == UInt8(ascii: "Z")
    else { return false }
    let century = pair(text, 0)
    let year = pair(text, 2)
    let month = pair(text, 5)
    let day = pair(text, 8)
    guard century < 100, year < 100, century | year != 0, month &- 1 < 12, day &- 1 < 31,
      pair(text, 11) < 24, pair(text, 14) < 60, pair(text, 17) < 60
    else { return false }
    if day > 28,
      Int(day) > CivilDate.daysInMonth(Int(month), of: Int(century) * 100 + Int(year))
    {
      return false
    }
    if count == 20 { return true }
    guard text[19] == UInt8(ascii: ".") else { return false }
    var index = 20
    while index < count - 1 {
      if text[index] &- 48 > 9 { return false }
      index &+= 1
    }
    return true
  }

  /// A canonical text but for `+00:00` in place of `Z`, made canonical; nil for any other text.
  public static func canonical(_ text: Bytes, in scratch: Scratch) -> Value? {
    let end = text.count - 6
    guard end >= 19, end < longestSpelling, text.hasSuffix(Bytes("+00:00")),
      let room = unsafe scratch.allocate(end + 1)
    else { return nil }
    unsafe room.update(from: text.base, count: end)
    unsafe room[end] = UInt8(ascii: "Z")
    return unsafe isCanonical(Bytes(room, count: end + 1))
      ? Value(.string, room, count: end + 1) : nil
  }

  /// The number two digits spell; 100 or more when they are not digits.
  @inlinable @inline(__always)
  static func pair(_ text: Bytes, _ start: Int) -> UInt32 {
    let tens = UInt32(text[start] &- 48)
    let ones = UInt32(text[start + 1] &- 48)
    return tens > 9 || ones > 9 ? 1000 : tens &* 10 &+ ones
  }

  // MARK: Writing

  /// Bytes that `write` needs at most.
  public static var longestSpelling: Int { 30 }

  /// Writes the instant as RFC 3339 in UTC and returns the end.
  public func write(to start: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    var days = seconds / 86400
    var rest = seconds % 86400
    if rest < 0 {
      rest += 86400
      days -= 1
    }
    let date = CivilDate.date(days: days)
    func put(_ number: Int, _ width: Int, at offset: Int) {
      var number = number
      for place in stride(from: offset + width - 1, through: offset, by: -1) {
        unsafe start[place] = UInt8(truncatingIfNeeded: 48 + number % 10)
        number /= 10
      }
    }
    put(date.year, 4, at: 0)
    unsafe start[4] = UInt8(ascii: "-")
    put(date.month, 2, at: 5)
    unsafe start[7] = UInt8(ascii: "-")
    put(date.day, 2, at: 8)
    unsafe start[10] = UInt8(ascii: "T")
    put(rest / 3600, 2, at: 11)
    unsafe start[13] = UInt8(ascii: ":")
    put(rest / 60 % 60, 2, at: 14)
    unsafe start[16] = UInt8(ascii: ":")
    put(rest % 60, 2, at: 17)
    var end = 19
    if digits > 0 {
      unsafe start[19] = UInt8(ascii: ".")
      var fraction = nanoseconds
      for _ in digits..<9 { fraction /= 10 }
      put(fraction, digits, at: 20)
      end = 20 + digits
    }
    unsafe start[end] = UInt8(ascii: "Z")
    return unsafe start + (end + 1)
  }

  /// The RFC 3339 text as a value in the scratch; nil when it is exhausted.
  public func value(in scratch: Scratch) -> Value? {
    guard let room = unsafe scratch.allocate(Timestamp.longestSpelling) else { return nil }
    let end = unsafe write(to: room)
    unsafe scratch.shrink(to: end)
    return unsafe Value(.string, room, count: end - room)
  }
}

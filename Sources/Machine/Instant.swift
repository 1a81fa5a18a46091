import Glibc

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Equatable, Sendable {
  /// Since 1970-01-01T00:00:00Z; negative before.
  public var milliseconds: Int

  /// The time of the machine's clock.
  public static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }

  /// 2026-01-01T00:00:00Z, what tests take for the current time.
  public static let forTests = Instant(milliseconds: 1_767_225_600_000)

  /// The moment so many milliseconds after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int) { self.milliseconds = milliseconds }

  /// A moment as RFC 3339 writes it: `2026-01-31T12:00:00Z`, `2026-01-31T12:00:00.250+01:00`; nil for
  /// other texts.
  public init?(rfc3339 text: String) {
    var rest = Array(text.utf8)[...]
    func number(_ digits: Int) -> Int? {
      guard rest.count >= digits else { return nil }
      var result = 0
      for byte in rest.prefix(digits) {
        guard byte &- 48 <= 9 else { return nil }
        result = result * 10 + Int(byte - 48)
      }
      rest.removeFirst(digits)
      return result
    }
    func skip(_ accepted: String) -> UInt8? {
      guard let first = rest.first, accepted.utf8.contains(first) else { return nil }
      rest.removeFirst()
      return first
    }
    guard let year = number(4), skip("-") != nil, let month = number(2), skip("-") != nil,
      let day = number(2), skip("Tt ") != nil, let hour = number(2), skip(":") != nil,
      let minute = number(2), skip(":") != nil, let second = number(2), year >= 1,
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var fraction = 0
    if skip(".") != nil {
      var place = 100
      guard number(0) != nil, let first = rest.first, first &- 48 <= 9 else { return nil }
      while let digit = number(1) {
        fraction += digit * place
        place /= 10
      }
    }
    var offset = 0
    switch skip("Zz+-") {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): break
    case .some(let sign):
      guard let hours = number(2), skip(":") != nil, let minutes = number(2), hours < 24,
        minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    case nil: return nil
    }
    guard rest.isEmpty, let days = Instant.days(year, month, day) else { return nil }
    let minutes = (days * 24 + hour) * 60 + minute - offset
    milliseconds = (minutes * 60 + second) * 1000 + fraction
  }

  /// Days since 1970-01-01 in the Gregorian calendar, or nil for a day the month does not have.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    let before = year - 1
    let leaps = before / 4 - before / 100 + before / 400
    let dayOfYear = lengths.prefix(month - 1).reduce(0, +) + day - 1
    return before * 365 + leaps + dayOfYear - 719_162
  }
}

import Events

/// What the directives of a format took from a text.
struct StrptimeParts {
  private var year: Int?
  private var isoYear: Int?
  private var month = 1
  private var day = 1
  private var dayOfYear: Int?
  private var week: Int?
  private var weekBeginsOnMonday = false
  private var isoWeek: Int?
  /// Monday is 0.
  private var weekday: Int?
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var microsecond = 0
  private var offset: Int?
  /// `%I`, and what `%p` said.
  private var hourOfHalf: Int?
  private var isAfternoon = false

  /// Takes what a directive matched; false when it means nothing.
  mutating func set(_ directive: UInt8, _ text: Bytes) -> Bool {
    let number = DateText.integer(Whitespace.stripped(text)) ?? 0
    switch Unicode.Scalar(directive) {
    case "y": year = number <= 68 ? 2000 + number : 1900 + number
    case "Y": year = number
    case "G": isoYear = number
    case "m": month = number
    case "B", "b":
      guard let found = DateWords.month(text) else { return false }
      month = found
    case "d": day = number
    case "H":
      hour = number
      hourOfHalf = nil
    case "I": hourOfHalf = number
    case "p": isAfternoon = DateWords.half(text) == 1
    case "M": minute = number
    case "S": second = number
    case "f": microsecond = DateText.microseconds(fraction: text) ?? 0
    case "A", "a":
      guard let found = DateWords.weekday(text) else { return false }
      weekday = found
    case "w": weekday = (number + 6) % 7
    case "u": weekday = number - 1
    case "j": dayOfYear = number
    case "U", "W":
      week = number
      weekBeginsOnMonday = directive == UInt8(ascii: "W")
    case "V": isoWeek = number
    case "z":
      guard let found = StrptimeParts.offset(text) else { return false }
      offset = found
    default: break
    }
    return true
  }

  /// Microseconds east of Greenwich; nil where one of two colons is missing.
  private static func offset(_ text: Bytes) -> Int? {
    if text == Bytes("Z") { return 0 }
    let hasColon = text[3] == UInt8(ascii: ":")
    var rest = text.dropping(1)
    var seconds = 0
    var unit = 3600
    while unit > 0, rest.count > 0, rest[0] != UInt8(ascii: ".") {
      let isColon = rest[0] == UInt8(ascii: ":")
      if unit == 1, isColon != hasColon { return nil }
      if isColon { rest = rest.dropping(1) }
      guard rest.count >= 2, let number = DateText.integer(rest.slice(0, 2)) else { return nil }
      seconds += number * unit
      unit /= 60
      rest = rest.dropping(2)
    }
    let fraction = rest.count > 0 ? DateText.microseconds(fraction: rest.dropping(1)) ?? 0 : 0
    let offset = seconds * 1_000_000 + fraction
    return text[0] == UInt8(ascii: "-") ? -offset : offset
  }

  /// The date the parts make, or nil when there is none.
  func date(currentYear: Int) -> LocalDate? {
    var date = (year: year ?? 1900, month: month, day: day)
    guard date.year >= 1, isoYear ?? 1 >= 1 else { return nil }
    if let days = daysFromNewYear() {
      let newYear = CivilDate.days(year: days.year, month: 1, day: 1)
      date = CivilDate.date(days: newYear + days.count - 1)
    }
    // February 29 without a year is checked against 1900, which has none.
    guard date.day <= CivilDate.daysInMonth(date.month, of: date.year) else { return nil }
    if date.year == 1900 { date.year = currentYear }
    var hour = hour
    if let half = hourOfHalf { hour = half % 12 + (isAfternoon ? 12 : 0) }
    return DateText.microseconds(
      year: date.year, month: date.month, day: date.day, hour: hour, minute: minute,
      second: second, microsecond: microsecond
    ).map { LocalDate($0, offset: offset) }
  }

  /// The day of a year, from 1, where the format counts days or weeks; it may leave the year.
  private func daysFromNewYear() -> (year: Int, count: Int)? {
    let year = year ?? 1900
    if let dayOfYear { return (year, dayOfYear) }
    guard let weekday else { return nil }
    func weekdayOfNewYear(_ year: Int) -> Int {
      (CivilDate.weekday(days: CivilDate.days(year: year, month: 1, day: 1)) + 6) % 7
    }
    if let week {
      let shift = weekBeginsOnMonday ? 0 : 1
      let first = (weekdayOfNewYear(year) + shift) % 7
      let day = (weekday + shift) % 7
      return (year, week == 0 ? 1 + day - first : 1 + (7 - first) % 7 + 7 * (week - 1) + day)
    }
    guard let isoYear, let isoWeek else { return nil }
    // January 4 lies in the first week.
    let fourth = (weekdayOfNewYear(isoYear) + 3) % 7 + 1
    return (isoYear, isoWeek * 7 + weekday + 1 - (fourth + 3))
  }
}

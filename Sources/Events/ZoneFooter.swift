/// The rule of a zone for the years its file does not list.
///
/// A POSIX `TZ` text: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneFooter: Sendable {
  private enum Day: Sendable {
    /// The nth weekday of a month; 5 is the last.
    case weekday(month: Int, week: Int, weekday: Int)
    /// 1...365, never counting February 29.
    case julian(Int)
    /// 0...365, counting February 29.
    case ordinal(Int)
  }

  private struct Change: Sendable {
    var day: Day
    /// Seconds after local midnight.
    var time: Int

    /// The local time of the change, counted as if it were UTC.
    func local(in year: Int) -> Int {
      let newYear = CivilDate.days(year: year, month: 1, day: 1)
      switch day {
      case .julian(let number):
        let leap = CivilDate.isLeap(year) && number >= 60 ? 1 : 0
        return (newYear + number - 1 + leap) * 86400 + time
      case .ordinal(let number): return (newYear + number) * 86400 + time
      case .weekday(let month, let week, let weekday):
        let first = CivilDate.days(year: year, month: month, day: 1)
        let lead = (weekday - CivilDate.weekday(days: first) + 7) % 7
        var day = lead + 7 * (week - 1)
        while day >= CivilDate.daysInMonth(month, of: year) { day -= 7 }
        return (first + day) * 86400 + time
      }
    }
  }

  private let standard: Int
  private let standardName: ZoneAbbreviation?
  private var summer: (offset: Int, name: ZoneAbbreviation?, begin: Change, end: Change)?

  /// Nil when the text is not such a rule.
  init?(_ text: [UInt8]) {
    var parser = Parser(text: text)
    guard let name = parser.name(), let west = parser.time() else { return nil }
    standard = -west
    standardName = ZoneAbbreviation(name)
    if parser.isAtEnd { return }
    guard let summerName = parser.name() else { return nil }
    let offset = parser.peek == UInt8(ascii: ",") ? standard + 3600 : parser.time().map { -$0 }
    guard let offset, let begin = parser.change(), let end = parser.change(), parser.isAtEnd else {
      return nil
    }
    summer = (offset, ZoneAbbreviation(summerName), begin, end)
  }

  /// Seconds east of Greenwich of one of the rule's abbreviations; nil for another.
  func offset(of abbreviation: ZoneAbbreviation) -> Int? {
    if abbreviation == standardName { return standard }
    return abbreviation == summer?.name ? summer?.offset : nil
  }

  func offset(at seconds: Int) -> ZoneRules.Offset {
    let standard = ZoneRules.Offset(seconds: standard, name: standardName)
    // Far out of range the calendar could overflow; no timestamp lies there.
    guard let summer, seconds.magnitude < 1 << 50 else { return standard }
    let local = seconds + standard.seconds
    let days = local >= 0 ? local / 86400 : (local - 86399) / 86400
    let year = CivilDate.date(days: days).year
    let begin = summer.begin.local(in: year) - standard.seconds
    let end = summer.end.local(in: year) - summer.offset
    // In the south, summer spans the new year.
    let isSummer =
      begin < end ? seconds >= begin && seconds < end : seconds >= begin || seconds < end
    return isSummer ? ZoneRules.Offset(seconds: summer.offset, name: summer.name) : standard
  }

  private struct Parser {
    let text: [UInt8]
    var index = 0

    init(text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { index == text.count }
    var peek: UInt8 { index < text.count ? text[index] : 0 }

    mutating func take(_ byte: UInt8) -> Bool {
      guard index < text.count, text[index] == byte else { return false }
      index += 1
      return true
    }

    /// `CET` or `<+03>`.
    mutating func name() -> ArraySlice<UInt8>? {
      let start = index
      if take(UInt8(ascii: "<")) {
        while !isAtEnd, peek != UInt8(ascii: ">") { index += 1 }
        return take(UInt8(ascii: ">")) ? text[start..<index] : nil
      }
      while peek | 32 &- UInt8(ascii: "a") < 26 { index += 1 }
      return index - start >= 3 ? text[start..<index] : nil
    }

    mutating func number() -> Int? {
      let start = index
      var result = 0
      while peek &- 48 <= 9, index - start < 4 {
        result = result * 10 + Int(peek &- 48)
        index += 1
      }
      return index > start ? result : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let isNegative = take(UInt8(ascii: "-"))
      if !isNegative { _ = take(UInt8(ascii: "+")) }
      guard let hours = number(), hours <= 167 else { return nil }
      var seconds = hours * 3600
      for unit in [60, 1] where take(UInt8(ascii: ":")) {
        guard let part = number(), part < 60 else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    mutating func change() -> Change? {
      guard take(UInt8(ascii: ",")) else { return nil }
      let day: Day
      if take(UInt8(ascii: "M")) {
        guard let month = number(), (1...12).contains(month), take(UInt8(ascii: ".")),
          let week = number(), (1...5).contains(week), take(UInt8(ascii: ".")),
          let weekday = number(), (0...6).contains(weekday)
        else { return nil }
        day = .weekday(month: month, week: week, weekday: weekday)
      } else if take(UInt8(ascii: "J")) {
        guard let number = number(), (1...365).contains(number) else { return nil }
        day = .julian(number)
      } else {
        guard let number = number(), number <= 365 else { return nil }
        day = .ordinal(number)
      }
      guard take(UInt8(ascii: "/")) else { return Change(day: day, time: 7200) }
      return time().map { Change(day: day, time: $0) }
    }
  }
}

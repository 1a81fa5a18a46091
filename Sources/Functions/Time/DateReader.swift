import Events

/// Reads a date whose form is not known: words and numbers in nearly any order.
///
/// ISO 8601 in its extended and basic forms, RFC 2822, `Oct 10 13:55:36`, `10/Oct/2000 13:55:36`,
/// `3/24/2022 2:42 PM`, `06 September, 08:01 UTC+00:00`. An ambiguous pair is month and day; the
/// sign after a zone's name is inverted, as `UTC+3` says what leads to UTC; names of other zones
/// than UTC's are passed over. These are the rules of Python's dateutil.
struct DateReader {
  private(set) var tokens: DateTokens
  let currentYear: Int
  var date = DateTriple()
  var hour: Int?
  var minute: Int?
  var second: Int?
  var microsecond: Int?
  /// Monday is 0.
  private var weekday: Int?
  private var zone: Bytes?
  /// Seconds east of Greenwich.
  private var offset: Int?

  private init(_ tokens: DateTokens, currentYear: Int) {
    self.tokens = tokens
    self.currentYear = currentYear
  }

  /// What the text says, or nil; parts it leaves out are those of January 1 of the current year.
  static func read(_ text: Bytes, currentYear: Int) -> LocalDate? {
    DateTokens.with(text) { tokens in
      var reader = DateReader(tokens, currentYear: currentYear)
      do throws(NotADate) {
        var index = 0
        while index < reader.tokens.count { index = try reader.readToken(index) + 1 }
        return try reader.result()
      } catch {
        return nil
      }
    }
  }

  /// Takes what begins at a token and returns the last token taken.
  private mutating func readToken(_ index: Int) throws(NotADate) -> Int {
    let token = try tokens[index]
    if let numeral = DateNumeral(token) { return try readNumber(index, numeral) }
    if DateWords.isInfinity(token) { throw NotADate() }
    if let weekday = DateWords.weekday(token) {
      self.weekday = weekday
    } else if let month = DateWords.month(token) {
      return try readMonth(index, month)
    } else if let half = DateWords.half(token) {
      guard let hour, hour <= 12 else { throw NotADate() }
      self.hour = Self.hour(hour, half)
    } else if hour != nil, zone == nil, offset == nil, DateWords.mayBeZone(token) {
      readZone(index, token)
    } else if hour != nil, tokens.isSign(index) {
      return try readOffset(index)
    } else if !DateWords.isFiller(token) {
      throw NotADate()
    }
    return index
  }

  /// `Jan`, `Jan-01`, `Jan/01/99`, `Jan of 01`.
  private mutating func readMonth(_ index: Int, _ month: Int) throws(NotADate) -> Int {
    try date.append(month, .month)
    if tokens.isMark(index + 1, UInt8(ascii: "-")) || tokens.isMark(index + 1, UInt8(ascii: "/")) {
      let mark = try tokens[index + 1][0]
      try date.append(digits: tokens[index + 2])
      guard tokens.isMark(index + 3, mark) else { return index + 2 }
      try date.append(digits: tokens[index + 4])
      return index + 4
    }
    guard index + 4 < tokens.count, tokens.isMark(index + 1, 0x20),
      tokens.isMark(index + 3, 0x20), DateWords.isOf(try tokens[index + 2])
    else { return index }
    if let year = DateText.integer(try tokens[index + 4]) {
      try date.appendYear(Self.year(year, currentYear))
    }
    return index + 4
  }

  private mutating func readZone(_ index: Int, _ name: Bytes) {
    zone = name
    offset = name == Bytes("z") ? 0 : nil
    guard tokens.isSign(index + 1) else { return }
    tokens.flipSign(index + 1)
    offset = nil
    if DateWords.isGreenwich(name) { zone = nil }
  }

  /// `-0300`, `-03:00`, `-3`, `-0300 (BRT)`.
  private mutating func readOffset(_ start: Int) throws(NotADate) -> Int {
    func number(_ text: Bytes) throws(NotADate) -> Int {
      guard let number = DateText.integer(text) else { throw NotADate() }
      return number
    }
    var index = start
    let digits = try tokens[index + 1]
    var seconds: Int
    if digits.count == 4 {
      seconds = try number(digits.slice(0, 2)) * 3600 + number(digits.slice(2, 4)) * 60
    } else if tokens.isMark(index + 2, UInt8(ascii: ":")) {
      seconds = try number(digits) * 3600 + number(tokens[index + 3]) * 60
      index += 2
    } else if digits.count <= 2 {
      seconds = try number(digits) * 3600
    } else {
      throw NotADate()
    }
    if tokens.isMark(start, UInt8(ascii: "-")) { seconds = -seconds }
    offset = seconds
    if zone == nil, index + 5 < tokens.count, DateWords.isFiller(try tokens[index + 2]),
      tokens.isMark(index + 3, UInt8(ascii: "(")), tokens.isMark(index + 5, UInt8(ascii: ")"))
    {
      let name = try tokens[index + 4]
      if name.count >= 3, DateWords.mayBeZone(name) {
        zone = name
        index += 4
      }
    }
    return index + 1
  }

  /// The hour of the day of an hour before or after noon.
  static func hour(_ hour: Int, _ half: Int) -> Int {
    if hour < 12, half == 1 { return hour + 12 }
    return hour == 12 && half == 0 ? 0 : hour
  }

  /// Two digits are the year within fifty of the current one.
  private static func year(_ year: Int, _ currentYear: Int) -> Int {
    guard year < 100 else { return year }
    let guess = currentYear / 100 * 100 + year
    if guess >= currentYear + 50 { return guess - 100 }
    return guess < currentYear - 50 ? guess + 100 : guess
  }

  // MARK: The result

  private func result() throws(NotADate) -> LocalDate {
    let parts = date.resolved()
    let hasTime = hour != nil || minute != nil || second != nil || microsecond != nil
    guard date.count > 0 || hasTime || weekday != nil || zone != nil || offset != nil else {
      throw NotADate()
    }
    let year = parts.year.map { date.hasCentury ? $0 : Self.year($0, currentYear) } ?? currentYear
    guard
      var local = DateText.microseconds(
        year: year, month: parts.month ?? 1, day: parts.day ?? 1, hour: hour ?? 0,
        minute: minute ?? 0, second: second ?? 0, microsecond: microsecond ?? 0)
    else { throw NotADate() }
    if let weekday, parts.day == nil {
      // The next such day.
      let days = CivilDate.days(year: year, month: parts.month ?? 1, day: 1)
      local += (weekday + 7 - (CivilDate.weekday(days: days) + 6) % 7) % 7 * 86_400_000_000
    }
    return LocalDate(local, offset: offsetEast.map { $0 * 1_000_000 })
  }

  /// What name and number say together; nil for neither, and for a name alone that is not UTC's.
  private var offsetEast: Int? {
    guard let zone else { return offset }
    if zone == Bytes("z") { return 0 }
    return DateWords.isGreenwich(zone) ? 0 : offset
  }
}

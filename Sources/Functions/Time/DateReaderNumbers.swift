import Events

extension DateReader {
  /// Takes a number with what belongs to it and returns the last token taken.
  mutating func readNumber(_ index: Int, _ numeral: DateNumeral) throws(NotADate) -> Int {
    let token = try tokens[index]
    let isLast = index + 1 >= tokens.count
    let next = isLast ? Bytes.empty : try tokens[index + 1]
    if date.count == 3, token.count == 2 || token.count == 4, hour == nil,
      isLast || !(next == Bytes(":")) && DateWords.unit(next) == nil
    {
      // 19990101T23, 19990101T2359
      hour = try number(token, 0, 2)
      if token.count == 4 { minute = try number(token, 2, 4) }
      return index
    }
    let point = token.firstIndex(of: UInt8(ascii: "."))
    if token.count == 6 || token.count > 6 && point == 6 {
      if date.count == 0, point == nil {
        try date.append(digits: token.slice(0, 2))
        try date.append(digits: token.slice(2, 4))
        try date.append(digits: token.slice(4, 6))
      } else {
        hour = try number(token, 0, 2)
        minute = try number(token, 2, 4)
        try readSeconds(token.dropping(4))
      }
      return index
    }
    if token.count == 8 || token.count == 12 || token.count == 14 {
      try readCompact(token)
      return index
    }
    if let place = unitIndex(index), let unit = DateWords.unit(try tokens[place]) {
      // The number after `10h` counts the next smaller unit.
      try readTime(token, numeral, unit: place > index ? unit : unit + 1)
      return max(place, index)
    }
    if index + 2 < tokens.count, next == Bytes(":") { return try readClock(index, numeral) }
    if next == Bytes("-") || next == Bytes("/") || next == Bytes(".") {
      return try readSeparated(index, token, mark: next[0])
    }
    let half = index + 2 < tokens.count ? DateWords.half(try tokens[index + 2]) : nil
    if isLast || DateWords.isFiller(next) {
      if let half {
        // 12 am
        hour = Self.hour(numeral.whole, half)
        return index + 2
      }
      try date.append(numeral)
      return index + 1
    }
    if let half = DateWords.half(next), numeral.whole < 24 {
      // 12am
      hour = Self.hour(numeral.whole, half)
      return index + 1
    }
    guard date.mayBeDay(numeral) else { throw NotADate() }
    try date.append(numeral)
    return index
  }

  private func number(_ token: Bytes, _ lower: Int, _ upper: Int) throws(NotADate) -> Int {
    guard let number = DateText.integer(token.slice(lower, upper)) else { throw NotADate() }
    return number
  }

  /// `YYYYMMDD`, `YYYYMMDDhhmm`, `YYYYMMDDhhmmss`.
  private mutating func readCompact(_ token: Bytes) throws(NotADate) {
    try date.append(digits: token.slice(0, 4))
    try date.append(digits: token.slice(4, 6))
    try date.append(digits: token.slice(6, 8))
    guard token.count > 8 else { return }
    hour = try number(token, 8, 10)
    minute = try number(token, 10, 12)
    if token.count > 12 { second = try number(token, 12, 14) }
  }

  /// `10:20`, `10:20.5`, `10:20:30`, `10:20:30.447`.
  private mutating func readClock(
    _ index: Int, _ numeral: DateNumeral
  ) throws(NotADate) -> Int {
    hour = numeral.whole
    guard let minutes = DateNumeral(try tokens[index + 2]) else { throw NotADate() }
    minute = minutes.whole
    second = minutes.sixtieths
    guard index + 4 < tokens.count, tokens.isMark(index + 3, UInt8(ascii: ":")) else {
      return index + 2
    }
    try readSeconds(tokens[index + 4])
    return index + 4
  }

  /// `01-01`, `01/Jan/99`, `01.01.2022`.
  private mutating func readSeparated(
    _ index: Int, _ token: Bytes, mark: UInt8
  ) throws(NotADate) -> Int {
    try date.append(digits: token)
    guard index + 2 < tokens.count, !DateWords.isFiller(try tokens[index + 2]) else {
      return index + 1
    }
    try readMember(tokens[index + 2])
    guard tokens.isMark(index + 3, mark) else { return index + 2 }
    try readMember(tokens[index + 4])
    return index + 4
  }

  private mutating func readMember(_ token: Bytes) throws(NotADate) {
    if let month = DateWords.month(token) {
      try date.append(month, .month)
    } else {
      try date.append(digits: token)
    }
  }

  /// The token that names the unit of a number: after it, or before it (`10h30`).
  private func unitIndex(_ index: Int) -> Int? {
    func isUnit(_ index: Int) -> Bool {
      guard index >= 0, index < tokens.count, let token = try? tokens[index] else { return false }
      return DateWords.unit(token) != nil
    }
    if isUnit(index + 1) { return index + 1 }
    if tokens.isMark(index + 1, 0x20), isUnit(index + 2) { return index + 2 }
    if isUnit(index - 1) { return index - 1 }
    let isLast = index == tokens.count - 1
    return index > 1 && isLast && tokens.isMark(index - 1, 0x20) && isUnit(index - 2)
      ? index - 2 : nil
  }

  private mutating func readTime(
    _ token: Bytes, _ numeral: DateNumeral, unit: Int
  ) throws(NotADate) {
    switch unit {
    case 0:
      hour = numeral.whole
      if let minutes = numeral.sixtieths { minute = minutes }
    case 1:
      minute = numeral.whole
      second = numeral.sixtieths
    case 2: try readSeconds(token)
    default: break
    }
  }

  /// `30`, `30.447`.
  private mutating func readSeconds(_ token: Bytes) throws(NotADate) {
    guard let point = token.firstIndex(of: UInt8(ascii: ".")) else {
      second = try number(token, 0, token.count)
      microsecond = 0
      return
    }
    second = try number(token, 0, point)
    guard let fraction = DateText.microseconds(fraction: token.dropping(point + 1)) else {
      throw NotADate()
    }
    microsecond = fraction
  }
}

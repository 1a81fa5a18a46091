/// Reads the date forms that need no format.
extension Timestamp {
  /// The instant a text spells in RFC 3339 or a close relative, or as a number.
  ///
  /// `2022-03-15T07:24:54.438Z`; also `/` for `-`, a blank for `T`, `,` for the point, no seconds,
  /// no time, offsets as `+01`, `+0100`, `+01:00`, ` UTC`. Without an offset the time is local to
  /// `zone`, or UTC. Fractions finer than nanoseconds are cut.
  public init?(_ text: Bytes, zone: ZoneRules? = nil) {
    var reader = DigitReader(text)
    reader.skipBlanks()
    reader.dropBlanksAtEnd()
    if let instant = Timestamp.numeral(reader.rest, zone: zone) {
      self = instant
      return
    }
    guard let year = reader.number(exactly: 4), year > 0 else { return nil }
    let dash = reader.peek
    guard dash == UInt8(ascii: "-") || dash == UInt8(ascii: "/") else { return nil }
    reader.advance()
    guard let month = reader.number(exactly: 2), reader.take(dash),
      let day = reader.number(exactly: 2), day >= 1, month >= 1, month <= 12,
      day <= CivilDate.daysInMonth(month, of: year)
    else { return nil }
    let midnight = CivilDate.days(year: year, month: month, day: day) * 86400
    if reader.isAtEnd {
      self.init(local: midnight, nanoseconds: 0, digits: 0, zone: zone)
      return
    }
    guard reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: "t")) || reader.take(0x20),
      let hour = reader.number(exactly: 2), hour < 24, reader.take(UInt8(ascii: ":")),
      let minute = reader.number(exactly: 2), minute < 60
    else { return nil }
    var second = 0
    var fraction = (nanoseconds: 0, digits: 0)
    if reader.take(UInt8(ascii: ":")) {
      // A leap second is the first second of the next minute.
      guard let number = reader.number(exactly: 2), number <= 60 else { return nil }
      second = number
      if reader.take(UInt8(ascii: ".")) || reader.take(UInt8(ascii: ",")) {
        guard let read = reader.fraction() else { return nil }
        fraction = read
      }
    }
    let local = midnight + hour * 3600 + minute * 60 + second
    if reader.isAtEnd {
      self.init(
        local: local, nanoseconds: fraction.nanoseconds, digits: fraction.digits, zone: zone)
      return
    }
    reader.skipBlanks()
    guard let offset = reader.offset(), reader.isAtEnd else { return nil }
    self.init(
      seconds: local - offset, nanoseconds: fraction.nanoseconds, digits: fraction.digits)
  }
}

/// A cursor over the digits and marks of a date.
struct DigitReader {
  private var text: Bytes
  private var index = 0

  init(_ text: Bytes) { self.text = text }

  var isAtEnd: Bool { index == text.count }
  var rest: Bytes { text.dropping(index) }

  /// The next byte, or 0 at the end.
  var peek: UInt8 { index < text.count ? text[index] : 0 }

  mutating func advance(_ count: Int = 1) { index = min(index + count, text.count) }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func skipBlanks() {
    while index < text.count, isBlank(text[index]) { index += 1 }
  }

  mutating func dropBlanksAtEnd() {
    while text.count > index, isBlank(text[text.count - 1]) {
      text = text.slice(0, text.count - 1)
    }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 <= 4 }

  /// The number that so many digits spell, or nil.
  mutating func number(exactly width: Int) -> Int? { number(1, width, isExact: true) }

  /// The number that at least one and at most `width` digits spell, or nil.
  mutating func number(upTo width: Int) -> Int? { number(1, width, isExact: false) }

  /// Passes digits over; how many.
  mutating func skipDigits() -> Int {
    let start = index
    while index < text.count, text[index] &- 48 <= 9 { index += 1 }
    return index - start
  }

  private mutating func number(_ least: Int, _ most: Int, isExact: Bool) -> Int? {
    var result = 0
    var count = 0
    while count < most, index < text.count, text[index] &- 48 <= 9 {
      result = result * 10 + Int(text[index] &- 48)
      index += 1
      count += 1
    }
    return count >= (isExact ? most : least) ? result : nil
  }

  /// Fraction digits; those after the ninth are cut.
  mutating func fraction() -> (nanoseconds: Int, digits: Int)? {
    var result = 0
    var digits = 0
    var any = false
    while index < text.count, text[index] &- 48 <= 9 {
      any = true
      if digits < 9 {
        result = result * 10 + Int(text[index] &- 48)
        digits += 1
      }
      index += 1
    }
    for _ in digits..<9 { result *= 10 }
    return any ? (result, digits) : nil
  }

  /// Seconds east of Greenwich: `Z`, `UTC`, `GMT`, `+01`, `+0100`, `+01:00`, `-01:00:30`.
  mutating func offset() -> Int? {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
    if rest.hasPrefix(Bytes("UTC")) || rest.hasPrefix(Bytes("GMT")) {
      advance(3)
      return 0
    }
    let isEast = peek == UInt8(ascii: "+")
    guard isEast || peek == UInt8(ascii: "-") else { return nil }
    advance()
    guard let hours = number(exactly: 2), hours < 24 else { return nil }
    var seconds = hours * 3600
    let colon = take(UInt8(ascii: ":"))
    if colon || peek &- 48 <= 9 {
      guard let minutes = number(exactly: 2), minutes < 60 else { return nil }
      seconds += minutes * 60
    }
    return isEast ? seconds : -seconds
  }

  /// Takes the longest of the names that comes next, ignoring case, and gives its index.
  mutating func name(of names: [StaticString]) -> Int? {
    var best: (index: Int, length: Int)?
    for (offset, name) in names.enumerated() {
      let length = name.utf8CodeUnitCount
      guard length <= text.count - index, length > best?.length ?? 0 else { continue }
      var same = true
      for place in 0..<length
      where unsafe text[index + place] | 32 != name.utf8Start[place] | 32 {
        same = false
        break
      }
      if same { best = (offset, length) }
    }
    guard let best else { return nil }
    index += best.length
    return best.index
  }

  /// Letters, as in the abbreviation of a zone.
  mutating func letters() -> Bytes {
    let start = index
    while index < text.count, text[index] | 32 &- UInt8(ascii: "a") < 26 { index += 1 }
    return text.slice(start, index)
  }
}

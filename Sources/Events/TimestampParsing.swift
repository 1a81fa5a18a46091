extension TimestampFormat {
  /// The values of the fields of a text.
  private struct Parts {
    var year: Int?
    var month = 1
    var day = 1
    var dayOfYear: Int?
    var hour = 0
    var isAfternoon: Bool?
    var minute = 0
    var second = 0
    var fraction = (nanoseconds: 0, digits: 0)
    var offset: Int?
    var zoneName: ZoneAbbreviation?
    var epoch: Int?
  }

  /// The instant a text spells in this format, or nil.
  ///
  /// Without a year it is the latest one in which the day exists and that is at most a day after
  /// `now`, in seconds since 1970.
  public func parse(_ text: Bytes, near now: Int) -> Timestamp? {
    switch form {
    case .usual: Timestamp(text, zone: zone)
    case .count(let unit): Timestamp(count: text, unit)
    case .items(let items): parse(text, items, near: now)
    }
  }

  private func parse(_ text: Bytes, _ items: [Item], near now: Int) -> Timestamp? {
    var reader = DigitReader(text)
    reader.skipBlanks()
    reader.dropBlanksAtEnd()
    var parts = Parts()
    for item in items {
      switch item {
      case .byte(let byte): guard reader.take(byte) else { return nil }
      case .blanks:
        let before = reader.rest.count
        reader.skipBlanks()
        guard reader.rest.count < before || reader.isAtEnd else { return nil }
      case .field(let letter): guard read(letter, &reader, &parts) else { return nil }
      }
    }
    guard reader.isAtEnd else { return nil }
    return isYearless ? latest(parts, near: now) : timestamp(parts)
  }

  private func read(_ letter: UInt8, _ reader: inout DigitReader, _ parts: inout Parts) -> Bool {
    func number(_ width: Int, _ range: ClosedRange<Int>) -> Int? {
      guard let number = reader.number(upTo: width), range.contains(number) else { return nil }
      return number
    }
    func set(_ path: WritableKeyPath<Parts, Int>, _ value: Int?) -> Bool {
      guard let value else { return false }
      parts[keyPath: path] = value
      return true
    }
    switch letter {
    case UInt8(ascii: "Y"):
      parts.year = reader.number(exactly: 4)
      return parts.year ?? 0 > 0
    case UInt8(ascii: "y"):
      guard let year = reader.number(exactly: 2) else { return false }
      parts.year = year < 69 ? 2000 + year : 1900 + year
      return true
    case UInt8(ascii: "m"): return set(\.month, number(2, 1...12))
    case UInt8(ascii: "e"):
      reader.skipBlanks()
      return set(\.day, number(2, 1...31))
    case UInt8(ascii: "d"): return set(\.day, number(2, 1...31))
    case UInt8(ascii: "H"): return set(\.hour, number(2, 0...23))
    case UInt8(ascii: "I"): return set(\.hour, number(2, 1...12).map { $0 % 12 })
    case UInt8(ascii: "M"): return set(\.minute, number(2, 0...59))
    case UInt8(ascii: "S"): return set(\.second, number(2, 0...60))
    case UInt8(ascii: "f"):
      guard let fraction = reader.fraction() else { return false }
      parts.fraction = fraction
      return true
    case UInt8(ascii: "b"), UInt8(ascii: "B"):
      return set(\.month, reader.name(of: Self.anyMonths).map { $0 % 12 + 1 })
    case UInt8(ascii: "a"), UInt8(ascii: "A"):
      return reader.name(of: Self.anyWeekdays) != nil
    case UInt8(ascii: "p"):
      guard let half = reader.name(of: Self.halves) else { return false }
      parts.isAfternoon = half == 1
      return true
    case UInt8(ascii: "j"):
      parts.dayOfYear = number(3, 1...366)
      return parts.dayOfYear != nil
    case UInt8(ascii: "z"):
      parts.offset = reader.offset()
      return parts.offset != nil
    case UInt8(ascii: "Z"):
      parts.zoneName = ZoneAbbreviation(reader.letters())
      return parts.zoneName != nil
    case UInt8(ascii: "s"):
      let isNegative = reader.take(UInt8(ascii: "-"))
      parts.epoch = reader.number(upTo: 12).map { isNegative ? -$0 : $0 }
      return parts.epoch != nil
    default: return false
    }
  }

  private func latest(_ parts: Parts, near now: Int) -> Timestamp? {
    let limit = now + 86400
    var parts = parts
    // Where clocks are ahead of UTC the year may have begun. Leap years are eight apart at most.
    let newest = CivilDate.date(days: limit / 86400).year + 1
    for year in stride(from: newest, through: max(newest - 10, 1), by: -1) {
      parts.year = year
      if let instant = timestamp(parts), instant.seconds <= limit { return instant }
    }
    return nil
  }

  private func timestamp(_ parts: Parts) -> Timestamp? {
    let fraction = parts.fraction
    if let epoch = parts.epoch {
      return Timestamp(
        seconds: epoch, nanoseconds: fraction.nanoseconds, digits: fraction.digits)
    }
    guard let year = parts.year else { return nil }
    var days: Int
    if let dayOfYear = parts.dayOfYear {
      guard dayOfYear <= (CivilDate.isLeap(year) ? 366 : 365) else { return nil }
      days = CivilDate.days(year: year, month: 1, day: 1) + dayOfYear - 1
    } else {
      guard parts.day <= CivilDate.daysInMonth(parts.month, of: year) else { return nil }
      days = CivilDate.days(year: year, month: parts.month, day: parts.day)
    }
    let hour = parts.hour % 12 + (parts.isAfternoon == true ? 12 : 0)
    let seconds =
      days * 86400 + (parts.isAfternoon == nil ? parts.hour : hour) * 3600 + parts.minute * 60
      + parts.second
    var offset = parts.offset
    if let name = parts.zoneName {
      guard let known = self.offset(of: name, local: seconds) else { return nil }
      offset = offset ?? known
    }
    if let offset {
      return Timestamp(
        seconds: seconds - offset, nanoseconds: fraction.nanoseconds, digits: fraction.digits)
    }
    return Timestamp(
      local: seconds, nanoseconds: fraction.nanoseconds, digits: fraction.digits, zone: zone)
  }

  /// What the abbreviation of a zone means: the zone's own where one is named, else those few that
  /// mean one thing everywhere.
  private func offset(of name: ZoneAbbreviation, local seconds: Int) -> Int? {
    guard let zone, !name.isUniversal else { return name.fixedOffset }
    return zone.offset(of: name, local: seconds)
  }

  // MARK: Writing

  /// Writes an instant in this format, local to its zone or in UTC.
  public func write(_ timestamp: Timestamp, to builder: inout ByteBuilder) {
    let named = zone?.namedOffset(at: timestamp.seconds)
    let offset = named?.seconds ?? 0
    let local = timestamp.seconds + offset
    let days = local >= 0 ? local / 86400 : (local - 86399) / 86400
    let rest = local - days * 86400
    let date = CivilDate.date(days: days)
    func put(_ number: Int, _ width: Int, filler: UInt8 = 48) {
      var unit = 1
      for _ in 1..<width { unit *= 10 }
      while unit > 1, number < unit {
        builder.append(filler)
        unit /= 10
      }
      builder.append(number)
    }
    func append(_ names: [StaticString], _ index: Int) { builder.append(names[index]) }
    guard case .items(let items) = form else { return }
    for item in items {
      guard case .field(let letter) = item else {
        if case .byte(let byte) = item {
          builder.append(byte)
        } else {
          builder.append(UInt8(ascii: " "))
        }
        continue
      }
      switch letter {
      case UInt8(ascii: "Y"): put(date.year, 4)
      case UInt8(ascii: "y"): put(date.year % 100, 2)
      case UInt8(ascii: "m"): put(date.month, 2)
      case UInt8(ascii: "d"): put(date.day, 2)
      case UInt8(ascii: "e"): put(date.day, 2, filler: 0x20)
      case UInt8(ascii: "H"): put(rest / 3600, 2)
      case UInt8(ascii: "I"): put((rest / 3600 + 11) % 12 + 1, 2)
      case UInt8(ascii: "M"): put(rest / 60 % 60, 2)
      case UInt8(ascii: "S"): put(rest % 60, 2)
      case UInt8(ascii: "f"):
        var fraction = timestamp.nanoseconds
        let width = max(timestamp.digits, 1)
        for _ in width..<9 { fraction /= 10 }
        put(fraction, width)
      case UInt8(ascii: "b"): append(Self.shortMonths, date.month - 1)
      case UInt8(ascii: "B"): append(Self.months, date.month - 1)
      case UInt8(ascii: "a"): append(Self.shortWeekdays, CivilDate.weekday(days: days))
      case UInt8(ascii: "A"): append(Self.weekdays, CivilDate.weekday(days: days))
      case UInt8(ascii: "p"): builder.append(rest < 43200 ? "AM" : "PM")
      case UInt8(ascii: "j"):
        put(days - CivilDate.days(year: date.year, month: 1, day: 1) + 1, 3)
      case UInt8(ascii: "s"): builder.append(timestamp.seconds)
      case UInt8(ascii: "Z") where named?.name != nil: named?.name?.write(to: &builder)
      case UInt8(ascii: "Z") where offset == 0: builder.append("UTC")
      case UInt8(ascii: "z"), UInt8(ascii: "Z"):
        builder.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        put(abs(offset) / 3600, 2)
        put(abs(offset) / 60 % 60, 2)
      default: break
      }
    }
  }
}

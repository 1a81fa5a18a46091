import Events

/// Reads the instants that logs spell in many ways, and writes them in one.
public enum LooseDate {
  /// The instant of a value in microseconds since 1970-01-01T00:00:00Z; nil when it is not a date,
  /// or outside the years 1 to 9999.
  ///
  /// A number, and without a format also a text of nine and more digits, counts since 1970 in any
  /// unit. Another text is read by the format, or by what it looks like. Without an offset of its
  /// own a date is local to `zone`, and so is a count; nil stands for UTC. What the text leaves out
  /// is the year of `now` (milliseconds since 1970), January, the first, midnight.
  public static func microseconds(
    _ value: Value, format: StrptimeFormat?, zone: DateZone?, now: Int, in scratch: Scratch
  ) -> Int? {
    if value.isNumber { return epoch(value, zone: zone, in: scratch) }
    guard value.kind == .string, let whole = JSONText.decoded(value, in: scratch) else {
      return nil
    }
    let text = Whitespace.stripped(whole)
    guard text.count > 0, text.count <= DateText.longest else { return nil }
    let year = year(now)
    if let format {
      return format.read(text, currentYear: year, in: scratch)?.instant(in: zone)
    }
    if EpochText.isEpoch(text) {
      // Blanks around it keep a count from being read as local.
      let zone = text.count == whole.count ? zone : nil
      return EpochText.microseconds(text).flatMap { LocalDate($0).instant(in: zone) }
    }
    if Timestamp.isCanonical(text) { return canonical(text) }
    return DateReader.read(text, currentYear: year)?.instant(in: zone)
  }

  /// Whether a value may be a date at all: a count of zero stands for no date.
  public static func isGiven(_ value: Value) -> Bool {
    !value.isNumber || PythonValue.isTrue(value)
  }

  /// The instant of a count since 1970, whose whole part is scaled to ten characters, as
  /// `microseconds` gives it.
  public static func epoch(_ value: Value, zone: DateZone?, in scratch: Scratch) -> Int? {
    if value.isNumber {
      return EpochText.microseconds(number: value).flatMap { LocalDate($0).instant(in: zone) }
    }
    guard value.kind == .string, let text = JSONText.decoded(value, in: scratch),
      let instant = EpochText.microseconds(text)
    else { return nil }
    return LocalDate(instant).instant(in: EpochText.isEpoch(text) ? zone : nil)
  }

  /// The year of an instant in milliseconds.
  private static func year(_ now: Int) -> Int {
    CivilDate.date(days: (now - (now < 0 ? 86_399_999 : 0)) / 86_400_000).year
  }

  /// A text of the form `2022-03-15T07:24:54.438Z`, by far the most frequent one.
  private static func canonical(_ text: Bytes) -> Int? {
    func number(_ lower: Int, _ upper: Int) -> Int {
      DateText.integer(text.slice(lower, upper)) ?? 0
    }
    let fraction = text.count > 20 ? text.slice(20, text.count - 1) : .empty
    return DateText.microseconds(
      year: number(0, 4), month: number(5, 7), day: number(8, 10), hour: number(11, 13),
      minute: number(14, 16), second: number(17, 19),
      microsecond: DateText.microseconds(fraction: fraction) ?? 0)
  }

  // MARK: Writing

  /// When the six fraction digits are written.
  public enum Fraction: Sendable {
    case always, whenNotZero
  }

  /// `2022-03-15T07:24:54.438000Z`; absent outside the years 1 to 9999, or when the scratch is
  /// exhausted.
  public static func text(
    microseconds: Int, fraction: Fraction, in scratch: Scratch
  ) -> Value {
    let seconds = DateText.seconds(microseconds)
    let rest = microseconds - seconds * 1_000_000
    let digits = fraction == .always || rest != 0 ? 6 : 0
    guard
      let timestamp = Timestamp(seconds: seconds, nanoseconds: rest * 1000, digits: digits)
    else { return .absent }
    return timestamp.value(in: scratch) ?? .absent
  }
}

import Events

extension CastKind {
  /// A date, the one type that takes a format: `date("%d/%m/%Y", tz: "Europe/Paris")`.
  public static let date = CastKind(
    "date", fieldTypes: ["date"], result: .text, notation: .date, takes: [.text, .integer, .float],
    about: "Dates in many spellings, and numbers by their digits, as RFC 3339 in UTC."
  ) { value, format, now, scratch in
    if format == nil, value.kind == .string, value.form == .clean,
      Timestamp.isCanonical(value.spelling)
    {
      return value
    }
    guard let text = dateText(value, in: scratch) else { return nil }
    guard let format else {
      if value.isNumber { return Timestamp.numeral(text, zone: nil)?.value(in: scratch) }
      if Timestamp.isCanonical(text) { return Value(.string, text) }
      if let value = Timestamp.canonical(text, in: scratch) { return value }
      return Timestamp(text)?.value(in: scratch)
    }
    return format.parse(text, near: Timestamp.seconds(ofMilliseconds: now))?.value(in: scratch)
  }

  /// A number that counts from 1970 in a unit: `epoch("ms")`.
  public static let epoch = CastKind(
    "epoch", result: .text, notation: .date, takes: [.text, .integer, .float],
    about:
      "Numbers that count seconds, milli-, micro- or nanoseconds since 1970, as RFC 3339 in UTC."
  ) { value, format, _, scratch in
    dateText(value, in: scratch).flatMap { format?.parse(Numeral.trimmed($0), near: 0) }?
      .value(in: scratch)
  }

  /// A FILETIME of Windows.
  public static let fileTime = CastKind(
    "filetime", result: .text, notation: .date, takes: [.text, .integer, .float],
    about: "Numbers that count tenths of a microsecond since 1601, as RFC 3339 in UTC."
  ) { value, _, _, scratch in
    dateText(value, in: scratch).flatMap { Timestamp(fileTime: Numeral.trimmed($0)) }?
      .value(in: scratch)
  }

  /// The text of what may spell a date; nil for other values, and when the scratch is exhausted.
  private static func dateText(_ value: Value, in scratch: Scratch) -> Bytes? {
    value.isNumber || value.kind == .string ? JSONText.decoded(value, in: scratch) : nil
  }
}

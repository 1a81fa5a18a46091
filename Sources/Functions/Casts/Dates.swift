import Events

extension CastKind {
  /// A date, the one type that takes a format: `date("%d/%m/%Y", tz: "Europe/Paris")`.
  public static let date = CastKind(
    "date", fieldTypes: ["date"], result: .text, notation: .date, takes: [.text, .integer, .float],
    about:
      "RFC 3339, ISO 8601 and its variants, and numbers by their digits; `date(\"format\", tz: \"zone\")` reads a format. As RFC 3339 in UTC.",
    examples: [
      Example(#""2022-03-15T08:24:54+01:00""#, #""2022-03-15T07:24:54Z""#),
      Example(#""2022/03/15 07:24:54.438105""#, #""2022-03-15T07:24:54.438105Z""#),
      Example("1647329094438", #""2022-03-15T07:24:54.438Z""#),
      Example(
        #""15/03/2022 08:24""#, as: #"date("%d/%m/%Y %H:%M", tz: "Europe/Paris")"#,
        #""2022-03-15T07:24:00Z""#),
      Example("0", "failed"),
    ]
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
      "Numbers that count seconds, milli-, micro- or nanoseconds since 1970, whole or not, before it too: `epoch(\"s\")`, `\"ms\"`, `\"us\"`, `\"ns\"`. As RFC 3339 in UTC.",
    examples: [
      Example("0", as: #"epoch("s")"#, #""1970-01-01T00:00:00Z""#),
      Example(#""1500.5""#, as: #"epoch("ms")"#, #""1970-01-01T00:00:01.5005Z""#),
      Example(#""now""#, as: #"epoch("s")"#, "failed"),
    ]
  ) { value, format, _, scratch in
    dateText(value, in: scratch).flatMap { format?.parse(Numeral.trimmed($0), near: 0) }?
      .value(in: scratch)
  }

  /// A FILETIME of Windows.
  public static let fileTime = CastKind(
    "filetime", result: .text, notation: .date, takes: [.text, .integer, .float],
    about:
      "Numbers that count tenths of a microsecond since 1601, as Windows does. As RFC 3339 in UTC.",
    examples: [
      Example("116444736000000000", #""1970-01-01T00:00:00Z""#),
      Example(#""133444736001234567""#, #""2023-11-14T22:13:20.1234567Z""#),
      Example(#""x""#, "failed"),
    ]
  ) { value, _, _, scratch in
    dateText(value, in: scratch).flatMap { Timestamp(fileTime: Numeral.trimmed($0)) }?
      .value(in: scratch)
  }

  /// The text of what may spell a date; nil for other values, and when the scratch is exhausted.
  private static func dateText(_ value: Value, in scratch: Scratch) -> Bytes? {
    value.isNumber || value.kind == .string ? JSONText.decoded(value, in: scratch) : nil
  }
}

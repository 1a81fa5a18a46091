import Events

extension CastKind {
  /// A date, the one type that takes a format: `date("%d/%m/%Y", tz: "Europe/Paris")`.
  public static let date = CastKind(
    "date", fieldTypes: ["date"], result: .text, takes: [.text, .integer, .float],
    about: "Dates in many spellings, and numbers by their digits, as RFC 3339 in UTC."
  ) { value, format, scratch in
    if format == nil, value.kind == .string, value.form == .clean,
      Timestamp.isCanonical(value.spelling)
    {
      return value
    }
    guard value.isNumber || value.kind == .string,
      let text = JSONText.decoded(value, in: scratch)
    else { return nil }
    guard let format else {
      if value.isNumber { return Timestamp.numeral(text, zone: nil)?.value(in: scratch) }
      if Timestamp.isCanonical(text) { return Value(.string, text) }
      if let value = Timestamp.canonical(text, in: scratch) { return value }
      return Timestamp(text)?.value(in: scratch)
    }
    return format.parse(text)?.value(in: scratch)
  }
}

import Events

extension Function {
  /// `parse_date(text, format?, zone?)`.
  static let parseDate = Function(
    "parse_date",
    parameters: [
      Parameter("text", .text), Parameter("format", .constantText, optional: true),
      Parameter("zone", .constantText, optional: true),
    ],
    returns: .text,
    about:
      "A date in RFC 3339 and UTC, from a strptime format or from the usual forms and epochs; "
      + "the zone is that of dates without one.",
    examples: [
      Example(["\"2022/03/15 07:24:54.438105\""], "\"2022-03-15T07:24:54.438105Z\""),
      Example(
        ["\"15/03/2022 08:24\"", "\"%d/%m/%Y %H:%M\"", "\"Europe/Paris\""],
        "\"2022-03-15T07:24:00Z\""),
      Example(["1647329094438"], "\"2022-03-15T07:24:54.438Z\""),
      Example(
        ["\"2022-03-15 08:24:54\"", "null", "\"Europe/Paris\""],
        "\"2022-03-15T07:24:54Z\""),
      Example(["\"2022-02-30\""], "absent"),
    ],
    prepare: TimestampFormat.prepare(isForParsing: true)
  ) { arguments in
    let value = arguments.value(0)
    guard let format = arguments.prepared(as: TimestampFormat.self) else {
      return Function.value(CastKind.date.cast(value, in: arguments.scratch))
    }
    return Function.value(
      CastKind.date.cast(value, as: format.isAutomatic ? nil : format, in: arguments.scratch))
  }
}

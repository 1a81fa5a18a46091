import Events

extension Function {
  /// `parse_date(text, format?, zone?, near?)`.
  static let parseDate = Function(
    "parse_date",
    parameters: [
      Parameter("text", .text), Parameter("format", .constantText, optional: true),
      Parameter("zone", .constantText, optional: true), Parameter("near", .text, optional: true),
    ],
    returns: .text,
    about:
      "A date in RFC 3339 and UTC, from a strptime format or from the usual forms and epochs; "
      + "the zone is that of dates without one. Without a year it is the latest date at most a day "
      + "after `near`, or after the time of the run.",
    examples: [
      Example(["\"2022/03/15 07:24:54.438105\""], "\"2022-03-15T07:24:54.438105Z\""),
      Example(
        ["\"15/03/2022 08:24\"", "\"%d/%m/%Y %H:%M\"", "\"Europe/Paris\""],
        "\"2022-03-15T07:24:00Z\""),
      Example(["1647329094438"], "\"2022-03-15T07:24:54.438Z\""),
      Example(
        ["\"2022-03-15 08:24:54\"", "null", "\"Europe/Paris\""],
        "\"2022-03-15T07:24:54Z\""),
      Example(
        ["\"Dec 31 23:59:58\"", "\"%b %d %T\"", "null", "\"2024-01-01T00:00:03Z\""],
        "\"2023-12-31T23:59:58Z\""),
      Example(
        ["\"Feb 29 08:00:00\"", "\"%b %d %T\"", "\"UTC\"", "1741000000"],
        "\"2024-02-29T08:00:00Z\""),
      Example(["\"2022-02-30\""], "absent"),
    ],
    prepare: TimestampFormat.prepare(isForParsing: true)
  ) { arguments in
    let value = arguments.value(0)
    let format = arguments.prepared(as: TimestampFormat.self)
    var now = arguments.now
    if let format, format.isYearless, arguments.has(3) {
      do throws(CallFailure) {
        now = try arguments.instant(3).seconds * 1000
      } catch {
        return arguments.failed(error)
      }
    }
    return Function.value(
      CastKind.date.cast(
        value, as: format?.isAutomatic == true ? nil : format, now: now, in: arguments.scratch))
  }
}

import Events

extension Function {
  /// `format_date(date, format, zone?)`.
  static let formatDate = Function(
    "format_date",
    parameters: [
      Parameter("date", .text), Parameter("format", .constantText),
      Parameter("zone", .constantText, optional: true),
    ],
    returns: .text,
    about: "A date written in a strftime format, in UTC or in a time zone.",
    examples: [
      Example(
        ["\"2022-03-15T07:24:54.438Z\"", "\"%d/%m/%Y %H:%M:%S.%f\""],
        "\"15/03/2022 07:24:54.438\""),
      Example(
        ["\"2022-07-15T07:24:54Z\"", "\"%a %e %b %I %p %z\"", "\"Europe/Paris\""],
        "\"Fri 15 Jul 09 AM +0200\""),
      Example(
        ["\"2022-07-15T07:24:54Z\"", "\"%H:%M %Z\"", "\"America/New_York\""], "\"03:24 EDT\""),
      Example(["\"x\"", "\"%Y\""], "absent"),
    ],
    prepare: TimestampFormat.prepare(isForParsing: false)
  ) { arguments in
    guard let format = arguments.prepared(as: TimestampFormat.self),
      let timestamp = Timestamp(arguments.text(0))
    else { return .absent }
    var builder = ByteBuilder(in: arguments.scratch)
    format.write(timestamp, to: &builder)
    return builder.finishText()
  }
}

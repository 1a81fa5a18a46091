import Events

extension Function {
  /// `date_diff(end, start, unit)`.
  static let dateDiff = Function(
    "date_diff",
    parameters: [
      Parameter("end", .text), Parameter("start", .text), Parameter("unit", .constantText),
    ],
    returns: .integer,
    about: "The time from one date to another, truncated to an integer of `ns`, `us`, `ms`, `s`, "
      + "`m`, `h` or `d`.",
    examples: [
      Example(
        ["\"2024-03-01T00:00:01.5Z\"", "\"2024-02-29T23:59:59Z\"", "\"ms\""], "2500"),
      Example(["\"2024-01-01T00:00:00+01:00\"", "1704067200", "\"h\""], "-1"),
      Example(["\"2024-01-01T00:00:00Z\"", "\"2024-01-01T00:00:01.9Z\"", "\"s\""], "-1"),
      Example(["\"soon\"", "\"2024-01-01\"", "\"s\""], "failed"),
      Example(["\"9999-01-01\"", "\"0001-01-01\"", "\"ns\""], "failed"),
    ],
    prepare: ChosenWord.prepare(at: 2, among: TimeUnit.names)
  ) { arguments in
    arguments.number { () throws(CallFailure) in
      let end = try arguments.instant(0).totalNanoseconds
      return try arguments.span(end - arguments.instant(1).totalNanoseconds)
    }
  }
}

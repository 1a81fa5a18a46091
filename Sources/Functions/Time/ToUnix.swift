import Events

extension Function {
  /// `to_unix(date, unit)`.
  static let toUnix = Function(
    "to_unix",
    parameters: [Parameter("date", .text), Parameter("unit", .constantText)], returns: .integer,
    about: "The time from 1970 to a date, truncated to an integer of `s`, `ms`, `us` or `ns`.",
    examples: [
      Example(["\"2022-03-15T07:24:54.438105Z\"", "\"ms\""], "1647329094438"),
      Example(["\"1969-12-31T23:59:58.5Z\"", "\"s\""], "-1"),
      Example(["1647329094438", "\"s\""], "1647329094"),
      Example(["\"2022-02-30\"", "\"s\""], "failed"),
      Example(["\"3000-01-01\"", "\"ns\""], "failed"),
    ],
    prepare: ChosenWord.prepare(at: 1, among: TimeUnit.namesOfEpochs)
  ) { arguments in
    arguments.number { () throws(CallFailure) in
      try arguments.span(arguments.instant(0).totalNanoseconds)
    }
  }
}

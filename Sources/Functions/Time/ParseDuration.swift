import Events

extension Function {
  /// `parse_duration(text, unit)`.
  static let parseDuration = Function(
    "parse_duration",
    parameters: [Parameter("text", .text), Parameter("unit", .constantText)], returns: .integer,
    about: "A span of time such as `1h2m3s`, `PT1H2M` or `00:01:02.5`, truncated to an integer of "
      + "`ns`, `us`, `ms`, `s`, `m`, `h` or `d`.",
    examples: [
      Example(["\"1h2m3.5s\"", "\"ms\""], "3723500"), Example(["\"PT1H2M\"", "\"s\""], "3720"),
      Example(["\"P1DT0.5H\"", "\"m\""], "1470"), Example(["\"00:01:02.5\"", "\"ms\""], "62500"),
      Example(["\"2.03:00:00\"", "\"h\""], "51"), Example(["\"-90s\"", "\"m\""], "-1"),
      Example(["\"1d 0h:26m:07s\"", "\"s\""], "87967"),
      Example(["\"1.5us 3 ns\"", "\"ns\""], "1503"), Example(["\"90\"", "\"s\""], "failed"),
      Example(["\"P1M\"", "\"s\""], "failed"), Example(["\"\"", "\"s\""], "failed"),
    ],
    prepare: ChosenWord.prepare(at: 1, among: TimeUnit.names)
  ) { arguments in
    arguments.number { () throws(CallFailure) in
      guard let nanoseconds = DurationText.nanoseconds(arguments.text(0)) else {
        throw .notADuration
      }
      return try arguments.span(nanoseconds)
    }
  }
}

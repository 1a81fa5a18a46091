import Events

extension Function {
  /// `div(a, b)`.
  static let div = Function(
    "div", parameters: [Parameter("a", .any), Parameter("b", .any)], returns: .integer,
    about: "How often one integer goes into another, truncated towards zero; `%` gives the rest.",
    examples: [
      Example(["7", "2"], "3"), Example(["-7", "2"], "-3"), Example(["1", "0"], "failed"),
      Example(["7.5", "2"], "failed"),
    ]
  ) { arguments in
    arguments.number { () throws(CallFailure) in
      let (dividend, divisor) = (try arguments.int64(0), try arguments.int64(1))
      guard divisor != 0 else { throw .divisionByZero }
      let (quotient, isOverflow) = dividend.dividedReportingOverflow(by: divisor)
      guard !isOverflow else { throw .tooLarge }
      return .integer(quotient)
    }
  }
}

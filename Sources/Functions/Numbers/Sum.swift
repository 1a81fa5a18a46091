import Events

extension Function {
  /// `sum(values…)`.
  static let sum = Function(
    "sum",
    parameters: [Parameter("values", .any, variadic: true, admitsAbsent: true)], returns: .any,
    about: "The sum of numbers and of those in lists; what is absent is left out.",
    examples: [
      Example(["1", "absent", "[2, 3]"], "6"),
      Example(["[1, 0.5]"], "1.5"),
      Example(["absent"], "absent"),
      Example(["1", "\"one\""], "failed"),
    ]
  ) { arguments in
    do throws(CallFailure) {
      var total: Operand?
      try arguments.forEachOperand { (operand) throws(CallFailure) in
        total = try total?.plus(operand) ?? operand
      }
      return try total?.value(in: arguments.scratch) ?? .absent
    } catch {
      return arguments.failed(error)
    }
  }
}

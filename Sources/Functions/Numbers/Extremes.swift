import Events

extension Function {
  /// `min(values…)`.
  static let least = extreme(
    "min", "The smallest of numbers and of those in lists; what is absent is left out.",
    [
      Example(["3", "[1, 2]", "absent"], "1"), Example(["\"10\"", "9.5"], "9.5"),
      Example(["[]"], "absent"), Example(["1", "true"], "failed"),
    ]
  ) { $0.isLess(than: $1) }

  /// `max(values…)`.
  static let greatest = extreme(
    "max", "The largest of numbers and of those in lists; what is absent is left out.",
    [
      Example(["3", "[1, 20]", "absent"], "20"), Example(["\"10\"", "9.5"], "10"),
      Example(["null"], "absent"), Example(["1", "{}"], "failed"),
    ]
  ) { $1.isLess(than: $0) }

  private static func extreme(
    _ name: String, _ about: String, _ examples: [Example],
    _ isBetter: @escaping @Sendable (Operand, Operand) -> Bool
  ) -> Function {
    Function(
      name, parameters: [Parameter("values", .any, variadic: true, admitsAbsent: true)],
      returns: .any, about: about, examples: examples
    ) { arguments in
      do throws(CallFailure) {
        var best: Operand?
        try arguments.forEachOperand { (operand) throws(CallFailure) in
          best = best.map { isBetter(operand, $0) ? operand : $0 } ?? operand
        }
        return try best?.value(in: arguments.scratch) ?? .absent
      } catch {
        return arguments.failed(error)
      }
    }
  }
}

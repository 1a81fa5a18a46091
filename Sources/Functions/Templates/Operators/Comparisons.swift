import Events

/// The operators that compare, but for equality, which the engine decides itself.
extension TemplateOperators {
  static let less = Function(
    template: "<", [.python("left"), .python("right")], returns: .boolean,
    about: "Whether a number, text or list comes before another; fails on unlike types.",
    examples: [
      Function.Example(["1", "2.5"], "true"), Function.Example([#""b""#, #""a""#], "false"),
      Function.Example(["1", #""2""#], "failed"),
    ]
  ) { $0.order.map { .boolean($0 < 0) } ?? .failed }

  static let lessOrEqual = Function(
    template: "<=", [.python("left"), .python("right")], returns: .boolean,
    about: "Whether a value comes before another or equals it; fails on unlike types.",
    examples: [
      Function.Example(["2", "2"], "true"), Function.Example(["3", "2"], "false"),
      Function.Example(["null", "1"], "failed"),
    ]
  ) { $0.order.map { .boolean($0 <= 0) } ?? .failed }

  static let greater = Function(
    template: ">", [.python("left"), .python("right")], returns: .boolean,
    about: "Whether a value comes behind another; fails on unlike types.",
    examples: [
      Function.Example(["3", "2"], "true"), Function.Example(["2", "2"], "false"),
      Function.Example(["absent", "1"], "failed"),
    ]
  ) { $0.order.map { .boolean($0 > 0) } ?? .failed }

  static let greaterOrEqual = Function(
    template: ">=", [.python("left"), .python("right")], returns: .boolean,
    about: "Whether a value comes behind another or equals it; fails on unlike types.",
    examples: [
      Function.Example(["2", "2"], "true"), Function.Example(["1", "2"], "false"),
      Function.Example(["{}", "{}"], "failed"),
    ]
  ) { $0.order.map { .boolean($0 >= 0) } ?? .failed }

  static let isIn = Function(
    template: "in", [.python("needle"), .python("haystack")], returns: .boolean,
    about: "Whether a text is part of another, or a value an item or a name.",
    examples: [
      Function.Example([#""b""#, #""abc""#], "true"), Function.Example(["3", "[1, 2]"], "false"),
      Function.Example(["1", "absent"], "false"), Function.Example(["1", #""a1""#], "failed"),
    ]
  ) {
    PythonValue.contains($0.value(0), $0.value(1), in: $0.scratch).map { .boolean($0) } ?? .failed
  }

  static let isNotIn = Function(
    template: "not in", [.python("needle"), .python("haystack")], returns: .boolean,
    about: "The opposite of `in`.",
    examples: [
      Function.Example([#""b""#, #""abc""#], "false"), Function.Example(["3", "[1, 2]"], "true"),
      Function.Example(["1", "null"], "failed"),
    ]
  ) {
    PythonValue.contains($0.value(0), $0.value(1), in: $0.scratch).map { .boolean(!$0) } ?? .failed
  }
}

extension Arguments {
  /// -1, 0 or 1, as the first argument comes before the second or not; nil without an order.
  fileprivate var order: Int? {
    PythonValue.compare(value(0), value(1), in: scratch)
  }
}

/// How much the expansion of a fragment is, computed without making it.
struct ExpansionSize {
  var stages = 0
  var parts = PartCount()
  /// How many fragments are inside one another, this one included.
  var levels = 1

  /// Adds what a use inside the fragment runs; `parameters` are those around the use.
  mutating func add(
    _ inner: ExpansionSize, at use: FragmentUse, within parameters: [String: Int]
  ) {
    stages = min(stages + inner.stages, Expander.stageLimit + 1)
    levels = max(levels, inner.levels + 1)
    parts.add(inner.parts, replacingParametersBy: use.arguments, within: parameters)
  }
}

/// A number of parts of expressions, where with each parameter what it stands for counts too.
///
/// An argument is computed wherever its parameter stands, so arguments that name a parameter twice
/// double with each level. The count of a fragment is a sum with a factor for each parameter, and one
/// use costs as much to count as any other, however large it is.
struct PartCount {
  private(set) var own = 0
  /// How often each parameter is read, by its number.
  private var reads: [Int: Int] = [:]

  mutating func add(_ expression: Expression, within parameters: [String: Int]) {
    expression.forEachNode { add(node: $0, within: parameters) }
  }

  /// Counts an expression without those inside it.
  mutating func add(node: Expression, within parameters: [String: Int]) {
    own = PartCount.bounded(own + 1)
    if case .named(let name)? = node.plainPath?.root, let number = parameters[name] {
      reads[number] = PartCount.bounded(reads[number, default: 0] + 1)
    }
  }

  /// Adds the count of a fragment whose parameters stand for these arguments.
  mutating func add(
    _ inner: PartCount, replacingParametersBy arguments: [Expression],
    within parameters: [String: Int]
  ) {
    own = PartCount.bounded(own + inner.own)
    for (number, factor) in inner.reads {
      var argument = PartCount()
      argument.add(arguments[number], within: parameters)
      own = PartCount.bounded(own + factor * argument.own)
      for (outer, count) in argument.reads {
        reads[outer] = PartCount.bounded(reads[outer, default: 0] + factor * count)
      }
    }
  }

  /// Saturates, so that nothing overflows.
  private static func bounded(_ count: Int) -> Int { min(count, Expander.partLimit + 1) }
}

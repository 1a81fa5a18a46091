/// The program of a linear search: a pattern as steps that lead from one to the next.
///
/// ```
///  a|b          1 split 2 4   2 byte a   3 jump 5   4 byte b   5 match
///  a*           1 split 2 4   2 byte a   3 split 2 4           4 match
/// ```
struct LinearProgram: Sendable {
  enum Operation: UInt8, Sendable {
    /// One byte, `first`.
    case byte
    /// One character of the set `first`.
    case set
    /// All characters of the set `first`, those of `spans[second]` in number.
    case span
    /// Goes on at `first`, and where that leads to nothing at `second`.
    case split
    case jump
    /// Remembers where it is in slot `first`.
    case save
    /// What is asserted is `assertions[first]`.
    case assertion
    case look
    /// Remembers where a round of the loop at depth `first` begins.
    case begin
    /// Leaves the loop at depth `first` for `second` where this round of it took nothing.
    case again
    case match
  }

  struct Step: Sendable {
    var operation: Operation
    /// How many loops it stands in whose rounds may take nothing.
    var depth: UInt8 = 0
    var first: Int32 = 0
    var second: Int32 = 0
    /// Where it is remembered that nothing was found from here, see `LinearSearch`.
    var memory: Int32 = 0
  }

  struct Look: Sendable {
    var sets: [ScalarSet]
    var isBehind: Bool
    var isNegated: Bool
  }

  private(set) var steps: [Step] = []
  private(set) var sets: [ScalarSet] = []
  /// Which of the first 128 characters a set has, set by set.
  private(set) var masks: [(low: UInt64, high: UInt64)] = []
  private(set) var spans: [(least: Int, most: Int?)] = []
  private(set) var assertions: [(assertion: PatternAssertion, isNegated: Bool)] = []
  private(set) var looks: [Look] = []
  let groupCount: Int
  /// How many rows of memory its splits need.
  private(set) var memoryCount = 0
  /// The most loops in each other whose rounds may take nothing.
  private(set) var loopCount = 0

  private var depth = 0
  /// Nodes written, repeats counted; what repeats nothing writes nothing.
  private var written = 0

  /// Steps up to which a program is kept.
  private static let mostSteps = 1 << 19
  private static let mostLoops = 8

  /// Writes the program of a tree; nil where it would be too long.
  init?(_ root: PatternNode, groupCount: Int) {
    self.groupCount = groupCount
    do {
      try write(root)
      try add(.match)
    } catch {
      return nil
    }
  }

  private struct TooLong: Error {}

  @discardableResult
  private mutating func add(
    _ operation: Operation, _ first: Int = 0, _ second: Int = 0
  ) throws(TooLong) -> Int {
    guard steps.count < Self.mostSteps else { throw TooLong() }
    var step = Step(
      operation: operation, depth: UInt8(depth), first: Int32(first), second: Int32(second))
    if operation == .split {
      step.memory = Int32(memoryCount)
      memoryCount += depth + 1
    }
    steps.append(step)
    return steps.count - 1
  }

  private mutating func write(_ node: PatternNode) throws(TooLong) {
    written += 1
    guard written < 4 * Self.mostSteps else { throw TooLong() }
    switch node {
    case .empty: break
    case .literal(let scalar):
      guard let scalar = Unicode.Scalar(scalar) else { throw TooLong() }
      for byte in UTF8.encode(scalar) ?? .init() { try add(.byte, Int(byte)) }
    case .set(let set): try add(.set, number(of: set))
    case .sequence(let nodes): for node in nodes { try write(node) }
    case .choice(let nodes): try write(choice: nodes)
    case .capture(let number, let node):
      try add(.save, 2 * number)
      try write(node)
      try add(.save, 2 * number + 1)
    case .repetition(let node, let count): try write(node, repeated: count)
    case .assertion(let assertion, let isNegated):
      assertions.append((assertion, isNegated))
      try add(.assertion, assertions.count - 1)
    case .look(let sets, let isBehind, let isNegated):
      looks.append(Look(sets: sets, isBehind: isBehind, isNegated: isNegated))
      try add(.look, looks.count - 1)
    }
  }

  private mutating func number(of set: ScalarSet) -> Int {
    sets.append(set)
    masks.append(set.mask)
    return sets.count - 1
  }

  private mutating func write(choice nodes: [PatternNode]) throws(TooLong) {
    var ends: [Int] = []
    for node in nodes.dropLast() {
      let split = try add(.split)
      steps[split].first = Int32(steps.count)
      try write(node)
      ends.append(try add(.jump))
      steps[split].second = Int32(steps.count)
    }
    if let last = nodes.last { try write(last) }
    for end in ends { steps[end].first = Int32(steps.count) }
  }

  private mutating func write(
    _ node: PatternNode, repeated count: PatternRepetition
  ) throws(TooLong) {
    if count.preference == .possessive {
      // Such a node was read as a single character.
      guard let set = node.single else { throw TooLong() }
      spans.append((count.least, count.most))
      try add(.span, number(of: set), spans.count - 1)
      return
    }
    guard let most = count.most else {
      for _ in 0..<max(0, count.least - 1) { try write(node) }
      return try write(loop: node, mayBeSkipped: count.least == 0, count.preference)
    }
    for _ in 0..<count.least { try write(node) }
    // a{0,3} is (a(a(a)?)?)?
    var splits: [Int] = []
    for _ in 0..<max(0, most - count.least) {
      splits.append(try add(.split))
      try write(node)
    }
    for split in splits { direct(split, into: split + 1, past: steps.count, count.preference) }
  }

  /// As PCRE2 does it: after a round that took nothing there is no other.
  ///
  /// ```
  ///  0 split 1 5   1 begin   2 …   3 again 5   4 split 1 5      5
  /// ```
  private mutating func write(
    loop node: PatternNode, mayBeSkipped: Bool, _ preference: PatternRepetition.Preference
  ) throws(TooLong) {
    let isNullable = node.isNullable
    guard !isNullable || depth < Self.mostLoops else { throw TooLong() }
    let skip = mayBeSkipped ? try add(.split) : nil
    let start = steps.count
    var again: Int?
    if isNullable {
      depth += 1
      loopCount = max(loopCount, depth)
      try add(.begin, depth - 1)
    }
    try write(node)
    if isNullable {
      again = try add(.again, depth - 1)
      depth -= 1
    }
    let split = try add(.split)
    direct(split, into: start, past: steps.count, preference)
    if let skip { direct(skip, into: start, past: steps.count, preference) }
    if let again { steps[again].second = Int32(steps.count) }
  }

  private mutating func direct(
    _ split: Int, into inner: Int, past outer: Int, _ preference: PatternRepetition.Preference
  ) {
    let isMost = preference == .most
    steps[split].first = Int32(isMost ? inner : outer)
    steps[split].second = Int32(isMost ? outer : inner)
  }
}

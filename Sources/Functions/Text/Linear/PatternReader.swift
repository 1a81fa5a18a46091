/// Reads a regular expression as PCRE2 spells it, where all of it can be matched in linear time.
///
/// Anything unknown is refused: a reader that guessed would match differently from PCRE2.
/// Patterns were compiled by PCRE2 before, so mistakes need no message.
struct PatternReader {
  /// The error of reading: something that a linear search cannot express.
  struct Unsupported: Error {}

  /// The flags that may change within a pattern.
  struct Flags {
    var ignoresCase = false
    var dotTakesLineFeeds = false
    var hasLines = false
    var ignoresBlanks = false
    var capturesNamesOnly = false
  }

  let source: [UInt8]
  var index = 0
  var flags = Flags()
  /// Whether `\\w`, `\\d`, `\\s` and `\\b` know all of Unicode.
  private(set) var isUnicode = false
  private var groupCount = 0
  private var names: [(name: String, number: Int)] = []
  private var definitions: [String: Definition] = [:]
  /// Whether definitions are being read.
  private var isDefining = false
  /// How many groups are open, and the most that ever were, those of what is called with them.
  private var depth = 0
  private var reached = 0
  /// Parts so far, those of what is called with them.
  private var size = 0

  /// What `(?(DEFINE)…)` gives a name to.
  private struct Definition {
    var node: PatternNode
    var size: Int
    var depth: Int
  }

  /// PCRE2 allows no more parentheses within each other.
  private static let deepest = 250
  private static let mostParts = 1 << 18
  private static let mostRepeats = 1_000

  /// A pattern that was read.
  struct Tree {
    var root: PatternNode
    var groupCount: Int
    /// The names of groups, with their numbers.
    var names: [(name: String, number: Int)]
  }

  /// Reads a pattern; nil where it cannot be matched in linear time.
  static func read(_ source: [UInt8], capturesNamesOnly: Bool) -> Tree? {
    var reader = PatternReader(source)
    reader.flags.capturesNamesOnly = capturesNamesOnly
    guard let root = try? reader.whole() else { return nil }
    return Tree(root: root, groupCount: reader.groupCount, names: reader.names)
  }

  private init(_ source: [UInt8]) { self.source = source }

  private mutating func whole() throws(Unsupported) -> PatternNode {
    try settings()
    let root = try choice()
    guard index == source.count else { throw Unsupported() }
    return root
  }

  /// `(*UCP)` and the like, which stand before everything.
  private mutating func settings() throws(Unsupported) {
    while source[index...].starts(with: "(*".utf8) {
      if take("(*UCP)") {
        isUnicode = true
      } else if !take("(*LF)") && !take("(*UTF)") {
        throw Unsupported()
      }
    }
  }

  // MARK: Bytes

  func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < source.count ? source[index + distance] : nil
  }

  mutating func take(_ text: StaticString) -> Bool {
    let isNext = text.withUTF8Buffer { source[index...].starts(with: $0) }
    if isNext { index += text.utf8CodeUnitCount }
    return isNext
  }

  /// The current scalar, which is taken.
  mutating func scalar() throws(Unsupported) -> UInt32 {
    var decoder = UTF8()
    var rest = source[index..<min(index + 4, source.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { throw Unsupported() }
    index += UTF8.width(scalar)
    return scalar.value
  }

  mutating func number() -> Int? {
    let digits = source[index...].prefix { $0 &- 48 <= 9 }
    guard 1...6 ~= digits.count else { return nil }
    index = digits.endIndex
    return digits.reduce(0) { 10 * $0 + Int($1 &- 48) }
  }

  // MARK: Structure

  private mutating func choice() throws(Unsupported) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    try grow(by: 1, depth: 0)
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func grow(by parts: Int, depth more: Int) throws(Unsupported) {
    size += parts
    reached = max(reached, depth + more)
    guard size <= Self.mostParts, reached <= Self.deepest else { throw Unsupported() }
  }

  private mutating func sequence() throws(Unsupported) -> PatternNode {
    var nodes: [PatternNode] = []
    while let next = peek(), next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
      if flags.ignoresBlanks, skipBlanks() { continue }
      try grow(by: 1, depth: 0)
      guard let node = try item() else { continue }
      nodes.append(try repeated(node))
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  /// What `(?x)` does not count: blanks, and `#` to the end of the line.
  private mutating func skipBlanks() -> Bool {
    let start = index
    while let next = peek() {
      if next == UInt8(ascii: "#") {
        while let rest = peek(), rest != 0x0A { index += 1 }
      } else if 0x09...0x0D ~= next || next == 0x20 {
        index += 1
      } else {
        break
      }
    }
    return index > start
  }

  /// What can be repeated; nil for flags, comments and definitions.
  private mutating func item() throws(Unsupported) -> PatternNode? {
    switch source[index] {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return .set(try characterClass())
    case UInt8(ascii: "\\"): return try escape()
    case UInt8(ascii: "."):
      index += 1
      return .set(flags.dotTakesLineFeeds ? .everything : .allButLineFeeds)
    case UInt8(ascii: "^"):
      index += 1
      return .assertion(flags.hasLines ? .lineStart : .textStart, isNegated: false)
    case UInt8(ascii: "$"):
      index += 1
      return .assertion(flags.hasLines ? .lineEnd : .lastLineEnd, isNegated: false)
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): throw Unsupported()
    default: return literal(try scalar())
    }
  }

  func literal(_ scalar: UInt32) -> PatternNode {
    // Few scalars have a case.
    guard flags.ignoresCase, scalar >= 0x80 || (scalar | 32) &- 97 < 26 else {
      return .literal(scalar)
    }
    var set = ScalarSet()
    set.insert(scalar...scalar, ignoringCase: true)
    set.complete()
    return .set(set)
  }

  private mutating func repeated(_ node: PatternNode) throws(Unsupported) -> PatternNode {
    var node = node
    while true {
      if flags.ignoresBlanks { _ = skipBlanks() }
      guard var count = try count() else { return node }
      if take("?") {
        count.preference = .fewest
      } else if take("+") {
        count.preference = .possessive
        if node.single == nil { throw Unsupported() }
      }
      // What is asserted once is asserted.
      if case .assertion = node { throw Unsupported() }
      if case .look = node { throw Unsupported() }
      guard max(count.least, count.most ?? 0) <= Self.mostRepeats else { throw Unsupported() }
      node = .repetition(node, count: count)
    }
  }

  /// `*`, `+`, `?`, `{2}`, `{2,}` or `{2,3}`.
  private mutating func count() throws(Unsupported) -> PatternRepetition? {
    if take("*") { return PatternRepetition(least: 0, most: nil, preference: .most) }
    if take("+") { return PatternRepetition(least: 1, most: nil, preference: .most) }
    if take("?") { return PatternRepetition(least: 0, most: 1, preference: .most) }
    // Anything else stands for itself; what that is differs between versions of PCRE2.
    guard peek() == UInt8(ascii: "{"), let next = peek(1),
      ", ".utf8.contains(next) || next &- 48 <= 9
    else { return nil }
    index += 1
    guard let least = number() else { throw Unsupported() }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else { throw Unsupported() }
    return PatternRepetition(least: least, most: most, preference: .most)
  }

  // MARK: Groups

  private mutating func group() throws(Unsupported) -> PatternNode? {
    let outer = flags
    if take("(?#") {
      while let next = peek(), next != UInt8(ascii: ")") { index += 1 }
      return try close(nil, outer)
    }
    if take("(?(DEFINE)") {
      isDefining = true
      defer { isDefining = false }
      return try close(try choice(), outer).map { _ in .empty }
    }
    if take("(?&") || take("(?P>") {
      guard let called = definitions[try name(until: ")")] else { throw Unsupported() }
      try grow(by: called.size, depth: called.depth)
      return called.node
    }
    if take("(?:") { return try close(try choice(), outer) }
    for (mark, isBehind, isNegated) in Self.looks where take(mark) {
      return try close(try look(try choice(), isBehind, isNegated), outer)
    }
    if take("(?P<") || take("(?<") { return try capture(named: try name(until: ">"), outer) }
    if take("(?'") { return try capture(named: try name(until: "'"), outer) }
    if take("(?") { return try changeFlags(outer) }
    guard peek(1) != UInt8(ascii: "*") else { throw Unsupported() }
    index += 1
    if flags.capturesNamesOnly { return try close(try choice(), outer) }
    return try capture(named: nil, outer)
  }

  private static let looks: [(StaticString, isBehind: Bool, isNegated: Bool)] = [
    ("(?=", false, false), ("(?!", false, true), ("(?<=", true, false), ("(?<!", true, true),
  ]

  /// After a group's end the flags are those of before.
  private mutating func close(
    _ node: PatternNode?, _ outer: Flags
  ) throws(Unsupported) -> PatternNode? {
    guard take(")") else { throw Unsupported() }
    flags = outer
    return node
  }

  private mutating func name(until end: Unicode.Scalar) throws(Unsupported) -> String {
    let start = index
    while let next = peek(), next != UInt8(ascii: end) {
      guard next == UInt8(ascii: "_") || next &- 48 <= 9 || (next | 32) &- 97 < 26 || next >= 0x80
      else { throw Unsupported() }
      index += 1
    }
    let name = String(decoding: source[start..<index], as: UTF8.self)
    guard !name.isEmpty, peek() != nil else { throw Unsupported() }
    index += 1
    return name
  }

  private mutating func capture(
    named name: String?, _ outer: Flags
  ) throws(Unsupported) -> PatternNode? {
    groupCount += 1
    let number = groupCount
    if let name { names.append((name, number)) }
    let (reachedBefore, sizeBefore) = (reached, size)
    reached = depth
    let node = try choice()
    if let name, isDefining {
      definitions[name] = Definition(
        node: node.withoutCaptures, size: size - sizeBefore, depth: reached - depth)
    }
    reached = max(reached, reachedBefore)
    return try close(.capture(number, node), outer)
  }

  /// `(?i)`, which counts to the end of the group, or `(?i:…)`.
  private mutating func changeFlags(_ outer: Flags) throws(Unsupported) -> PatternNode? {
    var isOn = true
    while let letter = peek() {
      index += 1
      switch letter {
      case UInt8(ascii: "-"): isOn = false
      case UInt8(ascii: "i"): flags.ignoresCase = isOn
      case UInt8(ascii: "s"): flags.dotTakesLineFeeds = isOn
      case UInt8(ascii: "m"): flags.hasLines = isOn
      case UInt8(ascii: "n"): flags.capturesNamesOnly = isOn
      case UInt8(ascii: "x") where peek() != UInt8(ascii: "x"): flags.ignoresBlanks = isOn
      // Names that stand for several groups are told apart by their numbers.
      case UInt8(ascii: "J"): continue
      case UInt8(ascii: ")"): return nil
      case UInt8(ascii: ":"): return try close(try choice(), outer)
      default: throw Unsupported()
      }
    }
    throw Unsupported()
  }

  /// What looks at the characters beside it: of one length, and known one by one.
  private func look(
    _ node: PatternNode, _ isBehind: Bool, _ isNegated: Bool
  ) throws(Unsupported) -> PatternNode {
    if let sets = singles(of: node) {
      guard !sets.isEmpty else { return .assertion(.always, isNegated: isNegated) }
      return .look(sets, isBehind: isBehind, isNegated: isNegated)
    }
    switch node {
    case .assertion(let assertion, let negated):
      return .assertion(assertion, isNegated: negated != isNegated)
    case .look(let sets, let behind, let negated):
      return .look(sets, isBehind: behind, isNegated: negated != isNegated)
    case .choice(let nodes):
      var looks: [PatternNode] = []
      for node in nodes { looks.append(try look(node, isBehind, isNegated)) }
      return isNegated ? .sequence(looks) : .choice(looks)
    default: throw Unsupported()
    }
  }

  private func singles(of node: PatternNode) -> [ScalarSet]? {
    if let single = node.single { return [single] }
    switch node {
    case .empty: return []
    case .sequence(let nodes):
      var sets: [ScalarSet] = []
      for node in nodes {
        guard let more = singles(of: node), sets.count + more.count <= 64 else { return nil }
        sets.append(contentsOf: more)
      }
      return sets
    case .repetition(let node, let count) where count.least == count.most && count.least <= 64:
      guard let more = singles(of: node), more.count <= 1 else { return nil }
      return (0..<count.least).flatMap { _ in more }
    default: return nil
    }
  }
}

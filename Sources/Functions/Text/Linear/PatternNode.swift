/// A regular expression as a tree, of the kinds that can be matched in linear time.
indirect enum PatternNode {
  case empty
  /// One scalar, spelled in UTF-8.
  case literal(UInt32)
  case set(ScalarSet)
  case sequence([PatternNode])
  /// The first that leads to a match counts.
  case choice([PatternNode])
  case capture(Int, PatternNode)
  case repetition(PatternNode, count: PatternRepetition)
  case assertion(PatternAssertion, isNegated: Bool)
  /// Whether the characters before or after are, one by one, of these sets.
  case look([ScalarSet], isBehind: Bool, isNegated: Bool)

  /// The same without what it captures: what a call captures is forgotten after it.
  var withoutCaptures: PatternNode {
    switch self {
    case .capture(_, let node): node.withoutCaptures
    case .sequence(let nodes): .sequence(nodes.map(\.withoutCaptures))
    case .choice(let nodes): .choice(nodes.map(\.withoutCaptures))
    case .repetition(let node, let count): .repetition(node.withoutCaptures, count: count)
    case .empty, .literal, .set, .assertion, .look: self
    }
  }

  /// Whether it can match without taking a character.
  var isNullable: Bool {
    switch self {
    case .empty, .assertion, .look: true
    case .literal, .set: false
    case .sequence(let nodes): nodes.allSatisfy(\.isNullable)
    case .choice(let nodes): nodes.contains(where: \.isNullable)
    case .capture(_, let node): node.isNullable
    case .repetition(let node, let count): count.least == 0 || node.isNullable
    }
  }

  /// The characters of a node that takes exactly one; nil for any other.
  var single: ScalarSet? {
    switch self {
    case .literal(let scalar): return ScalarSet([scalar...scalar])
    case .set(let set): return set
    case .sequence(let nodes): return nodes.count == 1 ? nodes[0].single : nil
    case .choice(let nodes):
      // `(?:a|b)` is `[ab]`.
      var union = ScalarSet()
      for node in nodes {
        guard let set = node.single else { return nil }
        union.insert(set)
      }
      union.complete()
      return union
    case .empty, .capture, .repetition, .assertion, .look: return nil
    }
  }
}

/// How often something is repeated, and which number of times is tried first.
struct PatternRepetition {
  enum Preference {
    case most, fewest
    /// As often as possible, without backtracking.
    case possessive
  }

  var least: Int
  /// Nil where there is no limit.
  var most: Int?
  var preference: Preference
}

/// A condition that holds or does not between two characters.
enum PatternAssertion: Sendable {
  case always, textStart, textEnd
  /// The end, or before a line feed that ends the text.
  case lastLineEnd
  case lineStart, lineEnd
  case wordBoundary
  /// The same with the letters of all of Unicode.
  case unicodeWordBoundary
}

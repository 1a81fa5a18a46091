/// The texts that every match of a pattern must contain, in lower case; for many patterns.
///
/// Each set holds alternatives of which one must occur. Only what is certain is listed: a pattern
/// whose form is not understood has no sets. All stand in a few arrays, one after the other, since
/// there are thousands.
struct RequiredLiterals {
  /// A shorter text says too little.
  static var shortest: Int { 3 }
  /// Sets of more alternatives than these are not listed.
  private static var mostAlternatives: Int { 512 }

  private(set) var bytes: [UInt8] = []
  /// Where each literal stands in `bytes`.
  private(set) var literals: [Range<Int>] = []
  /// The literals of each set.
  private(set) var sets: [Range<Int>] = []
  /// The sets of each pattern, in no particular order.
  private(set) var patterns: [Range<Int>] = []

  // MARK: Reading a pattern

  private var pattern: [UInt8] = []
  private var index = 0
  private var isUnderstood = true
  /// The literal that the current sequence has come to.
  private var run: [UInt8] = []

  mutating func add(_ pattern: String) {
    self.pattern.removeAll(keepingCapacity: true)
    self.pattern.append(contentsOf: pattern.utf8)
    index = 0
    isUnderstood = true
    run.removeAll(keepingCapacity: true)
    let start = place
    alternation(depth: 0)
    if !isUnderstood || index < self.pattern.count { drop(behind: start) }
    patterns.append(start.set..<sets.count)
  }

  /// How many sets and literals there are.
  private typealias Place = (set: Int, literal: Int)

  private var place: Place { (sets.count, literals.count) }

  private mutating func drop(behind place: Place) {
    sets.removeLast(sets.count - place.set)
    literals.removeLast(literals.count - place.literal)
  }

  private var peek: UInt8 { index < pattern.count ? pattern[index] : 0 }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < pattern.count, pattern[index] == byte else { return false }
    index += 1
    return true
  }

  /// `a|b|c`, up to a closing parenthesis or the end.
  private mutating func alternation(depth: Int) {
    guard depth < 64 else {
      isUnderstood = false
      return
    }
    let start = place
    sequence(depth: depth)
    guard peek == UInt8(ascii: "|") else { return }
    // The set of the whole: the literals of the best set of each branch.
    var isCertain = keepBest(behind: start)
    while take(UInt8(ascii: "|")) {
      let branch = place
      sequence(depth: depth)
      if !keepBest(behind: branch) { isCertain = false }
    }
    if isCertain, literals.count - start.literal <= Self.mostAlternatives {
      sets.append(start.literal..<literals.count)
    } else {
      drop(behind: start)
    }
  }

  /// Of the sets after a place keeps the literals of the best; false where there is no set.
  private mutating func keepBest(behind place: Place) -> Bool {
    var best: (set: Range<Int>, worth: Int)?
    for set in sets[place.set...] {
      let worth = worth(set)
      if worth > best?.worth ?? -1 { best = (set, worth) }
    }
    guard let kept = best?.set else { return false }
    sets.removeLast(sets.count - place.set)
    literals.removeLast(literals.count - kept.upperBound)
    literals.removeSubrange(place.literal..<kept.lowerBound)
    return true
  }

  /// How rare a set is likely to be: its shortest text tells.
  private func worth(_ set: Range<Int>) -> Int {
    set.reduce(Int.max) { min($0, literals[$1].count) }
  }

  private enum Atom {
    case byte(UInt8)
    /// Matches nothing by itself.
    case position
    /// What must occur in it follows the place.
    case group(Place)
    case other
  }

  private mutating func sequence(depth: Int) {
    while isUnderstood, index < pattern.count, peek != UInt8(ascii: "|"),
      peek != UInt8(ascii: ")")
    {
      let atom = atom(depth: depth)
      let repetition = repetition()
      switch atom {
      case .byte(let byte):
        if repetition.isRequired { run.append(byte) }
        if !repetition.isSingle { finishRun() }
      case .position: break
      case .group(let place):
        if !repetition.isRequired { drop(behind: place) }
      case .other: finishRun()
      }
    }
    finishRun()
  }

  private mutating func finishRun() {
    if run.isEmpty { return }
    if run.count >= Self.shortest {
      literals.append(bytes.count..<bytes.count + run.count)
      sets.append(literals.count - 1..<literals.count)
      bytes.append(contentsOf: run)
    }
    run.removeAll(keepingCapacity: true)
  }

  private mutating func atom(depth: Int) -> Atom {
    let byte = pattern[index]
    index += 1
    switch byte {
    case UInt8(ascii: "^"), UInt8(ascii: "$"): return .position
    case UInt8(ascii: "."): return .other
    case UInt8(ascii: "["): return characterClass()
    case UInt8(ascii: "("): return group(depth: depth)
    case UInt8(ascii: "\\"): return escape()
    default: return byte < 0x80 ? .byte(Self.lower(byte)) : .other
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }

  private mutating func escape() -> Atom {
    guard index < pattern.count else {
      isUnderstood = false
      return .other
    }
    let byte = pattern[index]
    index += 1
    if byte == UInt8(ascii: "b") || byte == UInt8(ascii: "B") { return .position }
    let isWord = (byte | 32) &- 97 < 26 || byte &- 48 <= 9 || byte >= 0x80
    if !isWord { return .byte(byte) }
    // Of the rest only the classes are known.
    if !"dDwWsS".utf8.contains(byte) { isUnderstood = false }
    return .other
  }

  /// `[...]`; both cases of one letter count as that letter.
  private mutating func characterClass() -> Atom {
    let start = index
    _ = take(UInt8(ascii: "^"))
    _ = take(UInt8(ascii: "]"))
    while index < pattern.count, peek != UInt8(ascii: "]") {
      index += peek == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = index
    guard take(UInt8(ascii: "]")) else {
      isUnderstood = false
      return .other
    }
    guard end == start + 2, pattern[start] != pattern[start + 1],
      case let letter = pattern[start] | 32, letter == pattern[start + 1] | 32, letter &- 97 < 26
    else { return .other }
    return .byte(letter)
  }

  private mutating func group(depth: Int) -> Atom {
    var isLookaround = false
    if take(UInt8(ascii: "?")) {
      if take(UInt8(ascii: "=")) || take(UInt8(ascii: "!")) {
        isLookaround = true
      } else if take(UInt8(ascii: "<")) {
        isLookaround = true
        if !take(UInt8(ascii: "=")), !take(UInt8(ascii: "!")) { isUnderstood = false }
      } else if !take(UInt8(ascii: ":")) {
        isUnderstood = false
      }
    }
    guard isUnderstood else { return .other }
    // What stands before and after a lookaround adjoins.
    var before: [UInt8] = []
    if isLookaround { swap(&before, &run) } else { finishRun() }
    let place = place
    alternation(depth: depth + 1)
    if !take(UInt8(ascii: ")")) { isUnderstood = false }
    guard isLookaround else { return .group(place) }
    drop(behind: place)
    swap(&before, &run)
    return .position
  }

  /// What follows an atom: whether it must occur, and whether it occurs just once.
  private mutating func repetition() -> (isRequired: Bool, isSingle: Bool) {
    var result = (isRequired: true, isSingle: true)
    switch peek {
    case UInt8(ascii: "?"), UInt8(ascii: "*"): result = (false, false)
    case UInt8(ascii: "+"): result = (true, false)
    case UInt8(ascii: "{") where index + 1 < pattern.count && pattern[index + 1] &- 48 <= 9:
      result = (pattern[index + 1] != UInt8(ascii: "0"), false)
      while index < pattern.count, peek != UInt8(ascii: "}") { index += 1 }
    case UInt8(ascii: "{"):
      isUnderstood = false
      return result
    default: return result
    }
    index += 1
    // Lazy or possessive.
    if peek == UInt8(ascii: "?") || peek == UInt8(ascii: "+") { index += 1 }
    return result
  }
}

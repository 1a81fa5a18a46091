/// The texts that every match of a pattern must contain, in lower case.
///
/// Each set holds alternatives of which one must occur. Only what is certain is listed: a pattern
/// whose form is not understood has no sets.
struct RequiredLiterals {
  typealias Literals = [[UInt8]]

  /// A shorter text says too little.
  static var shortest: Int { 3 }
  /// Sets of more alternatives than these are not listed.
  private static var mostAlternatives: Int { 512 }

  private let pattern: [UInt8]
  private var index = 0
  private var isUnderstood = true

  /// The sets of a pattern, in no particular order.
  static func sets(of pattern: String) -> [Literals] {
    var reader = RequiredLiterals(pattern: Array(pattern.utf8))
    let sets = reader.alternation(depth: 0)
    return reader.isUnderstood && reader.index == reader.pattern.count ? sets : []
  }

  private init(pattern: [UInt8]) { self.pattern = pattern }

  private var peek: UInt8 { index < pattern.count ? pattern[index] : 0 }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < pattern.count, pattern[index] == byte else { return false }
    index += 1
    return true
  }

  /// `a|b|c`, up to a closing parenthesis or the end.
  private mutating func alternation(depth: Int) -> [Literals] {
    guard depth < 64 else {
      isUnderstood = false
      return []
    }
    var branches = [sequence(depth: depth)]
    while take(UInt8(ascii: "|")) { branches.append(sequence(depth: depth)) }
    guard branches.count > 1 else { return branches[0] }
    var union: Literals = []
    for branch in branches {
      guard let best = branch.max(by: { Self.worth($0) < Self.worth($1) }) else { return [] }
      union += best
    }
    return union.count <= Self.mostAlternatives ? [union] : []
  }

  /// How rare a set is likely to be: its shortest text tells.
  private static func worth(_ set: Literals) -> Int { set.map(\.count).min() ?? 0 }

  private enum Atom {
    case byte(UInt8)
    /// Matches nothing by itself.
    case position
    case group([Literals])
    case other
  }

  private mutating func sequence(depth: Int) -> [Literals] {
    var sets: [Literals] = []
    var run: [UInt8] = []
    func finish() {
      if run.count >= Self.shortest { sets.append([run]) }
      run = []
    }
    while isUnderstood, index < pattern.count, peek != UInt8(ascii: "|"),
      peek != UInt8(ascii: ")")
    {
      let atom = atom(depth: depth)
      let repetition = repetition()
      if case .byte(let byte) = atom, repetition.isRequired {
        run.append(byte)
        if repetition.isSingle { continue }
      }
      if case .position = atom { continue }
      finish()
      if case .group(let inner) = atom, repetition.isRequired { sets += inner }
    }
    finish()
    return sets
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
    let members = pattern[start..<min(index, pattern.count)]
    guard take(UInt8(ascii: "]")) else {
      isUnderstood = false
      return .other
    }
    guard members.count == 2, let first = members.first, let last = members.last,
      first != last, first | 32 == last | 32, (first | 32) &- 97 < 26
    else { return .other }
    return .byte(first | 32)
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
    let sets = alternation(depth: depth + 1)
    if !take(UInt8(ascii: ")")) { isUnderstood = false }
    return isLookaround ? .position : .group(sets)
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

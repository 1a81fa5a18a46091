import Events

/// Characters and classes of them.
extension PatternReader {
  /// Reads what a backslash begins.
  mutating func escape() throws(Unsupported) -> PatternNode {
    if let set = try sharedSet() { return .set(set) }
    let boundary: PatternAssertion = isUnicode ? .unicodeWordBoundary : .wordBoundary
    let assertions: [(StaticString, PatternAssertion, isNegated: Bool)] = [
      ("\\b", boundary, false), ("\\B", boundary, true), ("\\A", .textStart, false),
      ("\\z", .textEnd, false), ("\\Z", .lastLineEnd, false),
    ]
    for (mark, assertion, isNegated) in assertions where take(mark) {
      return .assertion(assertion, isNegated: isNegated)
    }
    if take("\\N") {
      guard peek() != UInt8(ascii: "{") else { throw Unsupported() }
      return .set(.allButLineFeeds)
    }
    return literal(try escapedScalar())
  }

  /// Reads `\d` and the like, which mean the same in a class; nil where none stands here.
  private mutating func sharedSet() throws(Unsupported) -> ScalarSet? {
    guard let letter = peek(1) else { throw Unsupported() }
    let set: ScalarSet
    switch letter | 32 {
    case UInt8(ascii: "d"): set = isUnicode ? .unicodeDigits : .digits
    case UInt8(ascii: "w"): set = isUnicode ? .unicodeWord : .word
    case UInt8(ascii: "s"): set = isUnicode ? .unicodeSpaces : .spaces
    case UInt8(ascii: "h"): set = .horizontalSpaces
    case UInt8(ascii: "v"): set = .verticalSpaces
    case UInt8(ascii: "p"): return try property()
    default: return nil
    }
    index += 2
    return letter & 32 == 0 ? set.inverted : set
  }

  /// `\p{Lu}`, `\pL`, `\P{L}`, `\p{^L}`.
  private mutating func property() throws(Unsupported) -> ScalarSet {
    var isNegated = peek(1) == UInt8(ascii: "P")
    index += 2
    var name = ""
    if take("{") {
      if take("^") { isNegated.toggle() }
      while let next = peek(), next != UInt8(ascii: "}") {
        name.unicodeScalars.append(Unicode.Scalar(next))
        index += 1
      }
      guard take("}") else { throw Unsupported() }
    } else {
      name.unicodeScalars.append(Unicode.Scalar(try scalar()) ?? " ")
    }
    let set: ScalarSet
    if name == "Any" {
      set = .everything
    } else {
      guard let categories = UnicodeCategories(named: name),
        // Letters of one case are then letters of any.
        !flags.ignoresCase || !["Lu", "Ll", "Lt"].contains(name)
      else { throw Unsupported() }
      set = ScalarSet([], categories)
    }
    return isNegated ? set.inverted : set
  }

  /// The scalar that an escape stands for.
  private mutating func escapedScalar() throws(Unsupported) -> UInt32 {
    guard let letter = peek(1) else { throw Unsupported() }
    index += 1
    let isAlphanumeric = letter &- 48 <= 9 || (letter | 32) &- 97 < 26
    guard isAlphanumeric else { return try scalar() }
    index += 1
    switch letter {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "a"): return 0x07
    case UInt8(ascii: "e"): return 0x1B
    case UInt8(ascii: "0"): return digits(most: 2, radix: 8)
    case UInt8(ascii: "x"):
      guard take("{") else { return digits(most: 2, radix: 16) }
      let number = digits(most: 6, radix: 16)
      guard take("}") else { throw Unsupported() }
      return number
    default: throw Unsupported()
    }
  }

  private mutating func digits(most: Int, radix: Int) -> UInt32 {
    var number = 0
    var left = most
    while left > 0, let next = peek(), let digit = Character(Unicode.Scalar(next)).hexDigitValue,
      digit < radix
    {
      number = radix * number + digit
      left -= 1
      index += 1
    }
    return UInt32(number)
  }

  // MARK: Classes

  mutating func characterClass() throws(Unsupported) -> ScalarSet {
    index += 1
    let isInverted = take("^")
    var set = ScalarSet()
    var isFirst = true
    while isFirst || peek() != UInt8(ascii: "]") {
      isFirst = false
      guard let lower = try classItem(&set) else { continue }
      var upper = lower
      if peek() == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]") {
        index += 1
        guard let last = try classItem(&set), last >= lower else { throw Unsupported() }
        upper = last
      }
      guard !flags.ignoresCase || Int(upper - lower) < ScalarSet.mostFolded else {
        throw Unsupported()
      }
      set.insert(lower...upper, ignoringCase: flags.ignoresCase)
    }
    index += 1
    set.complete()
    return isInverted ? set.inverted : set
  }

  /// One character of a class, or nil where many were put into the set.
  private mutating func classItem(_ set: inout ScalarSet) throws(Unsupported) -> UInt32? {
    switch peek() {
    case nil: throw Unsupported()
    case UInt8(ascii: "\\"):
      if let shared = try sharedSet() {
        set.insert(shared)
        return nil
      }
      if take("\\b") { return 0x08 }
      return try escapedScalar()
    case UInt8(ascii: "["):
      if let next = peek(1), ":.=".utf8.contains(next) {
        set.insert(try posixClass())
        return nil
      }
      return try scalar()
    default: return try scalar()
    }
  }

  /// `[:alpha:]`, `[:^alpha:]`.
  private mutating func posixClass() throws(Unsupported) -> ScalarSet {
    guard take("[:") else { throw Unsupported() }
    let isNegated = take("^")
    let letters = source[index...].prefix { $0 &- 97 < 26 }
    index = letters.endIndex
    guard take(":]") else { throw Unsupported() }
    let name = String(decoding: letters, as: UTF8.self)
    let set: ScalarSet? = isUnicode ? .unicodePOSIX(name) : .posix(name)
    guard let set, !flags.ignoresCase || name != "lower" && name != "upper" else {
      throw Unsupported()
    }
    return isNegated ? set.inverted : set
  }
}

/// The sets that have names.
extension ScalarSet {
  static let digits = ScalarSet([0x30...0x39])
  static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let spaces = ScalarSet([0x09...0x0D, 0x20...0x20])

  static let horizontalSpaces = ScalarSet([
    0x09...0x09, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ])
  static let verticalSpaces = ScalarSet([0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])

  static let unicodeDigits = ScalarSet([], .digits)
  static let unicodeWord: ScalarSet = {
    // Since 10.43 marks and connecting punctuation are of words as well.
    let hasMarks = (try? Regex("(*UCP)^\\w$"))?.isMatch(Bytes("\u{301}"), in: Scratch()) ?? false
    let more: UnicodeCategories = hasMarks ? [.nonspacingMarks, .connectors] : []
    return ScalarSet([0x5F...0x5F], [.letters, .numbers, more])
  }()
  static let unicodeSpaces: ScalarSet = {
    var set = ScalarSet([], .separators)
    set.insert(horizontalSpaces)
    set.insert(verticalSpaces)
    set.complete()
    return set
  }()

  static func posix(_ name: String) -> ScalarSet? {
    switch name {
    case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
    case "lower": ScalarSet([0x61...0x7A])
    case "upper": ScalarSet([0x41...0x5A])
    case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    case "ascii": ScalarSet([0x00...0x7F])
    case "blank": ScalarSet([0x09...0x09, 0x20...0x20])
    case "cntrl": ScalarSet([0x00...0x1F, 0x7F...0x7F])
    case "digit": .digits
    case "graph": ScalarSet([0x21...0x7E])
    case "print": ScalarSet([0x20...0x7E])
    case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "space": .spaces
    case "word": .word
    case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    default: nil
    }
  }

  /// Those of all of Unicode; nil for the few that are not categories.
  static func unicodePOSIX(_ name: String) -> ScalarSet? {
    switch name {
    case "alpha": ScalarSet([], .letters)
    case "lower": UnicodeCategories(named: "Ll").map { ScalarSet([], $0) }
    case "upper": UnicodeCategories(named: "Lu").map { ScalarSet([], $0) }
    case "alnum": ScalarSet([], [.letters, .numbers])
    case "blank": .horizontalSpaces
    case "cntrl": ScalarSet([], .controls)
    case "digit": .unicodeDigits
    case "space": .unicodeSpaces
    case "word": .unicodeWord
    case "ascii", "xdigit": posix(name)
    default: nil
    }
  }
}

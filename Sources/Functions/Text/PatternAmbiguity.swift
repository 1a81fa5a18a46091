/// Finds repeated groups whose rounds cannot be told apart: `(a+)+`, `(\w+\s?)*`, `(.*)*`.
///
/// A group is harmless where each round must pass a character that its inner repetition cannot
/// take, as the comma in `(\w+,)+`. What is not understood counts as harmless.
package struct PatternAmbiguity {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0
  private var found: Range<Int>?

  /// Prepares to search this regular expression.
  package init(_ pattern: String) { bytes = Array(pattern.utf8) }

  /// The first such group with its repetition, as it is written.
  package mutating func find() -> String? {
    _ = alternatives()
    return found.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The bytes that an atom may take, as 256 bits.
  private struct Letters {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    static let all = Letters(words: (.max, .max, .max, .max))

    mutating func insert(_ byte: UInt8) {
      let bit: UInt64 = 1 << UInt64(byte & 63)
      switch byte >> 6 {
      case 0: words.0 |= bit
      case 1: words.1 |= bit
      case 2: words.2 |= bit
      default: words.3 |= bit
      }
    }

    mutating func insert(_ other: Letters) {
      words.0 |= other.words.0
      words.1 |= other.words.1
      words.2 |= other.words.2
      words.3 |= other.words.3
    }

    var inverted: Letters {
      Letters(words: (~words.0, ~words.1, ~words.2, ~words.3))
    }

    func meets(_ other: Letters) -> Bool {
      words.0 & other.words.0 | words.1 & other.words.1 | words.2 & other.words.2
        | words.3 & other.words.3 != 0
    }

    init(words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)) { self.words = words }

    init(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { insert(byte) }
    }
  }

  private struct Atom {
    var letters: Letters
    var isOptional: Bool
    /// Takes any number, and gives back what it took.
    var repeats: Bool
    /// Matches no character, such as `^` or `\b`.
    var isEmpty = false
  }

  /// Whether some alternative is ambiguous when repeated, and what all of them may take.
  private struct Body {
    var isAmbiguous = false
    var isOptional = false
    var letters = Letters()
  }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ byte: Character) -> Bool {
    guard let ascii = byte.asciiValue, current == ascii else { return false }
    place += 1
    return true
  }

  private mutating func alternatives() -> Body {
    depth += 1
    defer { depth -= 1 }
    var body = Body()
    repeat {
      let atoms = sequence()
      for atom in atoms { body.letters.insert(atom.letters) }
      if atoms.allSatisfy({ $0.isOptional || $0.isEmpty }) { body.isOptional = true }
      let isAmbiguous = atoms.indices.contains { number in
        atoms[number].repeats
          && atoms.indices.allSatisfy { other in
            other == number || atoms[other].isOptional || atoms[other].isEmpty
              || atoms[other].letters.meets(atoms[number].letters)
          }
      }
      if isAmbiguous { body.isAmbiguous = true }
    } while take("|")
    return body
  }

  private mutating func sequence() -> [Atom] {
    var atoms: [Atom] = []
    while let byte = current, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      let start = place
      guard let (read, body, isAtomic) = atom() else { continue }
      var atom = read
      let times = quantifier()
      if times.least == 0 { atom.isOptional = true }
      if times.isUnbounded {
        if body?.isAmbiguous == true, !isAtomic, !times.isPossessive, found == nil {
          found = start..<place
        }
        atom.repeats = !times.isPossessive
      } else if isAtomic {
        atom.repeats = false
      } else if body?.isAmbiguous == true {
        // `(a+)` once is as good as `a+`.
        atom.repeats = true
      }
      atoms.append(atom)
    }
    return atoms
  }

  /// One atom; nil at the end of what can be read.
  private mutating func atom() -> (Atom, Body?, Bool)? {
    guard let byte = current else { return nil }
    place += 1
    func plain(_ letters: Letters) -> (Atom, Body?, Bool) {
      (Atom(letters: letters, isOptional: false, repeats: false), nil, false)
    }
    func empty() -> (Atom, Body?, Bool) {
      (Atom(letters: Letters(), isOptional: false, repeats: false, isEmpty: true), nil, false)
    }
    switch byte {
    case UInt8(ascii: "("): return group()
    case UInt8(ascii: "["): return plain(characterClass())
    case UInt8(ascii: "."): return plain(.all)
    case UInt8(ascii: "^"), UInt8(ascii: "$"): return empty()
    case UInt8(ascii: "\\"):
      guard let letters = escape() else { return empty() }
      return plain(letters)
    default: return plain(Letters([byte]))
    }
  }

  private mutating func group() -> (Atom, Body?, Bool)? {
    var isAtomic = false
    var isLook = false
    if take("?") {
      switch current {
      case UInt8(ascii: ">"): isAtomic = true
      case UInt8(ascii: "="), UInt8(ascii: "!"): isLook = true
      case UInt8(ascii: "<"):
        let next = place + 1 < bytes.count ? bytes[place + 1] : 0
        isLook = next == UInt8(ascii: "=") || next == UInt8(ascii: "!")
      default: break
      }
      skipHead()
    }
    guard depth < 64 else {
      place = bytes.count
      return nil
    }
    let body = alternatives()
    _ = take(")")
    if isLook {
      return (
        Atom(letters: Letters(), isOptional: false, repeats: false, isEmpty: true), nil, true
      )
    }
    let atom = Atom(letters: body.letters, isOptional: body.isOptional, repeats: false)
    return (atom, body, isAtomic)
  }

  /// After `(?`: up to where the pattern of the group begins.
  private mutating func skipHead() {
    while let byte = current, byte != UInt8(ascii: ")") {
      let isEnd =
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=")
        || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "'") && bytes[place - 1] != 0x3F
      place += 1
      if isEnd { return }
    }
  }

  // MARK: Characters

  private static let digits = Letters(0x30...0x39)
  private static let blanks = Letters([0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D])
  private static let wordLetters: Letters = {
    var letters = Letters(0x30...0x39)
    letters.insert(Letters(0x41...0x5A))
    letters.insert(Letters(0x61...0x7A))
    letters.insert(0x5F)
    return letters
  }()

  /// After a backslash; nil for what takes no character.
  private mutating func escape() -> Letters? {
    guard let byte = current else { return nil }
    place += 1
    switch byte {
    case UInt8(ascii: "d"): return Self.digits
    case UInt8(ascii: "D"): return Self.digits.inverted
    case UInt8(ascii: "w"): return Self.wordLetters
    case UInt8(ascii: "W"): return Self.wordLetters.inverted
    case UInt8(ascii: "s"), UInt8(ascii: "h"): return Self.blanks
    case UInt8(ascii: "S"), UInt8(ascii: "H"): return Self.blanks.inverted
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"),
      UInt8(ascii: "Z"), UInt8(ascii: "G"), UInt8(ascii: "K"):
      return nil
    case UInt8(ascii: "n"): return Letters([0x0A])
    case UInt8(ascii: "r"): return Letters([0x0D])
    case UInt8(ascii: "t"): return Letters([0x09])
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
      // Properties, references and numbers may take anything.
      if take("{") {
        while let byte = current, byte != UInt8(ascii: "}") {
          _ = byte
          place += 1
        }
        _ = take("}")
      }
      return .all
    default: return Letters([byte])
    }
  }

  private mutating func characterClass() -> Letters {
    let isNegated = take("^")
    var letters = Letters()
    var isFirst = true
    while let byte = current, isFirst || byte != UInt8(ascii: "]") {
      isFirst = false
      place += 1
      if byte == UInt8(ascii: "[") && current == UInt8(ascii: ":") {
        letters = .all
        while let next = current, next != UInt8(ascii: "]") {
          _ = next
          place += 1
        }
        _ = take("]")
        continue
      }
      if byte == UInt8(ascii: "\\") {
        if let escaped = escape() { letters.insert(escaped) }
        continue
      }
      if current == UInt8(ascii: "-"), place + 1 < bytes.count,
        bytes[place + 1] != UInt8(ascii: "]"), bytes[place + 1] != UInt8(ascii: "\\"),
        bytes[place + 1] >= byte
      {
        for letter in byte...bytes[place + 1] { letters.insert(letter) }
        place += 2
      } else {
        letters.insert(byte)
      }
    }
    _ = take("]")
    return isNegated ? letters.inverted : letters
  }

  private mutating func quantifier() -> (least: Int, isUnbounded: Bool, isPossessive: Bool) {
    var least = 1
    var isUnbounded = false
    switch current {
    case UInt8(ascii: "*"): (least, isUnbounded, place) = (0, true, place + 1)
    case UInt8(ascii: "+"): (isUnbounded, place) = (true, place + 1)
    case UInt8(ascii: "?"): (least, place) = (0, place + 1)
    case UInt8(ascii: "{"):
      guard let close = bytes[place...].firstIndex(of: UInt8(ascii: "}")) else {
        return (1, false, false)
      }
      let inside = bytes[place + 1..<close]
      guard inside.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2C }), !inside.isEmpty else {
        return (1, false, false)
      }
      place = close + 1
      if inside.first == 0x30 || inside.first == 0x2C { least = 0 }
      isUnbounded = inside.last == 0x2C
    default: return (1, false, false)
    }
    let isPossessive = take("+")
    if !isPossessive { _ = take("?") }
    return (least, isUnbounded, isPossessive)
  }
}

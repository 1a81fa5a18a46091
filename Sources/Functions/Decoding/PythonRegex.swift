/// Regular expressions as Python spells them, for an engine that reads Perl's.
///
/// ```
///  [\w-\.]      a hyphen beside a class stands for itself        [\w\-\.]
///  x{,3}        no lower bound is zero                           x{0,3}
///  \Z           the very end                                     \z
///  \u00e9       a scalar by its number                           \x{00e9}
///  (?iu)        flags that say how texts are encoded mean none   (?i)
///  \w \d \s     know all of Unicode; `.` stops at a line feed only; names of groups may repeat
/// ```
public enum PythonRegex {
  /// The same pattern for `Regex`; what is wrong with it `Regex` says.
  public static func translate(_ pattern: String) -> String {
    Translation(pattern).text
  }

  /// A pattern while it is translated, and what is known of it then.
  struct Translation {
    /// The translated pattern.
    private(set) var text = ""
    /// Whether it refers to groups by number, so that all of them count.
    private(set) var hasNumberedReferences = false
    /// The flags that stand in it: with them it matters where a part stands.
    private(set) var flags: Set<UInt8> = []

    /// What every translated pattern begins with.
    static let preamble = "(*LF)(*UCP)(?J)"

    private let source: [UInt8]
    private var index = 0
    private var output: [UInt8] = []

    init(_ pattern: String) {
      source = Array(pattern.utf8)
      output.reserveCapacity(source.count + 16)
      while index < source.count {
        switch source[index] {
        case UInt8(ascii: "\\"): escape(inClass: false)
        case UInt8(ascii: "["): characterClass()
        case UInt8(ascii: "("): group()
        case UInt8(ascii: "{") where peek(1) == UInt8(ascii: ","): openRepeat()
        default: copy(1)
        }
      }
      text = Translation.preamble + String(decoding: output, as: UTF8.self)
    }

    private func peek(_ distance: Int) -> UInt8? {
      index + distance < source.count ? source[index + distance] : nil
    }

    private mutating func copy(_ count: Int) {
      if count == 1 {
        output.append(source[index])
        index += 1
        return
      }
      let end = min(index + count, source.count)
      output.append(contentsOf: source[index..<end])
      index = end
    }

    /// Gives whether what was read stands for many characters, as `\w` does.
    @discardableResult
    private mutating func escape(inClass: Bool) -> Bool {
      guard let letter = peek(1) else {
        copy(1)
        return false
      }
      switch letter {
      case UInt8(ascii: "Z") where !inClass:
        output.append(contentsOf: Array("\\z".utf8))
        index += 2
      case UInt8(ascii: "u"): scalar(digits: 4)
      case UInt8(ascii: "U"): scalar(digits: 8)
      case UInt8(ascii: "1")...UInt8(ascii: "9"):
        if !inClass { hasNumberedReferences = true }
        copy(2)
      case UInt8(ascii: "g") where !inClass:
        hasNumberedReferences = true
        copy(2)
      case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "s"), UInt8(ascii: "S"),
        UInt8(ascii: "w"), UInt8(ascii: "W"):
        copy(2)
        return true
      case UInt8(ascii: "p"), UInt8(ascii: "P"):
        let end = source[index...].firstIndex(of: UInt8(ascii: "}"))
        copy(peek(2) == UInt8(ascii: "{") ? (end ?? index) - index + 1 : 2)
        return true
      default: copy(2)
      }
      return false
    }

    /// `\u00e9` becomes `\x{00e9}`.
    private mutating func scalar(digits: Int) {
      let number = source[(index + 2)...].prefix(digits)
      guard number.count == digits, number.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
      else { return copy(2) }
      output.append(contentsOf: Array("\\x{".utf8) + number + [UInt8(ascii: "}")])
      index += 2 + digits
    }

    private mutating func characterClass() {
      copy(1)
      if peek(0) == UInt8(ascii: "^") { copy(1) }
      if peek(0) == UInt8(ascii: "]") { copy(1) }
      var followsMany = false
      while index < source.count {
        switch source[index] {
        case UInt8(ascii: "]"): return copy(1)
        case UInt8(ascii: "\\"): followsMany = escape(inClass: true)
        case UInt8(ascii: "-") where peek(1) != UInt8(ascii: "]") && (followsMany || manyFollow):
          output.append(UInt8(ascii: "\\"))
          copy(1)
          followsMany = false
        case UInt8(ascii: "[") where peek(1) != UInt8(ascii: ":"):
          output.append(UInt8(ascii: "\\"))
          copy(1)
          followsMany = false
        default:
          copy(1)
          followsMany = false
        }
      }
    }

    /// Whether a class such as `\w` stands behind the hyphen at hand.
    private var manyFollow: Bool {
      guard peek(1) == UInt8(ascii: "\\"), let letter = peek(2) else { return false }
      return "dDsSwWpP".utf8.contains(letter)
    }

    /// Leaves out the flags that only Python knows.
    private mutating func group() {
      guard peek(1) == UInt8(ascii: "?") else { return copy(1) }
      let letters = source[(index + 2)...].prefix { "aiLmsuxw-".utf8.contains($0) }
      guard !letters.isEmpty, letters.endIndex < source.count,
        ":)".utf8.contains(source[letters.endIndex])
      else { return copy(2) }
      let known = letters.filter { "imsx-".utf8.contains($0) }
      flags.formUnion(known)
      output.append(contentsOf: Array("(?".utf8) + known)
      index = letters.endIndex
    }

    /// `{,3}` becomes `{0,3}`.
    private mutating func openRepeat() {
      let digits = source[(index + 2)...].prefix { $0 &- 48 <= 9 }
      copy(1)
      guard !digits.isEmpty, digits.endIndex < source.count,
        source[digits.endIndex] == UInt8(ascii: "}")
      else { return }
      output.append(UInt8(ascii: "0"))
    }
  }
}

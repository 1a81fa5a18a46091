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
  /// The same pattern for `Regex`, which reports what is wrong with it.
  public static func translate(_ pattern: String) -> String {
    String(decoding: Translation(Array(pattern.utf8)).text, as: UTF8.self)
  }

  /// A pattern while it is translated, and what is known of it then.
  struct Translation {
    /// The translated pattern.
    private(set) var text: [UInt8] = []
    /// Whether it refers to groups by number, so that all of them count.
    private(set) var hasNumberedReferences = false
    /// The flags that stand in it: with them it matters where a part stands.
    private(set) var flags: Set<UInt8> = []

    /// The spaces of Unicode but the vertical tab, within a class.
    private static let spaces = #"\h\n\f\r\x85\x{2028}\x{2029}"#

    /// What every translated pattern begins with.
    static let preamble = "(*LF)(*UCP)(?J)"

    private let source: [UInt8]
    /// Whether `\s` takes vertical tabs.
    private let hasVerticalTabs: Bool
    private var index = 0
    /// Where that begins which is not in the text yet: most patterns stay as they are, so they are
    /// copied up to the next change, not piece by piece.
    private var copied = 0

    /// Translates a pattern; in grok patterns `\s` takes no vertical tab.
    init(_ pattern: [UInt8], hasVerticalTabs: Bool = true) {
      source = pattern
      self.hasVerticalTabs = hasVerticalTabs
      text.reserveCapacity(source.count + source.count / 8 + 32)
      text.append(contentsOf: Translation.preamble.utf8)
      while index < source.count {
        switch source[index] {
        case UInt8(ascii: "\\"): escape(inClass: false)
        case UInt8(ascii: "["): characterClass()
        case UInt8(ascii: "("): group()
        case UInt8(ascii: "{") where peek(1) == UInt8(ascii: ","): openRepeat()
        default: keep(1)
        }
      }
      copyKept()
    }

    private func peek(_ distance: Int) -> UInt8? {
      index + distance < source.count ? source[index + distance] : nil
    }

    private mutating func keep(_ count: Int) { index = min(index + count, source.count) }

    private mutating func copyKept() {
      text.append(contentsOf: source[copied..<index])
      copied = index
    }

    /// Writes something else for the next bytes, or before them.
    private mutating func replace(_ count: Int, by replacement: String) {
      copyKept()
      text.append(contentsOf: replacement.utf8)
      index += count
      copied = index
    }

    /// Gives whether what was read stands for many characters, as `\w` does.
    @discardableResult
    private mutating func escape(inClass: Bool) -> Bool {
      guard let letter = peek(1) else {
        keep(1)
        return false
      }
      switch letter {
      case UInt8(ascii: "Z") where !inClass: replace(2, by: "\\z")
      case UInt8(ascii: "u"): scalar(digits: 4)
      case UInt8(ascii: "U"): scalar(digits: 8)
      case UInt8(ascii: "1")...UInt8(ascii: "9"):
        if !inClass { hasNumberedReferences = true }
        keep(2)
      case UInt8(ascii: "g") where !inClass:
        hasNumberedReferences = true
        keep(2)
      case UInt8(ascii: "s") where !hasVerticalTabs:
        replace(2, by: inClass ? Translation.spaces : "[\(Translation.spaces)]")
        return true
      case UInt8(ascii: "S") where !hasVerticalTabs:
        replace(2, by: inClass ? "\\S\\x0b" : "[^\(Translation.spaces)]")
        return true
      case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "s"), UInt8(ascii: "S"),
        UInt8(ascii: "w"), UInt8(ascii: "W"):
        keep(2)
        return true
      case UInt8(ascii: "p"), UInt8(ascii: "P"):
        let end = source[index...].firstIndex(of: UInt8(ascii: "}"))
        keep(peek(2) == UInt8(ascii: "{") ? (end ?? index) - index + 1 : 2)
        return true
      default: keep(2)
      }
      return false
    }

    /// `\u00e9` becomes `\x{00e9}`.
    private mutating func scalar(digits: Int) {
      let number = source[(index + 2)...].prefix(digits)
      guard number.count == digits, number.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
      else { return keep(2) }
      replace(2, by: "\\x{")
      keep(digits)
      replace(0, by: "}")
    }

    private mutating func characterClass() {
      keep(1)
      if peek(0) == UInt8(ascii: "^") { keep(1) }
      if peek(0) == UInt8(ascii: "]") { keep(1) }
      var followsMany = false
      while index < source.count {
        switch source[index] {
        case UInt8(ascii: "]"): return keep(1)
        case UInt8(ascii: "\\"):
          followsMany = escape(inClass: true)
          continue
        case UInt8(ascii: "-") where peek(1) != UInt8(ascii: "]") && (followsMany || manyFollow),
          UInt8(ascii: "[") where peek(1) != UInt8(ascii: ":"):
          replace(0, by: "\\")
        default: break
        }
        keep(1)
        followsMany = false
      }
    }

    /// Whether a class such as `\w` follows the current hyphen.
    private var manyFollow: Bool {
      guard peek(1) == UInt8(ascii: "\\"), let letter = peek(2) else { return false }
      return "dDsSwWpP".utf8.contains(letter)
    }

    /// Leaves out the flags that only Python knows.
    private mutating func group() {
      guard peek(1) == UInt8(ascii: "?"), let kind = peek(2) else { return keep(1) }
      // Most groups have no flags.
      if kind == UInt8(ascii: ":") || kind == UInt8(ascii: "<") { return keep(2) }
      // A call or a condition by number, `(?1)`, `(?-1)`, `(?R)`, `(?(1)…)`.
      let mark = "(+-".utf8.contains(kind) ? peek(3) ?? 0 : kind
      if mark == UInt8(ascii: "R") || mark &- 48 <= 9 { hasNumberedReferences = true }
      let letters = source[(index + 2)...].prefix { "aiLmsuxw-".utf8.contains($0) }
      guard !letters.isEmpty, letters.endIndex < source.count,
        ":)".utf8.contains(source[letters.endIndex])
      else { return keep(2) }
      let known = letters.filter { "imsx-".utf8.contains($0) }
      flags.formUnion(known)
      replace(letters.endIndex - index, by: "(?")
      text.append(contentsOf: known)
    }

    /// `{,3}` becomes `{0,3}`.
    private mutating func openRepeat() {
      let digits = source[(index + 2)...].prefix { $0 &- 48 <= 9 }
      keep(1)
      guard !digits.isEmpty, digits.endIndex < source.count,
        source[digits.endIndex] == UInt8(ascii: "}")
      else { return }
      replace(0, by: "0")
    }
  }
}

import Events

/// A date format of `strptime` directives (`%Y-%m-%d %H:%M:%S%z`), as Python reads them.
///
/// Letter case is ignored, a run of blanks stands for one or more blanks, and a directive takes as
/// many digits as it can. `%Z` admits `UTC` and `GMT` but says nothing of the offset.
public struct StrptimeFormat: Sendable {
  /// Why a format cannot be used.
  public struct Failure: Error, Hashable {
    /// What is wrong: one sentence, lower case, no full stop.
    public let message: String
  }

  private let regex: Regex
  /// The directives in the order of their groups, which begin at 1.
  private let directives: [UInt8]

  /// Compiles a format; a directive may stand in it once.
  public init(_ format: String) throws(Failure) {
    var pattern = "\\A(?i)"
    var directives: [UInt8] = []
    // What `%c`, `%x` and `%X` stand for.
    var scalars = Array(format.unicodeScalars.reversed())
    while let scalar = scalars.popLast() {
      guard scalar == "%" else {
        if Self.isBlank(scalar) {
          while let next = scalars.last, Self.isBlank(next) { scalars.removeLast() }
          pattern += Self.blanks
        } else {
          if scalar.isASCII, !scalar.properties.isAlphabetic, scalar.properties.numericType == nil {
            pattern += "\\"
          }
          pattern.unicodeScalars.append(scalar)
        }
        continue
      }
      guard let letter = scalars.popLast() else { throw Failure(message: "a stray % at the end") }
      switch letter {
      case "%": pattern += "%"
      case "c": scalars += "%a %b %d %H:%M:%S %Y".unicodeScalars.reversed()
      case "x": scalars += "%m/%d/%y".unicodeScalars.reversed()
      case "X": scalars += "%H:%M:%S".unicodeScalars.reversed()
      default:
        guard let group = Self.pattern(letter) else {
          throw Failure(message: "%\(letter) is no part of a date format")
        }
        let byte = UInt8(truncatingIfNeeded: letter.value)
        guard !directives.contains(byte) else {
          throw Failure(message: "%\(letter) stands in the format twice")
        }
        directives.append(byte)
        pattern += "(\(group))"
      }
    }
    do throws(Regex.Failure) {
      regex = try Regex(pattern)
    } catch {
      throw Failure(message: error.message)
    }
    self.directives = directives
    if let conflict = conflict { throw Failure(message: conflict) }
  }

  private static let blanks =
    "[\\s\\x1c-\\x1f\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}"
    + "\\x{205f}\\x{3000}]+"

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  private static func pattern(_ directive: Unicode.Scalar) -> String? {
    switch directive {
    case "d": "3[01]|[12][0-9]|0[1-9]|[1-9]| [1-9]"
    case "f": "[0-9]{1,6}"
    case "H": "2[0-3]|[01][0-9]|[0-9]"
    case "I", "m": "1[0-2]|0[1-9]|[1-9]"
    case "G", "Y": "[0-9]{4}"
    case "j": "36[0-6]|3[0-5][0-9]|[12][0-9][0-9]|0[1-9][0-9]|00[1-9]|[1-9][0-9]|0[1-9]|[1-9]"
    case "M": "[0-5][0-9]|[0-9]"
    case "S": "6[01]|[0-5][0-9]|[0-9]"
    case "U", "W": "5[0-3]|[0-4][0-9]|[0-9]"
    case "w": "[0-6]"
    case "u": "[1-7]"
    case "V": "5[0-3]|0[1-9]|[1-4][0-9]|[0-9]"
    case "y": "[0-9]{2}"
    case "z": "[+-][0-9]{2}:?[0-5][0-9](?::?[0-5][0-9](?:\\.[0-9]{1,6})?)?|(?-i:Z)"
    case "A": "wednesday|thursday|saturday|tuesday|monday|friday|sunday"
    case "a": "mon|tue|wed|thu|fri|sat|sun"
    case "B":
      "september|february|november|december|january|october|august|march|april|june|july|may"
    case "b": "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    case "p": "am|pm"
    case "Z": "utc|gmt"
    default: nil
    }
  }

  /// Why no text can be read by these directives together, or nil.
  private var conflict: String? {
    func has(_ letters: String) -> Bool { letters.utf8.contains { directives.contains($0) } }
    if has("G"), !has("yY") {
      guard has("V"), has("AawuU") else { return "%G needs %V and a weekday" }
      return has("j") ? "%j does not go with %G" : nil
    }
    return has("V") && !has("UW") ? "%V goes with %G instead of %Y" : nil
  }

  /// What a text says in this format; nil when it is spelled otherwise or is not a date.
  ///
  /// Without a year (or with 1900) it is `currentYear`.
  func read(_ text: Bytes, currentYear: Int, in scratch: Scratch) -> LocalDate? {
    regex.search(text, in: scratch) { search in
      guard search.next(), search.range(0)?.upperBound == text.count else { return nil }
      var parts = StrptimeParts()
      for (index, directive) in directives.enumerated() {
        guard let range = search.range(index + 1),
          parts.set(directive, text.slice(range.lowerBound, range.upperBound))
        else { return nil }
      }
      return parts.date(currentYear: currentYear)
    }
  }
}

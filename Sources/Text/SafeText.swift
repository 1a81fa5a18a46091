/// Text that came from outside made fit to print: what would act on a terminal, on the direction of
/// a line or on a build server comes out as a visible escape.
public enum SafeText {
  /// Everything on one line; control and direction characters are spelled as escapes.
  public static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// A text of several lines, whose line feeds, tabs and colours are those of its writer.
  ///
  /// This is the last look at what goes to a terminal or to the log of a build server. A line that
  /// begins with `::`, or has `##[` in it, is a command to some of those.
  public static func report(_ text: String) -> String {
    guard mayAct(text) else { return text }
    var result = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    var isLineStart = true
    while let scalar = rest.first {
      // A diff of a file whose lines end so has to apply to it.
      let isLineEnd = scalar == "\n" || starts(rest, "\r\n")
      if scalar == "\u{1B}", let color = colors.first(where: { rest.starts(with: $0) }) {
        result += color
        rest.removeFirst(color.count)
        continue
      }
      let isCommand =
        isLineStart && starts(rest, "::") || starts(rest, "##[") || starts(rest, "##vso[")
      if isCommand || isUnsafe(scalar) && !isLineEnd && scalar != "\t" {
        result += escape(scalar).unicodeScalars
      } else {
        result.append(scalar)
      }
      isLineStart = scalar == "\n" || isLineStart && scalar.properties.isWhitespace
      rest.removeFirst()
    }
    return String(result)
  }

  /// JSON with the characters in its texts escaped in its own way.
  public static func json(_ text: String) -> String {
    guard mayAct(text) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) && !"\n\r\t".unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The visible escape of a character.
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }

  /// Control characters, and those that turn the direction of a line or cannot be seen.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF:
      true
    default: false
    }
  }

  /// The colours that reports use.
  private static let colors = ["0", "1", "2", "31", "32", "34", "1;31", "1;33", "1;32", "1;36"]
    .map { "\u{1B}[\($0)m".unicodeScalars }

  private static func starts(_ text: Substring.UnicodeScalarView, _ word: String) -> Bool {
    text.starts(with: word.unicodeScalars)
  }

  /// Whether a text has anything that is worth a closer look; most have not.
  private static func mayAct(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x0A, 0x09: break
      case ..<0x20, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF: return true
      case UInt8(ascii: ":"), UInt8(ascii: "#"): if byte == previous { return true }
      default: break
      }
      previous = byte
    }
    return false
  }

  /// The terminal columns of a scalar.
  package static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x300: 1
    case 0x300...0x36F, 0x200C...0x200D, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}

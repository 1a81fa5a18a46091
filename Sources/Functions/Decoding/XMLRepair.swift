import Events

/// Takes out what no XML document may hold: control characters, and references to them or to what
/// is not a character at all (`&#x3;`, `&#xD800;`). What logs hold is worth more than their syntax.
public struct XMLRepair {
  /// The replacement for a character that XML does not allow; references always become U+FFFD.
  public enum Spelling: Sendable {
    /// U+FFFD.
    case replacement
    /// `\u001e`, as those write it who collect Windows events.
    case escape
  }

  private let text: Bytes
  private let spelling: Spelling
  private var builder: ByteBuilder
  /// What stands before it is in the builder.
  private var start = 0
  private var count = 0

  /// The text without such characters, and how many there were; the text itself where there are
  /// none. Nil when the scratch is exhausted.
  public static func repaired(
    _ text: Bytes, as spelling: Spelling, in scratch: Scratch
  ) -> (text: Bytes, count: Int)? {
    guard isSuspect(text) else { return (text, 0) }
    var repair = XMLRepair(
      text: text, spelling: spelling, builder: ByteBuilder(in: scratch, capacity: text.count + 64))
    repair.run()
    if repair.count == 0 { return (text, 0) }
    repair.builder.append(text.dropping(repair.start))
    return repair.builder.finish().map { ($0, repair.count) }
  }

  /// Whether a control character, a numeric reference or U+FFFE may be in it, as in few documents.
  private static func isSuspect(_ text: Bytes) -> Bool {
    var before: UInt8 = 0
    for byte in UnsafeBufferPointer(start: text.base, count: text.count) {
      if isControl(byte) || byte == 0xEF { return true }
      if byte == UInt8(ascii: "#"), before == UInt8(ascii: "&") { return true }
      before = byte
    }
    return false
  }

  @inline(__always)
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 9 && byte != 10 && byte != 13
  }

  private mutating func run() {
    var index = 0
    // Up to here stands a comment or the like, in which there are no references.
    var plainEnd = 0
    while index < text.count {
      let byte = text[index]
      if XMLRepair.isControl(byte) {
        replace(index, index + 1, as: spelling, byte)
      } else if byte == 0xEF, isNoncharacter(index) {
        replace(index, index + 3)
      } else if index >= plainEnd, byte == UInt8(ascii: "<") {
        plainEnd = self.plainEnd(index)
      } else if index >= plainEnd, byte == UInt8(ascii: "&"), let end = badReference(index) {
        replace(index, end)
        index = end
        continue
      }
      index += 1
    }
  }

  private mutating func replace(
    _ from: Int, _ end: Int, as spelling: Spelling = .replacement, _ byte: UInt8 = 0
  ) {
    builder.append(text.slice(start, from))
    switch spelling {
    case .replacement: builder.append("\u{FFFD}")
    case .escape:
      builder.append("\\u00")
      builder.append(JSONText.hexDigit(byte >> 4))
      builder.append(JSONText.hexDigit(byte & 15))
    }
    start = end
    count += 1
  }

  /// Whether U+FFFE or U+FFFF stands at an offset.
  private func isNoncharacter(_ index: Int) -> Bool {
    index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
  }

  /// Where the comment, instruction or section that begins at a bracket ends; 0 where none begins.
  private func plainEnd(_ index: Int) -> Int {
    let rest = text.dropping(index)
    let border: Bytes
    if rest.hasPrefix(Bytes("<!--")) {
      border = Bytes("-->")
    } else if rest.hasPrefix(Bytes("<![CDATA[")) {
      border = Bytes("]]>")
    } else if rest.hasPrefix(Bytes("<?")) {
      border = Bytes("?>")
    } else {
      return 0
    }
    return text.firstRange(of: border, from: index + 2) ?? text.count
  }

  /// The end of the numeric reference at an offset, where it stands for no character of XML.
  private func badReference(_ start: Int) -> Int? {
    guard start + 2 < text.count, text[start + 1] == UInt8(ascii: "#") else { return nil }
    let isHex = text[start + 2] == UInt8(ascii: "x")
    let first = start + (isHex ? 3 : 2)
    var index = first
    var code: UInt32 = 0
    while index < text.count, let digit = XMLRepair.digit(text[index], isHex: isHex) {
      code = min(code &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
      index += 1
    }
    guard index > first, index < text.count, text[index] == UInt8(ascii: ";"),
      !XMLRepair.isCharacter(code)
    else { return nil }
    return index + 1
  }

  private static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
    if byte &- 48 <= 9 { return UInt32(byte &- 48) }
    let letter = (byte | 32) &- 97
    return isHex && letter <= 5 ? UInt32(letter) + 10 : nil
  }

  private static func isCharacter(_ code: UInt32) -> Bool {
    code >= 0x20
      ? Unicode.Scalar(code) != nil && code != 0xFFFE && code != 0xFFFF
      : code == 9 || code == 10 || code == 13
  }
}

import Events

/// Writes as JSON what programs write in place of it: `{'a': True, b: [1, 2,],}`.
///
/// Texts may stand in single quotes, commas before a closing bracket, words as names, parentheses around
/// lists, and Python's `True`, `False` and `None` for JSON's words. Numbers stay as they are spelled.
struct RelaxedJSON {
  private let text: Bytes
  private var index = 0
  private var depth = 0
  private var builder: ByteBuilder

  /// The JSON of a text; nil for another text, and when the
  /// scratch is exhausted. It still has to be read to be sure.
  static func json(of text: Bytes, in scratch: Scratch) -> Bytes? {
    var reader = RelaxedJSON(text, in: scratch)
    guard reader.readValue() else { return nil }
    reader.skipBlanks()
    guard reader.index == text.count else { return nil }
    return reader.builder.finish()
  }

  private init(_ text: Bytes, in scratch: Scratch) {
    self.text = text
    builder = ByteBuilder(in: scratch, capacity: text.count + text.count / 8 + 64)
  }

  /// The byte to read next; 0 at the end.
  private var next: UInt8 { index < text.count ? text.base[index] : 0 }

  private mutating func skipBlanks() {
    while index < text.count, text.base[index] <= 0x20 { index += 1 }
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  /// `u'…'` and `b'…'` are texts of Python.
  private static func isPrefix(_ word: Bytes) -> Bool { word == Bytes("u") || word == Bytes("b") }

  // MARK: Values

  private mutating func readValue() -> Bool {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return readObject()
    case UInt8(ascii: "["): return readList(until: UInt8(ascii: "]"))
    case UInt8(ascii: "("): return readList(until: UInt8(ascii: ")"))
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return readText()
    default: return readPlain()
    }
  }

  private mutating func readList(until close: UInt8) -> Bool {
    guard enter(UInt8(ascii: "[")) else { return false }
    while next != close {
      guard readValue(), readComma(before: close) else { return false }
    }
    return leave(UInt8(ascii: "]"))
  }

  private mutating func readObject() -> Bool {
    let close = UInt8(ascii: "}")
    guard enter(UInt8(ascii: "{")) else { return false }
    while next != close {
      guard readName() else { return false }
      skipBlanks()
      guard next == UInt8(ascii: ":") else { return false }
      index += 1
      builder.append(UInt8(ascii: ":"))
      guard readValue(), readComma(before: close) else { return false }
    }
    return leave(close)
  }

  private mutating func enter(_ bracket: UInt8) -> Bool {
    depth += 1
    guard depth <= JSONScanner.maximumDepth else { return false }
    builder.append(bracket)
    index += 1
    skipBlanks()
    return true
  }

  private mutating func leave(_ bracket: UInt8) -> Bool {
    depth -= 1
    builder.append(bracket)
    index += 1
    return true
  }

  /// Reads the comma after an item; after the last there may be one, which is not written.
  private mutating func readComma(before close: UInt8) -> Bool {
    skipBlanks()
    if next == close { return true }
    guard next == UInt8(ascii: ",") else { return false }
    index += 1
    skipBlanks()
    if next != close { builder.append(UInt8(ascii: ",")) }
    return true
  }

  // MARK: Words and numbers

  /// The bytes up to the next mark or blank.
  private mutating func word() -> Bytes {
    let start = index
    while index < text.count, text.base[index] > 0x20,
      !",:[](){}\"'".utf8.contains(text.base[index])
    {
      index += 1
    }
    return text.slice(start, index)
  }

  private mutating func readName() -> Bool {
    if RelaxedJSON.isQuote(next) { return readText() }
    let name = word()
    if RelaxedJSON.isQuote(next) { return RelaxedJSON.isPrefix(name) && readText() }
    guard name.count > 0 else { return false }
    builder.appendJSON(.text(name))
    return true
  }

  private mutating func readPlain() -> Bool {
    let word = word()
    if RelaxedJSON.isQuote(next) { return RelaxedJSON.isPrefix(word) && readText() }
    if Number.isNumber(word) {
      builder.append(word)
    } else if word == Bytes("True") || word == Bytes("true") {
      builder.append("true")
    } else if word == Bytes("False") || word == Bytes("false") {
      builder.append("false")
    } else if word == Bytes("None") || word == Bytes("null") {
      builder.append("null")
    } else {
      return false
    }
    return true
  }

  // MARK: Texts

  private mutating func readText() -> Bool {
    let quote = next
    index += 1
    builder.append(UInt8(ascii: "\""))
    while index < text.count {
      let byte = text.base[index]
      index += 1
      if byte == quote {
        builder.append(UInt8(ascii: "\""))
        return true
      }
      switch byte {
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "\""): builder.append("\\\"")
      case 0..<0x20: appendCode(byte)
      default: builder.append(byte)
      }
    }
    return false
  }

  private mutating func appendCode(_ byte: UInt8) {
    builder.append("\\u00")
    builder.append(JSONText.hexDigit(byte >> 4))
    builder.append(JSONText.hexDigit(byte & 15))
  }

  /// What follows a backslash; one before a character that needs none stays as it is.
  private mutating func readEscape() {
    let byte = next
    let rest = text.dropping(index)
    switch byte {
    case UInt8(ascii: "'"): builder.append(byte)
    case 10: break
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
      builder.append(UInt8(ascii: "\\"))
      builder.append(byte)
    case UInt8(ascii: "u") where hasDigits(rest, 4):
      builder.append("\\")
      builder.append(byte)
    case UInt8(ascii: "x") where hasDigits(rest, 2):
      builder.append("\\u00")
    default:
      builder.append("\\\\")
      return
    }
    index += 1
  }

  /// Whether so many hexadecimal digits stand behind the first byte.
  private func hasDigits(_ rest: Bytes, _ count: Int) -> Bool {
    rest.count > count && (1...count).allSatisfy { IPAddress.hexValue(rest[$0]) != nil }
  }
}

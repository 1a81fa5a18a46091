/// Reads a quoted text of a template; its escapes are those of Python's `unicode-escape`.
struct TemplateTextReader {
  private let bytes: [UInt8]
  private let start: Int
  private let limit: Int
  private(set) var place: Int
  private var result: [UInt8] = []

  /// `start` is the opening quote, `limit` the end of the template.
  init(_ bytes: [UInt8], from start: Int, to limit: Int) {
    self.bytes = bytes
    self.start = start
    self.limit = limit
    place = start + 1
  }

  mutating func read() throws(TemplateFault) -> String {
    let quote = bytes[start]
    while place < limit {
      let byte = bytes[place]
      if byte == quote {
        place += 1
        return String(decoding: result, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\"), place + 1 < limit {
        try escape()
      } else {
        result.append(byte)
        place += 1
      }
    }
    throw TemplateFault(
      message: "the text is not closed", lower: start, upper: start + 1,
      help: "end it with `\(String(Unicode.Scalar(quote)))`")
  }

  private mutating func escape() throws(TemplateFault) {
    let letter = bytes[place + 1]
    place += 2
    switch letter {
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result.append(letter)
    case UInt8(ascii: "a"): result.append(7)
    case UInt8(ascii: "b"): result.append(8)
    case UInt8(ascii: "f"): result.append(12)
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "v"): result.append(11)
    case 0x30...0x37:
      var value = UInt32(letter - 0x30)
      var count = 1
      while count < 3, place < limit, (0x30...0x37).contains(bytes[place]) {
        value = value * 8 + UInt32(bytes[place] - 0x30)
        place += 1
        count += 1
      }
      append(value)
    case UInt8(ascii: "x"): try hexadecimal(2)
    case UInt8(ascii: "u"): try hexadecimal(4)
    case UInt8(ascii: "U"): try hexadecimal(8)
    default: result += [UInt8(ascii: "\\"), letter]
    }
  }

  private mutating func hexadecimal(_ count: Int) throws(TemplateFault) {
    let end = place + count
    guard end <= limit,
      let value = UInt32(String(decoding: bytes[place..<end], as: UTF8.self), radix: 16)
    else {
      throw TemplateFault(
        message: "the escape needs \(count) hexadecimal digits", lower: place - 2,
        upper: min(end, limit), help: "write a backslash as `\\\\`")
    }
    place = end
    append(value)
  }

  private mutating func append(_ value: UInt32) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    result += Array(String(Character(scalar)).utf8)
  }
}

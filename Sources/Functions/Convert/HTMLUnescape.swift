import Events

extension Function {
  /// `html_unescape(text)`.
  static let htmlUnescape = Function(
    "html_unescape", parameters: [Parameter("text", .text)], returns: .text,
    about: "The text with references to characters undone, such as `&lt;`, `&#233;` and `&#xE9;`.",
    examples: [
      Example(["\"&lt;a href=&quot;x&quot;&gt;\""], "\"<a href=\\\"x\\\">\""),
      Example(["\"caf&eacute; &#233; &#xe9;\""], "\"café é é\""),
      Example(["\"&amp;lt;\""], "\"&lt;\""),
      Example(["\"a & b &no; &#0; &\""], "\"a & b &no; &#0; &\""),
    ]
  ) { arguments in
    let span = arguments.span(0)
    let text = span.bytes
    guard var found = text.firstIndex(of: UInt8(ascii: "&")) else { return span.whole }
    // No reference is shorter than its character.
    guard let room = arguments.scratch.allocate(text.count) else { return .absent }
    var (out, index) = (room, 0)
    func copy(to end: Int) {
      out.update(from: text.base + index, count: end - index)
      out += end - index
    }
    while true {
      copy(to: found)
      index = found
      if let (scalar, end) = CharacterReference.read(text, at: found) {
        out = UTF8Text.encode(scalar, to: out)
        index = end
      }
      guard let next = text.firstIndex(of: UInt8(ascii: "&"), from: max(index, found + 1)) else {
        break
      }
      found = next
    }
    copy(to: text.count)
    arguments.scratch.shrink(to: out)
    return .text(Bytes(room, count: out - room))
  }
}

/// A reference to a character: `&amp;`, `&#38;`, `&#x26;`.
private enum CharacterReference {
  /// Bytes of the longest one, zeros in front included.
  private static let longest = 12

  /// The character that a reference at an offset stands for, and the offset after it.
  static func read(_ text: Bytes, at start: Int) -> (scalar: UInt32, end: Int)? {
    let rest = text.slice(start + 1, min(text.count, start + longest))
    guard let close = rest.firstIndex(of: UInt8(ascii: ";")), close > 0 else { return nil }
    let name = rest.slice(0, close)
    let scalar =
      name[0] == UInt8(ascii: "#")
      ? number(name.dropping(1)) : CharacterEntities.all.scalar(named: name)
    return scalar.map { ($0, start + close + 2) }
  }

  private static func number(_ text: Bytes) -> UInt32? {
    let isHexadecimal = text.count > 0 && text[0] | 32 == UInt8(ascii: "x")
    let digits = text.dropping(isHexadecimal ? 1 : 0)
    guard digits.count > 0, digits.count <= 8 else { return nil }
    var number: UInt32 = 0
    for byte in digits {
      guard let digit = IPAddress.hexValue(byte), isHexadecimal || digit < 10 else { return nil }
      number = isHexadecimal ? number << 4 | UInt32(digit) : number * 10 + UInt32(digit)
    }
    return number > 0 && Unicode.Scalar(number) != nil ? number : nil
  }
}

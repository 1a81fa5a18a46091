import Events

extension Function {
  /// `hex_decode(text)`.
  static let hexDecode = Function(
    "hex_decode", parameters: [Parameter("text", .text)], returns: .text,
    about: "The text whose bytes hexadecimal digits spell, with or without 0x in front.",
    examples: [
      Example(["\"68C3A9\""], "\"hé\""), Example(["\"0x6c73002d6c\""], "\"ls\\u0000-l\""),
      Example(["\"\""], "\"\""), Example(["\"abc\""], "failed"), Example(["\"ff\""], "failed"),
    ]
  ) { arguments in
    var text = arguments.text(0)
    if text.hasPrefix(Bytes("0x")) || text.hasPrefix(Bytes("0X")) { text = text.dropping(2) }
    guard text.count & 1 == 0 else { return arguments.failed(.notHexadecimal) }
    guard let room = arguments.scratch.allocate(text.count / 2) else { return .absent }
    for index in 0..<text.count / 2 {
      guard let high = IPAddress.hexValue(text[2 * index]),
        let low = IPAddress.hexValue(text[2 * index + 1])
      else { return arguments.failed(.notHexadecimal) }
      room[index] = high << 4 | low
    }
    let bytes = Bytes(room, count: text.count / 2)
    return UTF8Text.firstError(in: bytes) == nil ? .text(bytes) : arguments.failed(.notUTF8)
  }
}

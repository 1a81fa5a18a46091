import Events

extension Function {
  /// `hex_to_int(text)`.
  static let hexToInt = Function(
    "hex_to_int",
    parameters: [Parameter("text", .text)], returns: .integer,
    about: "The integer that hexadecimal digits spell, with or without 0x; absent past 64 bits.",
    examples: [
      Example(["\"0x3e7\""], "999"),
      Example(["\"FF\""], "255"),
      Example(["\"7fffffffffffffff\""], "9223372036854775807"),
      Example(["\"ffffffffffffffff\""], "absent"),
      Example(["\"0x\""], "absent"),
    ]
  ) { arguments in
    var text = arguments.text(0)
    if text.count > 2, text[0] == UInt8(ascii: "0"), text[1] | 32 == UInt8(ascii: "x") {
      text = text.dropping(2)
    }
    guard text.count > 0 else { return .absent }
    var number: UInt64 = 0
    for byte in text {
      guard let digit = IPAddress.hexValue(byte), number >> 59 == 0 else { return .absent }
      number = number << 4 | UInt64(digit)
    }
    return Int(exactly: number).map { Number.value($0, in: arguments.scratch) } ?? .absent
  }
}

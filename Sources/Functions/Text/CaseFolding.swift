import Events

/// Upper and lower case, scalar by scalar (Unicode simple case mapping).
enum CaseFolding {
  /// The text in lower or upper case; the same value when it already is.
  static func fold(_ span: TextSpan, toUpper: Bool, in scratch: Scratch) -> Value {
    let text = span.bytes
    let first: UInt8 = toUpper ? UInt8(ascii: "a") : UInt8(ascii: "A")
    var index = 0
    while index < text.count, text.base[index] &- first > 25, text.base[index] < 0x80 {
      index += 1
    }
    if index == text.count { return span.whole }
    guard let room = scratch.allocate(text.count) else { return .absent }
    room.update(from: text.base, count: index)
    var seen: UInt8 = 0
    for index in index..<text.count {
      let byte = text.base[index]
      seen |= byte
      room[index] = byte &- first <= 25 ? byte ^ 0x20 : byte
    }
    if seen < 0x80 { return Value(.string, room, count: text.count, form: span.form) }
    scratch.shrink(to: room)
    return foldUnicode(span, toUpper: toUpper, in: scratch)
  }

  private static func foldUnicode(_ span: TextSpan, toUpper: Bool, in scratch: Scratch) -> Value {
    var builder = ByteBuilder(in: scratch, capacity: span.bytes.count + 16)
    for scalar in span.bytes.string.unicodeScalars {
      let properties = scalar.properties
      let mapped = (toUpper ? properties.uppercaseMapping : properties.lowercaseMapping)
        .unicodeScalars
      // `ß` would become two scalars: it has no simple mapping and stays.
      let result = mapped.count == 1 ? mapped.first ?? scalar : scalar
      if result.isASCII {
        builder.append(UInt8(truncatingIfNeeded: result.value))
      } else {
        for byte in UTF8.encode(result) ?? UTF8.encodedReplacementCharacter {
          builder.append(byte)
        }
      }
    }
    return builder.finish().map { Value(.string, $0, form: span.form) } ?? .absent
  }
}

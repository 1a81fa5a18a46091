import Events

/// What texts of numbers and other short words have around them.
enum Numeral {
  /// What a text may spell a number with: no blanks around it, no zeros in front, which JSON does not
  /// know. Nil when the scratch is exhausted.
  static func spelling(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    let text = trimmed(text)
    let sign = text.first == UInt8(ascii: "-") ? 1 : 0
    var start = sign
    while start + 1 < text.count, text[start] == 0x30, text[start + 1] &- 48 <= 9 { start += 1 }
    if start == sign { return text }
    if sign == 0 { return text.dropping(start) }
    guard let copy = scratch.copy(text.dropping(start - 1)) else { return nil }
    UnsafeMutablePointer(mutating: copy.base).pointee = UInt8(ascii: "-")
    return copy
  }

  /// The text without the blanks of ASCII at its ends.
  static func trimmed(_ text: Bytes) -> Bytes {
    var start = 0
    var end = text.count
    while start < end, isBlank(text.base[start]) { start += 1 }
    while end > start, isBlank(text.base[end - 1]) { end -= 1 }
    return text.slice(start, end)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 <= 4 }
}

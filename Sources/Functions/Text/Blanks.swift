import Events

/// Blank characters: those of Unicode, and the separators 1C to 1F.
enum Blanks {
  /// Bytes of the blank character at an offset, 0 where there is none.
  static func width(_ text: Bytes, at index: Int) -> Int {
    let byte = text[index]
    if byte == 0x20 || byte &- 9 <= 4 || byte &- 0x1C <= 3 { return 1 }
    guard byte >= 0xC2, index + 1 < text.count else { return 0 }
    let second = text[index + 1]
    if byte == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard byte & 0xF0 == 0xE0, index + 2 < text.count else { return 0 }
    let last = text[index + 2]
    let scalar = UInt32(byte & 15) << 12 | UInt32(second & 63) << 6 | UInt32(last & 63)
    switch scalar {
    case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 3
    default: return 0
    }
  }

  /// The text without the blanks around it.
  static func trimmed(_ text: Bytes) -> Bytes {
    var start = 0
    var end = text.count
    while start < end {
      let width = width(text, at: start)
      if width == 0 { break }
      start += width
    }
    while end > start {
      var first = end - 1
      while first > start, text[first] & 0xC0 == 0x80, end - first < 3 { first -= 1 }
      let width = width(text, at: first)
      guard width > 0, first + width == end else { break }
      end = first
    }
    return text.slice(start, end)
  }
}

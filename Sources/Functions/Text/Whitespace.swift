import Events

/// What Python counts as white space: 29 scalars.
enum Whitespace {
  /// The length of the white space scalar at an offset; 0 where there is none.
  @inline(__always)
  static func length(_ text: Bytes, at index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte == 0x20 || byte &- 9 <= 4 || byte &- 0x1C <= 3 ? 1 : 0 }
    return wideLength(text, at: index)
  }

  private static func wideLength(_ text: Bytes, at index: Int) -> Int {
    let left = text.count - index
    let first = text[index]
    if first == 0xC2, left >= 2 {
      return text[index + 1] == 0x85 || text[index + 1] == 0xA0 ? 2 : 0
    }
    guard left >= 3 else { return 0 }
    let isSpace: Bool
    switch (first, text[index + 1], text[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): isSpace = true
    case (0xE2, 0x80, let last):
      isSpace = last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF
    default: isSpace = false
    }
    return isSpace ? 3 : 0
  }

  /// Where the text without white space at its ends lies.
  static func range(_ text: Bytes) -> Range<Int> {
    let lower = firstOther(text, from: 0)
    return lower..<afterLastOther(text, downTo: lower)
  }

  static func stripped(_ text: Bytes) -> Bytes {
    let range = range(text)
    return text.slice(range.lowerBound, range.upperBound)
  }

  /// The first offset at or after `start` that is not white space.
  static func firstOther(_ text: Bytes, from start: Int) -> Int {
    var index = start
    while index < text.count, case let length = length(text, at: index), length > 0 {
      index += length
    }
    return index
  }

  /// The offset after the last scalar that is not white space; `lower` where there is none.
  static func afterLastOther(_ text: Bytes, downTo lower: Int, from end: Int? = nil) -> Int {
    var end = end ?? text.count
    while end > lower {
      let start = Scalars.start(text, before: end)
      // In bytes that are not UTF-8 a scalar may seem to begin before `lower`.
      if start < lower || length(text, at: start) == 0 { break }
      end = start
    }
    return end
  }
}

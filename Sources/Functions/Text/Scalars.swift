import Events

/// Offsets of Unicode scalars in UTF-8.
enum Scalars {
  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  static func count(_ text: Bytes) -> Int {
    var count = 0
    for byte in UnsafeBufferPointer(start: text.base, count: text.count) where !isTail(byte) {
      count += 1
    }
    return count
  }

  /// The bytes of the scalar at an offset.
  static func length(_ text: Bytes, at start: Int) -> Int {
    var end = start + 1
    while end < text.count, isTail(text.base[end]) { end += 1 }
    return end - start
  }

  /// Where the scalar that ends at `end` begins.
  static func start(_ text: Bytes, before end: Int) -> Int {
    var start = end - 1
    while start > 0, isTail(text.base[start]) { start -= 1 }
    return start
  }

  /// The offset of the scalar with that index; the end where there are fewer.
  static func offset(_ text: Bytes, of index: Int) -> Int {
    var left = index
    var offset = 0
    while offset < text.count {
      if !isTail(text.base[offset]) {
        if left == 0 { return offset }
        left -= 1
      }
      offset += 1
    }
    return text.count
  }
}

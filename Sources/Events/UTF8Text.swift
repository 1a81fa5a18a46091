/// UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing past U+10FFFF.
public enum UTF8Text {
  /// The offset of the first byte that is not part of valid UTF-8, or nil.
  public static func firstError(in bytes: Bytes) -> Int? {
    var index = 0
    let count = bytes.count
    let p = unsafe bytes.base
    while index < count {
      let first = unsafe p[index]
      if first < 0x80 {
        index += 1
        while count - index >= 8, unsafe isASCII(p + index) { index += 8 }
        continue
      }
      let left = count - index
      switch first {
      case 0xC2...0xDF:
        guard left >= 2, unsafe isTail(p[index + 1]) else { return index }
        index += 2
      case 0xE0...0xEF:
        guard left >= 3, unsafe isTail(p[index + 1]), unsafe isTail(p[index + 2]) else {
          return index
        }
        if unsafe first == 0xE0 && p[index + 1] < 0xA0 || first == 0xED && p[index + 1] > 0x9F {
          return index
        }
        index += 3
      case 0xF0...0xF4:
        guard left >= 4, unsafe isTail(p[index + 1]), unsafe isTail(p[index + 2]),
          unsafe isTail(p[index + 3])
        else {
          return index
        }
        if unsafe first == 0xF0 && p[index + 1] < 0x90 || first == 0xF4 && p[index + 1] > 0x8F {
          return index
        }
        index += 4
      default: return index
      }
    }
    return nil
  }

  /// The length of the character that begins at an offset; at most to the end.
  public static func length(of bytes: Bytes, at start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, isTail(bytes[end]) { end += 1 }
    return end - start
  }

  @inline(__always)
  private static func isASCII(_ eight: UnsafePointer<UInt8>) -> Bool {
    unsafe UnsafeRawPointer(eight).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
  }

  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Writes one scalar (not a surrogate) and returns the end; at most four bytes.
  public static func encode(
    _ scalar: UInt32, to out: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if scalar < 0x80 {
      unsafe out[0] = UInt8(truncatingIfNeeded: scalar)
      return unsafe out + 1
    }
    if scalar < 0x800 {
      unsafe out[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      unsafe out[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      return unsafe out + 2
    }
    if scalar < 0x10000 {
      unsafe out[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      unsafe out[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      unsafe out[2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      return unsafe out + 3
    }
    unsafe out[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
    unsafe out[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
    unsafe out[2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
    unsafe out[3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    return unsafe out + 4
  }
}

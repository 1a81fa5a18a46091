/// Base64 (RFC 4648): the standard and the URL-safe alphabet.
public enum Base64 {
  /// The bytes a Base64 text stands for, in the scratch.
  ///
  /// Either alphabet but not both in one text; padding may be left out but not be wrong; blanks
  /// and line breaks are refused, and so are stray bits in the last digit. Nil otherwise, or when
  /// the scratch is exhausted.
  public static func decoded(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    var count = text.count
    while count > 0, text.count - count < 2, text[count - 1] == UInt8(ascii: "=") {
      count -= 1
    }
    guard count % 4 != 1, count == text.count || text.count % 4 == 0 else { return nil }
    guard let room = unsafe scratch.allocate(count / 4 * 3 + 3) else { return nil }
    var out = unsafe room
    var bits: UInt32 = 0
    var held = 0
    var alphabets: UInt8 = 0
    for index in 0..<count {
      let byte = text[index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"), UInt8(ascii: "/"):
        digit = byte == UInt8(ascii: "+") ? 62 : 63
        alphabets |= 1
      case UInt8(ascii: "-"), UInt8(ascii: "_"):
        digit = byte == UInt8(ascii: "-") ? 62 : 63
        alphabets |= 2
      default: return nil
      }
      bits = bits << 6 | UInt32(digit)
      held += 6
      if held >= 8 {
        held -= 8
        unsafe out[0] = UInt8(truncatingIfNeeded: bits >> UInt32(held))
        unsafe out += 1
      }
    }
    guard alphabets != 3, bits & (1 << UInt32(held) - 1) == 0 else { return nil }
    unsafe scratch.shrink(to: out)
    return unsafe Bytes(room, count: out - room)
  }

  /// The Base64 text of some bytes, standard alphabet with padding; nil when the scratch is full.
  public static func encoded(_ bytes: Bytes, in scratch: Scratch) -> Bytes? {
    guard let room = unsafe scratch.allocate((bytes.count + 2) / 3 * 4) else { return nil }
    let digits = Bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var out = unsafe room
    var index = 0
    while index < bytes.count {
      let left = bytes.count - index
      var group = UInt32(bytes[index]) << 16
      if left > 1 { group |= UInt32(bytes[index + 1]) << 8 }
      if left > 2 { group |= UInt32(bytes[index + 2]) }
      unsafe out[0] = digits[Int(group >> 18)]
      unsafe out[1] = digits[Int(group >> 12 & 63)]
      unsafe out[2] = left > 1 ? digits[Int(group >> 6 & 63)] : UInt8(ascii: "=")
      unsafe out[3] = left > 2 ? digits[Int(group & 63)] : UInt8(ascii: "=")
      unsafe out += 4
      index += 3
    }
    return unsafe Bytes(room, count: out - room)
  }
}

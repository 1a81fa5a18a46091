/// Hardware addresses in the form ECS wants: `00-00-5E-00-53-23` (RFC 7042).
public enum MACAddress {
  /// The address normalised: the same bytes if they already are, else in the scratch.
  ///
  /// Six or eight octets, their digits in pairs, in fours or all together, parted by `:`, `-`, `.` or
  /// blanks; pairs with `:` and `-` may lack a zero in front (`0:0:5e:0:53:23`). Nil for anything
  /// else, or when the scratch is exhausted.
  public static func normalized(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    guard text.count >= 11, text.count <= 23 else { return nil }
    if isNormalized(text) { return text }
    let first = text.firstIndex { IPAddress.hexValue($0) == nil } ?? text.count
    let separator = first < text.count ? text[first] : 0
    let width = first == 1 ? 2 : first
    guard first == text.count || isSeparator(separator),
      width == 2 || width == 4 || width == 12 || width == 16,
      let room = unsafe scratch.allocate(3 * 8)
    else { return nil }
    let mayLackZero = separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-")
    var out = unsafe room
    var digits = 0
    func put(_ byte: UInt8) {
      if digits > 0, digits % 2 == 0 {
        unsafe out[0] = UInt8(ascii: "-")
        unsafe out += 1
      }
      unsafe out[0] = byte >= UInt8(ascii: "a") ? byte & 0xDF : byte
      unsafe out += 1
      digits += 1
    }
    var index = 0
    while true {
      let start = index
      while index < text.count, IPAddress.hexValue(text[index]) != nil { index += 1 }
      let isShort = index - start == 1 && width == 2 && mayLackZero
      guard isShort || index - start == width, digits + width <= 16 else { return nil }
      if isShort { put(UInt8(ascii: "0")) }
      for place in start..<index { put(text[place]) }
      if index == text.count { break }
      guard text[index] == separator else { return nil }
      index += 1
    }
    guard digits == 12 || digits == 16 else { return nil }
    unsafe scratch.shrink(to: out)
    return unsafe Bytes(room, count: out - room)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == 0x20
  }

  private static func isNormalized(_ text: Bytes) -> Bool {
    guard text.count == 17 || text.count == 23 else { return false }
    for index in 0..<text.count {
      let byte = text[index]
      if index % 3 == 2 {
        guard byte == UInt8(ascii: "-") else { return false }
      } else if byte &- 48 > 9 && byte &- UInt8(ascii: "A") > 5 {
        return false
      }
    }
    return true
  }
}

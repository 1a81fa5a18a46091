/// Hardware addresses in the form ECS wants: `00-00-5E-00-53-23` (RFC 7042).
public enum MACAddress {
  /// The address normalised: the same bytes if they already are, else in the scratch.
  ///
  /// Six or eight octets; digits in pairs parted by `:` or `-`, in fours parted by `.`, or not
  /// parted at all. Nil for anything else, or when the scratch is exhausted.
  public static func normalized(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    guard text.count >= 12, text.count <= 23 else { return nil }
    if isNormalized(text) { return text }
    var digits = 0
    var separator: UInt8 = 0
    let third = text.base[2]
    var stride = 0
    if third == UInt8(ascii: ":") || third == UInt8(ascii: "-") {
      (separator, stride) = (third, 2)
    } else if text.base[4] == UInt8(ascii: ".") {
      (separator, stride) = (UInt8(ascii: "."), 4)
    }
    guard let room = scratch.allocate(3 * 8) else { return nil }
    var out = room
    var index = 0
    while index < text.count {
      if stride > 0, digits > 0, digits % stride == 0 {
        guard text.base[index] == separator, index + 1 < text.count else { return nil }
        index += 1
      }
      guard digits < 16, IPAddress.hexValue(text.base[index]) != nil else { return nil }
      if digits > 0, digits % 2 == 0 {
        out[0] = UInt8(ascii: "-")
        out += 1
      }
      let byte = text.base[index]
      out[0] = byte >= UInt8(ascii: "a") ? byte & 0xDF : byte
      out += 1
      digits += 1
      index += 1
    }
    guard digits == 12 || digits == 16 else { return nil }
    scratch.shrink(to: out)
    return Bytes(room, count: out - room)
  }

  private static func isNormalized(_ text: Bytes) -> Bool {
    guard text.count == 17 || text.count == 23 else { return false }
    for index in 0..<text.count {
      let byte = text.base[index]
      if index % 3 == 2 {
        guard byte == UInt8(ascii: "-") else { return false }
      } else if byte &- 48 > 9 && byte &- UInt8(ascii: "A") > 5 {
        return false
      }
    }
    return true
  }
}

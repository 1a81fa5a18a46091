/// Percent-encoding (RFC 3986, section 2.1).
public enum Percent {
  /// The text with its `%41` escapes undone; the same bytes when there are none.
  ///
  /// `plusIsSpace` is for form data and queries. A `%` without two digits stays as it is. Nil when
  /// the result is not UTF-8, or the scratch is exhausted.
  public static func decoded(
    _ text: Bytes, plusIsSpace: Bool = false, in scratch: Scratch
  ) -> Bytes? {
    let hasPlus = plusIsSpace && text.firstIndex(of: UInt8(ascii: "+")) != nil
    if !hasPlus, text.firstIndex(of: UInt8(ascii: "%")) == nil { return text }
    guard let room = unsafe scratch.allocate(text.count) else { return nil }
    var out = unsafe room
    var index = 0
    while index < text.count {
      var byte = text[index]
      if byte == UInt8(ascii: "%"), text.count - index > 2,
        let high = IPAddress.hexValue(text[index + 1]),
        let low = IPAddress.hexValue(text[index + 2])
      {
        byte = high << 4 | low
        index += 2
      } else if plusIsSpace, byte == UInt8(ascii: "+") {
        byte = UInt8(ascii: " ")
      }
      unsafe out[0] = byte
      unsafe out += 1
      index += 1
    }
    unsafe scratch.shrink(to: out)
    let result = unsafe Bytes(room, count: out - room)
    return UTF8Text.firstError(in: result) == nil ? result : nil
  }
}

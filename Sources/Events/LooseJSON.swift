/// JSON as Python's reader takes it when asked to be lenient.
///
/// Control characters may stand in texts; everything else is as strict as `JSONScanner`.
public enum LooseJSON {
  /// The one value a text is, blanks around it allowed; nil when it is none.
  public static func value(of text: Bytes, in scratch: Scratch) -> Value? {
    if let value = JSONScanner.value(in: text, scratch: scratch) { return value }
    guard let escaped = escapingControls(of: text, in: scratch) else { return nil }
    return JSONScanner.value(in: escaped, scratch: scratch)
  }

  /// The text with the control characters inside of strings escaped; nil where there is none.
  private static func escapingControls(of text: Bytes, in scratch: Scratch) -> Bytes? {
    var builder = ByteBuilder(in: scratch, capacity: text.count + 64)
    var isInString = false
    var isEscaped = false
    var isChanged = false
    for byte in text {
      if isInString, byte < 0x20 {
        // A backslash before it has nothing to escape.
        guard !isEscaped else { return nil }
        builder.append("\\u00")
        builder.append(JSONText.hexDigit(byte >> 4))
        builder.append(JSONText.hexDigit(byte & 15))
        isChanged = true
        continue
      }
      if isInString, !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
        isEscaped = false
      }
      builder.append(byte)
    }
    return isChanged ? builder.finish() : nil
  }
}

import Events

/// Python literals as values, exactly as Python's `ast.literal_eval` reads them.
///
/// Tuples become lists, and dictionary keys that are not texts become their texts. What has no
/// JSON (bytes, sets, complex numbers, NaN) is not a literal here. Nor is an escape that names its
/// character (`\N{…}`), nor a hexadecimal, octal or binary integer past 64 bits. Containers lie
/// at most 200 deep, which is Python's own limit.
public enum PythonLiteral {
  /// The list or dictionary a text spells, white space around it aside; nil for any other text.
  public static func container(_ text: Bytes, in scratch: Scratch) -> Value? {
    let text = Whitespace.stripped(text)
    guard text.count > 1 else { return nil }
    guard text[0] == UInt8(ascii: "[") || text[0] == UInt8(ascii: "{") else { return nil }
    var reader = PythonLiteralReader(text, in: scratch)
    let value = reader.read(allowsBareTuple: false)
    return value.isContainer ? value : nil
  }

  /// The value any literal spells; failed for what is none.
  public static func value(_ text: Bytes, in scratch: Scratch) -> Value {
    var start = 0
    func skipBlanks() {
      while start < text.count, text[start] == 0x20 || text[start] == 9 { start += 1 }
    }
    skipBlanks()
    // After blank lines the first one must not be indented.
    while start < text.count, text[start] == 10 || text[start] == 13 {
      start += 1
      let line = start
      skipBlanks()
      if start > line, start < text.count, text[start] != 10, text[start] != 13 { return .failed }
    }
    var reader = PythonLiteralReader(text.dropping(start), in: scratch)
    return reader.read(allowsBareTuple: true)
  }
}

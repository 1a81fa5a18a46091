import Events

/// What casts of fields need of Python's reading and writing.
extension PythonValue {
  /// The text without the white space at its ends.
  public static func stripped(_ text: Bytes) -> Bytes { Whitespace.stripped(text) }

  /// `int(text)`, else `float(text)`; absent for a text that spells no finite number.
  static func number(_ text: Bytes, in scratch: Scratch) -> Value {
    if let integer = NumberReading.integer(text, base: 10, in: scratch) { return integer }
    guard let float = NumberReading.float(text, in: scratch), float.isFinite else { return .absent }
    return PythonNumber.value(float, in: scratch)
  }

  /// A value as compact JSON with sorted names, as a text.
  static func sortedJSON(_ value: Value, in scratch: Scratch) -> Value {
    JSONDump(isSorted: true, isASCII: false, isSafe: false, comma: Bytes(","), colon: Bytes(":"))
      .text(of: value, in: scratch)
  }
}

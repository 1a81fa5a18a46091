import Events

/// The characters that `strip(chars)` takes off a text.
struct CharacterSet {
  /// The longest set that is read, in bytes.
  static var mostBytes: Int { 4096 }

  /// A bit for each ASCII character.
  private var ascii: (low: UInt64, high: UInt64) = (0, 0)
  private let bytes: Bytes

  /// Nil for a set too long to search again and again.
  init?(_ bytes: Bytes) {
    guard bytes.count <= Self.mostBytes else { return nil }
    self.bytes = bytes
    for byte in bytes where byte < 0x80 {
      if byte < 64 { ascii.low |= 1 << byte } else { ascii.high |= 1 << (byte - 64) }
    }
  }

  private func contains(_ text: Bytes, _ start: Int, _ end: Int) -> Bool {
    let byte = text[start]
    if byte < 64 { return ascii.low >> byte & 1 != 0 }
    if byte < 0x80 { return ascii.high >> (byte - 64) & 1 != 0 }
    // A whole scalar is never found across two others.
    return bytes.firstRange(of: text.slice(start, end)) != nil
  }

  /// Where the text lies without such characters at its ends.
  func range(_ text: Bytes, left: Bool, right: Bool) -> Range<Int> {
    var lower = 0
    var upper = text.count
    while left, lower < upper,
      case let end = lower + Scalars.length(text, at: lower), contains(text, lower, end)
    {
      lower = end
    }
    while right, lower < upper,
      case let start = Scalars.start(text, before: upper), contains(text, start, upper)
    {
      upper = start
    }
    return lower..<upper
  }
}

extension TextSpan {
  /// The text without characters at its ends: those of a text, or white space for none.
  ///
  /// Failed for a set of another type, or one of more than 4 KiB.
  func stripped(_ set: Value, left: Bool, right: Bool, in scratch: Scratch) -> Value {
    if set.kind == .null {
      let lower = left ? Whitespace.firstOther(bytes, from: 0) : 0
      let upper = right ? Whitespace.afterLastOther(bytes, downTo: lower) : bytes.count
      return slice(lower, upper)
    }
    guard set.kind == .string, let set = CharacterSet(PythonValue.text(set, in: scratch).bytes)
    else { return .failed }
    let range = set.range(bytes, left: left, right: right)
    return slice(range.lowerBound, range.upperBound)
  }
}

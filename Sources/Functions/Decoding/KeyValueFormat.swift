import Events

/// `key=value key="other value"`: how pairs are told apart, and the reader of such texts.
public struct KeyValueFormat: Sendable {
  /// Between pairs; empty for any run of blanks.
  public var pairSeparator: [UInt8]
  /// Between a key and its value.
  public var valueSeparator: [UInt8]
  /// Characters that may stand around a value and are taken off; the first two also quote it.
  public var trimmed: [UInt8]

  public init(
    pairSeparator: [UInt8] = [], valueSeparator: [UInt8] = [0x3D], trimmed: [UInt8] = [0x22]
  ) {
    self.pairSeparator = pairSeparator
    self.valueSeparator = valueSeparator
    self.trimmed = trimmed
  }

  /// Calls `found` with each key, once, and its value: a list where the key occurs again.
  ///
  /// Gives false when the text holds no pair, or the scratch is exhausted.
  public func read(
    _ text: Bytes, in scratch: Scratch, found: (_ key: Bytes, _ value: Value) -> Void
  ) -> Bool {
    guard var fields = FieldTree(in: scratch) else { return false }
    let isAnyFound = forEachPair(text, in: scratch) { key, value in
      fields.set(.text(value), at: fields.addition(key, under: FieldTree.root))
      return true
    }
    return isAnyFound && fields.report(found)
  }

  /// Calls `body` for each pair, in order, until it gives false; a word without a value separator
  /// is passed over.
  ///
  /// Gives false when the text holds no pair. Linear in the text.
  public func forEachPair(
    _ text: Bytes, in scratch: Scratch, _ body: (_ key: Bytes, _ value: Bytes) -> Bool
  ) -> Bool {
    var index = 0
    var isAnyFound = false
    while true {
      index = skipSeparators(text, index)
      guard index < text.count else { return isAnyFound }
      let keyStart = index
      while index < text.count, !starts(valueSeparator, text, index), !isSeparator(text, index) {
        index += 1
      }
      guard starts(valueSeparator, text, index) else { continue }
      let key = blankless(text.slice(keyStart, index))
      index += valueSeparator.count
      let value: Bytes
      if index < text.count, trimmed.contains(text[index]),
        let close = BackslashEscape.firstUnescaped(text[index], in: text, from: index + 1)
      {
        let quoted = text.slice(index + 1, close)
        value = BackslashEscape.quoted(text[index]).undone(quoted, in: scratch) ?? quoted
        index = close + 1
      } else {
        let start = index
        while index < text.count, !isSeparator(text, index) { index += 1 }
        value = withoutTrimmed(text.slice(start, index))
      }
      if key.count > 0 {
        isAnyFound = true
        if !body(key, value) { return true }
      }
    }
  }

  private func starts(_ word: [UInt8], _ text: Bytes, _ index: Int) -> Bool {
    guard text.count - index >= word.count else { return false }
    for offset in word.indices where text[index + offset] != word[offset] { return false }
    return true
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 <= 4 }

  private func isSeparator(_ text: Bytes, _ index: Int) -> Bool {
    pairSeparator.isEmpty ? isBlank(text[index]) : starts(pairSeparator, text, index)
  }

  private func skipSeparators(_ text: Bytes, _ start: Int) -> Int {
    var index = start
    while index < text.count {
      if isBlank(text[index]) {
        index += 1
      } else if !pairSeparator.isEmpty, starts(pairSeparator, text, index) {
        index += pairSeparator.count
      } else {
        break
      }
    }
    return index
  }

  private func blankless(_ text: Bytes) -> Bytes {
    var (start, end) = (0, text.count)
    while start < end, isBlank(text[start]) { start += 1 }
    while end > start, isBlank(text[end - 1]) { end -= 1 }
    return text.slice(start, end)
  }

  private func withoutTrimmed(_ text: Bytes) -> Bytes {
    let text = blankless(text)
    var (start, end) = (0, text.count)
    while start < end, trimmed.contains(text[start]) { start += 1 }
    while end > start, trimmed.contains(text[end - 1]) { end -= 1 }
    return text.slice(start, end)
  }
}

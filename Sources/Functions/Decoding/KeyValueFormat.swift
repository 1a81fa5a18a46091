import Events

/// `key=value key="other value"`: how pairs are told apart, and the reader of such texts.
public struct KeyValueFormat: Sendable {
  /// Between pairs; empty for any run of blanks.
  public var pairSeparator: [UInt8]
  /// Between a key and its value.
  public var valueSeparator: [UInt8]
  /// Characters that may stand around a value and are taken off; those that are not brackets quote
  /// it.
  public var trimmed: [UInt8]

  /// How a quote may stand in a value between quotes.
  public enum Escape: String, CaseIterable, Sendable {
    /// Behind a backslash, which stands for itself behind another.
    case backslash
    /// Twice.
    case double
    /// Not at all.
    case none
  }

  /// How a quote may stand between quotes.
  public var escape = Escape.backslash
  /// Characters that quote a value, of brackets the opening ones; nil for those of `trimmed` but
  /// brackets.
  public var quotes: [UInt8]?
  /// Whether a value without quotes goes on up to the next name with a value separator behind it.
  public var reachesNextName = false

  /// A format; by default `key=value` pairs between blanks, values in double quotes or bare.
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
  /// A value that begins with a quote runs to the next one, or to the end of the text where there is
  /// none, as in a text that was cut; `"C:\"` ends at its last quote if nothing else closes it. Quoted
  /// pieces without anything between them are one value, and so is what follows them up to the
  /// next separator.
  ///
  /// Gives false when the text holds no pair. Linear in the text.
  func forEachPair(
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
      if isQuote(text, index) {
        (value, index) = quotedValue(text, index, in: scratch)
      } else {
        let start = index
        index = bareEnd(text, index)
        value = withoutTrimmed(text.slice(start, index))
      }
      if key.count > 0 {
        isAnyFound = true
        if !body(key, value) { return true }
      }
    }
  }

  private func isQuote(_ text: Bytes, _ index: Int) -> Bool {
    guard index < text.count else { return false }
    if let quotes { return quotes.contains(text[index]) }
    return trimmed.contains(text[index]) && !"()[]{}<>".utf8.contains(text[index])
  }

  /// Where a value without quotes ends.
  private func bareEnd(_ text: Bytes, _ start: Int) -> Int {
    var index = start
    while true {
      while index < text.count, !isSeparator(text, index) { index += 1 }
      guard reachesNextName, index < text.count else { return index }
      let next = skipSeparators(text, index)
      guard next < text.count else { return index }
      let end = nameEnd(text, next)
      if starts(valueSeparator, text, end) { return index }
      index = end
    }
  }

  /// Where the word ends that may be a name, before a value separator or behind the word. A name begins
  /// with a letter: `--port=1` and `"a=b"` are parts of values.
  private func nameEnd(_ text: Bytes, _ start: Int) -> Int {
    let first = text[start]
    let isName = first | 32 &- UInt8(ascii: "a") < 26 || first == UInt8(ascii: "_") || first >= 0x80
    var index = start
    while index < text.count, !isSeparator(text, index), !starts(valueSeparator, text, index) {
      index += 1
    }
    if isName { return index }
    while index < text.count, !isSeparator(text, index) { index += 1 }
    return index
  }

  /// The value whose opening quote stands at an offset, and where it ends.
  private func quotedValue(
    _ text: Bytes, _ start: Int, in scratch: Scratch
  ) -> (Bytes, end: Int) {
    guard let (first, close) = piece(text, start, in: scratch) else {
      return (unescaped(text.dropping(start + 1), text[start], in: scratch), text.count)
    }
    if isEnd(text, close) { return (first, close) }
    var builder = ByteBuilder(in: scratch)
    builder.append(first)
    var index = close
    // A quote before a separator opens nothing: it stands at the end of a value.
    while isQuote(text, index), !isEnd(text, index + 1),
      let (next, close) = piece(text, index, in: scratch)
    {
      builder.append(next)
      index = close
    }
    let restStart = index
    while !isEnd(text, index) { index += 1 }
    var restEnd = index
    while restEnd > restStart, isBlank(text[restEnd - 1]) { restEnd -= 1 }
    builder.append(text.slice(restStart, restEnd))
    return (builder.finish() ?? first, index)
  }

  /// What stands between the quote at an offset and the one that closes it, and the offset after;
  /// nil where none does.
  private func piece(_ text: Bytes, _ start: Int, in scratch: Scratch) -> (Bytes, end: Int)? {
    let quote = KeyValueFormat.closing(text[start])
    guard let close = closingQuote(quote, text, start + 1) else { return nil }
    return (unescaped(text.slice(start + 1, close), quote, in: scratch), close + 1)
  }

  private func closingQuote(_ quote: UInt8, _ text: Bytes, _ start: Int) -> Int? {
    switch escape {
    case .backslash:
      return BackslashEscape.firstUnescaped(quote, in: text, from: start)
        ?? lastResort(quote, text, start)
    case .none: return text.firstIndex(of: quote, from: start)
    case .double:
      var index = start
      while let found = text.firstIndex(of: quote, from: index) {
        guard found + 1 < text.count, text[found + 1] == quote else { return found }
        index = found + 2
      }
      return nil
    }
  }

  private func unescaped(_ text: Bytes, _ quote: UInt8, in scratch: Scratch) -> Bytes {
    switch escape {
    case .none: text
    case .backslash: BackslashEscape.quoted(quote).undone(text, in: scratch) ?? text
    case .double:
      withUnsafeBytes(of: (quote, quote)) { pair in
        let double = Bytes(pair.bindMemory(to: UInt8.self).baseAddress!, count: 2)
        return text.replacing(double, by: double.slice(0, 1), in: scratch) ?? text
      }
    }
  }

  /// What closes a quote: itself, or the other bracket.
  private static func closing(_ quote: UInt8) -> UInt8 {
    switch quote {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"): quote + 2
    default: quote
    }
  }

  /// The first such quote at the end of a value, where all that follow have a backslash before them.
  private func lastResort(_ quote: UInt8, _ text: Bytes, _ start: Int) -> Int? {
    var index = start
    while let found = text.firstIndex(of: quote, from: index) {
      if isEnd(text, found + 1) { return found }
      index = found + 1
    }
    return nil
  }

  private func isEnd(_ text: Bytes, _ index: Int) -> Bool {
    index >= text.count || isSeparator(text, index)
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

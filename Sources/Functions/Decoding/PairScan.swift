import Events

/// Goes through the pairs of a text; work is in proportion to its length.
///
/// Both separators are looked for ahead, and what was found is kept until it is passed.
struct PairScan {
  private let text: Bytes
  private let pattern: PairPattern
  private var items: Ahead
  private var values: Ahead
  /// Where the next pair may begin.
  private var position = 0
  private var isAtStart = true
  /// No offset before this one begins a run of separators and blanks that reaches the end.
  private var tailStart = 0
  /// The last line feed that was looked for, and from where.
  private var lineFeed = (from: 0, place: -1)

  /// The next occurrence of a separator, for every offset of `known`.
  private struct Ahead {
    let separator: PairSeparator
    let scratch: Scratch
    var known = 0..<0
    var found: Range<Int>?

    mutating func next(_ text: Bytes, from offset: Int) -> Range<Int>? {
      if known.contains(offset) { return found }
      found = offset < text.count ? separator.next(text, from: offset, in: scratch) : nil
      known = offset..<((found?.lowerBound ?? text.count) + 1)
      return found
    }
  }

  init(_ text: Bytes, _ pattern: PairPattern, in scratch: Scratch) {
    self.text = text
    self.pattern = pattern
    items = Ahead(separator: pattern.items, scratch: scratch)
    values = Ahead(separator: pattern.values, scratch: scratch)
  }

  /// The next pair, or nil.
  mutating func next() -> (key: Bytes, value: Bytes)? {
    while true {
      let start: Int
      if isAtStart {
        isAtStart = false
        start = 0
      } else {
        guard let item = items.next(text, from: position) else { return nil }
        start = item.upperBound
        position = behind(item)
      }
      guard let (key, valueStart) = key(from: start) else { continue }
      let value = value(from: valueStart)
      position = value.end
      return (Whitespace.stripped(key), Whitespace.stripped(value.text))
    }
  }

  /// Where to go on after a separator, which may be empty.
  private func behind(_ item: Range<Int>) -> Int {
    if !item.isEmpty { return item.upperBound }
    return item.lowerBound < text.count
      ? item.lowerBound + Scalars.length(text, at: item.lowerBound) : text.count + 1
  }

  // MARK: Keys

  /// The key after a separator and any blanks; moves on where there is none.
  private mutating func key(from start: Int) -> (Bytes, valueStart: Int)? {
    let word = Whitespace.firstOther(text, from: start)
    if let value = valueSeparator(ofKeyAt: word) {
      return (text.slice(word, value.lowerBound), value.upperBound)
    }
    if word > start, pattern.items.role != .anyBlank, let value = values.next(text, from: word),
      value.lowerBound == word
    {
      // The last of the blanks is the key where nothing else is.
      let blank = Scalars.start(text, before: word)
      if let value = valueSeparator(ofKeyAt: blank), value.lowerBound == word {
        return (text.slice(blank, word), value.upperBound)
      }
    }
    // All starts within the blanks lead to the same word.
    position = max(position, word)
    return nil
  }

  /// The value separator that ends the key at an offset; nil when there is no key.
  private mutating func valueSeparator(ofKeyAt start: Int) -> Range<Int>? {
    guard let value = values.next(text, from: start), value.lowerBound > start, !value.isEmpty
    else {
      return nil
    }
    if pattern.items.role != .expression, let item = items.next(text, from: start),
      item.lowerBound < value.lowerBound
    {
      return nil
    }
    if hasLineFeed(start, before: value.lowerBound) { return nil }
    if pattern.items.role == .anyBlank {
      var index = start
      while index < value.lowerBound {
        if Whitespace.length(text, at: index) > 0 { return nil }
        index += 1
      }
    }
    return value
  }

  private mutating func hasLineFeed(_ start: Int, before end: Int) -> Bool {
    if start < lineFeed.from || start > lineFeed.place {
      let place = text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? text.count
      lineFeed = (start, place)
    }
    return lineFeed.place < end
  }

  // MARK: Values

  private mutating func value(from start: Int) -> (text: Bytes, end: Int) {
    if let close = closingQuote(start), isEnd(close + 1) {
      return (text.slice(start + 1, close), close + 1)
    }
    let end = plainEnd(start)
    let value = text.slice(start, end)
    if value.count > 1, PairScan.isQuote(value[0]), value.last == value.first {
      return (value.slice(1, value.count - 1), end)
    }
    return (value, end)
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  /// The quote that closes the one at an offset; a backslash before it matters in double quotes.
  private func closingQuote(_ start: Int) -> Int? {
    guard start < text.count, PairScan.isQuote(text[start]) else { return nil }
    let quote = text[start]
    var index = start + 1
    while index < text.count, text[index] != quote {
      index += quote == UInt8(ascii: "\"") && text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < text.count ? index : nil
  }

  /// Whether a value may end at an offset: another pair follows, or nothing.
  private mutating func isEnd(_ index: Int) -> Bool {
    if index == text.count || isTail(index) { return true }
    guard let item = items.next(text, from: index), item.lowerBound == index else { return false }
    guard pattern.items.role == .anyBlank else { return true }
    return valueSeparator(ofKeyAt: item.upperBound) != nil
  }

  /// The first offset where a value without quotes may end.
  private mutating func plainEnd(_ start: Int) -> Int {
    guard pattern.items.role == .anyBlank else { return separatorEnd(start) }
    var index = start
    while index < text.count {
      let item = items.next(text, from: index)
      // Blanks at the end of the text belong to no value.
      var blank = max(index, tailStart)
      while blank < item?.lowerBound ?? text.count {
        if Whitespace.length(text, at: blank) > 0 {
          if isTail(blank) { return blank }
          blank = max(blank, tailStart)
        } else {
          blank += 1
        }
      }
      guard let item else { return text.count }
      if isTail(item.lowerBound) || valueSeparator(ofKeyAt: item.upperBound) != nil {
        return item.lowerBound
      }
      index = behind(item)
    }
    return text.count
  }

  /// The offset of the next separator that is not empty, or the end.
  private mutating func separatorEnd(_ start: Int) -> Int {
    var index = start
    while let item = items.next(text, from: index) {
      if !item.isEmpty { return item.lowerBound }
      index = behind(item)
    }
    return text.count
  }

  /// Whether nothing but separators and blanks follows; remembers how far that is not so.
  private mutating func isTail(_ start: Int) -> Bool {
    guard start >= tailStart else { return false }
    var index = start
    while index < text.count {
      if let item = items.next(text, from: index), item.lowerBound == index, !item.isEmpty {
        index = item.upperBound
        continue
      }
      let blank = Whitespace.length(text, at: index)
      if blank == 0 {
        tailStart = max(index, start + 1)
        return false
      }
      index += blank
    }
    return true
  }
}

import Events

/// Goes through `word=value word=value` where nothing but the words tells pairs apart; work is in
/// proportion to the length of the text.
struct WordPairScan {
  private let text: Bytes
  private let separator: PairSeparator
  private let scratch: Scratch
  /// The pair that was found last.
  private var ahead: (key: Range<Int>, valueStart: Int)?

  init(_ text: Bytes, _ separator: PairSeparator, in scratch: Scratch) {
    self.text = text
    self.separator = separator
    self.scratch = scratch
    ahead = pair(from: 0)
  }

  /// The next pair, or nil.
  mutating func next() -> (key: Bytes, value: Bytes)? {
    guard let (key, start) = ahead else { return nil }
    ahead = pair(from: start)
    let value = text.slice(start, ahead?.key.lowerBound ?? text.count)
    return (text.slice(key.lowerBound, key.upperBound), Whitespace.stripped(value))
  }

  /// The first word from an offset on that a value separator follows.
  private func pair(from start: Int) -> (key: Range<Int>, valueStart: Int)? {
    var word = start..<start
    var index = start
    var separators = start
    while let next = separator.next(text, from: separators, in: scratch) {
      while index < next.lowerBound {
        let length = PythonText.word(text, at: index)
        if length > 0 {
          word =
            word.upperBound == index ? word.lowerBound..<index + length : index..<index + length
        }
        index += max(length, 1)
      }
      if !word.isEmpty, word.upperBound == next.lowerBound { return (word, next.upperBound) }
      separators = max(next.upperBound, next.lowerBound + 1)
    }
    return nil
  }
}

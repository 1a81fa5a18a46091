import Events

/// Thrown where a text turns out to be no date.
struct NotADate: Error {}

/// A date text cut into numbers, words and single marks.
///
/// `10:30:21,447` is `10` `:` `30` `:` `21.447`; `Sep.20.2009` is `Sep` `.` `20` `.` `2009`: what a
/// point means shows in the rest of its run.
struct DateTokens {
  private typealias Token = (start: UInt16, end: UInt16)

  private let text: UnsafeMutableBufferPointer<UInt8>
  private let tokens: UnsafeMutableBufferPointer<(start: UInt16, end: UInt16)>
  private(set) var count = 0

  /// Runs `body` over the tokens of a text of at most `DateText.longest` bytes.
  static func with<Result>(_ source: Bytes, _ body: (inout DateTokens) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: source.count + 1) { text in
      withUnsafeTemporaryAllocation(of: Token.self, capacity: source.count + 1) { tokens in
        var result = DateTokens(text: text, tokens: tokens)
        result.cut(result.copy(source))
        return body(&result)
      }
    }
  }

  private init(
    text: UnsafeMutableBufferPointer<UInt8>,
    tokens: UnsafeMutableBufferPointer<(start: UInt16, end: UInt16)>
  ) {
    self.text = text
    self.tokens = tokens
  }

  /// The token, or an error after the last one.
  subscript(index: Int) -> Bytes {
    get throws(NotADate) {
      guard index >= 0, index < count else { throw NotADate() }
      let token = tokens[index]
      return Bytes(
        UnsafePointer(text.baseAddress! + Int(token.start)), count: Int(token.end - token.start))
    }
  }

  /// Whether the token is that one byte; false after the last token.
  func isMark(_ index: Int, _ mark: UInt8) -> Bool {
    guard index >= 0, index < count else { return false }
    let token = tokens[index]
    return token.end - token.start == 1 && text[Int(token.start)] == mark
  }

  /// Whether the token is `+` or `-`.
  func isSign(_ index: Int) -> Bool {
    isMark(index, UInt8(ascii: "+")) || isMark(index, UInt8(ascii: "-"))
  }

  /// Turns `+` into `-` and back.
  func flipSign(_ index: Int) {
    let place = Int(tokens[index].start)
    text[place] = text[place] == UInt8(ascii: "+") ? UInt8(ascii: "-") : UInt8(ascii: "+")
  }

  /// Copies the text with one sort of blanks and without NUL; returns its length.
  private func copy(_ source: Bytes) -> Int {
    var count = 0
    var index = 0
    while index < source.count {
      let blank = Whitespace.length(source, at: index)
      if blank > 0 || source[index] != 0 {
        text[count] = blank > 0 ? 0x20 : source[index]
        count += 1
      }
      index += max(blank, 1)
    }
    return count
  }

  private enum Run { case word, number, dottedWord, dottedNumber }

  private mutating func cut(_ end: Int) {
    var index = 0
    while index < end {
      let start = index
      index += 1
      guard Self.isWord(text[start]) || DateText.isDigit(text[start]) else {
        add(start, index)
        continue
      }
      var run = Self.isWord(text[start]) ? Run.word : .number
      var sawWord = false
      scan: while index < end {
        let byte = text[index]
        let isPoint = byte == UInt8(ascii: ".")
        let isBehindPoint = text[index - 1] == UInt8(ascii: ".")
        if run == .word || run == .dottedWord { sawWord = true }
        switch run {
        case .word:
          if isPoint { run = .dottedWord } else if !Self.isWord(byte) { break scan }
        case .number:
          if isPoint || byte == UInt8(ascii: ",") && index - start >= 2 {
            run = .dottedNumber
          } else if !DateText.isDigit(byte) {
            break scan
          }
        case .dottedWord:
          if isPoint || Self.isWord(byte) { break }
          guard isBehindPoint, DateText.isDigit(byte) else { break scan }
          run = .dottedNumber
        case .dottedNumber:
          if isPoint || DateText.isDigit(byte) { break }
          guard isBehindPoint, Self.isWord(byte) else { break scan }
          run = .dottedWord
        }
        index += 1
      }
      finish(start, index, run, sawWord: sawWord)
    }
  }

  /// Letters, and whatever is not ASCII: it stands in no word of a date.
  private static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || DateText.isLetter(byte) }

  private static func isPoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// Adds a run as one token, or its parts where its points are none of a number.
  private mutating func finish(_ start: Int, _ end: Int, _ run: Run, sawWord: Bool) {
    guard run == .dottedWord || run == .dottedNumber else { return add(start, end) }
    var points = 0
    for place in start..<end where text[place] == UInt8(ascii: ".") { points += 1 }
    guard sawWord || points > 1 || Self.isPoint(text[end - 1]) else {
      if run == .dottedNumber, points == 0 {
        for place in start..<end where text[place] == UInt8(ascii: ",") {
          text[place] = UInt8(ascii: ".")
        }
      }
      return add(start, end)
    }
    var first = start
    for place in start..<end where Self.isPoint(text[place]) {
      if place > first { add(first, place) }
      add(place, place + 1)
      first = place + 1
    }
    if end > first { add(first, end) }
  }

  private mutating func add(_ start: Int, _ end: Int) {
    tokens[count] = (UInt16(start), UInt16(end))
    count += 1
  }
}

import Events

extension Function {
  /// `command_line(text, system)`.
  static let commandLine = Function(
    "command_line",
    parameters: [Parameter("text", .text), Parameter("system", .constantText)], returns: .list,
    about:
      "The arguments of a command line, the program first, by the rules of `windows` or `posix`.",
    examples: [
      Example(
        [
          "\"\\\"C:\\\\a b\\\\x.exe\\\" /c \\\"say \\\\\\\"hi\\\\\\\"\\\" C:\\\\d\\\\\"",
          "\"windows\"",
        ],
        "[\"C:\\\\a b\\\\x.exe\",\"/c\",\"say \\\"hi\\\"\",\"C:\\\\d\\\\\"]"),
      Example(
        ["\"sh -c 'echo \\\"$1\\\"' a\\\\ b \\\"\\\"\"", "\"posix\""],
        "[\"sh\",\"-c\",\"echo \\\"$1\\\"\",\"a b\",\"\"]"),
      Example(["\"a \\\"b c\"", "\"posix\""], "[\"a\",\"b c\"]"),
      Example(["\" \"", "\"posix\""], "[]"),
    ],
    prepare: ChosenWord.prepare(at: 1, among: ["windows", "posix"])
  ) { arguments in
    guard let system = arguments.prepared(as: ChosenWord.self),
      var words = CommandWords(arguments.text(0), in: arguments.scratch)
    else { return .absent }
    if system.place == 0 { words.readWindows() } else { words.readPOSIX() }
    return words.finish()
  }
}

/// Takes a command line apart; a quote that nothing closes reaches to the end, as in a text that was
/// cut.
private struct CommandWords {
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  private let text: Bytes
  private var index = 0
  private var list: ListBuilder
  /// The word being read; words are never longer than what spells them.
  private var word: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>

  /// Nil when the scratch is exhausted.
  init?(_ text: Bytes, in scratch: Scratch) {
    guard let room = scratch.allocate(text.count) else { return nil }
    self.text = text
    (word, end) = (room, room)
    list = ListBuilder(in: scratch, capacity: text.count + 16)
  }

  /// The words read; absent when the scratch is exhausted.
  mutating func finish() -> Value { list.finish() }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 <= 4 }

  private mutating func skipBlanks() {
    while index < text.count, isBlank(text[index]) { index += 1 }
  }

  private mutating func put(_ byte: UInt8) {
    end[0] = byte
    end += 1
  }

  private mutating func endWord() {
    list.append(.text(Bytes(word, count: end - word)))
    word = end
  }

  // MARK: Windows

  /// As the C library of Windows gives `argv`.
  mutating func readWindows() {
    skipBlanks()
    guard index < text.count else { return }
    // In the program's name a backslash is always one.
    var isQuoted = false
    while index < text.count, isQuoted || !isBlank(text[index]) {
      if text[index] == Self.quote { isQuoted.toggle() } else { put(text[index]) }
      index += 1
    }
    endWord()
    while true {
      skipBlanks()
      guard index < text.count else { return }
      readWindowsWord()
      endWord()
    }
  }

  private mutating func readWindowsWord() {
    var isQuoted = false
    while index < text.count, isQuoted || !isBlank(text[index]) {
      let start = index
      while index < text.count, text[index] == Self.backslash { index += 1 }
      let count = index - start
      let isQuote = index < text.count && text[index] == Self.quote
      // Backslashes mean something before a quote alone: two are one, and one that is left over
      // makes the quote a character.
      for _ in 0..<(isQuote ? count / 2 : count) { put(Self.backslash) }
      if isQuote {
        if count & 1 == 1 {
          put(Self.quote)
        } else if isQuoted, index + 1 < text.count, text[index + 1] == Self.quote {
          put(Self.quote)
          index += 1
        } else {
          isQuoted.toggle()
        }
        index += 1
      } else if count == 0 {
        put(text[index])
        index += 1
      }
    }
  }

  // MARK: POSIX

  /// As a shell takes words apart, without expanding anything.
  mutating func readPOSIX() {
    while true {
      skipBlanks()
      guard index < text.count else { return }
      readPOSIXWord()
      endWord()
    }
  }

  private mutating func readPOSIXWord() {
    while index < text.count, !isBlank(text[index]) {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "'"):
        while index < text.count, text[index] != byte {
          put(text[index])
          index += 1
        }
        index = min(index + 1, text.count)
      case Self.quote: readDoubleQuoted()
      case Self.backslash where index < text.count:
        if text[index] != 10 { put(text[index]) }
        index += 1
      default: put(byte)
      }
    }
  }

  private mutating func readDoubleQuoted() {
    while index < text.count, text[index] != Self.quote {
      if text[index] == Self.backslash, index + 1 < text.count {
        let next = text[index + 1]
        if "$`\"\\\n".utf8.contains(next) {
          if next != 10 { put(next) }
          index += 2
          continue
        }
      }
      put(text[index])
      index += 1
    }
    index = min(index + 1, text.count)
  }
}

/// Finds the outer parts of a regular expression in PCRE2's spelling.
struct PatternScanner {
  private let text: ArraySlice<UInt8>
  private var index: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    index = text.startIndex
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < text.endIndex ? text[index + distance] : nil
  }

  private func isNext(_ mark: StaticString) -> Bool {
    mark.withUTF8Buffer { text[index...].starts(with: $0) }
  }

  /// Goes past settings, flags and definitions, which count for all that follows; nil where blanks
  /// and comments mean nothing, which are not read here.
  mutating func prefix() -> Int? {
    while let next = peek(), next == UInt8(ascii: "(") {
      if isNext("(*") {
        guard skipGroup() else { return nil }
      } else if isNext("(?(DEFINE)") {
        guard skipGroup() else { return nil }
      } else if let end = flags() {
        if text[index..<end].contains(UInt8(ascii: "x")) { return nil }
        index = end
      } else {
        break
      }
    }
    return index
  }

  /// The end of `(?i)`; nil where none stands here.
  private func flags() -> Int? {
    guard isNext("(?") else { return nil }
    let letters = text[(index + 2)...].prefix {
      $0 &- 97 < 26 || $0 == UInt8(ascii: "-") || $0 &- 65 < 26
    }
    guard letters.endIndex < text.endIndex, text[letters.endIndex] == UInt8(ascii: ")") else {
      return nil
    }
    // `(?R)` is a call.
    return letters.contains(UInt8(ascii: "R")) ? nil : letters.endIndex + 1
  }

  /// The choices from here to the end; nil where flags change between them.
  mutating func choices() -> [ArraySlice<UInt8>]? {
    var choices: [ArraySlice<UInt8>] = []
    var start = index
    while let next = peek() {
      if next == UInt8(ascii: "|") {
        choices.append(text[start..<index])
        start = index + 1
      } else if next == UInt8(ascii: "("), flags() != nil {
        return nil
      }
      guard skip() else { return nil }
    }
    choices.append(text[start...])
    return choices
  }

  /// What a group that begins here holds; nil where none does, or where it is repeated.
  mutating func leadingGroup(at start: Int) -> (content: Range<Int>, end: Int)? {
    index = start
    guard peek() == UInt8(ascii: "(") else { return nil }
    var content = start + 1
    if isNext("(?:") {
      content = start + 3
    } else if isNext("(?<") || isNext("(?P<") {
      guard let close = text[start...].firstIndex(of: UInt8(ascii: ">")),
        // What looks behind has no choices to be tried one by one.
        !isNext("(?<=") && !isNext("(?<!")
      else { return nil }
      content = close + 1
    } else if isNext("(?") {
      let letters = text[(start + 2)...].prefix { "imsn-".utf8.contains($0) }
      guard letters.endIndex < text.endIndex, text[letters.endIndex] == UInt8(ascii: ":") else {
        return nil
      }
      content = letters.endIndex + 1
    } else if isNext("(*") {
      return nil
    }
    guard skipGroup() else { return nil }
    if let next = peek(), "*+?{".utf8.contains(next) { return nil }
    return (content..<index - 1, index)
  }

  /// Goes past one character, class or group.
  private mutating func skip() -> Bool {
    switch text[index] {
    case UInt8(ascii: "\\"):
      // What stands between \Q and \E is not read here.
      if peek(1) == UInt8(ascii: "Q") { return false }
      index = min(index + 2, text.endIndex)
    case UInt8(ascii: "["): skipClass()
    case UInt8(ascii: "("): return skipGroup()
    case UInt8(ascii: ")"): return false
    default: index += 1
    }
    return true
  }

  private mutating func skipClass() {
    index += 1
    if peek() == UInt8(ascii: "^") { index += 1 }
    if peek() == UInt8(ascii: "]") { index += 1 }
    while let next = peek(), next != UInt8(ascii: "]") {
      if isNext("[:"), let end = text[(index + 2)...].firstIndex(of: UInt8(ascii: ":")),
        end + 1 < text.endIndex, text[end + 1] == UInt8(ascii: "]"),
        text[(index + 2)..<end].allSatisfy({ $0 &- 97 < 26 || $0 == UInt8(ascii: "^") })
      {
        index = end + 2
      } else {
        index = min(index + (next == UInt8(ascii: "\\") ? 2 : 1), text.endIndex)
      }
    }
    index = min(index + 1, text.endIndex)
  }

  private mutating func skipGroup() -> Bool {
    var depth = 0
    repeat {
      guard let next = peek() else { return false }
      if isNext("(?#") {
        guard let end = text[index...].firstIndex(of: UInt8(ascii: ")")) else { return false }
        index = end + 1
      } else if next == UInt8(ascii: "(") {
        depth += 1
        index += 1
      } else if next == UInt8(ascii: ")") {
        depth -= 1
        index += 1
      } else {
        guard skip() else { return false }
      }
    } while depth > 0
    return true
  }
}

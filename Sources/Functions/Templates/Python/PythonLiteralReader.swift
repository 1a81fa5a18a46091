import Events

/// Reads one Python literal and writes it as JSON, in one pass.
struct PythonLiteralReader {
  /// Brackets that may be open at once.
  static var mostLevels: Int { 200 }

  let text: Bytes
  let scratch: Scratch
  var builder: ByteBuilder
  var index = 0
  /// Open brackets; between any, line ends are blanks.
  private var level = 0

  init(_ text: Bytes, in scratch: Scratch) {
    self.text = text
    self.scratch = scratch
    builder = ByteBuilder(in: scratch, capacity: text.count + text.count / 8 + 16)
  }

  /// The byte to read next; 0 at the end.
  var next: UInt8 { index < text.count ? text.base[index] : 0 }

  /// The value that the whole text spells; failed for what is not a literal.
  ///
  /// A tuple may stand without its parentheses where `allowsBareTuple`.
  mutating func read(allowsBareTuple: Bool) -> Value {
    guard let kind = expression(asKey: false) else { return .failed }
    skipBlanks()
    if allowsBareTuple, next == UInt8(ascii: ",") {
      guard let items = bareTuple() else { return .failed }
      return items
    }
    guard isAtEnd(), var bytes = builder.finish() else { return .failed }
    // Parentheses around the value left blanks.
    while bytes.count > 0, bytes[0] == 0x20 { bytes = bytes.dropping(1) }
    if kind == .string {
      let body = bytes.slice(1, bytes.count - 1)
      let isClean = body.firstIndex(of: UInt8(ascii: "\\")) == nil
      return Value(.string, body, form: isClean ? .clean : .escaped)
    }
    return Value(kind, bytes)
  }

  private mutating func bareTuple() -> Value? {
    index = 0
    builder = ByteBuilder(in: scratch, capacity: text.count + 16)
    builder.append(UInt8(ascii: "["))
    while true {
      guard expression(asKey: false) != nil else { return nil }
      skipBlanks()
      guard next == UInt8(ascii: ",") else { break }
      index += 1
      skipBlanks()
      if isAtEnd() { break }
      builder.append(UInt8(ascii: ","))
    }
    builder.append(UInt8(ascii: "]"))
    guard isAtEnd() else { return nil }
    return builder.finish().map { Value(.array, $0) }
  }

  // MARK: Blanks

  /// Goes over blanks, and between brackets over line ends and comments.
  mutating func skipBlanks() {
    while index < text.count {
      switch text.base[index] {
      case 0x20, 9, 12: index += 1
      case 10 where level > 0, 13 where level > 0: index += 1
      case UInt8(ascii: "#") where level > 0: if !skipComment() { return }
      case UInt8(ascii: "\\"):
        let end = lineEnd(at: index + 1)
        // A line that goes on needs another.
        guard end > index + 1, end < text.count else { return }
        index = end
      default: return
      }
    }
  }

  /// The offset after a line end, or the same offset where there is none.
  private func lineEnd(at start: Int) -> Int {
    guard start < text.count else { return start }
    if text[start] == 10 { return start + 1 }
    guard text[start] == 13 else { return start }
    return start + 1 < text.count && text[start + 1] == 10 ? start + 2 : start + 1
  }

  private mutating func skipComment() -> Bool {
    while index < text.count, text.base[index] != 10, text.base[index] != 13 {
      if text.base[index] == 0 { return false }
      index += 1
    }
    return true
  }

  /// Whether only blanks, line ends and comments are left.
  private mutating func isAtEnd() -> Bool {
    level += 1
    skipBlanks()
    level -= 1
    return index == text.count
  }

  // MARK: Expressions

  /// Writes one value and gives its kind (a number's, for a name); nil for what is not a literal.
  ///
  /// As a key it is written as a text.
  mutating func expression(asKey: Bool) -> Value.Kind? {
    skipBlanks()
    switch next {
    case UInt8(ascii: "["): return asKey ? nil : list(until: UInt8(ascii: "]"))
    case UInt8(ascii: "{"): return asKey ? nil : dictionary()
    case UInt8(ascii: "("): return parenthesized(asKey: asKey)
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      let isNegative = next == UInt8(ascii: "-")
      index += 1
      return signed(isNegative: isNegative, asKey: asKey)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      return number(isNegative: false, asKey: asKey)
    default:
      if startsString() { return string() }
      return name(asKey: asKey)
    }
  }

  private mutating func enter() -> Bool {
    index += 1
    level += 1
    return level <= Self.mostLevels
  }

  /// The items up to a closing bracket.
  private mutating func list(until close: UInt8) -> Value.Kind? {
    guard enter() else { return nil }
    builder.append(UInt8(ascii: "["))
    skipBlanks()
    while next != close {
      guard expression(asKey: false) != nil else { return nil }
      guard separator(before: close) else { return nil }
      if next != close { builder.append(UInt8(ascii: ",")) }
    }
    return leave(UInt8(ascii: "]"), .array)
  }

  /// Reads the comma after an item; none is needed after the last.
  private mutating func separator(before close: UInt8) -> Bool {
    skipBlanks()
    if next == close { return true }
    guard next == UInt8(ascii: ",") else { return false }
    index += 1
    skipBlanks()
    return true
  }

  private mutating func leave(_ bracket: UInt8, _ kind: Value.Kind) -> Value.Kind {
    builder.append(bracket)
    index += 1
    level -= 1
    return kind
  }

  private mutating func dictionary() -> Value.Kind? {
    let close = UInt8(ascii: "}")
    guard enter() else { return nil }
    builder.append(UInt8(ascii: "{"))
    skipBlanks()
    while next != close {
      guard expression(asKey: true) != nil else { return nil }
      skipBlanks()
      guard next == UInt8(ascii: ":") else { return nil }
      index += 1
      builder.append(UInt8(ascii: ":"))
      guard expression(asKey: false) != nil, separator(before: close) else { return nil }
      if next != close { builder.append(UInt8(ascii: ",")) }
    }
    return leave(close, .object)
  }

  /// A tuple, or one value in parentheses.
  private mutating func parenthesized(asKey: Bool) -> Value.Kind? {
    let start = index
    guard enter() else { return nil }
    let close = UInt8(ascii: ")")
    skipBlanks()
    if next == close {
      guard !asKey else { return nil }
      builder.append(UInt8(ascii: "["))
      return leave(UInt8(ascii: "]"), .array)
    }
    // Which of the two it is shows after the first value; its bracket is written in any case and
    // overwritten with a blank where there must be none.
    let mark = builder.count
    if !asKey { builder.append(UInt8(ascii: "[")) }
    guard let kind = expression(asKey: asKey) else { return nil }
    skipBlanks()
    if next == close {
      if !asKey { builder.replace(at: mark, with: UInt8(ascii: " ")) }
      index += 1
      level -= 1
      return kind
    }
    guard !asKey, index > start, separator(before: close) else { return nil }
    while next != close {
      builder.append(UInt8(ascii: ","))
      guard expression(asKey: false) != nil, separator(before: close) else { return nil }
    }
    return leave(UInt8(ascii: "]"), .array)
  }
}

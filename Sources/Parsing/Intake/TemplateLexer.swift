/// Cuts a template into tokens, as Jinja2 does with its default settings.
struct TemplateLexer {
  private let bytes: [UInt8]
  private var place = 0
  private var tokens: [TemplateToken] = []
  /// The text behind a `-%}` starts at its first character that is no blank.
  private var stripsNext = false

  /// More than any template of a reasonable file has.
  static let maximumTokens = 200_000

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All tokens, the last being `.end`.
  static func tokens(_ bytes: [UInt8]) throws(TemplateFault) -> [TemplateToken] {
    // One line break at the very end does not count.
    var text = bytes[...]
    if text.last == UInt8(ascii: "\n") {
      text.removeLast()
      if text.last == UInt8(ascii: "\r") { text.removeLast() }
    }
    var lexer = TemplateLexer(Array(text))
    try lexer.run()
    return lexer.tokens
  }

  private mutating func run() throws(TemplateFault) {
    while place < bytes.count {
      guard let open = nextOpening(from: place) else {
        addData(place, bytes.count, stripsEnd: false)
        place = bytes.count
        break
      }
      let sign = open + 2 < bytes.count ? bytes[open + 2] : 0
      addData(place, open, stripsEnd: sign == UInt8(ascii: "-"))
      place = open + (sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") ? 3 : 2)
      switch bytes[open + 1] {
      case UInt8(ascii: "#"): try skipComment(open)
      case UInt8(ascii: "%"): try inside(open, isBlock: true)
      default: try inside(open, isBlock: false)
      }
      guard tokens.count < Self.maximumTokens else {
        throw TemplateFault(
          message: "the template is too long", lower: open, upper: bytes.count,
          help: "split it into several fields")
      }
    }
    tokens.append(TemplateToken(kind: .end, lower: bytes.count, upper: bytes.count))
  }

  private func nextOpening(from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "{"),
        bytes[index + 1] == UInt8(ascii: "{") || bytes[index + 1] == UInt8(ascii: "%")
          || bytes[index + 1] == UInt8(ascii: "#")
      {
        return index
      }
      index += 1
    }
    return nil
  }

  private mutating func addData(_ lower: Int, _ upper: Int, stripsEnd: Bool) {
    var lower = lower
    var upper = upper
    if stripsNext { while lower < upper, Self.isBlank(bytes[lower]) { lower += 1 } }
    stripsNext = false
    if stripsEnd { while upper > lower, Self.isBlank(bytes[upper - 1]) { upper -= 1 } }
    guard lower < upper else { return }
    let text = bytes[lower..<upper]
    // Line breaks are all alike.
    let isPlain = !text.contains(UInt8(ascii: "\r"))
    let data =
      isPlain
      ? String(decoding: text, as: UTF8.self)
      : String(decoding: Self.normalized(text), as: UTF8.self)
    tokens.append(TemplateToken(kind: .data(data), lower: lower, upper: upper))
  }

  private static func normalized(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var wasReturn = false
    for byte in text {
      if byte == UInt8(ascii: "\n"), wasReturn {
        wasReturn = false
        continue
      }
      wasReturn = byte == UInt8(ascii: "\r")
      result.append(wasReturn ? UInt8(ascii: "\n") : byte)
    }
    return result
  }

  private mutating func skipComment(_ open: Int) throws(TemplateFault) {
    while place + 1 < bytes.count {
      if bytes[place] == UInt8(ascii: "#"), bytes[place + 1] == UInt8(ascii: "}") {
        stripsNext = bytes[place - 1] == UInt8(ascii: "-")
        place += 2
        return
      }
      place += 1
    }
    throw TemplateFault(
      message: "the comment is not closed", lower: open, upper: open + 2, help: "end it with `#}`")
  }

  /// The tokens of `{{ … }}` or `{% … %}`.
  private mutating func inside(_ open: Int, isBlock: Bool) throws(TemplateFault) {
    add(isBlock ? .blockBegin : .variableBegin, open, place)
    var brackets: [UInt8] = []
    while true {
      while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
      guard place < bytes.count else {
        throw TemplateFault(
          message: "`\(isBlock ? "{%" : "{{")` is not closed", lower: open, upper: open + 2,
          help: "end it with `\(isBlock ? "%}" : "}}")`")
      }
      if brackets.isEmpty, let length = closing(isBlock: isBlock) {
        add(isBlock ? .blockEnd : .variableEnd, place, place + length)
        place += length
        return
      }
      let start = place
      let kind = try token()
      if case .symbol(let symbol) = kind { try balance(symbol, start, &brackets) }
      add(kind, start, place)
      guard tokens.count < Self.maximumTokens else { return }
    }
  }

  private mutating func closing(isBlock: Bool) -> Int? {
    let first = isBlock ? UInt8(ascii: "%") : UInt8(ascii: "}")
    func closes(at index: Int) -> Bool {
      index + 1 < bytes.count && bytes[index] == first && bytes[index + 1] == UInt8(ascii: "}")
    }
    if closes(at: place) { return 2 }
    if bytes[place] == UInt8(ascii: "-"), closes(at: place + 1) {
      stripsNext = true
      return 3
    }
    if isBlock, bytes[place] == UInt8(ascii: "+"), closes(at: place + 1) { return 3 }
    return nil
  }

  private func balance(
    _ symbol: String, _ start: Int, _ brackets: inout [UInt8]
  ) throws(TemplateFault) {
    switch symbol {
    case "{": brackets.append(UInt8(ascii: "}"))
    case "(": brackets.append(UInt8(ascii: ")"))
    case "[": brackets.append(UInt8(ascii: "]"))
    case "}", ")", "]":
      guard let expected = brackets.popLast() else {
        throw TemplateFault(
          message: "`\(symbol)` closes nothing", lower: start, upper: start + 1,
          help: "remove it, or open the bracket before")
      }
      guard expected == symbol.utf8.first else {
        let wanted = String(Unicode.Scalar(expected))
        throw TemplateFault(
          message: "expected `\(wanted)`, found `\(symbol)`", lower: start, upper: start + 1,
          help: "close the bracket with `\(wanted)`")
      }
    default: break
    }
  }

  private mutating func add(_ kind: TemplateToken.Kind, _ lower: Int, _ upper: Int) {
    tokens.append(TemplateToken(kind: kind, lower: lower, upper: upper))
  }

  private mutating func token() throws(TemplateFault) -> TemplateToken.Kind {
    let byte = bytes[place]
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      var reader = TemplateTextReader(bytes, from: place)
      let text = try reader.read()
      place = reader.place
      return .text(text)
    }
    if Self.isDigit(byte) { return number() }
    if Self.isNamePart(byte) {
      let start = place
      while place < bytes.count, Self.isNamePart(bytes[place]) { place += 1 }
      return .name(String(decoding: bytes[start..<place], as: UTF8.self))
    }
    let next = place + 1 < bytes.count ? bytes[place + 1] : 0
    switch (byte, next) {
    case (UInt8(ascii: "/"), UInt8(ascii: "/")), (UInt8(ascii: "*"), UInt8(ascii: "*")),
      (UInt8(ascii: "="), UInt8(ascii: "=")), (UInt8(ascii: "!"), UInt8(ascii: "=")),
      (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: ">"), UInt8(ascii: "=")):
      place += 2
      return .symbol(String(decoding: [byte, next], as: UTF8.self))
    case _ where Self.isSymbol(byte):
      place += 1
      return .symbol(String(Unicode.Scalar(byte)))
    default: break
    }
    throw TemplateFault(
      message: "`\(String(decoding: [byte], as: UTF8.self))` has no meaning here", lower: place,
      upper: place + 1)
  }

  private static func isSymbol(_ byte: UInt8) -> Bool {
    let symbols: StaticString = "+-/*%~[](){}<>=.:|,;"
    return UnsafeBufferPointer(start: symbols.utf8Start, count: symbols.utf8CodeUnitCount)
      .contains(byte)
  }

  /// Numbers may hold `_` between digits; `1.` is a number and a dot.
  private mutating func number() -> TemplateToken.Kind {
    let start = place
    if let based = basedNumber() { return .integer(based) }
    takeDigits()
    var isFloat = false
    if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "."), Self.isDigit(bytes[place + 1]),
      !isPathIndex(start)
    {
      isFloat = true
      place += 1
      takeDigits()
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      var exponent = place + 1
      if exponent < bytes.count, bytes[exponent] == 0x2B || bytes[exponent] == 0x2D {
        exponent += 1
      }
      if exponent < bytes.count, Self.isDigit(bytes[exponent]) {
        isFloat = true
        place = exponent
        takeDigits()
      }
    }
    let digits = bytes[start..<place].filter { $0 != UInt8(ascii: "_") }
    if isFloat { return .float(String(decoding: digits, as: UTF8.self)) }
    let trimmed = digits.drop { $0 == UInt8(ascii: "0") }
    return .integer(trimmed.isEmpty ? "0" : String(decoding: trimmed, as: UTF8.self))
  }

  /// In `a.0.1` the dots separate, so that `0.1` is no float.
  private func isPathIndex(_ start: Int) -> Bool {
    start > 0 && bytes[start - 1] == UInt8(ascii: ".")
  }

  private mutating func basedNumber() -> String? {
    guard place + 2 < bytes.count, bytes[place] == UInt8(ascii: "0") else { return nil }
    let radixes: [UInt8: Int] = [0x78: 16, 0x6F: 8, 0x62: 2]
    guard let radix = radixes[bytes[place + 1] | 0x20] else { return nil }
    var end = place + 2
    while end < bytes.count, Self.isNamePart(bytes[end]) { end += 1 }
    let digits = bytes[place + 2..<end].filter { $0 != UInt8(ascii: "_") }
    guard let value = UInt64(String(decoding: digits, as: UTF8.self), radix: radix) else {
      return nil
    }
    place = end
    return String(value)
  }

  private mutating func takeDigits() {
    while place < bytes.count, Self.isDigit(bytes[place]) || bytes[place] == UInt8(ascii: "_") {
      place += 1
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 <= 4 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
  private static func isNamePart(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 <= 25 || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}

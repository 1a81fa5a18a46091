import YAML

/// Cuts templates into tokens, as Jinja2 does with its default settings.
///
/// Its room is used for one template after the other.
struct TemplateLexer {
  private var bytes: [UInt8] = []
  /// The end of the template.
  private var limit = 0
  private var place = 0
  /// The last is `.end`.
  private(set) var tokens: [TemplateToken] = []
  /// The values of data, texts and numbers that differ from their spelling.
  private(set) var values: [String] = []
  /// The closing brackets of those that are open, outermost first.
  private var brackets: [UInt8] = []
  /// The text after a `-%}` starts at its first character that is not blank.
  private var stripsNext = false

  /// More than any template of a reasonable file has.
  static let maximumTokens = 200_000

  /// Reads all tokens of a template.
  mutating func read(_ source: EmbeddedSource) throws(TemplateFault) {
    bytes = source.bytes
    place = source.range.lowerBound
    limit = source.range.upperBound
    // One line break at the very end does not count.
    if limit > place, bytes[limit - 1] == UInt8(ascii: "\n") {
      limit -= 1
      if limit > place, bytes[limit - 1] == UInt8(ascii: "\r") { limit -= 1 }
    }
    tokens.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    brackets.removeAll(keepingCapacity: true)
    stripsNext = false
    try run()
  }

  private mutating func run() throws(TemplateFault) {
    while place < limit {
      guard let open = nextOpening(from: place) else {
        addData(place, limit, stripsEnd: false)
        place = limit
        break
      }
      let sign = open + 2 < limit ? bytes[open + 2] : 0
      addData(place, open, stripsEnd: sign == UInt8(ascii: "-"))
      place = open + (sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") ? 3 : 2)
      switch bytes[open + 1] {
      case UInt8(ascii: "#"): try skipComment(open)
      case UInt8(ascii: "%"): try inside(open, isBlock: true)
      default: try inside(open, isBlock: false)
      }
      guard tokens.count < Self.maximumTokens else {
        throw TemplateFault(
          message: "the template is too long", lower: open, upper: limit,
          help: "split it into several fields")
      }
    }
    add(.end, limit, limit)
  }

  private func nextOpening(from start: Int) -> Int? {
    var index = start
    while index + 1 < limit {
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
    guard text.contains(UInt8(ascii: "\r")) else { return add(.data, lower, upper) }
    add(.data, lower, upper, String(decoding: Self.normalized(text), as: UTF8.self))
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
    while place + 1 < limit {
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
    while true {
      while place < limit, Self.isBlank(bytes[place]) { place += 1 }
      guard place < limit else {
        throw TemplateFault(
          message: "`\(isBlock ? "{%" : "{{")` is not closed", lower: open, upper: open + 2,
          help: "end it with `\(isBlock ? "%}" : "}}")`")
      }
      if brackets.isEmpty, let length = closing(isBlock: isBlock) {
        add(isBlock ? .blockEnd : .variableEnd, place, place + length)
        place += length
        return
      }
      try token()
      guard tokens.count < Self.maximumTokens else { return }
    }
  }

  private mutating func closing(isBlock: Bool) -> Int? {
    let first = isBlock ? UInt8(ascii: "%") : UInt8(ascii: "}")
    func closes(at index: Int) -> Bool {
      index + 1 < limit && bytes[index] == first && bytes[index + 1] == UInt8(ascii: "}")
    }
    if closes(at: place) { return 2 }
    if bytes[place] == UInt8(ascii: "-"), closes(at: place + 1) {
      stripsNext = true
      return 3
    }
    if isBlock, bytes[place] == UInt8(ascii: "+"), closes(at: place + 1) { return 3 }
    return nil
  }

  private mutating func balance(_ start: Int) throws(TemplateFault) {
    let symbol = bytes[start]
    switch symbol {
    case UInt8(ascii: "{"): brackets.append(UInt8(ascii: "}"))
    case UInt8(ascii: "("): brackets.append(UInt8(ascii: ")"))
    case UInt8(ascii: "["): brackets.append(UInt8(ascii: "]"))
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
      let found = Unicode.Scalar(symbol)
      guard let expected = brackets.popLast() else {
        throw TemplateFault(
          message: "`\(found)` closes nothing", lower: start, upper: start + 1,
          help: "remove it, or open the bracket before")
      }
      guard expected == symbol else {
        let wanted = Unicode.Scalar(expected)
        throw TemplateFault(
          message: "expected `\(wanted)`, found `\(found)`", lower: start, upper: start + 1,
          help: "close the bracket with `\(wanted)`")
      }
    default: break
    }
  }

  private mutating func add(_ kind: TemplateToken.Kind, _ lower: Int, _ upper: Int) {
    tokens.append(TemplateToken(kind, lower, upper))
  }

  private mutating func add(
    _ kind: TemplateToken.Kind, _ lower: Int, _ upper: Int, _ value: String
  ) {
    tokens.append(TemplateToken(kind, lower, upper, value: UInt32(values.count)))
    values.append(value)
  }

  /// The token at `place`, which is in the brackets that are open.
  private mutating func token() throws(TemplateFault) {
    let byte = bytes[place]
    let start = place
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      return try text(start)
    }
    if Self.isDigit(byte) {
      return number()
    }
    if Self.isNamePart(byte) {
      var end = start + 1
      while end < limit, Self.isNamePart(bytes[end]) { end += 1 }
      place = end
      return add(.name, start, end)
    }
    let next = place + 1 < limit ? bytes[place + 1] : 0
    switch (byte, next) {
    case (UInt8(ascii: "/"), UInt8(ascii: "/")), (UInt8(ascii: "*"), UInt8(ascii: "*")),
      (UInt8(ascii: "="), UInt8(ascii: "=")), (UInt8(ascii: "!"), UInt8(ascii: "=")),
      (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: ">"), UInt8(ascii: "=")):
      place += 2
    case _ where Self.isSymbol(byte):
      try balance(start)
      place += 1
    default:
      throw TemplateFault(
        message: "`\(String(decoding: [byte], as: UTF8.self))` has no meaning here", lower: place,
        upper: place + 1)
    }
    add(.symbol, start, place)
  }

  private static func isSymbol(_ byte: UInt8) -> Bool {
    let symbols: StaticString = "+-/*%~[](){}<>=.:|,;"
    return UnsafeBufferPointer(start: symbols.utf8Start, count: symbols.utf8CodeUnitCount)
      .contains(byte)
  }

  private mutating func text(_ start: Int) throws(TemplateFault) {
    let quote = bytes[start]
    var end = start + 1
    while end < limit, bytes[end] != quote, bytes[end] != UInt8(ascii: "\\") { end += 1 }
    if end < limit, bytes[end] == quote {
      place = end + 1
      return add(.text, start, place)
    }
    var reader = TemplateTextReader(bytes, from: start, to: limit)
    let text = try reader.read()
    place = reader.place
    add(.text, start, place, text)
  }

  /// Numbers may hold `_` between digits; `1.` is a number and a dot.
  private mutating func number() {
    let start = place
    if let based = basedNumber() { return add(.integer, start, place, based) }
    takeDigits()
    var isFloat = false
    if place + 1 < limit, bytes[place] == UInt8(ascii: "."), Self.isDigit(bytes[place + 1]),
      !isPathIndex(start)
    {
      isFloat = true
      place += 1
      takeDigits()
    }
    if place < limit, bytes[place] | 0x20 == UInt8(ascii: "e") {
      var exponent = place + 1
      if exponent < limit, bytes[exponent] == 0x2B || bytes[exponent] == 0x2D {
        exponent += 1
      }
      if exponent < limit, Self.isDigit(bytes[exponent]) {
        isFloat = true
        place = exponent
        takeDigits()
      }
    }
    let written = bytes[start..<place]
    let isPlain = bytes[start] != UInt8(ascii: "0") && !written.contains(UInt8(ascii: "_"))
    if isPlain { return add(isFloat ? .float : .integer, start, place) }
    let digits = written.filter { $0 != UInt8(ascii: "_") }
    if isFloat { return add(.float, start, place, String(decoding: digits, as: UTF8.self)) }
    let trimmed = digits.drop { $0 == UInt8(ascii: "0") }
    add(.integer, start, place, trimmed.isEmpty ? "0" : String(decoding: trimmed, as: UTF8.self))
  }

  /// In `a.0.1` the dots separate, so that `0.1` is not a float.
  private func isPathIndex(_ start: Int) -> Bool {
    start > 0 && bytes[start - 1] == UInt8(ascii: ".")
  }

  private mutating func basedNumber() -> String? {
    guard place + 2 < limit, bytes[place] == UInt8(ascii: "0") else { return nil }
    let radix: Int
    switch bytes[place + 1] | 0x20 {
    case UInt8(ascii: "x"): radix = 16
    case UInt8(ascii: "o"): radix = 8
    case UInt8(ascii: "b"): radix = 2
    default: return nil
    }
    var end = place + 2
    while end < limit, Self.isNamePart(bytes[end]) { end += 1 }
    let digits = bytes[place + 2..<end].filter { $0 != UInt8(ascii: "_") }
    guard let value = UInt64(String(decoding: digits, as: UTF8.self), radix: radix) else {
      return nil
    }
    place = end
    return String(value)
  }

  private mutating func takeDigits() {
    while place < limit, Self.isDigit(bytes[place]) || bytes[place] == UInt8(ascii: "_") {
      place += 1
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 <= 4 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
  private static func isNamePart(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 <= 25 || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}

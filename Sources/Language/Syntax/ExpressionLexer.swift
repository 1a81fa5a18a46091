/// Cuts the text of an expression into tokens.
struct ExpressionLexer {
  private let bytes: [UInt8]
  private var place = 0
  private var tokens: [ExpressionToken] = []

  /// More tokens than any expression within the node limit has.
  static let maximumTokens = 100_000

  /// Whether the text is a condition, and not a value that is to be written or compared.
  private let isCondition: Bool

  private init(_ bytes: [UInt8], isCondition: Bool) {
    self.bytes = bytes
    self.isCondition = isCondition
  }

  /// All tokens, the last being `.end`.
  static func tokens(
    _ bytes: [UInt8], isCondition: Bool
  ) throws(ExpressionFault) -> [ExpressionToken] {
    var lexer = ExpressionLexer(bytes, isCondition: isCondition)
    while try lexer.next() {}
    return lexer.tokens
  }

  private mutating func next() throws(ExpressionFault) -> Bool {
    let before = place
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    let start = place
    let followsBlank = start > before
    guard tokens.count < Self.maximumTokens else {
      throw ExpressionFault(
        code: .depth, message: "the expression is too long", lower: start, upper: bytes.count,
        help: "use `in [ … ]`, a `lookup:` or several stages")
    }
    guard start < bytes.count else {
      tokens.append(
        ExpressionToken(kind: .end, lower: start, upper: start, followsBlank: followsBlank))
      return false
    }
    let kind = try token(at: start)
    tokens.append(
      ExpressionToken(kind: kind, lower: start, upper: place, followsBlank: followsBlank))
    return true
  }

  private mutating func token(at start: Int) throws(ExpressionFault) -> ExpressionToken.Kind {
    let byte = bytes[start]
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      var reader = ExpressionTextReader(bytes, from: start)
      let text = try reader.read()
      place = reader.place
      return .text(text)
    case UInt8(ascii: "$"):
      place += 1
      let name = takeName()
      guard !name.isEmpty else { throw loneDollar(start) }
      return .root(name)
    case 0x30...0x39: return try number(start)
    case UInt8(ascii: "-") where start + 1 < bytes.count && Self.isDigit(bytes[start + 1]):
      return try number(start)
    default: break
    }
    if let fault = unusualCharacter(start) { throw fault }
    if Self.isNameStart(byte) { return .name(takeName()) }
    if "()[],.:*".utf8.contains(byte) { return takeSymbol() }
    if let operatorFault = foreignOperator(start) { throw operatorFault }
    for symbol in ["==", "!=", "<=", ">="] where starts(with: symbol, at: start) {
      place = start + 2
      return .symbol(symbol)
    }
    if "|<>+-/%".utf8.contains(byte) { return takeSymbol() }
    throw strangeCharacter(start)
  }

  private mutating func takeSymbol() -> ExpressionToken.Kind {
    defer { place += 1 }
    return .symbol(String(Unicode.Scalar(bytes[place])))
  }

  private mutating func takeName() -> String {
    let start = place
    while place < bytes.count, Self.isNamePart(bytes[place]),
      place == start || unusualCharacter(place) == nil
    {
      place += 1
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func number(_ start: Int) throws(ExpressionFault) -> ExpressionToken.Kind {
    if let lexeme = try hexadecimal(start) { return lexeme }
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    let whole = place
    takeDigits()
    let hasLeadingZero = place - whole > 1 && bytes[whole] == UInt8(ascii: "0")
    var isFloat = false
    if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "."), Self.isDigit(bytes[place + 1]) {
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
    var end = place
    while end < bytes.count, Self.isNamePart(bytes[end]) || isFloat && bytes[end] == 0x2E {
      end += 1
    }
    if hasLeadingZero || end > place {
      let lexeme = String(decoding: bytes[start..<end], as: UTF8.self)
      throw ExpressionFault(
        message: "`\(lexeme)` is neither a number nor a name", lower: start, upper: end,
        help: "put quotes around a text: `\"\(lexeme)\"`")
    }
    return .number(String(decoding: bytes[start..<place], as: UTF8.self), isFloat: isFloat)
  }

  /// `0x1F`, an integer without a sign; nil where there is none.
  private mutating func hexadecimal(
    _ start: Int
  ) throws(ExpressionFault) -> ExpressionToken.Kind? {
    guard bytes[start] == UInt8(ascii: "0"), start + 1 < bytes.count,
      bytes[start + 1] | 0x20 == UInt8(ascii: "x")
    else { return nil }
    var end = start + 2
    while end < bytes.count, Self.isNamePart(bytes[end]) { end += 1 }
    let digits = String(decoding: bytes[(start + 2)..<end], as: UTF8.self)
    guard digits.utf8.count <= 16, let number = UInt64(digits, radix: 16) else {
      throw ExpressionFault(
        message: "`0x\(digits)` is not a hexadecimal integer", lower: start, upper: end,
        help: "1 to 16 digits from 0 to 9 and A to F follow `0x`")
    }
    place = end
    return .number(String(number), isFloat: false)
  }

  private mutating func takeDigits() {
    while place < bytes.count, Self.isDigit(bytes[place]) { place += 1 }
  }

  func starts(with text: String, at start: Int) -> Bool {
    bytes[start...].starts(with: text.utf8)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isNameStart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@")
      || byte >= 0x80
  }

  /// `$` may stand inside a name, as `-` and digits may.
  static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "$")
  }

  private func loneDollar(_ start: Int) -> ExpressionFault {
    var help = "`$event`, `$raw`, `$out`, `$item`, the name of a decode, or a fragment's parameter"
    if start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: ".") {
      return ExpressionFault(
        message: "a name must follow `$`", lower: start, upper: start + 2,
        help: "a path starts with the name of a member, without `$.`", replacement: "")
    }
    if start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "{") {
      help = "in an expression a parameter is written `$name`; `${name}` is for target names"
    }
    return ExpressionFault(
      message: "a name must follow `$`", lower: start, upper: start + 1, help: help)
  }

  /// Each with what it is called here, or may be replaced by.
  private static let foreignOperators: [(text: String, help: String, replacement: String?)] = [
    ("===", "did you mean `==`?", "=="), ("!==", "did you mean `!=`?", "!="),
    ("=~", "did you mean `matches`?", "matches"), ("!~", "write `not (a matches b)`", nil),
    ("=>", "did you mean `>=`?", ">="), ("=<", "did you mean `<=`?", "<="),
    ("<>", "did you mean `!=`?", "!="), ("&&", "did you mean `and`?", "and"),
    ("||", "did you mean `or`?", "or"), ("??", "did you mean `else`?", "else"),
    ("?", "write `if a then b else c`", nil),
    ("{{", "an expression is written without braces", nil),
    ("%{", "a path is written by itself, without `%{ }`", nil),
    ("//", "`a else b` takes the first that is present", nil),
  ]

  /// Operators of other languages, and what they are called here.
  private func foreignOperator(_ start: Int) -> ExpressionFault? {
    if starts(with: "==", at: start), !starts(with: "===", at: start) { return nil }
    if starts(with: "!=", at: start), !starts(with: "!==", at: start) { return nil }
    for entry in Self.foreignOperators where starts(with: entry.text, at: start) {
      if entry.text == "||", !isCondition, !tokens.contains(where: \.isComparison) {
        // `or` gives true or false; between values the first of them is meant.
        return foreignWord("||", start, "else")
      }
      if let word = entry.replacement, Self.isNameStart(word.utf8.first ?? 0) {
        return foreignWord(entry.text, start, word)
      }
      let isBrace = entry.text.hasSuffix("{")
      return ExpressionFault(
        message: "`\(entry.text)` is \(isBrace ? "not part of an expression" : "not an operator")",
        lower: start,
        upper: start + entry.text.utf8.count, help: entry.help, replacement: entry.replacement)
    }
    switch bytes[start] {
    case UInt8(ascii: "="):
      return ExpressionFault(
        message: "`=` is not an operator", lower: start, upper: start + 1,
        help: "did you mean `==`?", replacement: "==")
    case UInt8(ascii: "!"): return exclamation(start)
    case UInt8(ascii: "&"): return foreignWord("&", start, "and")
    case UInt8(ascii: "/") where tokens.last?.kind == .name("matches"):
      return ExpressionFault(
        message: "a pattern has quotes, not slashes", lower: start, upper: start + 1,
        help: "write `matches \"…\"`")
    case UInt8(ascii: "^"):
      return ExpressionFault(
        message: "`^` is not an operator", lower: start, upper: start + 1,
        help: "put quotes around a text")
    default: return nil
    }
  }

  /// An operator that is a word here, which must not run into the words beside it: `a||b`.
  private func foreignWord(_ text: String, _ start: Int, _ word: String) -> ExpressionFault {
    let end = start + text.utf8.count
    let before = start > 0 && Self.isNamePart(bytes[start - 1]) ? " " : ""
    let after = end < bytes.count && Self.isNamePart(bytes[end]) ? " " : ""
    return ExpressionFault(
      message: "`\(text)` is not an operator", lower: start, upper: end,
      help: "did you mean `\(word)`?", replacement: before + word + after)
  }

  /// `!a` is a negation, `f!(a)` a call that other languages let fail.
  private func exclamation(_ start: Int) -> ExpressionFault {
    guard let last = tokens.last, last.upper == start, case .name = last.kind else {
      return ExpressionFault(
        message: "`!` is not an operator", lower: start, upper: start + 1,
        help: "did you mean `not`?", replacement: "not ")
    }
    let isCall = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "(")
    return ExpressionFault(
      message: "a name cannot end with `!`", lower: start, upper: start + 1,
      help: isCall
        ? "a call is written without it; what cannot be computed is absent" : "remove it",
      replacement: isCall ? "" : nil)
  }

  /// Characters that look like an ASCII one and come from word processors.
  private func unusualCharacter(_ start: Int) -> ExpressionFault? {
    guard bytes[start] >= 0xC2 else { return nil }
    let marks: [(bytes: [UInt8], message: String, replacement: String)] = [
      ([0xE2, 0x80, 0x9C], "a curly quote does not open a text", "\""),
      ([0xE2, 0x80, 0x9D], "a curly quote does not end a text", "\""),
      ([0xE2, 0x80, 0x98], "a curly quote does not open a text", "'"),
      ([0xE2, 0x80, 0x99], "a curly quote does not end a text", "'"),
      ([0xC2, 0xA0], "this is a no-break space", " "),
      ([0xE2, 0x80, 0x8B], "this is an invisible zero-width space", ""),
      ([0xEF, 0xBB, 0xBF], "this is an invisible byte order mark", ""),
    ]
    if let fault = curlyQuotes(start) { return fault }
    for mark in marks where bytes[start...].starts(with: mark.bytes) {
      return ExpressionFault(
        message: mark.message, lower: start, upper: start + mark.bytes.count,
        help: mark.replacement.isEmpty
          ? "remove it" : "write `\(mark.replacement)` instead", replacement: mark.replacement)
    }
    return nil
  }

  /// A text between curly quotes, which is fixed as a whole.
  private func curlyQuotes(_ start: Int) -> ExpressionFault? {
    let pairs: [(open: [UInt8], close: [UInt8], quote: String)] = [
      ([0xE2, 0x80, 0x9C], [0xE2, 0x80, 0x9D], "\""),
      ([0xE2, 0x80, 0x98], [0xE2, 0x80, 0x99], "'"),
    ]
    for pair in pairs where bytes[start...].starts(with: pair.open) {
      let inner = start + pair.open.count
      var end = inner
      while end < bytes.count, !"\"'\\".utf8.contains(bytes[end]) {
        if bytes[end] == 0xE2, bytes[end...].starts(with: pair.close) {
          let text = String(decoding: bytes[inner..<end], as: UTF8.self)
          return ExpressionFault(
            message: "curly quotes do not make a text", lower: start, upper: end + pair.close.count,
            help: "write `\(pair.quote)\(text)\(pair.quote)`",
            replacement: pair.quote + text + pair.quote)
        }
        end += 1
      }
    }
    return nil
  }

  private func strangeCharacter(_ start: Int) -> ExpressionFault {
    let byte = bytes[start]
    let help: String? =
      switch byte {
      case UInt8(ascii: "`"): "names are written without backquotes"
      case UInt8(ascii: "{"), UInt8(ascii: "}"): "an expression has no maps; use `set:` for one"
      case UInt8(ascii: "\\"): "put quotes around a text"
      default: nil
      }
    let shown = byte < 0x20 || byte == 0x7F ? "a control character" : "`\(Unicode.Scalar(byte))`"
    return ExpressionFault(
      message: "\(shown) is not part of an expression", lower: start, upper: start + 1, help: help)
  }
}

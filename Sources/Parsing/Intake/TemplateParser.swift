import Diagnostics

/// Reads the tokens of one template into its tree.
struct TemplateParser {
  let source: EmbeddedSource
  private let values: [String]
  let tokens: [TemplateToken]
  var place = 0
  /// Brackets, blocks and operators that are open.
  var depth = 0

  /// Nesting of brackets, blocks and operators. Templates nest a dozen levels at most.
  static let maximumDepth = 100
  /// `.a.b`, `|f|g` and `+ x + y` in a row: each is one level of the tree.
  static let longestChain = 200

  /// Reads a text that has a template; a fault comes with offsets in that text.
  static func parse(_ source: EmbeddedSource) throws(TemplateFault) -> Template {
    if let path = plainPath(source) { return path }
    let lexer = try TemplateLexer.tokens(source.bytes)
    var parser = TemplateParser(source: source, values: lexer.values, tokens: lexer.tokens)
    let nodes = try parser.nodes(until: [])
    return Template(nodes: nodes, span: source.whole, barePath: parser.barePath())
  }

  /// `{{ a.b.c }}`, by far the most frequent template, without going through its tokens; nil for
  /// any other text.
  private static func plainPath(_ source: EmbeddedSource) -> Template? {
    let bytes = source.bytes
    func isLetter(_ byte: UInt8) -> Bool {
      (byte | 0x20) &- 0x61 <= 25 || byte == UInt8(ascii: "_")
    }
    guard bytes.count > 4, bytes[0] == UInt8(ascii: "{"), bytes[1] == UInt8(ascii: "{"),
      // Most other templates are told by a sign that no path has.
      bytes[2..<bytes.count - 2].allSatisfy({
        isLetter($0) || $0 &- 0x30 <= 9 || $0 == UInt8(ascii: ".") || $0 == 0x20
      })
    else { return nil }
    var index = 2
    func skipBlanks() { while index < bytes.count, bytes[index] == 0x20 { index += 1 } }
    func takeName() -> Located<String>? {
      let start = index
      guard index < bytes.count, isLetter(bytes[index]) else { return nil }
      while index < bytes.count, isLetter(bytes[index]) || bytes[index] &- 0x30 <= 9 { index += 1 }
      let name = bytes[start..<index]
      return isKeyword(name)
        ? nil : Located(String(decoding: name, as: UTF8.self), source.span(start, index))
    }
    skipBlanks()
    guard let root = takeName() else { return nil }
    var path: [Located<String>] = []
    var expression = TemplateExpression.name(root.value, root.span)
    while index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard let name = takeName(), path.count < longestChain else { return nil }
      if path.isEmpty {
        path.reserveCapacity(4)
        path.append(root)
      }
      path.append(name)
      expression = .attribute(expression, name)
    }
    skipBlanks()
    guard index + 2 == bytes.count, bytes[index] == UInt8(ascii: "}"),
      bytes[index + 1] == UInt8(ascii: "}")
    else { return nil }
    return Template(
      nodes: [.output([.expression(expression)])], span: source.whole,
      barePath: path.isEmpty ? nil : path)
  }

  /// Words that are values or operators where a name may stand.
  private static func isKeyword(_ name: ArraySlice<UInt8>) -> Bool {
    // All are shorter, and begin with one of few letters.
    guard name.count <= 5, let first = name.first, "tTfFnNaoie".utf8.contains(first) else {
      return false
    }
    switch String(decoding: name, as: UTF8.self) {
    case "true", "True", "false", "False", "none", "None", "not", "and", "or", "in", "is", "if",
      "else":
      return true
    default: return false
    }
  }

  /// Whether anything in a text is computed.
  static func hasTemplate(_ text: String) -> Bool {
    var wasBrace = false
    for byte in text.utf8 {
      if wasBrace, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") { return true }
      wasBrace = byte == UInt8(ascii: "{")
    }
    return false
  }

  // MARK: Tokens

  var kind: TemplateToken.Kind { tokens[place].kind }

  func isSymbol(_ symbol: StaticString) -> Bool { kind == .symbol && reads(symbol, place) }
  func isName(_ name: StaticString) -> Bool { kind == .name && reads(name, place) }

  /// Whether a token is written so.
  func reads(_ word: StaticString, _ token: Int) -> Bool {
    let start = tokens[token].lower
    guard tokens[token].upper - start == word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount
    where source.bytes[start + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  /// A name or a symbol as it is written, a text without its quotes, a number as JSON has it.
  func text(of token: Int) -> String {
    let token = tokens[token]
    switch token.kind {
    case .data, .text, .integer, .float: return values[Int(token.value)]
    default: return String(decoding: source.bytes[token.lower..<token.upper], as: UTF8.self)
    }
  }

  mutating func skip(symbol: StaticString) -> Bool {
    guard isSymbol(symbol) else { return false }
    place += 1
    return true
  }

  mutating func skip(name: StaticString) -> Bool {
    guard isName(name) else { return false }
    place += 1
    return true
  }

  mutating func expect(symbol: StaticString) throws(TemplateFault) {
    guard skip(symbol: symbol) else { throw unexpected("expected `\(symbol)`") }
  }

  mutating func expect(name: StaticString) throws(TemplateFault) {
    guard skip(name: name) else { throw unexpected("expected `\(name)`") }
  }

  mutating func expect(_ end: TemplateToken.Kind) throws(TemplateFault) {
    guard kind == end else {
      throw unexpected("expected `\(end == .blockEnd ? "%}" : "}}")`")
    }
    place += 1
  }

  mutating func takeName() throws(TemplateFault) -> Located<String> {
    guard kind == .name else { throw unexpected("expected a name") }
    place += 1
    return Located(text(of: place - 1), span(of: place - 1))
  }

  func span(of token: Int) -> Span { source.span(tokens[token].lower, tokens[token].upper) }

  /// From a token to the one before the current one.
  func span(from token: Int) -> Span {
    source.span(tokens[token].lower, tokens[max(token, place - 1)].upper)
  }

  func unexpected(_ expected: String) -> TemplateFault {
    let token = tokens[place]
    return TemplateFault(
      message: "\(expected), found \(name(of: place))", lower: token.lower,
      upper: max(token.upper, token.lower + 1))
  }

  func unsupported(_ what: String, at token: Int, help: String? = nil) -> TemplateFault {
    TemplateFault(
      message: "\(what) is not supported in templates", lower: tokens[token].lower,
      upper: tokens[token].upper, help: help, isUnsupported: true)
  }

  mutating func nested<Result>(
    _ body: (inout TemplateParser) throws(TemplateFault) -> Result
  ) throws(TemplateFault) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw TemplateFault(
        message: "the template is nested more than \(Self.maximumDepth) levels deep",
        lower: tokens[place].lower, upper: tokens[place].upper,
        help: "split it into several fields")
    }
    return try body(&self)
  }

  private func name(of token: Int) -> String {
    switch tokens[token].kind {
    case .data, .end: "the end"
    case .variableBegin: "`{{`"
    case .variableEnd: "`}}`"
    case .blockBegin: "`{%`"
    case .blockEnd: "`%}`"
    case .name, .symbol: "`\(text(of: token))`"
    case .text: "the text '\(text(of: token))'"
    case .integer, .float: "the number \(text(of: token))"
    }
  }

  /// The path of a template such as `{{ a.b.0 }}`.
  private func barePath() -> [Located<String>]? {
    guard tokens.count >= 6, tokens.count % 2 == 0, tokens[0].kind == .variableBegin,
      tokens[tokens.count - 2].kind == .variableEnd
    else { return nil }
    for index in 1..<tokens.count - 2 {
      switch tokens[index].kind {
      case .symbol where index % 2 == 0 && reads(".", index): continue
      case .name where index % 2 == 1: continue
      case .integer where index % 2 == 1 && index > 1: continue
      default: return nil
      }
    }
    return stride(from: 1, to: tokens.count - 2, by: 2).map { Located(text(of: $0), span(of: $0)) }
  }
}

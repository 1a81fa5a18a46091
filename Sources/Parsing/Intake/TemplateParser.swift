import Diagnostics

/// Reads the tokens of one template into its tree.
struct TemplateParser {
  let source: EmbeddedSource
  var tokens: [TemplateToken]
  var place = 0
  /// Brackets, blocks and operators that are open.
  var depth = 0

  /// Nesting of brackets, blocks and operators. Templates nest a dozen levels at most.
  static let maximumDepth = 100
  /// `.a.b`, `|f|g` and `+ x + y` in a row: each is one level of the tree.
  static let longestChain = 200

  /// Reads a scalar's text; a fault comes with offsets in that text.
  static func parse(_ source: EmbeddedSource) throws(TemplateFault) -> Template {
    if !hasTemplate(source.bytes) {
      let text = String(decoding: source.bytes, as: UTF8.self)
      return Template(nodes: text.isEmpty ? [] : [.output([.text(text)])], span: source.whole)
    }
    if let path = plainPath(source) { return path }
    let tokens = try TemplateLexer.tokens(source.bytes)
    var parser = TemplateParser(source: source, tokens: tokens)
    let nodes = try parser.nodes(until: [])
    return Template(nodes: nodes, span: source.whole, barePath: parser.barePath())
  }

  /// `{{ a.b.c }}`, by far the most frequent template, without going through its tokens; nil for
  /// any other text.
  private static func plainPath(_ source: EmbeddedSource) -> Template? {
    let bytes = source.bytes
    guard bytes.count > 4, bytes[0] == UInt8(ascii: "{"), bytes[1] == UInt8(ascii: "{") else {
      return nil
    }
    var index = 2
    func isLetter(_ byte: UInt8) -> Bool {
      (byte | 0x20) &- 0x61 <= 25 || byte == UInt8(ascii: "_")
    }
    func skipBlanks() { while index < bytes.count, bytes[index] == 0x20 { index += 1 } }
    func takeName() -> Located<String>? {
      let start = index
      guard index < bytes.count, isLetter(bytes[index]) else { return nil }
      while index < bytes.count, isLetter(bytes[index]) || bytes[index] &- 0x30 <= 9 { index += 1 }
      let name = String(decoding: bytes[start..<index], as: UTF8.self)
      let isKeyword = index - start <= longestKeyword && keywords.contains(name)
      return isKeyword ? nil : Located(name, source.span(start, index))
    }
    skipBlanks()
    guard let root = takeName() else { return nil }
    var path = [root]
    var expression = TemplateExpression.name(root.value, root.span)
    while index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard let name = takeName(), path.count < longestChain else { return nil }
      path.append(name)
      expression = .attribute(expression, name)
    }
    skipBlanks()
    guard index + 2 == bytes.count, bytes[index] == UInt8(ascii: "}"),
      bytes[index + 1] == UInt8(ascii: "}")
    else { return nil }
    return Template(
      nodes: [.output([.expression(expression)])], span: source.whole,
      barePath: path.count > 1 ? path : nil)
  }

  /// Words that are values or operators where a name may stand.
  private static let keywords: Set = [
    "true", "True", "false", "False", "none", "None", "not", "and", "or", "in", "is", "if", "else",
  ]

  private static let longestKeyword = 5

  /// Whether anything in a text is computed.
  static func hasTemplate(_ bytes: [UInt8]) -> Bool {
    var wasBrace = false
    for byte in bytes {
      if wasBrace, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") { return true }
      wasBrace = byte == UInt8(ascii: "{")
    }
    return false
  }

  // MARK: Tokens

  var kind: TemplateToken.Kind { tokens[place].kind }

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol(symbol) }
  func isName(_ name: String) -> Bool { kind == .name(name) }

  mutating func skip(symbol: String) -> Bool {
    guard isSymbol(symbol) else { return false }
    place += 1
    return true
  }

  mutating func skip(name: String) -> Bool {
    guard isName(name) else { return false }
    place += 1
    return true
  }

  mutating func expect(_ wanted: TemplateToken.Kind) throws(TemplateFault) {
    guard kind == wanted else { throw unexpected("expected \(Self.name(of: wanted))") }
    place += 1
  }

  mutating func takeName() throws(TemplateFault) -> Located<String> {
    guard case .name(let name) = kind else { throw unexpected("expected a name") }
    let span = span(of: place)
    place += 1
    return Located(name, span)
  }

  func span(of token: Int) -> Span { source.span(tokens[token].lower, tokens[token].upper) }

  /// From a token to the one before the current one.
  func span(from token: Int) -> Span {
    source.span(tokens[token].lower, tokens[max(token, place - 1)].upper)
  }

  func unexpected(_ expected: String) -> TemplateFault {
    let token = tokens[place]
    return TemplateFault(
      message: "\(expected), found \(Self.name(of: token.kind))", lower: token.lower,
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

  private static func name(of kind: TemplateToken.Kind) -> String {
    switch kind {
    case .data, .end: "the end"
    case .variableBegin: "`{{`"
    case .variableEnd: "`}}`"
    case .blockBegin: "`{%`"
    case .blockEnd: "`%}`"
    case .name(let name): "`\(name)`"
    case .text(let text): "the text '\(text)'"
    case .integer(let number), .float(let number): "the number \(number)"
    case .symbol(let symbol): "`\(symbol)`"
    }
  }

  /// The path of a template such as `{{ a.b.0 }}`.
  private func barePath() -> [Located<String>]? {
    guard tokens.count >= 4, tokens[0].kind == .variableBegin,
      tokens[tokens.count - 2].kind == .variableEnd
    else { return nil }
    var path: [Located<String>] = []
    for index in 1..<tokens.count - 2 {
      let isDot = index % 2 == 0
      switch tokens[index].kind {
      case .symbol(".") where isDot: continue
      case .name(let name) where !isDot: path.append(Located(name, span(of: index)))
      case .integer(let number) where !isDot && index > 1:
        path.append(Located(number, span(of: index)))
      default: return nil
      }
    }
    return tokens.count % 2 == 0 && path.count > 1 ? path : nil
  }
}

import Text
import YAML

/// Reads the tokens of one template into its tree.
struct TemplateParser {
  let source: EmbeddedSource
  private let values: [String]
  let tokens: [TemplateToken]
  var place = 0
  /// Brackets, blocks and operators that are open.
  var depth = 0
  /// Levels of the tree that was read last, of as much of it as is read.
  private var height = 0
  /// The names that paths begin with, as they are met.
  private var roots: [String]

  /// Nesting of brackets, blocks and operators. Templates nest a dozen levels at most.
  static let maximumDepth = 100
  /// `.a.b`, `|f|g` and `+ x + y` in a row: each is one level of the tree.
  static let longestChain = 200
  /// Levels of a tree, which is walked level by level.
  static let maximumHeight = 1000

  /// Reads a text that has a template; a fault comes with offsets in that text.
  ///
  /// The names that its paths begin with are added to `roots`, but for one that stands there last.
  static func parse(
    _ source: EmbeddedSource, cutBy lexer: inout TemplateLexer, noting roots: inout [String]
  ) throws(TemplateFault) -> Template {
    if let path = plainPath(source, &roots) { return path }
    try lexer.read(source)
    var parser = TemplateParser(
      source: source, values: lexer.values, tokens: lexer.tokens, roots: [])
    let known = roots.count
    swap(&roots, &parser.roots)
    defer { swap(&roots, &parser.roots) }
    do {
      return try parser.template()
    } catch {
      parser.roots.removeSubrange(known...)
      throw error
    }
  }

  mutating func note(root: String) { Self.note(root, &roots) }

  private static func note(_ root: String, _ roots: inout [String]) {
    // Names that only mean the same are different names.
    if let last = roots.last, last.utf8.elementsEqual(root.utf8) { return }
    roots.append(root)
  }

  private mutating func template() throws(TemplateFault) -> Template {
    guard kind == .variableBegin else {
      return Template(nodes: try nodes(until: []), span: source.whole)
    }
    let first = try output()
    // By far the most are one expression.
    if kind == .end { return Template(first, span: source.whole, barePath: barePath()) }
    return Template(nodes: try nodes(until: [], behind: first), span: source.whole)
  }

  /// `{{ a.b.c }}`, by far the most frequent template, without going through its tokens; nil for
  /// any other text.
  private static func plainPath(_ source: EmbeddedSource, _ roots: inout [String]) -> Template? {
    let bytes = source.bytes
    let range = source.range
    guard range.count > 4, bytes[range.lowerBound] == UInt8(ascii: "{"),
      bytes[range.lowerBound + 1] == UInt8(ascii: "{"),
      bytes[range.upperBound - 2] == UInt8(ascii: "}"),
      bytes[range.upperBound - 1] == UInt8(ascii: "}")
    else { return nil }
    let end = range.upperBound - 2
    var index = range.lowerBound + 2
    // Most other templates contain a character that no path has.
    var names = 1
    for index in index..<end {
      switch bytes[index] {
      case UInt8(ascii: "."): names += 1
      case let byte: guard isPathPart(byte) || byte == 0x20 else { return nil }
      }
    }
    guard names <= longestChain + 1 else { return nil }
    while index < end, bytes[index] == 0x20 { index += 1 }
    var path: [Located<String>] = []
    path.reserveCapacity(names)
    while path.count < names {
      let start = index
      guard index < end, isPathPart(bytes[index]), bytes[index] &- 0x30 > 9 else { return nil }
      while index < end, isPathPart(bytes[index]) { index += 1 }
      let name = bytes[start..<index]
      guard !isKeyword(name) else { return nil }
      path.append(Located(String(decoding: name, as: UTF8.self), source.span(start, index)))
      if path.count < names {
        guard index < end, bytes[index] == UInt8(ascii: ".") else { return nil }
        index += 1
      }
    }
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard index == end else { return nil }
    note(path[0].value, &roots)
    return names == 1
      ? Template(.name(path[0].value, path[0].span), span: source.whole)
      : Template(.path(path), span: source.whole, barePath: path)
  }

  private static func isPathPart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 <= 25 || byte &- 0x30 <= 9 || byte == UInt8(ascii: "_")
  }

  /// Words that are values or operators where a name may stand.
  private static func isKeyword(_ name: ArraySlice<UInt8>) -> Bool {
    // All are shorter.
    guard name.count <= 5 else { return false }
    switch String(decoding: name, as: UTF8.self) {
    case "true", "True", "false", "False", "none", "None", "not", "and", "or", "in", "is", "if",
      "else":
      return true
    default: return false
    }
  }

  /// Whether anything in a text is computed.
  static func hasTemplate(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var wasBrace = false
    for index in bytes.indices {
      let byte = bytes[index]
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
    if let value = token.value { return values[Int(value)] }
    let margin = token.kind == .text ? 1 : 0
    return String(
      decoding: source.bytes[token.lower + margin..<token.upper - margin], as: UTF8.self)
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
    return try operand { (parser) throws(TemplateFault) in
      let result = try body(&parser)
      try parser.grow()
      return result
    }
  }

  /// Reads a part of a tree that stands beside what was read before.
  mutating func operand<Result>(
    _ body: (inout TemplateParser) throws(TemplateFault) -> Result
  ) throws(TemplateFault) -> Result {
    let before = height
    height = 0
    defer { height = max(height, before) }
    return try body(&self)
  }

  /// Counts the level above what was read.
  mutating func grow() throws(TemplateFault) {
    height += 1
    guard height <= Self.maximumHeight else {
      throw TemplateFault(
        message: "the template is more than \(Self.maximumHeight) operations deep",
        lower: tokens[place].lower, upper: tokens[place].upper,
        help: "split it into several fields")
    }
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

import JSON
import Text
import YAML

/// The short forms beside expressions: casts, fragment uses and fragment headers.
extension ExpressionParser {
  /// `long`, or `date("%d/%m/%Y", tz: "Europe/Paris")`.
  static func cast(_ source: EmbeddedSource) throws(ExpressionFault) -> Cast {
    var parser = try ExpressionParser(source)
    let name = try parser.headName("a type")
    var cast = Cast(name: name, span: parser.source.whole)
    if parser.isAt("(") {
      let start = parser.token
      parser.advance()
      while !parser.isAt(")") {
        if case .name(let label) = parser.token.kind, parser.next.kind == .symbol(":") {
          let located = Located(label, parser.span(parser.token))
          parser.advance()
          parser.advance()
          cast.named.append((name: located, value: try parser.constant()))
        } else {
          if !cast.named.isEmpty {
            throw parser.fault("a named argument must follow", at: parser.token)
          }
          cast.arguments.append(try parser.constant())
        }
        if !parser.take(",") { break }
      }
      guard parser.take(")") else { throw parser.unclosed(start, "(", ")") }
    }
    try parser.finish()
    cast.span = parser.extent
    return cast
  }

  /// `account(username, "user")`
  static func use(_ source: EmbeddedSource) throws(ExpressionFault) -> FragmentUse {
    var parser = try ExpressionParser(source)
    let name = try parser.headName("the name of a fragment")
    let arguments = parser.isAt("(") ? try parser.callArguments().expressions : []
    try parser.finish()
    return FragmentUse(name: name, arguments: arguments, span: parser.extent)
  }

  /// `account(source, side)` as a key of `fragments:`.
  static func header(
    _ source: EmbeddedSource
  ) throws(ExpressionFault) -> (name: Located<String>, parameters: [Located<String>]) {
    var parser = try ExpressionParser(source)
    let name = try parser.headName("the name of a fragment")
    var parameters: [Located<String>] = []
    if parser.isAt("(") {
      let start = parser.token
      parser.advance()
      while !parser.isAt(")") {
        if case .root(let root) = parser.token.kind {
          throw parser.fault(
            "a parameter is declared without `$`", at: parser.token,
            help: "write `\(root)`", replacement: root)
        }
        let parameter = try parser.headName("the name of a parameter")
        if Path.Root.byName[parameter.value] != nil {
          throw parser.fault(
            "`\(parameter.value)` cannot name a parameter",
            at: parser.tokens[max(0, parser.position - 1)],
            help: "`$\(parameter.value)` has its own meaning")
        }
        if let first = parameters.first(where: { $0.value == parameter.value }) {
          throw ExpressionFault(
            message: "the parameter `\(first.value)` stands twice",
            lower: parser.tokens[max(0, parser.position - 1)].lower,
            upper: parser.tokens[max(0, parser.position - 1)].upper)
        }
        parameters.append(parameter)
        if !parser.take(",") { break }
      }
      guard parser.take(")") else { throw parser.unclosed(start, "(", ")") }
    }
    try parser.finish()
    return (name, parameters)
  }

  /// From the first token to the last.
  private var extent: Span {
    guard let first = tokens.first, tokens.count > 1 else { return source.whole }
    return source.span(first.lower, tokens[tokens.count - 2].upper)
  }

  private mutating func headName(_ what: String) throws(ExpressionFault) -> Located<String> {
    guard case .name(let name) = token.kind, !Self.keywords.contains(name) || name == "null" else {
      throw fault("expected \(what), found \(token.summary)", at: token)
    }
    let located = Located(name, span(token))
    advance()
    return located
  }

  private func finish() throws(ExpressionFault) {
    guard token.kind == .end else {
      throw fault("nothing may follow here, found \(token.summary)", at: token)
    }
  }

  private mutating func constant() throws(ExpressionFault) -> Located<JSONTree> {
    let part = try operand()
    guard case .literal(let constant, let span) = part.expression else {
      throw ExpressionFault(
        message: "an argument of a type is a constant", lower: tokens[max(0, position - 1)].lower,
        upper: tokens[max(0, position - 1)].upper, help: "put quotes around a text")
    }
    return Located(constant, span)
  }
}

import Text

/// `{% … %}` and what stands between.
extension TemplateParser {
  /// Statements of Jinja that intake formats do not use.
  private static let unsupportedStatements = [
    "macro", "call", "filter", "include", "import", "from", "block", "extends", "with", "raw", "do",
    "autoescape", "print", "trans", "continue", "break",
  ]

  /// `{{ … }}`.
  mutating func output() throws(TemplateFault) -> TemplateExpression {
    place += 1
    let expression = try tuple()
    try expect(.variableEnd)
    return expression
  }

  /// Nodes up to a block that begins with one of `ends`, whose name is then the current token;
  /// `first` is the output right before them.
  mutating func nodes(
    until ends: [StaticString], behind first: TemplateExpression? = nil
  ) throws(TemplateFault) -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    var pieces: [TemplatePiece] = []
    if let first { pieces.append(.expression(first)) }
    func flush(_ pieces: inout [TemplatePiece], _ nodes: inout [TemplateNode]) {
      if !pieces.isEmpty { nodes.append(.output(pieces)) }
      pieces = []
    }
    while true {
      switch kind {
      case .data:
        pieces.append(.text(text(of: place)))
        place += 1
      case .variableBegin: pieces.append(.expression(try output()))
      case .blockBegin:
        flush(&pieces, &nodes)
        place += 1
        if ends.contains(where: { isName($0) }) { return nodes }
        if let node = try statement() { nodes.append(node) }
        try expect(.blockEnd)
      case .end:
        guard ends.isEmpty else { throw unexpected("expected `{% \(ends[ends.count - 1]) %}`") }
        flush(&pieces, &nodes)
        return nodes
      default: throw unexpected("expected text or a bracket")
      }
    }
  }

  private mutating func statement() throws(TemplateFault) -> TemplateNode? {
    guard kind == .name else { throw unexpected("expected a statement") }
    let name = text(of: place)
    switch name {
    case "if": return try nested { (parser) throws(TemplateFault) in try parser.branch() }
    case "for": return try nested { (parser) throws(TemplateFault) in try parser.loop() }
    case "set": return try assignment()
    default:
      if Self.unsupportedStatements.contains(name) {
        throw unsupported("`\(name)`", at: place)
      }
      throw TemplateFault(
        message: "there is no statement `\(name)`", lower: tokens[place].lower,
        upper: tokens[place].upper,
        help: Suggestion.help(
          for: name, in: ["if", "elif", "else", "endif", "for", "endfor", "set"]))
    }
  }

  private mutating func branch() throws(TemplateFault) -> TemplateNode {
    var cases: [(test: TemplateExpression, body: [TemplateNode])] = []
    var otherwise: [TemplateNode] = []
    repeat {
      // `if` or `elif`.
      place += 1
      let test = try tuple(allowsConditional: false)
      try endHead()
      let body = try nodes(until: ["elif", "else", "endif"])
      cases.append((test, body))
    } while isName("elif")
    if skip(name: "else") {
      try endHead()
      otherwise = try nodes(until: ["endif"])
    }
    try expect(name: "endif")
    return .branch(cases, otherwise: otherwise)
  }

  /// The end of the head of a branch or loop; Jinja lets a colon stand before it.
  private mutating func endHead() throws(TemplateFault) {
    _ = skip(symbol: ":")
    try expect(.blockEnd)
  }

  private mutating func loop() throws(TemplateFault) -> TemplateNode {
    place += 1
    let (targets, takesApart) = try assignmentTargets()
    try expect(name: "in")
    let items = try tuple(allowsConditional: false)
    var test: TemplateExpression?
    if skip(name: "if") { test = try expression() }
    if isName("recursive") { throw unsupported("`recursive`", at: place) }
    try endHead()
    let body = try nodes(until: ["else", "endfor"])
    var otherwise: [TemplateNode] = []
    if skip(name: "else") {
      try endHead()
      otherwise = try nodes(until: ["endfor"])
    }
    try expect(name: "endfor")
    return .loop(
      TemplateLoop(
        targets: targets, takesApart: takesApart, items: items, test: test, body: body,
        otherwise: otherwise))
  }

  private mutating func assignment() throws(TemplateFault) -> TemplateNode {
    place += 1
    let (targets, takesApart) = try assignmentTargets()
    guard skip(symbol: "=") else {
      throw isSymbol(".")
        ? unsupported("setting a member", at: place)
        : unsupported("`set` without `=`", at: place, help: "write `{% set name = … %}`")
    }
    return .assign(targets: targets, takesApart: takesApart, try tuple())
  }

  private mutating func assignmentTargets() throws(TemplateFault) -> (
    targets: [Located<String>], takesApart: Bool
  ) {
    let isOpen = skip(symbol: "(")
    var targets = [try takeName()]
    var takesApart = false
    while skip(symbol: ",") {
      takesApart = true
      guard kind == .name, !isName("in") else { break }
      targets.append(try takeName())
    }
    if isOpen { try expect(symbol: ")") }
    return (targets, takesApart)
  }
}

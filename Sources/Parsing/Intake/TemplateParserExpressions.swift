import Diagnostics

/// Expressions, from what binds loosest to what binds tightest.
extension TemplateParser {
  /// An expression, or several with commas between, which are a list.
  mutating func tuple(
    allowsConditional: Bool = true, isBracketed: Bool = false
  ) throws(TemplateFault) -> TemplateExpression {
    let start = place
    var items: [TemplateExpression] = []
    var isTuple = false
    while !endsTuple {
      items.append(allowsConditional ? try expression() : try disjunction())
      guard skip(symbol: ",") else { break }
      isTuple = true
    }
    if isTuple { return .list(items, span(from: start)) }
    if let item = items.first { return item }
    guard isBracketed else { throw unexpected("expected an expression") }
    return .list([], span(of: start))
  }

  private var endsTuple: Bool {
    switch kind {
    case .variableEnd, .blockEnd, .symbol(")"), .end: true
    default: false
    }
  }

  mutating func expression() throws(TemplateFault) -> TemplateExpression {
    try nested { (parser) throws(TemplateFault) in
      var result = try parser.disjunction()
      var count = 0
      while parser.skip(name: "if") {
        count = try parser.link(count)
        let test = try parser.disjunction()
        let otherwise: TemplateExpression? =
          parser.skip(name: "else") ? try parser.expression() : nil
        result = .conditional(test: test, then: result, otherwise: otherwise)
      }
      return result
    }
  }

  /// Counts one more link of a chain.
  private func link(_ count: Int) throws(TemplateFault) -> Int {
    guard count < Self.longestChain else {
      throw TemplateFault(
        message: "more than \(Self.longestChain) operators in a row", lower: tokens[place].lower,
        upper: tokens[place].upper, help: "use variables, or split the field")
    }
    return count + 1
  }

  mutating func disjunction() throws(TemplateFault) -> TemplateExpression {
    var operands = [try conjunction()]
    while skip(name: "or") { operands.append(try conjunction()) }
    return operands.count == 1 ? operands[0] : .or(operands)
  }

  private mutating func conjunction() throws(TemplateFault) -> TemplateExpression {
    var operands = [try negation()]
    while skip(name: "and") { operands.append(try negation()) }
    return operands.count == 1 ? operands[0] : .and(operands)
  }

  private mutating func negation() throws(TemplateFault) -> TemplateExpression {
    guard isName("not") else { return try comparison() }
    return try nested { (parser) throws(TemplateFault) in
      let start = parser.place
      parser.place += 1
      return .not(try parser.negation(), parser.span(of: start))
    }
  }

  private mutating func comparison() throws(TemplateFault) -> TemplateExpression {
    let first = try sum()
    var rest: [(operation: TemplateExpression.Comparison, operand: TemplateExpression)] = []
    while let operation = comparisonOperator() {
      rest.append((operation, try sum()))
    }
    return rest.isEmpty ? first : .comparison(first, rest)
  }

  private mutating func comparisonOperator() -> TemplateExpression.Comparison? {
    switch kind {
    case .symbol(let symbol):
      guard let operation = TemplateExpression.Comparison(rawValue: symbol) else { return nil }
      place += 1
      return operation
    case .name("in"):
      place += 1
      return .isIn
    case .name("not"):
      guard tokens[place + 1].kind == .name("in") else { return nil }
      place += 2
      return .isNotIn
    default: return nil
    }
  }

  private mutating func sum() throws(TemplateFault) -> TemplateExpression {
    var left = try concatenation()
    var count = 0
    while isSymbol("+") || isSymbol("-") {
      count = try link(count)
      let operation = takeOperator()
      left = .arithmetic(operation, left, try concatenation())
    }
    return left
  }

  private mutating func takeOperator() -> Located<String> {
    guard case .symbol(let symbol) = kind else { preconditionFailure("an operator is a symbol") }
    let operation = Located(symbol, span(of: place))
    place += 1
    return operation
  }

  private mutating func concatenation() throws(TemplateFault) -> TemplateExpression {
    var operands = [try product()]
    while skip(symbol: "~") { operands.append(try product()) }
    return operands.count == 1 ? operands[0] : .concatenation(operands)
  }

  private mutating func product() throws(TemplateFault) -> TemplateExpression {
    var left = try power()
    var count = 0
    while isSymbol("*") || isSymbol("/") || isSymbol("//") || isSymbol("%") {
      count = try link(count)
      let operation = takeOperator()
      left = .arithmetic(operation, left, try power())
    }
    return left
  }

  private mutating func power() throws(TemplateFault) -> TemplateExpression {
    var left = try unary(takesFilters: true)
    var count = 0
    while isSymbol("**") {
      count = try link(count)
      let operation = takeOperator()
      left = .arithmetic(operation, left, try unary(takesFilters: true))
    }
    return left
  }

  private mutating func unary(takesFilters: Bool) throws(TemplateFault) -> TemplateExpression {
    var result: TemplateExpression
    if isSymbol("-") || isSymbol("+") {
      let start = place
      let isMinus = isSymbol("-")
      place += 1
      let operand = try nested { (parser) throws(TemplateFault) in
        try parser.unary(takesFilters: false)
      }
      result = isMinus ? .negative(operand, span(from: start)) : operand
    } else {
      result = try primary()
    }
    result = try postfix(result)
    return takesFilters ? try filters(result) : result
  }

  private mutating func primary() throws(TemplateFault) -> TemplateExpression {
    let start = place
    switch kind {
    case .name(let name):
      place += 1
      let span = span(of: start)
      switch name {
      case "true", "True": return .constant(.boolean(true), span)
      case "false", "False": return .constant(.boolean(false), span)
      case "none", "None": return .constant(.null, span)
      default: return .name(name, span)
      }
    case .text(var text):
      place += 1
      // Texts side by side are one.
      while case .text(let more) = kind {
        text += more
        place += 1
      }
      return .constant(.text(text), span(from: start))
    case .integer(let lexeme):
      place += 1
      return .constant(.integer(lexeme), span(of: start))
    case .float(let lexeme):
      place += 1
      return .constant(.float(lexeme), span(of: start))
    case .symbol("("):
      place += 1
      let inner = try nested { (parser) throws(TemplateFault) in
        try parser.tuple(isBracketed: true)
      }
      try expect(.symbol(")"))
      return inner
    case .symbol("["):
      place += 1
      let items = try nested { (parser) throws(TemplateFault) in try parser.items(until: "]") }
      return .list(items, span(from: start))
    case .symbol("{"):
      place += 1
      let members = try nested { (parser) throws(TemplateFault) in try parser.members() }
      return .map(members, span(from: start))
    default: throw unexpected("expected a value")
    }
  }

  private mutating func items(until end: String) throws(TemplateFault) -> [TemplateExpression] {
    var items: [TemplateExpression] = []
    while !isSymbol(end) {
      if !items.isEmpty {
        try expect(.symbol(","))
        if isSymbol(end) { break }
      }
      items.append(try expression())
    }
    place += 1
    return items
  }

  private mutating func members() throws(TemplateFault) -> [(
    key: TemplateExpression, value: TemplateExpression
  )] {
    var members: [(key: TemplateExpression, value: TemplateExpression)] = []
    while !isSymbol("}") {
      if !members.isEmpty {
        try expect(.symbol(","))
        if isSymbol("}") { break }
      }
      let key = try expression()
      try expect(.symbol(":"))
      members.append((key, try expression()))
    }
    place += 1
    return members
  }

  // MARK: Behind a value

  private mutating func postfix(
    _ value: TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
    var value = value
    var count = 0
    while true {
      switch kind {
      case .symbol("."): value = try member(of: value)
      case .symbol("["): value = try subscripted(value)
      case .symbol("("): value = try called(value)
      default: return value
      }
      count = try link(count)
    }
  }

  private mutating func member(of value: TemplateExpression) throws(TemplateFault)
    -> TemplateExpression
  {
    place += 1
    let start = place
    switch kind {
    case .name: return .attribute(value, try takeName())
    case .integer(let number):
      place += 1
      let span = span(of: start)
      return .item(value, .constant(.integer(number), span), value.span.union(span))
    default: throw unexpected("expected a name or a number")
    }
  }

  private mutating func subscripted(_ value: TemplateExpression) throws(TemplateFault)
    -> TemplateExpression
  {
    place += 1
    let start = place
    return try nested { (parser) throws(TemplateFault) in
      var parts: [TemplateExpression?] = []
      var isSlice = false
      while true {
        if parser.isSymbol(":") || parser.isSymbol("]") {
          parts.append(nil)
        } else {
          parts.append(try parser.expression())
        }
        guard parts.count < 3, parser.skip(symbol: ":") else { break }
        isSlice = true
      }
      try parser.expect(.symbol("]"))
      let span = value.span.union(parser.span(from: start))
      if isSlice { return .slice(value, parts, span) }
      guard let key = parts[0] else {
        parser.place -= 1
        throw parser.unexpected("expected a key")
      }
      return .item(value, key, span)
    }
  }

  private mutating func called(_ value: TemplateExpression) throws(TemplateFault)
    -> TemplateExpression
  {
    let start = place
    let arguments = try arguments()
    return .call(value, arguments, value.span.union(span(from: start)))
  }

  private mutating func arguments() throws(TemplateFault) -> TemplateArguments {
    let start = place
    place += 1
    return try nested { (parser) throws(TemplateFault) in
      var arguments = TemplateArguments()
      var isFirst = true
      while !parser.isSymbol(")") {
        if !isFirst {
          try parser.expect(.symbol(","))
          if parser.isSymbol(")") { break }
        }
        isFirst = false
        if parser.isSymbol("**") { throw parser.unsupported("`**`", at: parser.place) }
        if parser.skip(symbol: "*") {
          arguments.spread = try parser.expression()
        } else if case .name = parser.kind, parser.tokens[parser.place + 1].kind == .symbol("=") {
          let name = try parser.takeName()
          parser.place += 1
          arguments.named.append((name, try parser.expression()))
        } else {
          guard arguments.named.isEmpty, arguments.spread == nil else {
            throw parser.unexpected("expected an argument with a name")
          }
          arguments.positional.append(try parser.expression())
        }
      }
      parser.place += 1
      arguments.span = parser.span(from: start)
      return arguments
    }
  }

  private mutating func filters(_ value: TemplateExpression) throws(TemplateFault)
    -> TemplateExpression
  {
    var value = value
    var count = 0
    while true {
      count = try link(count)
      if skip(symbol: "|") {
        let name = try takeName()
        value = .filter(value, name, isSymbol("(") ? try arguments() : TemplateArguments())
      } else if skip(name: "is") {
        value = try test(value)
      } else if isSymbol("(") {
        value = try called(value)
      } else {
        return value
      }
    }
  }

  private mutating func test(_ value: TemplateExpression) throws(TemplateFault)
    -> TemplateExpression
  {
    let start = place
    let isNegated = skip(name: "not")
    let name = try takeName()
    var arguments = TemplateArguments()
    switch kind {
    case .symbol("("): arguments = try self.arguments()
    case .name("else"), .name("or"), .name("and"), .name("if"): break
    case .name("is"): throw unexpected("tests cannot follow each other")
    case .name, .text, .integer, .float, .symbol("["), .symbol("{"):
      let operand = try postfix(try primary())
      arguments.positional = [operand]
      arguments.span = operand.span
    default: break
    }
    let result = TemplateExpression.test(value, name, arguments)
    return isNegated ? .not(result, span(of: start)) : result
  }
}

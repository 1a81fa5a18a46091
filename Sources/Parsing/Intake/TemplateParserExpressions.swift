import Diagnostics

/// Expressions, from what binds loosest to what binds tightest.
extension TemplateParser {
  /// An expression, or several with commas between, which are a list.
  mutating func tuple(
    allowsConditional: Bool = true, isBracketed: Bool = false
  ) throws(TemplateFault) -> TemplateExpression {
    let start = place
    if endsTuple {
      guard isBracketed else { throw unexpected("expected an expression") }
      return .list([], span(of: start))
    }
    let first = allowsConditional ? try expression() : try disjunction()
    guard isSymbol(",") else { return first }
    var items = [first]
    while skip(symbol: ","), !endsTuple {
      items.append(allowsConditional ? try expression() : try disjunction())
    }
    return .list(items, span(from: start))
  }

  private var endsTuple: Bool {
    switch kind {
    case .variableEnd, .blockEnd, .end: true
    case .symbol: reads(")", place)
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
    let first = try conjunction()
    guard isName("or") else { return first }
    var operands = [first]
    while skip(name: "or") { operands.append(try conjunction()) }
    return .or(operands)
  }

  private mutating func conjunction() throws(TemplateFault) -> TemplateExpression {
    let first = try negation()
    guard isName("and") else { return first }
    var operands = [first]
    while skip(name: "and") { operands.append(try negation()) }
    return .and(operands)
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
    case .symbol where "=!<>".utf8.contains(source.bytes[tokens[place].lower]):
      let operation = TemplateExpression.Comparison(rawValue: text(of: place))
      if operation != nil { place += 1 }
      return operation
    case .name where reads("in", place):
      place += 1
      return .isIn
    case .name where reads("not", place):
      guard tokens[place + 1].kind == .name, reads("in", place + 1) else { return nil }
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
    let operation = Located(text(of: place), span(of: place))
    place += 1
    return operation
  }

  private mutating func concatenation() throws(TemplateFault) -> TemplateExpression {
    let first = try product()
    guard isSymbol("~") else { return first }
    var operands = [first]
    while skip(symbol: "~") { operands.append(try product()) }
    return .concatenation(operands)
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
    case .name:
      place += 1
      let span = span(of: start)
      switch text(of: start) {
      case "true", "True": return .constant(.boolean(true), span)
      case "false", "False": return .constant(.boolean(false), span)
      case "none", "None": return .constant(.null, span)
      case let name: return .name(name, span)
      }
    case .text:
      var text = text(of: start)
      place += 1
      // Texts side by side are one.
      while kind == .text {
        text += self.text(of: place)
        place += 1
      }
      return .constant(.text(text), span(from: start))
    case .integer:
      place += 1
      return .constant(.integer(text(of: start)), span(of: start))
    case .float:
      place += 1
      return .constant(.float(text(of: start)), span(of: start))
    case .symbol:
      if skip(symbol: "(") {
        let inner = try nested { (parser) throws(TemplateFault) in
          try parser.tuple(isBracketed: true)
        }
        try expect(symbol: ")")
        return inner
      }
      if skip(symbol: "[") {
        let items = try nested { (parser) throws(TemplateFault) in try parser.items(until: "]") }
        return .list(items, span(from: start))
      }
      if skip(symbol: "{") {
        let members = try nested { (parser) throws(TemplateFault) in try parser.members() }
        return .map(members, span(from: start))
      }
      throw unexpected("expected a value")
    default: throw unexpected("expected a value")
    }
  }

  private mutating func items(until end: StaticString) throws(TemplateFault) -> [TemplateExpression]
  {
    var items: [TemplateExpression] = []
    while !isSymbol(end) {
      if !items.isEmpty {
        try expect(symbol: ",")
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
        try expect(symbol: ",")
        if isSymbol("}") { break }
      }
      let key = try expression()
      try expect(symbol: ":")
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
      guard kind == .symbol else { return value }
      switch source.bytes[tokens[place].lower] {
      case UInt8(ascii: "."): value = try member(of: value)
      case UInt8(ascii: "["): value = try subscripted(value)
      case UInt8(ascii: "("): value = try called(value)
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
    case .integer:
      place += 1
      let span = span(of: start)
      return .item(value, .constant(.integer(text(of: start)), span), value.span.union(span))
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
      try parser.expect(symbol: "]")
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
          try parser.expect(symbol: ",")
          if parser.isSymbol(")") { break }
        }
        isFirst = false
        if parser.isSymbol("**") { throw parser.unsupported("`**`", at: parser.place) }
        if parser.skip(symbol: "*") {
          arguments.spread = try parser.expression()
        } else if parser.kind == .name, parser.tokens[parser.place + 1].kind == .symbol,
          parser.reads("=", parser.place + 1)
        {
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
    case .symbol where reads("(", place): arguments = try self.arguments()
    case .name where ["else", "or", "and", "if"].contains { reads($0, place) }: break
    case .name where reads("is", place): throw unexpected("tests cannot follow each other")
    case .symbol where !reads("[", place) && !reads("{", place): break
    case .name, .text, .integer, .float, .symbol:
      let operand = try postfix(try primary())
      arguments.positional = [operand]
      arguments.span = operand.span
    default: break
    }
    let result = TemplateExpression.test(value, name, arguments)
    return isNegated ? .not(result, span(of: start)) : result
  }
}

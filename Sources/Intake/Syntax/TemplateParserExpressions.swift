import JSON
import Text
import YAML

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
    let first = allowsConditional ? try expression() : try operation(.or)
    guard isSymbol(",") else { return first }
    var items = [first]
    while skip(symbol: ","), !endsTuple {
      items.append(allowsConditional ? try expression() : try operation(.or))
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
      var result = try parser.operation(.or)
      var count = 0
      while parser.skip(name: "if") {
        count = try parser.link(count)
        let test = try parser.operation(.or)
        let otherwise: TemplateExpression? =
          parser.skip(name: "else") ? try parser.expression() : nil
        result = .conditional(test: test, then: result, otherwise: otherwise)
        try parser.grow()
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

  // MARK: Operators

  /// Operators with an operand on each side, from what binds loosest to what binds tightest.
  private enum Precedence: Int {
    case or, and, comparison, sum, concatenation, product, power, none

    /// What the operand on the right is made of.
    var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .none }
  }

  /// The current operator.
  private var precedence: Precedence? {
    let token = tokens[place]
    switch token.kind {
    case .name:
      if reads("and", place) { return .and }
      if reads("or", place) { return .or }
      return reads("in", place) || isNotIn ? .comparison : nil
    case .symbol:
      let isDouble = token.upper - token.lower == 2
      switch source.bytes[token.lower] {
      case UInt8(ascii: "<"), UInt8(ascii: ">"): return .comparison
      case UInt8(ascii: "="), UInt8(ascii: "!"): return isDouble ? .comparison : nil
      case UInt8(ascii: "+"), UInt8(ascii: "-"): return .sum
      case UInt8(ascii: "~"): return .concatenation
      case UInt8(ascii: "*"): return isDouble ? .power : .product
      case UInt8(ascii: "/"), UInt8(ascii: "%"): return .product
      default: return nil
      }
    default: return nil
    }
  }

  /// An expression whose operators bind as tight as `loosest` or tighter.
  private mutating func operation(
    _ loosest: Precedence
  ) throws(TemplateFault) -> TemplateExpression {
    // `not` binds tighter than `and`, and looser than a comparison.
    let mayNegate = loosest.rawValue <= Precedence.comparison.rawValue
    var left = mayNegate && isName("not") ? try negation() : try unary(takesFilters: true)
    while let precedence, precedence.rawValue >= loosest.rawValue {
      left = try operation(precedence, from: left)
      try grow()
    }
    return left
  }

  /// All operators of one precedence in a row.
  private mutating func operation(
    _ precedence: Precedence, from first: consuming TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
    switch precedence {
    case .or: return .or(try operands(precedence, from: first))
    case .and: return .and(try operands(precedence, from: first))
    case .concatenation: return .concatenation(try operands(precedence, from: first))
    case .comparison:
      var rest: [(operation: TemplateExpression.Comparison, operand: TemplateExpression)] = []
      while self.precedence == .comparison {
        let operation = takeComparison()
        rest.append((operation, try right(of: precedence)))
      }
      return .comparison(first, rest)
    case .sum, .product, .power, .none:
      var left = first
      var count = 0
      while self.precedence == precedence {
        count = try link(count)
        let operation = Located(text(of: place), span(of: place))
        place += 1
        left = .arithmetic(operation, left, try right(of: precedence))
        try grow()
      }
      return left
    }
  }

  private mutating func right(
    of precedence: Precedence
  ) throws(TemplateFault) -> TemplateExpression {
    try operand { (parser) throws(TemplateFault) in try parser.operation(precedence.next) }
  }

  private mutating func operands(
    _ precedence: Precedence, from first: consuming TemplateExpression
  ) throws(TemplateFault) -> [TemplateExpression] {
    var operands = [first]
    while self.precedence == precedence {
      place += 1
      operands.append(try right(of: precedence))
    }
    return operands
  }

  private mutating func negation() throws(TemplateFault) -> TemplateExpression {
    try nested { (parser) throws(TemplateFault) in
      let start = parser.place
      parser.place += 1
      return .not(try parser.operation(.comparison), parser.span(of: start))
    }
  }

  private var isNotIn: Bool {
    reads("not", place) && tokens[place + 1].kind == .name && reads("in", place + 1)
  }

  private mutating func takeComparison() -> TemplateExpression.Comparison {
    if isName("not") {
      place += 2
      return .isNotIn
    }
    defer { place += 1 }
    let token = tokens[place]
    let isDouble = token.upper - token.lower == 2
    return switch source.bytes[token.lower] {
    case UInt8(ascii: "="): .equal
    case UInt8(ascii: "!"): .notEqual
    case UInt8(ascii: "<"): isDouble ? .lessOrEqual : .less
    case UInt8(ascii: ">"): isDouble ? .greaterOrEqual : .greater
    default: .isIn
    }
  }

  private mutating func unary(takesFilters: Bool) throws(TemplateFault) -> TemplateExpression {
    guard isSymbol("-") || isSymbol("+") else {
      return try operand { (parser) throws(TemplateFault) in
        let result = try parser.postfix()
        return takesFilters ? try parser.filters(result) : result
      }
    }
    let start = place
    let isMinus = isSymbol("-")
    place += 1
    let operand = try nested { (parser) throws(TemplateFault) in
      try parser.unary(takesFilters: false)
    }
    let signed = isMinus ? TemplateExpression.negative(operand, span(from: start)) : operand
    var count = 0
    let result = try postfix(signed, &count)
    return takesFilters ? try filters(result) : result
  }

  private mutating func primary() throws(TemplateFault) -> TemplateExpression {
    let start = place
    switch kind {
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

  // MARK: After a value

  /// A value with what is read of it.
  private mutating func postfix() throws(TemplateFault) -> TemplateExpression {
    var count = 0
    let value = kind == .name ? try name(&count) : try primary()
    return try postfix(value, &count)
  }

  /// A name, and the path that it begins; each further name is a link of a chain.
  private mutating func name(_ count: inout Int) throws(TemplateFault) -> TemplateExpression {
    let start = place
    place += 1
    if let constant = constant(start) { return .constant(constant, span(of: start)) }
    let root = Located(text(of: start), span(of: start))
    note(root: root.value)
    guard isMember else { return .name(root.value, root.span) }
    var names: [Located<String>] = []
    names.reserveCapacity(4)
    names.append(root)
    while isMember {
      place += 1
      names.append(try takeName())
      count = try link(count)
    }
    return .path(names)
  }

  /// The constant that a name is.
  private func constant(_ token: Int) -> JSONTree? {
    switch source.bytes[tokens[token].lower] | 0x20 {
    case UInt8(ascii: "t"): reads("true", token) || reads("True", token) ? .boolean(true) : nil
    case UInt8(ascii: "f"): reads("false", token) || reads("False", token) ? .boolean(false) : nil
    case UInt8(ascii: "n"): reads("none", token) || reads("None", token) ? .null : nil
    default: nil
    }
  }

  /// Whether a dot and a name follow that is not called.
  private var isMember: Bool {
    isSymbol(".") && tokens[place + 1].kind == .name
      && !(tokens[place + 2].kind == .symbol && reads("(", place + 2))
  }

  private mutating func postfix(
    _ value: consuming TemplateExpression, _ count: inout Int
  ) throws(TemplateFault) -> TemplateExpression {
    while true {
      guard kind == .symbol else { return value }
      switch source.bytes[tokens[place].lower] {
      case UInt8(ascii: "."): value = try member(of: value)
      case UInt8(ascii: "["): value = try subscripted(value)
      case UInt8(ascii: "("): value = try called(value)
      default: return value
      }
      try grow()
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
    let span = value.span.union(span(from: start))
    // Of a path in brackets the last name is what is called.
    guard case .path(let names) = value else { return .call(value, arguments, span) }
    let base =
      names.count > 2
      ? TemplateExpression.path(names.dropLast()) : .name(names[0].value, names[0].span)
    return .call(.attribute(base, names[names.count - 1]), arguments, span)
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

  private mutating func filters(
    _ value: consuming TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
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
      try grow()
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
      let operand = try postfix()
      arguments.positional = [operand]
      arguments.span = operand.span
    default: break
    }
    let result = TemplateExpression.test(value, name, arguments)
    return isNegated ? .not(result, span(of: start)) : result
  }
}

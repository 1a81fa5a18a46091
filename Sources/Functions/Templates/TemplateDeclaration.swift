import Events

extension Function {
  /// A function of the templates: its body sees every argument as it is, undefined and None too.
  convenience init(
    template name: String, aliases: [String] = [], _ parameters: [Parameter],
    returns: ResultType = .any, about: String, examples: [Example],
    prepare: Preparation? = nil, copiesLists: Bool = false, takesLong: Bool = false,
    body: @escaping Body
  ) {
    self.init(
      name, aliases: aliases, parameters: parameters, returns: returns, about: about,
      examples: examples, prepare: prepare, copiesLists: copiesLists, takesLong: takesLong,
      body: body)
  }
}

extension Parameter {
  /// A parameter of a template function that must be given.
  static func python(_ name: String) -> Parameter {
    Parameter(name, .any, admitsAbsent: true)
  }

  /// One that may be left out, and what it then counts as.
  static func python(_ name: String, otherwise: ConstantArgument) -> Parameter {
    Parameter(name, .any, optional: true, admitsAbsent: true, otherwise: otherwise)
  }

  /// All arguments from here on.
  static func rest(_ name: String) -> Parameter {
    Parameter(name, .any, variadic: true, admitsAbsent: true)
  }
}

extension Arguments {
  /// The text of an argument that is one; nil for any other value.
  @inline(__always)
  func string(_ index: Int) -> TextSpan? {
    value(index).kind == .string ? span(index) : nil
  }

  /// `str(argument)`; mostly it is a text, and as it stands.
  @inline(__always)
  func asText(_ index: Int) -> TextSpan {
    value(index).kind == .string ? span(index) : PythonValue.text(value(index), in: scratch)
  }

  /// A bound of a slice: left out or None it means a default, and one past 64 bits is cut to them.
  ///
  /// Nil where Python wants an index.
  func bound(_ index: Int, otherwise: Int) -> Int? {
    if index >= count || value(index).kind == .null { return otherwise }
    if case .large(let digits) = PythonNumber(value(index)) {
      return digits[0] == UInt8(ascii: "-") ? Int.min : Int.max
    }
    return wholeNumber(index)
  }

  /// An integer of 64 bits, true or false; nil for another value.
  func wholeNumber(_ index: Int) -> Int? {
    if case .integer(let number) = PythonNumber(value(index)) { number } else { nil }
  }

  /// Whether an optional argument was given, as another value than None.
  func isGiven(_ index: Int) -> Bool {
    index < count && value(index).kind != .null
  }

  /// An argument that counts as true or false.
  func isTrue(_ index: Int) -> Bool { PythonValue.isTrue(value(index)) }
}

extension Value {
  /// The result of a question that may not have an answer.
  static func answer(_ result: Bool?) -> Value { result.map { .boolean($0) } ?? .failed }
}

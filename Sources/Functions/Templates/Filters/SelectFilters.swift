import Events

/// The filters of template expressions.
enum TemplateFilters {}

extension TemplateFilters {
  /// `value | select(test, arguments…)`.
  static let select = selection(
    "select", isKept: true, hasAttribute: false,
    about: "The items that pass a test, or that are true where none is named.",
    examples: [
      .of("[1, 0, 2]", gives: "[1,2]"),
      .of(#"["a", 1]"#, #""string""#, gives: #"["a"]"#),
      .of("[1, 5]", #"">""#, "2", gives: "[5]"), .of("null", gives: "[]"),
      .of("1", gives: "failed"),
      .of("[null]", #"">""#, "2", gives: "failed"),
    ])

  /// `value | reject(test, arguments…)`.
  static let reject = selection(
    "reject", isKept: false, hasAttribute: false,
    about: "The items that do not pass a test, or that are false where none is named.",
    examples: [
      .of("[1, 0, 2]", gives: "[0]"), .of(#"["a", 1]"#, #""string""#, gives: "[1]"),
    ])

  /// `value | selectattr(attribute, test, arguments…)`.
  static let selectAttribute = selection(
    "selectattr", isKept: true, hasAttribute: true,
    about: "The items with an attribute that passes a test, or is true where none is named.",
    examples: [
      .of(#"[{"a": 1}, {"a": 2}]"#, #""a""#, #""==""#, "2", gives: #"[{"a": 2}]"#),
      .of(#"[{"a": 0}, {"a": 2}, {}]"#, #""a""#, gives: #"[{"a": 2}]"#),
      .of(#"[{}]"#, #""a.b""#, gives: "failed"),
    ])

  /// `value | rejectattr(attribute, test, arguments…)`.
  static let rejectAttribute = selection(
    "rejectattr", isKept: false, hasAttribute: true,
    about: "The items without an attribute that passes a test, or is true where none is named.",
    examples: [
      .of(#"[{"a": 1}, {"a": 2}]"#, #""a""#, #""==""#, "2", gives: #"[{"a": 1}]"#),
      .of(#"[{"a": 0}, {}]"#, #""a""#, gives: #"[{"a": 0},{}]"#),
    ])

  private static func selection(
    _ name: String, isKept: Bool, hasAttribute: Bool, about: String,
    examples: [Function.Example]
  ) -> Function {
    let attribute = hasAttribute ? [Parameter.python("attribute")] : []
    let place = 1 + attribute.count
    return Function(
      template: name,
      [.python("value")] + attribute + [.python("test", otherwise: .null), .rest("args")],
      returns: .list, about: about, examples: examples,
      prepare: ItemCall.prepare(.test, at: place)
    ) { arguments in
      let scratch = arguments.scratch
      guard var items = PythonIterator(ofTrue: arguments.value(0), in: scratch) else {
        return .failed
      }
      let test = arguments.prepared(as: ItemCall.self)
      if arguments.count > place, test == nil { return .failed }
      let path = AttributePath(hasAttribute ? arguments.value(1) : .null)
      var list = ListBuilder(in: scratch, capacity: Int(arguments.value(0).count) + 16)
      while let item = items.next() {
        let value = hasAttribute ? path.value(in: item, scratch) : item
        if value.kind == .ignored { return .failed }
        let answer = test?.answer(for: value, arguments) ?? value
        if answer.kind == .ignored { return .failed }
        if PythonValue.isTrue(answer) == isKept { list.appendItem(item) }
        if scratch.isExhausted { return .absent }
      }
      return list.finish()
    }
  }

  /// `value | map(filter, arguments…)`.
  static let map = Function(
    template: "map", [.python("value"), .python("filter"), .rest("args")], returns: .list,
    about: "What a filter gives for every item.",
    examples: [
      .of(#"["A", 1]"#, #""lower""#, gives: #"["a","1"]"#),
      .of(#"["x", "2"]"#, #""int""#, "7", gives: "[7,2]"),
      .of("[null]", #""length""#, gives: "failed"),
    ], prepare: ItemCall.prepare(.filter, at: 1)
  ) { arguments in
    guard var items = PythonIterator(ofTrue: arguments.value(0), in: arguments.scratch),
      let filter = arguments.prepared(as: ItemCall.self)
    else { return .failed }
    var list = ListBuilder(in: arguments.scratch, capacity: Int(arguments.value(0).count) + 16)
    while let item = items.next() {
      let value = filter.answer(for: item, arguments)
      if value.kind == .ignored || !PythonValue.mayNest(value) { return .failed }
      list.appendItem(value)
      if arguments.scratch.isExhausted { return .absent }
    }
    return list.finish()
  }

  /// `value | map(attribute=…, default=…)`.
  static let mapAttribute = Function(
    template: "map(attribute)",
    [.python("value"), .python("attribute"), .python("default", otherwise: .null)],
    returns: .list,
    about: "An attribute of every item; where it is undefined, the default.",
    examples: [
      .of(#"[{"a": {"b": 1}}]"#, #""a.b""#, gives: "[1]"),
      .of(#"[{"a": 1}, {}]"#, #""a""#, "0", gives: "[1,0]"),
      .of(#"[{}]"#, #""a.b""#, gives: "failed"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    guard var items = PythonIterator(ofTrue: arguments.value(0), in: scratch) else {
      return .failed
    }
    let path = AttributePath(arguments.value(1))
    let otherwise = arguments.count > 2 ? arguments.value(2) : .null
    var list = ListBuilder(in: scratch, capacity: Int(arguments.value(0).count) + 16)
    while let item = items.next() {
      let value = path.value(in: item, otherwise: otherwise, scratch)
      if value.kind == .ignored || !PythonValue.mayNest(value) { return .failed }
      list.appendItem(value)
    }
    return list.finish()
  }
}

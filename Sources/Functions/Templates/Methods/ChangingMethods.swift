import Events

/// Methods that change their receiver: the result is what the receiver has become.
extension TemplateMethods {
  /// `list.append(object)`.
  static let append = Function(
    template: "append", [.python("list"), .python("object")], returns: .list,
    about: "The list with one more item.",
    examples: [
      .of("[1]", #""a""#, gives: #"[1,"a"]"#), .of("[]", "[2]", gives: "[[2]]"),
      .of(#""a""#, "1", gives: "failed"),
    ]
  ) { arguments in
    guard arguments.value(0).kind == .array, PythonValue.mayNest(arguments.value(1)) else {
      return .failed
    }
    return Changing.inserted(
      arguments.value(1), into: arguments.value(0), at: nil, in: arguments.scratch)
  }

  /// `list.insert(index, object)`.
  static let insert = Function(
    template: "insert", [.python("list"), .python("index"), .python("object")], returns: .list,
    about: "The list with one more item before that of an index.",
    examples: [
      .of("[1, 2]", "0", "3", gives: "[3,1,2]"), .of("[1, 2]", "-1", "3", gives: "[1,3,2]"),
      .of("[1]", "9", "3", gives: "[1,3]"), .of("[]", "null", "1", gives: "failed"),
    ]
  ) { arguments in
    guard arguments.value(0).kind == .array, PythonValue.mayNest(arguments.value(2)),
      let index = arguments.wholeNumber(1)
    else { return .failed }
    let count = JSONCursor.count(of: arguments.value(0))
    return Changing.inserted(
      arguments.value(2), into: arguments.value(0),
      at: index < 0 ? max(0, index &+ count) : index, in: arguments.scratch)
  }

  /// `list.extend(iterable)`.
  static let extend = Function(
    template: "extend", [.python("list"), .python("iterable")], returns: .list,
    about: "The list with the items of another behind.",
    examples: [
      .of("[1]", "[2, 3]", gives: "[1,2,3]"), .of("[]", #""ab""#, gives: #"["a","b"]"#),
      .of("[1]", "null", gives: "failed"), .of("{}", "[]", gives: "failed"),
    ], copiesLists: true
  ) { arguments in
    let other = PythonIterator.list(arguments.value(1), in: arguments.scratch)
    guard arguments.value(0).kind == .array, other.kind == .array else { return .failed }
    return Arithmetic.joined(arguments.value(0), other, in: arguments.scratch)
  }

  /// `list.pop(index)`, `map.pop(key, default)`.
  static let pop = Function(
    template: "pop",
    [
      .python("value"), .python("index", otherwise: .integer(-1)),
      .python("default", otherwise: .null),
    ], returns: .same,
    about: "The list without its last item or that of an index; the map without a member.",
    examples: [
      .of("[1, 2]", gives: "[1]"), .of("[1, 2]", "0", gives: "[2]"), .of("[]", gives: "failed"),
      .of(#"{"a": 1, "b": 2}"#, #""a""#, gives: #"{"b":2}"#),
      .of("{}", #""a""#, gives: "failed"), .of("{}", #""a""#, "1", gives: "{}"),
    ]
  ) { arguments in
    let value = arguments.value(0)
    if value.kind == .array {
      guard arguments.count < 3, let index = arguments.count > 1 ? arguments.wholeNumber(1) : -1
      else { return .failed }
      return Changing.removed(index, from: value, in: arguments.scratch)
    }
    guard value.kind == .object, arguments.count > 1, !arguments.value(1).isContainer,
      !value.hides("pop", in: arguments.scratch)
    else { return .failed }
    let isThere = PythonValue.contains(arguments.value(1), value, in: arguments.scratch) ?? false
    guard isThere else { return arguments.count > 2 ? value : .failed }
    let name = PythonMembers.name(of: arguments.value(1), in: arguments.scratch)
    return Changing.members(of: value, in: arguments.scratch) { key, value in
      key == name ? nil : value
    }
  }

  /// `map.update(other)`.
  static let update = Function(
    template: "update", [.python("map"), .python("other", otherwise: .null)], returns: .object,
    about: "The map with the members of another, which win; or with pairs of names and values.",
    examples: [
      .of(#"{"a": 1, "b": 2}"#, #"{"b": 3, "c": 4}"#, gives: #"{"a":1,"b":3,"c":4}"#),
      .of("{}", #"[["a", 1]]"#, gives: #"{"a":1}"#), .of("{}", gives: "{}"),
      .of("{}", "null", gives: "failed"), .of("[]", "{}", gives: "failed"),
    ]
  ) { arguments in
    let map = arguments.value(0)
    guard map.kind == .object, !map.hides("update", in: arguments.scratch) else {
      return .failed
    }
    if arguments.count < 2 { return map }
    let other = Changing.map(arguments.value(1), in: arguments.scratch)
    guard other.kind == .object else { return .failed }
    return Changing.merged(map, other, in: arguments.scratch)
  }

  /// `map.setdefault(key, default)`.
  static let setDefault = Function(
    template: "setdefault",
    [.python("map"), .python("key"), .python("default", otherwise: .null)], returns: .object,
    about: "The map with a member of that name, unless it has one.",
    examples: [
      .of("{}", #""a""#, "1", gives: #"{"a":1}"#),
      .of(#"{"a": 2}"#, #""a""#, "1", gives: #"{"a": 2}"#), .of("[]", "1", gives: "failed"),
    ]
  ) { arguments in
    let map = arguments.value(0)
    let otherwise = arguments.count > 2 ? arguments.value(2) : .null
    guard map.kind == .object, !arguments.value(1).isContainer,
      !map.hides("setdefault", in: arguments.scratch), PythonValue.mayNest(otherwise)
    else { return .failed }
    if PythonMembers.value(of: arguments.value(1), in: map, arguments.scratch) != nil { return map }
    var added = ObjectBuilder(in: arguments.scratch)
    added.append(arguments.value(1), otherwise)
    return Changing.merged(map, added.finish(), in: arguments.scratch)
  }

  /// `value.copy()`.
  static let copy = Function(
    template: "copy", [.python("value")], returns: .same,
    about: "The same list or map.",
    examples: [
      .of("[1]", gives: "[1]"), .of("{}", gives: "{}"), .of(#""a""#, gives: "failed"),
      .of(#"{"copy": 1}"#, gives: "failed"),
    ]
  ) { arguments in
    let value = arguments.value(0)
    return value.isContainer && !value.hides("copy", in: arguments.scratch) ? value : .failed
  }
}

import Events

extension TemplateMethods {
  typealias MapBody = @Sendable (Value, borrowing Arguments) -> Value

  /// A method of maps. A member of its name hides it, and a member cannot be called.
  private static func map(
    _ name: StaticString, _ parameters: [Parameter] = [], returns: ResultType, about: String,
    examples: [Function.Example], body: @escaping MapBody
  ) -> Function {
    Function(
      template: name.description, [.python("map")] + parameters, returns: returns, about: about,
      examples: examples
    ) { arguments in
      let map = arguments.value(0)
      guard map.kind == .object, !map.hides(name, in: arguments.scratch) else { return .failed }
      return body(map, arguments)
    }
  }

  /// `map.get(key, default)`.
  static let get = Function(
    template: "get", [.python("map"), .python("key"), .python("default", otherwise: .null)],
    about: "The member of that name, or else the default: null unless given.",
    examples: [
      .of(#"{"a": 1}"#, #""a""#, gives: "1"), .of(#"{"a": 1}"#, #""b""#, gives: "null"),
      .of("{}", #""b""#, "2", gives: "2"), .of(#"{"a": null}"#, #""a""#, "2", gives: "null"),
      .of("absent", #""a""#, gives: "failed"), .of("null", #""a""#, gives: "failed"),
    ]
  ) { arguments in
    let map = arguments.value(0)
    let key = arguments.value(1)
    guard map.kind == .object, !key.isContainer else { return .failed }
    // One pass finds the member and what may hide the method.
    let scratch = arguments.scratch
    let name = PythonMembers.name(of: key, in: scratch)
    let method = Bytes("get")
    var found: Value?
    var members = ObjectCursor(map)
    while let (other, value) = members.next() {
      if other.kind != .string, key.kind == .string { continue }
      let spelling = PythonMembers.name(of: other, in: scratch)
      if spelling == name { found = value }
      if spelling == method { return .failed }
    }
    if let found { return found }
    return arguments.count > 2 ? arguments.value(2) : .null
  }

  /// `map.keys()`.
  static let keys = map(
    "keys", returns: .list, about: "The names of the members.",
    examples: [.of(#"{"a": 1, "a": 2}"#, gives: #"["a"]"#), .of("[]", gives: "failed")]
  ) { map, arguments in PythonIterator.keys(of: map, in: arguments.scratch) }

  /// `map.values()`.
  static let values = map(
    "values", returns: .list, about: "The values of the members.",
    examples: [.of(#"{"a": 1, "a": 2}"#, gives: "[2]"), .of("null", gives: "failed")]
  ) { map, arguments in
    PythonMembers.with(map, in: arguments.scratch) { members in
      var list = ListBuilder(in: arguments.scratch, capacity: Int(map.count))
      for index in 0..<members.count { list.appendItem(members.value(index)) }
      return list.finish()
    }
  }

  /// `map.items()`.
  static let items = map(
    "items", returns: .list, about: "The members as lists of a name and a value.",
    examples: [
      .of(#"{"a": 1}"#, gives: #"[["a",1]]"#), .of(#"{"items": 1}"#, gives: "failed"),
    ]
  ) { map, arguments in Pairs.list(map, in: arguments.scratch) }
}

extension Value {
  /// Whether a map has a member of that name.
  func hides(_ name: StaticString, in scratch: Scratch) -> Bool {
    JSONCursor.member(Bytes(name), of: self, in: scratch).isPresent
  }
}

/// Maps as lists of pairs.
enum Pairs {
  /// The members of a map as lists of two; failed where they would lie too deep.
  static func list(_ map: Value, in scratch: Scratch) -> Value {
    guard PythonValue.mayNest(map) else { return .failed }
    return PythonMembers.with(map, in: scratch) { members in
      var builder = ByteBuilder(in: scratch, capacity: Int(map.count) + 2 * members.count + 16)
      builder.append(UInt8(ascii: "["))
      for index in 0..<members.count {
        builder.append(index == 0 ? "[" : ",[")
        builder.appendItem(members.key(index))
        builder.append(UInt8(ascii: ","))
        builder.appendItem(members.value(index))
        builder.append(UInt8(ascii: "]"))
      }
      builder.append(UInt8(ascii: "]"))
      return builder.finish().map { Value(.array, $0) } ?? .absent
    }
  }
}

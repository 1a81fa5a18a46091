import Events

extension Function {
  /// `map_path(list, path)`.
  static let mapPath = Function(
    "map_path",
    parameters: [Parameter("list", .list), Parameter("path", .constantText)], returns: .list,
    about: "The member at a path of every item of a list; items without it are left out.",
    examples: [
      Example(
        ["[{\"a\": {\"b\": 1}}, {\"a\": 2}, {\"a\": {\"b\": \"x\"}}]", "\"a.b\""], "[1,\"x\"]"),
      Example(["[{\"id\": 1}, 7]", "\"id\""], "[1]"),
      Example(["{\"id\": 1}", "\"id\""], "[1]"),
    ],
    prepare: MemberPath.prepare
  ) { arguments in
    guard let path = arguments.prepared(as: MemberPath.self) else { return .absent }
    var list = ListBuilder(in: arguments.scratch, capacity: Int(arguments.value(0).count))
    var items = ArrayCursor(arguments.value(0))
    while let item = items.next() { list.append(path.member(of: item, in: arguments.scratch)) }
    return list.finish()
  }
}

/// The names on the way from an object to a member deep inside.
private final class MemberPath: PreparedArgument {
  private let bytes: PaddedMemory
  private let names: [Range<Int>]

  init(_ path: String) {
    bytes = path.withBytes { PaddedMemory(copying: $0) }
    names = Array(path.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map(\.indices)
  }

  static let prepare: Function.Preparation = { constants, _ in
    guard let path = constants.text(1), !path.isEmpty else {
      return .invalid(argument: 1, message: "the path is empty", help: nil)
    }
    return .ready(MemberPath(path))
  }

  func member(of value: Value, in scratch: Scratch) -> Value {
    var value = value
    for name in names {
      value = JSONCursor.member(bytes[name], of: value, in: scratch)
    }
    return value
  }
}

extension MemberPath: @unchecked Sendable {}

import Events

extension Function {
  /// `flatten(list)`.
  static let flatten = Function(
    "flatten",
    parameters: [Parameter("list", .list)], returns: .list,
    about: "The items of a list and of the lists within it, at any depth.",
    examples: [
      Example(["[1, [2, [3]], []]"], "[1,2,3]"),
      Example(["[{\"a\": [1]}, [\"x\"]]"], "[{\"a\": [1]},\"x\"]"),
      Example(["{\"a\": [1]}"], "[{\"a\": [1]}]"),
    ]
  ) { arguments in
    let text = arguments.value(0).spelling
    var list = ListBuilder(in: arguments.scratch, capacity: text.count)
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","), 0...0x20: index += 1
      default:
        let (item, end) = JSONCursor.value(in: text, at: index)
        list.append(item)
        index = end
      }
    }
    return list.finish()
  }
}

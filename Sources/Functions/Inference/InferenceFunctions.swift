import Events

/// What inference computes fields with, by the names that plans use.
public enum InferenceFunctions {
  /// All of them; rules cannot call them by these names.
  public static let all: [Function] = [
    .related, .with, .property, TemplateFilters.basename, TemplateFilters.dirname, .lower,
    .userAgent,
    .webAddress, .typedAnswers, .inferredURL, .inferredPort, .inferredDomain,
    .inferredURLParts, .hostParts, .address, .fileName, .fileDirectory,
  ]

  /// The function of that name; nil if there is none.
  public static func named(_ name: String) -> Function? { all.first { $0.name == name } }
}

extension Function {
  /// `related(source…)`.
  static let related = Function(
    template: "related", [.rest("sources")], returns: .list,
    about: "The texts among values and items of lists, each once; absent where nothing is given.",
    examples: [
      Example([#"["a"]"#, #""b""#, #"["a", 1]"#], #"["a","b"]"#),
      Example(["[]"], "[]"),
      Example(["absent", "1"], "absent"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    var list = ListBuilder(in: scratch, capacity: 128)
    var hasEmptyList = false
    var hasItem = false
    for index in 0..<arguments.count {
      let value = arguments.value(index)
      if value.kind == .array {
        var items = ArrayCursor(value)
        var isEmpty = true
        while let item = items.next() {
          isEmpty = false
          guard item.kind == .string else { continue }
          hasItem = true
          list.append(item)
        }
        hasEmptyList = hasEmptyList || isEmpty
      } else if value.kind == .string {
        hasItem = true
        list.append(value)
      }
    }
    guard hasItem || hasEmptyList else { return .absent }
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { slot in
      slot.initialize(repeating: list.finish())
      return Function.unique.body(
        Arguments(
          UnsafeBufferPointer(slot), scratch: scratch, prepared: nil, now: arguments.now))
    }
  }

  /// `with(list, text)`.
  static let with = Function(
    template: "with", [.python("list"), .python("item")], returns: .list,
    about:
      "A list, or a lone value as one, with a text in it; sorted where it was added, as it was where it is there.",
    examples: [
      Example([#"["network"]"#, #""authentication""#], #"["authentication","network"]"#),
      Example([#"["start"]"#, #""start""#], #"["start"]"#),
      Example([#""start""#, #""start""#], #""start""#),
      Example([#""info""#, #""start""#], #"["info","start"]"#),
      Example(["absent", #""start""#], #"["start"]"#),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    let list = arguments.value(0)
    let item = arguments.value(1)
    if list.kind == .array, PythonValue.contains(item, list, in: scratch) == true { return list }
    if list.kind == .string, PythonValue.equal(list, item, in: scratch) { return list }
    var builder = ListBuilder(in: scratch, capacity: Int(list.count) + 64)
    var isAdded = false
    func isBefore(_ other: Value) -> Bool {
      PythonValue.compare(item, other, in: scratch) == -1
    }
    if list.kind == .array {
      var items = ArrayCursor(list)
      while let next = items.next() {
        if !isAdded, isBefore(next) {
          builder.append(item)
          isAdded = true
        }
        builder.append(next)
      }
    } else if list.kind == .string, list.count > 0 {
      if isBefore(list) {
        builder.append(item)
        isAdded = true
      }
      builder.append(list)
    }
    if !isAdded { builder.append(item) }
    return builder.finish()
  }

  /// `property(value)`.
  static let property = Function(
    template: "property", [.python("value")],
    about: "The value, unless it is empty or the `-` that event logs write for nothing.",
    examples: [
      Example([#""WORK-3""#], #""WORK-3""#), Example([#""-""#], "absent"),
      Example(["null"], "absent"),
    ]
  ) { arguments in
    let value = arguments.value(0)
    guard value.isPresent, value.kind != .null else { return .absent }
    if value.kind == .string, value.count == 0 || value.spelling == Bytes("-") { return .absent }
    return value
  }
}

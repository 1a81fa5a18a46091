import Events

/// Methods of what a regular expression matched: a list of the whole and every group.
extension TemplateMethods {
  /// `match.groups(default)`.
  static let groups = Function(
    template: "groups", [.python("match"), .python("default", otherwise: .null)], returns: .list,
    about: "What the groups of a match caught; a default for those that took no part.",
    examples: [
      .of(#"["ab", "a", null]"#, gives: #"["a",null]"#),
      .of(#"["ab", "a", null]"#, #""x""#, gives: #"["a","x"]"#), .of("null", gives: "failed"),
    ]
  ) { arguments in
    guard arguments.value(0).kind == .array else { return .failed }
    var list = ListBuilder(in: arguments.scratch, capacity: Int(arguments.value(0).count))
    var groups = ArrayCursor(arguments.value(0))
    _ = groups.next()
    while let group = groups.next() {
      list.appendItem(group.kind == .null && arguments.count > 1 ? arguments.value(1) : group)
    }
    return list.finish()
  }

  /// `match.group(numbers…)`.
  static let group = Function(
    template: "group", [.python("match"), .rest("numbers")],
    about: "What a group of a match caught, the whole match for 0 or none; a list for several.",
    examples: [
      .of(#"["ab", "a"]"#, gives: #""ab""#), .of(#"["ab", "a"]"#, "1", gives: #""a""#),
      .of(#"["ab", "a"]"#, "1", "0", gives: #"["a","ab"]"#),
      .of(#"["ab", "a"]"#, "2", gives: "failed"), .of("null", "1", gives: "failed"),
    ]
  ) { arguments in
    let match = arguments.value(0)
    guard match.kind == .array else { return .failed }
    if arguments.count < 2 { return JSONCursor.item(0, of: match) }
    var list = ListBuilder(in: arguments.scratch, capacity: Int(match.count))
    for index in 1..<arguments.count {
      guard let number = arguments.wholeNumber(index), number >= 0,
        case let group = JSONCursor.item(number, of: match), group.isPresent
      else { return .failed }
      if arguments.count == 2 { return group }
      list.append(group)
    }
    return list.finish()
  }
}

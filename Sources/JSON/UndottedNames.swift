extension JSONTree {
  /// The object with its dotted names (`event.kind`) written out as objects.
  public var undotted: JSONTree {
    guard case .object(let members) = self else { return self }
    var result = JSONTree.object([])
    for member in members {
      let path = member.name.split(separator: ".", omittingEmptySubsequences: false).map(
        String.init)
      result.merge(member.value, at: path[...])
    }
    return result
  }

  private mutating func merge(_ value: JSONTree, at path: ArraySlice<String>) {
    guard let name = path.first else {
      if case .object(let members) = value, case .object = self {
        for member in members { merge(member.value, at: [member.name]) }
      } else {
        self = value
      }
      return
    }
    var members: [Member] = []
    if case .object(let old) = self { members = old }
    let place = members.firstIndex { $0.name == name } ?? members.count
    if place == members.count {
      members.append(Member(name, path.count > 1 ? .object([]) : value))
    }
    if path.count > 1 {
      members[place].value.merge(value, at: path.dropFirst())
    } else {
      members[place].value.merge(value, at: [])
    }
    self = .object(members)
  }
}

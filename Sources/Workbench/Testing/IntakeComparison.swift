import JSON

/// How intake formats compare what came out with what they expect.
///
/// Some members are the service's own and stand for anything; `message` is not compared; lists
/// compare as if they were sorted. A list of objects is sorted by the sets of their names, of which
/// a proper subset comes first; so the order of objects matters mostly. Where two items of a list
/// have no order (a text and a number), nothing in the event is sorted but what is `related`.
enum IntakeComparison {
  /// The event in the form that is compared.
  static func comparable(_ event: JSONTree) -> JSONTree {
    guard case .object(var members) = event else { return event }
    members.removeAll { $0.name == "message" }
    if let place = members.firstIndex(where: { $0.name == "related" }) {
      members[place].value = relatedInOrder(members[place].value)
    }
    var event = JSONTree.object(members)
    for (path, value) in constants { event.put(.text(value), at: path[...]) }
    return (try? ordered(event)) ?? event
  }

  private static let constants: [(path: [String], value: String)] = [
    (["event", "id"], "00000000-0000-0000-0000-000000000000"),
    (["sekoiaio", "intake", "parsing_status"], "success"),
    (["sekoiaio", "intake", "dialect"], "test"),
    (["sekoiaio", "intake", "dialect_uuid"], "00000000-0000-0000-0000-000000000000"),
  ]

  private static func relatedInOrder(_ related: JSONTree) -> JSONTree {
    guard case .object(let members) = related else { return related }
    return .object(
      members.map { member in
        guard case .list(let items) = member.value else { return member }
        let keyed = items.map { (key: $0.bareText, item: $0) }
        let sorted = keyed.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return JSONTree.Member(member.name, .list(sorted.map(\.item)))
      })
  }

  // MARK: Order

  /// Two values have no order.
  private struct NoOrder: Error {}

  private static func ordered(_ tree: JSONTree) throws(NoOrder) -> JSONTree {
    switch tree {
    case .object(var members):
      for place in members.indices { members[place].value = try ordered(members[place].value) }
      return .object(members)
    case .list(let items):
      if case .object = items.first { return .list(try bySubsets(items)) }
      var parts: [JSONTree] = []
      for item in items { parts.append(try ordered(item)) }
      return .list(try parts.insertionSorted(by: precedes))
    default: return tree
    }
  }

  private static func bySubsets(_ items: [JSONTree]) throws(NoOrder) -> [JSONTree] {
    var keyed: [(names: Set<String>, item: JSONTree)] = []
    for item in items {
      guard case .object(let members) = item else { throw NoOrder() }
      keyed.append((Set(members.map(\.name)), item))
    }
    return keyed.insertionSorted { $0.names.isStrictSubset(of: $1.names) }.map(\.item)
  }

  private static func precedes(_ left: JSONTree, _ right: JSONTree) throws(NoOrder) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)):
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.list(let left), .list(let right)):
      for (a, b) in zip(left, right) where !equal(a, b) { return try precedes(a, b) }
      return left.count < right.count
    default:
      guard let a = number(left), let b = number(right) else { throw NoOrder() }
      if let a = Int(a), let b = Int(b) { return a < b }
      return (Double(a) ?? 0) < (Double(b) ?? 0)
    }
  }

  /// The number that a value is in an order, where booleans are 0 and 1.
  private static func number(_ tree: JSONTree) -> String? {
    switch tree {
    case .integer(let lexeme), .float(let lexeme): lexeme
    case .boolean(let value): value ? "1" : "0"
    default: nil
    }
  }

  // MARK: Equality

  /// Whether two values are the same: numbers by their value, objects whatever their order.
  static func equal(_ left: JSONTree, _ right: JSONTree) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): return left.utf8.elementsEqual(right.utf8)
    case (.list(let left), .list(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { equal($0, $1) }
    case (.object(let wanted), .object(let got)):
      return wanted.count == got.count
        && wanted.allSatisfy { member in
          right[member.name].map { equal(member.value, $0) } ?? false
        }
    default:
      guard let a = left.lexeme, let b = right.lexeme else { return left == right }
      return JSONTree.equalNumbers(a, b)
    }
  }
}

extension JSONTree {
  /// Puts a value at a path, into new objects where nothing stands; a path that leads through
  /// another value leads nowhere.
  fileprivate mutating func put(_ value: JSONTree, at path: ArraySlice<String>) {
    guard let name = path.first else {
      self = value
      return
    }
    guard case .object(var members) = self else { return }
    let place = members.firstIndex { $0.name == name } ?? members.count
    if place == members.count { members.append(Member(name, .object([]))) }
    members[place].value.put(value, at: path.dropFirst())
    self = .object(members)
  }

  /// A text without quotes, any other value as it is written.
  fileprivate var bareText: String {
    if case .text(let text) = self { text } else { spaced }
  }
}

import Events

/// The members of a map as Python has them: every name once, where it first stands, with the
/// value that comes last.
struct PythonMembers {
  typealias Member = (key: Value, value: Value)

  private let members: UnsafeMutableBufferPointer<Member>
  private let names: DistinctKeys

  var count: Int { names.count }

  /// Runs `body` with the members of a map; a value of another kind has none.
  static func with<R>(_ object: Value, in scratch: Scratch, _ body: (PythonMembers) -> R) -> R {
    let capacity = object.kind == .object ? JSONCursor.count(of: object) : 0
    scratch.spend(Int(object.count) &+ 96 &* capacity)
    return withUnsafeTemporaryAllocation(of: Member.self, capacity: capacity + 1) { members in
      DistinctKeys.with(capacity: capacity) { names in
        var cursor = ObjectCursor(object)
        while let member = cursor.next() {
          var key = member.key
          if key.form == .escaped {
            // An exhausted scratch rejects the event as a whole.
            key = .text(JSONText.decoded(key, in: scratch) ?? .empty)
          }
          let (number, isNew) = names.insert(key.spelling)
          if isNew {
            members.initializeElement(at: number, to: (key, member.value))
          } else {
            members[number].value = member.value
          }
        }
        return body(PythonMembers(members: members, names: names))
      }
    }
  }

  /// A name; its spelling is its text.
  func key(_ index: Int) -> Value { members[index].key }

  func value(_ index: Int) -> Value { members[index].value }

  func value(named name: Bytes) -> Value? {
    names.number(of: name).map { members[$0].value }
  }
}

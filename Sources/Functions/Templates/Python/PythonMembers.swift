import Events

/// The members of a map as Python has them: every name once, where it first stands, with the
/// value that comes last. Names of other types than text are names of their own: 1 is not "1".
struct PythonMembers {
  typealias Member = (key: Value, value: Value)

  private let members: UnsafeMutableBufferPointer<Member>
  private let names: DistinctKeys

  var count: Int { names.count }

  /// Runs `body` with the members of a map; a value of another kind has none.
  static func with<R>(
    _ object: Value, in scratch: Scratch, _ body: (PythonMembers) -> R
  ) -> R {
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
          let name = name(of: key, in: scratch)
          let (number, isNew) = names.insert(name)
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

  /// A name as a value; the spelling of a text is that text.
  func key(_ index: Int) -> Value { members[index].key }

  /// The key of a name; see `name(of:in:)`.
  func name(_ index: Int) -> Bytes { names.key(index) }

  func value(_ index: Int) -> Value { members[index].value }

  func value(named name: Bytes) -> Value? {
    names.number(of: name).map { members[$0].value }
  }

  /// What tells a name from others: a text is itself, anything else begins with a byte that no text
  /// has.
  static func name(of key: Value, in scratch: Scratch) -> Bytes {
    if key.kind == .string { return JSONText.decoded(key, in: scratch) ?? .empty }
    var builder = ByteBuilder(in: scratch, capacity: Int(key.count) + 32)
    builder.append(0xFF)
    builder.append(PythonValue.key(key, in: scratch) ?? .empty)
    return builder.finish() ?? .empty
  }

  /// The value of a name in a map; nil where there is none. Goes through the map once.
  static func value(of key: Value, in object: Value, _ scratch: Scratch) -> Value? {
    guard object.kind == .object, !key.isContainer else { return nil }
    let name = name(of: key, in: scratch)
    var found: Value?
    var members = ObjectCursor(object)
    while let (other, value) = members.next() {
      guard (other.kind == .string) == (key.kind == .string) else { continue }
      if self.name(of: other, in: scratch) == name { found = value }
    }
    return found
  }
}

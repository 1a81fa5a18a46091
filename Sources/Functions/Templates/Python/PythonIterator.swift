import Events

/// Goes over what iterating a value gives: the items of a list, the names of a map, the
/// characters of a text, nothing for undefined.
struct PythonIterator {
  private enum Source {
    case items(ArrayCursor)
    case characters(TextSpan, next: Int)
  }
  private var source: Source

  /// Nil where Python cannot iterate.
  init?(_ value: Value, in scratch: Scratch) {
    switch value.kind {
    case .absent: source = .items(ArrayCursor(.emptyArray))
    case .array: source = .items(ArrayCursor(value))
    case .object: source = .items(ArrayCursor(PythonIterator.keys(of: value, in: scratch)))
    case .string:
      let form: Value.Form = value.form == .clean ? .clean : .decoded
      let text = JSONText.decoded(value, in: scratch) ?? .empty
      source = .characters(TextSpan(bytes: text, form: form), next: 0)
    default: return nil
    }
  }

  /// The same, and nothing for every value that counts as false.
  init?(ofTrue value: Value, in scratch: Scratch) {
    self.init(PythonValue.isTrue(value) ? value : .absent, in: scratch)
  }

  mutating func next() -> Value? {
    switch source {
    case .items(var cursor):
      let item = cursor.next()
      source = .items(cursor)
      return item
    case .characters(let span, let start):
      guard start < span.bytes.count else { return nil }
      let end = start + Scalars.length(span.bytes, at: start)
      source = .characters(span, next: end)
      return span.slice(start, end)
    }
  }

  /// The names of a map as a list.
  static func keys(of object: Value, in scratch: Scratch) -> Value {
    PythonMembers.with(object, in: scratch) { members in
      var list = ListBuilder(in: scratch, capacity: Int(object.count))
      for index in 0..<members.count { list.appendItem(members.key(index)) }
      return list.finish()
    }
  }

  /// All of it as a list; failed where Python cannot iterate.
  static func list(_ value: Value, in scratch: Scratch) -> Value {
    if value.kind == .array { return value }
    guard var items = PythonIterator(value, in: scratch) else { return .failed }
    var list = ListBuilder(in: scratch, capacity: 4 * Int(value.count) + 16)
    while let item = items.next() { list.appendItem(item) }
    return list.finish()
  }
}

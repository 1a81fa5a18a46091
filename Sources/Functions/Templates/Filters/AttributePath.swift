import Events

/// The dotted path that `attribute=` arguments name: `a.b.0`.
struct AttributePath {
  private let path: Value

  /// A text, an integer, or null for the item itself.
  init(_ path: Value) { self.path = path }

  /// What lies at the path; failed where it leads through undefined.
  ///
  /// What is undefined on the way is replaced by `otherwise`, unless that is null.
  func value(in item: Value, otherwise: Value = .null, _ scratch: Scratch) -> Value {
    func step(_ value: Value, _ key: Value) -> Value {
      let found = Access.item(key, of: value, in: scratch)
      return found.kind == .absent && otherwise.kind != .null ? otherwise : found
    }
    guard path.kind == .string else { return path.kind == .null ? item : step(item, path) }
    scratch.spend(64)
    let text = PythonValue.text(path, in: scratch)
    var value = item
    var start = 0
    while value.kind != .ignored {
      let end = text.bytes.firstIndex(of: UInt8(ascii: "."), from: start) ?? text.bytes.count
      let part = text.slice(start, end)
      let isIndex = part.count > 0 && part.spelling.allSatisfy { $0 &- 48 <= 9 }
      value = step(value, isIndex ? Value(.integer, part.spelling) : part)
      guard end < text.bytes.count else { break }
      start = end + 1
    }
    return value
  }

  /// The same, with texts in lower case unless case matters.
  func key(of item: Value, caseSensitive: Bool, _ scratch: Scratch) -> Value {
    let value = value(in: item, scratch)
    guard value.kind == .string, !caseSensitive else { return value }
    return CaseText.lower(PythonValue.text(value, in: scratch), in: scratch)
  }
}

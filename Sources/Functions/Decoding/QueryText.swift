import Events

/// Reads the parameters of a query: `a=1&b=x%20y`.
enum QueryText {
  /// Calls `found` with each name, once, and its value: a list where the name occurs again.
  ///
  /// Escapes are undone and `+` is a blank; what would be no UTF-8 then stays as it is. False where there
  /// is no name, or the scratch is exhausted.
  static func read(
    _ text: Bytes, in scratch: Scratch, found: (_ name: Bytes, _ value: Value) -> Void
  ) -> Bool {
    guard var fields = FieldTree(in: scratch) else { return false }
    var isAnyFound = false
    var start = text.first == UInt8(ascii: "?") ? 1 : 0
    while start < text.count {
      let end = text.firstIndex(of: UInt8(ascii: "&"), from: start) ?? text.count
      let part = text.slice(start, end)
      start = end + 1
      let equals = part.firstIndex(of: UInt8(ascii: "="))
      let name = part.slice(0, equals ?? part.count)
      guard name.count > 0 else { continue }
      let value = equals.map { part.dropping($0 + 1) } ?? .empty
      isAnyFound = true
      fields.set(
        .text(decoded(value, scratch)),
        at: fields.addition(decoded(name, scratch), under: FieldTree.root))
    }
    return isAnyFound && fields.report(found)
  }

  private static func decoded(_ text: Bytes, _ scratch: Scratch) -> Bytes {
    Percent.decoded(text, plusIsSpace: true, in: scratch) ?? text
  }
}

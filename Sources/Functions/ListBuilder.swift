import Events

/// Builds a list value in a scratch.
struct ListBuilder {
  private var builder: ByteBuilder

  init(in scratch: borrowing Scratch, capacity: Int = 64) {
    builder = ByteBuilder(in: copy scratch, capacity: capacity + 2)
    builder.append(UInt8(ascii: "["))
  }

  var isEmpty: Bool { builder.count <= 1 }

  /// Adds an item; an absent one is left out.
  mutating func append(_ value: Value) {
    guard value.isPresent else { return }
    if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
    builder.appendJSON(value)
  }

  /// Adds all items of a list.
  mutating func append(contentsOf list: Value) {
    let text = list.spelling
    // Without blanks it stands as the items would be written.
    if list.kind == .array, text.count > 2, !text.contains(where: { $0 <= 0x20 }) {
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      return builder.append(text.slice(1, text.count - 1))
    }
    var items = ArrayCursor(list)
    while let item = items.next() { appendItem(item) }
  }

  /// The list; absent when the scratch refused memory.
  mutating func finish() -> Value {
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }
}

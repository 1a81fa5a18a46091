import Events

/// Builds a list value in a scratch.
struct ListBuilder {
  private var builder: ByteBuilder

  init(in scratch: Scratch, capacity: Int = 64) {
    builder = ByteBuilder(in: scratch, capacity: capacity + 2)
    builder.append(UInt8(ascii: "["))
  }

  /// Adds an item; an absent one is left out.
  mutating func append(_ value: Value) {
    guard value.isPresent else { return }
    if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
    builder.appendJSON(value)
  }

  /// The list; absent when the scratch refused memory.
  mutating func finish() -> Value {
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }
}

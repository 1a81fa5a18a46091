import Events

/// Builds a map value in a scratch.
struct ObjectBuilder {
  private var builder: ByteBuilder

  init(in scratch: Scratch, capacity: Int = 64) {
    builder = ByteBuilder(in: scratch, capacity: capacity + 2)
    builder.append(UInt8(ascii: "{"))
  }

  /// Adds a member, whatever its name; undefined or not.
  mutating func append(_ key: Value, _ value: Value) {
    if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
    builder.appendItem(key)
    builder.append(UInt8(ascii: ":"))
    builder.appendItem(value)
  }

  /// The map; absent when the scratch refused memory.
  mutating func finish() -> Value {
    builder.append(UInt8(ascii: "}"))
    return builder.finish().map { Value(.object, $0) } ?? .absent
  }
}

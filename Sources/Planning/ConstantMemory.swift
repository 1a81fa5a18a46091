import Events

/// Owns the bytes of a plan's constants, padded for wide reads; freed with the last plan using it.
public final class ConstantMemory: @unchecked Sendable {
  private var blocks: [UnsafeMutablePointer<UInt8>] = []

  public init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// A lasting copy. Only while the plan is being built, by one thread.
  public func keep(_ bytes: [UInt8]) -> Bytes {
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + Scratch.slack)
    block.initialize(repeating: 0, count: bytes.count + Scratch.slack)
    for (index, byte) in bytes.enumerated() { block[index] = byte }
    blocks.append(block)
    return Bytes(block, count: bytes.count)
  }

  public func keep(_ text: String) -> Bytes { keep(Array(text.utf8)) }

  /// A text value; `.clean` where it needs no escapes.
  public func text(_ text: String) -> Value {
    let needsEscapes = text.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
    return Value(.string, keep(text), form: needsEscapes ? .decoded : .clean)
  }

  /// A lasting copy of any value; containers must be without line breaks.
  public func keep(_ value: Value) -> Value {
    Value(value.kind, keep(Array(value.spelling)), form: value.form)
  }
}

import Events

/// Owns the bytes of a plan's constants, padded for wide reads; freed with the last plan using it.
public final class ConstantMemory: @unchecked Sendable {
  private var blocks: [UnsafeMutablePointer<UInt8>] = []
  /// What is free of the last block; behind it there is `Scratch.slack` more.
  private var free: (start: UnsafeMutablePointer<UInt8>, count: Int)?

  /// Constants are mostly short, and thousands.
  private static let blockSize = 8 << 10

  public init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// A lasting copy. Only while the plan is being built, by one thread.
  public func keep(_ bytes: [UInt8]) -> Bytes {
    bytes.withUnsafeBufferPointer { keep($0) }
  }

  private func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> Bytes {
    guard let (start, count) = free, count >= bytes.count else {
      addBlock(max(Self.blockSize, bytes.count))
      return keep(bytes)
    }
    if let base = bytes.baseAddress { start.update(from: base, count: bytes.count) }
    free = (start + bytes.count, count - bytes.count)
    return Bytes(start, count: bytes.count)
  }

  private func addBlock(_ size: Int) {
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: size + Scratch.slack)
    block.initialize(repeating: 0, count: size + Scratch.slack)
    blocks.append(block)
    free = (block, size)
  }

  public func keep(_ text: String) -> Bytes {
    var text = text
    return text.withUTF8 { keep($0) }
  }

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

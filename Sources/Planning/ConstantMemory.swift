import Events
import Text

/// Owns the bytes of a plan's constants, padded for wide reads; freed with the last plan using it.
public final class ConstantMemory: @unchecked Sendable {
  private var blocks: [PaddedMemory] = []
  /// The free part of the last block.
  private var free: (start: UnsafeMutablePointer<UInt8>, count: Int)?

  /// Constants are mostly short, and there may be thousands.
  private static let blockSize = 8 << 10

  /// No memory yet; it is allocated in blocks as constants arrive.
  public init() {}

  /// A lasting copy. Only while the plan is being built, by one thread.
  public func keep(_ bytes: [UInt8]) -> Bytes {
    bytes.withUnsafeBufferPointer { keep($0) }
  }

  /// A copy of the bytes, valid as long as this object; safe to read in 16-byte steps.
  package func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> Bytes {
    guard let (start, count) = free, count >= bytes.count else {
      addBlock(max(Self.blockSize, bytes.count))
      return keep(bytes)
    }
    if let base = bytes.baseAddress { start.update(from: base, count: bytes.count) }
    free = (start + bytes.count, count - bytes.count)
    return Bytes(start, count: bytes.count)
  }

  private func addBlock(_ size: Int) {
    let block = PaddedMemory(capacity: size)
    blocks.append(block)
    free = (block.base, size)
  }

  /// A copy of the text in UTF-8, valid as long as this object.
  public func keep(_ text: String) -> Bytes {
    text.withBytes { keep($0) }
  }

  /// A key as JSON text with the colon after it, `"key":`.
  func memberName(_ key: ArraySlice<UInt8>) -> Bytes {
    guard key.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }) else {
      return keep(JSONString.quoted(String(decoding: key, as: UTF8.self)) + ":")
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: key.count + 3) { room in
      room[0] = UInt8(ascii: "\"")
      for (offset, byte) in key.enumerated() { room[offset + 1] = byte }
      room[key.count + 1] = UInt8(ascii: "\"")
      room[key.count + 2] = UInt8(ascii: ":")
      return keep(UnsafeBufferPointer(room))
    }
  }

  /// A text value; `.clean` where it needs no escapes.
  public func text(_ text: String) -> Value {
    text.withBytes { Value(.string, keep($0), form: Self.form(of: $0)) }
  }

  /// How the bytes of a decoded text stand for it.
  package static func form(of text: UnsafeBufferPointer<UInt8>) -> Value.Form {
    text.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ? .decoded : .clean
  }

  /// A lasting copy of any value; containers must be without line breaks.
  public func keep(_ value: Value) -> Value {
    let bytes = UnsafeBufferPointer(start: value.base, count: Int(value.count))
    return Value(value.kind, keep(bytes), form: value.form)
  }
}

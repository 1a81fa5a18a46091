#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes a worker has written and nobody has sent yet.
///
/// Grows as needed and keeps its memory from block to block, so that a warmed-up worker
/// allocates nothing.
public final class OutputBuffer {
  /// What an unusually large block leaves behind is given back beyond this.
  private static var kept: Int { 4 << 20 }

  public private(set) var base: UnsafeMutablePointer<UInt8>
  /// Bytes written so far; whoever writes into reserved room moves it on.
  public var count: Int
  @usableFromInline private(set) var capacity: Int

  public init(capacity: Int = 64 << 10) {
    self.capacity = capacity
    count = 0
    base = OutputBuffer.resized(nil, to: capacity)
  }

  deinit { free(base) }

  /// Room for `more` bytes (and `Scratch.slack` behind them) at `base + count`.
  @inlinable @inline(__always)
  public func reserve(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if more > capacity - count { grow(more) }
    return base + count
  }

  @usableFromInline @inline(never)
  func grow(_ more: Int) {
    capacity = max(2 * capacity, count + more)
    base = OutputBuffer.resized(base, to: capacity)
  }

  private static func resized(
    _ old: UnsafeMutablePointer<UInt8>?, to capacity: Int
  ) -> UnsafeMutablePointer<UInt8> {
    guard let memory = realloc(old, capacity + Scratch.slack) else {
      fatalError("out of memory for \(capacity) bytes of output")
    }
    return memory.assumingMemoryBound(to: UInt8.self)
  }

  /// Forgets what was written.
  public func removeAll() {
    count = 0
    if capacity > OutputBuffer.kept {
      capacity = 64 << 10
      base = OutputBuffer.resized(base, to: capacity)
    }
  }

  /// Appends a copy of the bytes.
  public func append(_ bytes: Bytes) {
    memcpy(reserve(bytes.count), bytes.base, bytes.count)
    count += bytes.count
  }

  public func append(_ literal: StaticString) { append(Bytes(literal)) }

  public func append(_ byte: UInt8) {
    reserve(1)[0] = byte
    count += 1
  }

  /// Appends an integer's digits.
  public func append(_ number: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      append(Number.write(number, to: buffer))
    }
  }

  /// Appends a text as a JSON string, quoted and escaped.
  public func appendJSON(_ text: Bytes) {
    let value = Value.text(text)
    let room = reserve(JSONText.capacity(for: value))
    count += JSONText.write(value, to: room) - room
  }

  /// Appends a text as a JSON string, quoted and escaped.
  public func appendJSON(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      if let base = utf8.baseAddress {
        appendJSON(Bytes(base, count: utf8.count))
      } else {
        append("\"\"")
      }
    }
  }

  /// What was written, borrowed until the next change.
  public var bytes: Bytes { Bytes(base, count: count) }
}

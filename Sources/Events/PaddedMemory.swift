import Glibc

/// Memory for input and constants that may be read `PaddedBytes.padding` bytes past its end.
///
/// It is the only place that pads such memory. `ZeroedMemory` pads what is written to.
@safe
public final class PaddedMemory {
  /// The first byte; valid until the memory is resized or released.
  @exclusivity(unchecked)
  public private(set) var base: UnsafeMutablePointer<UInt8>
  /// The number of bytes, without the NUL and the padding behind them.
  @safe @exclusivity(unchecked)
  public private(set) var capacity: Int

  /// Room for so many bytes, all zeros.
  public init(capacity: Int = 0) {
    guard let memory = unsafe calloc(PaddedMemory.size(capacity), 1) else { OutOfMemory.stop() }
    unsafe base = memory.assumingMemoryBound(to: UInt8.self)
    self.capacity = capacity
  }

  /// A copy of the bytes, which fill the memory.
  public convenience init(copying bytes: UnsafeBufferPointer<UInt8>) {
    self.init(capacity: bytes.count)
    unsafe fill(with: bytes)
  }

  deinit { unsafe free(base) }

  /// The bytes, the NUL that may be put behind them, and the padding.
  private static func size(_ capacity: Int) -> Int { capacity + 1 + PaddedBytes.padding }

  /// Takes more or less memory; the bytes that fit stay.
  public func resize(to capacity: Int) {
    guard let memory = unsafe realloc(base, PaddedMemory.size(capacity)) else { OutOfMemory.stop() }
    unsafe base = memory.assumingMemoryBound(to: UInt8.self)
    self.capacity = capacity
    unsafe memset(base + capacity, 0, 1 + PaddedBytes.padding)
  }

  private func fill(with bytes: UnsafeBufferPointer<UInt8>) {
    if let source = bytes.baseAddress { unsafe base.update(from: source, count: bytes.count) }
  }

  /// The bytes of a range; traps where it goes beyond the memory.
  public subscript(range: Range<Int>) -> Bytes {
    unsafe Bytes(base, count: capacity).slice(range.lowerBound, range.upperBound)
  }

  /// The bytes `lower..<upper`, with a NUL written over what stands behind them.
  public func terminated(_ lower: Int, _ upper: Int) -> PaddedBytes {
    let bytes = unsafe Bytes(base, count: capacity).slice(lower, upper)
    unsafe base[upper] = 0
    return unsafe PaddedBytes(vouchingFor: bytes)
  }

  /// Calls `body` with a copy of the bytes, which takes the place of what is there.
  public func with<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (PaddedBytes) throws -> Result
  ) rethrows -> Result {
    if bytes.count > capacity { resize(to: bytes.count + bytes.count / 2) }
    unsafe fill(with: bytes)
    return try body(terminated(0, bytes.count))
  }
}

/// A growing run of output bytes, kept and refilled block after block.
public final class OutputBuffer {
  public private(set) var base: UnsafeMutablePointer<UInt8>
  public var count = 0
  private var capacity: Int

  public init(capacity: Int = 1 << 20) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + Scratch.slack)
    base.initialize(repeating: 0, count: capacity + Scratch.slack)
  }

  deinit { base.deallocate() }

  public var bytes: Bytes { Bytes(base, count: count) }

  /// Where to write next, with room for `more` bytes and `Scratch.slack`; `count` is the caller's to raise.
  @inlinable @inline(__always)
  public func reserve(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if count + more > room { grow(more) }
    return base + count
  }

  @usableFromInline var room: Int { capacity }

  @usableFromInline @inline(never)
  func grow(_ more: Int) {
    let larger = max(2 * capacity, count + more)
    let next = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Scratch.slack)
    next.update(from: base, count: count)
    (next + count).initialize(repeating: 0, count: larger + Scratch.slack - count)
    base.deallocate()
    base = next
    capacity = larger
  }

  public func append(_ bytes: Bytes) {
    reserve(bytes.count).update(from: bytes.base, count: bytes.count)
    count += bytes.count
  }

  /// Forgets the contents; memory beyond `keeping` bytes is given back.
  public func removeAll(keeping: Int = 8 << 20) {
    count = 0
    guard capacity > keeping else { return }
    base.deallocate()
    capacity = keeping
    base = .allocate(capacity: capacity + Scratch.slack)
    base.initialize(repeating: 0, count: capacity + Scratch.slack)
  }
}

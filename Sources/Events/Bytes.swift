import Glibc

/// A borrowed run of bytes that lives as long as the event being processed.
///
/// Indexing and slicing are bounds-checked. The memory belongs to the input block, the worker's
/// `Scratch` or the plan; a `Bytes` must not be kept across events.
@safe
@frozen
public struct Bytes: BitwiseCopyable, RandomAccessCollection {
  /// The first byte; only to be read below `count`, unless the memory is known to be padded.
  public let base: UnsafePointer<UInt8>
  /// The number of bytes.
  public let count: Int

  /// The bytes from `base` on; the caller vouches that they stay readable for the event.
  @inlinable @inline(__always)
  public init(_ base: UnsafePointer<UInt8>, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// The bytes of a literal; static memory.
  @inlinable
  public init(_ literal: StaticString) {
    unsafe self.init(literal.utf8Start, count: literal.utf8CodeUnitCount)
  }

  /// No bytes, at an address that can be read.
  public static var empty: Bytes { unsafe Bytes(Bytes("                ").base, count: 0) }

  /// Always 0.
  @inlinable public var startIndex: Int { 0 }
  /// The number of bytes.
  @inlinable public var endIndex: Int { count }

  /// The byte at an offset; traps outside `0..<count`.
  @inlinable @inline(__always)
  public subscript(index: Int) -> UInt8 {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index past the bytes")
    return unsafe base[index]
  }

  /// Lets arrays and strings copy the bytes in one go.
  @inlinable
  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    unsafe try body(UnsafeBufferPointer(start: base, count: count))
  }

  /// The bytes `lower..<upper`, sharing memory.
  @inlinable @inline(__always)
  public func slice(_ lower: Int, _ upper: Int) -> Bytes {
    precondition(lower >= 0 && lower <= upper && upper <= count, "slice past the bytes")
    return unsafe Bytes(base + lower, count: upper - lower)
  }

  /// All bytes but the first `prefix`, sharing memory; traps where there are fewer.
  @inlinable public func dropping(_ prefix: Int) -> Bytes { slice(prefix, count) }

  /// The offset of a byte at or after `start`, or nil.
  @inlinable
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count, let found = unsafe memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The offset of the last such byte, or nil.
  @inlinable
  public func lastIndex(of byte: UInt8) -> Int? {
    var index = count
    while index > 0 {
      index -= 1
      if unsafe base[index] == byte { return index }
    }
    return nil
  }

  /// The offset of the first occurrence of `needle` at or after `start`, or nil.
  ///
  /// Linear in expectation for any needle: short ones are compared in place, long ones by a
  /// rolling hash (Karp–Rabin), so that no event can make a search quadratic.
  public func firstRange(of needle: Bytes, from start: Int = 0) -> Int? {
    if needle.count == 0 { return start <= count ? start : nil }
    guard start >= 0, count - start >= needle.count else { return nil }
    let last = count - needle.count
    if needle.count <= 32 {
      var index = start
      while index <= last, let found = unsafe firstIndex(of: needle.base[0], from: index),
        found <= last
      {
        if unsafe memcmp(base + found, needle.base, needle.count) == 0 { return found }
        index = found + 1
      }
      return nil
    }
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var wanted: UInt64 = 0
    var hash: UInt64 = 0
    var outgoing: UInt64 = 1
    for offset in 0..<needle.count {
      wanted = unsafe wanted &* factor &+ UInt64(needle.base[offset])
      hash = unsafe hash &* factor &+ UInt64(base[start + offset])
      if offset > 0 { outgoing = outgoing &* factor }
    }
    var index = start
    while true {
      if hash == wanted, unsafe memcmp(base + index, needle.base, needle.count) == 0 {
        return index
      }
      guard index < last else { return nil }
      hash =
        unsafe (hash &- outgoing &* UInt64(base[index])) &* factor
        &+ UInt64(base[index + needle.count])
      index += 1
    }
  }

  @inlinable
  /// Whether both are the same bytes, wherever they stand.
  public static func == (left: Bytes, right: Bytes) -> Bool {
    unsafe left.count == right.count && memcmp(left.base, right.base, left.count) == 0
  }

  /// Whether the bytes begin with `prefix`; true for an empty one.
  public func hasPrefix(_ prefix: Bytes) -> Bool {
    unsafe count >= prefix.count && memcmp(base, prefix.base, prefix.count) == 0
  }

  /// Whether the bytes end with `suffix`; true for an empty one.
  public func hasSuffix(_ suffix: Bytes) -> Bool {
    unsafe count >= suffix.count
      && memcmp(base + (count - suffix.count), suffix.base, suffix.count) == 0
  }

  /// A text without the mark that some programs write before UTF-8 (U+FEFF).
  @inlinable public var withoutByteOrderMark: Bytes {
    unsafe count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF ? dropping(3) : self
  }

  /// A copy as a Swift text; for messages and tests, never on the hot path.
  public var string: String { String(decoding: self, as: UTF8.self) }
}

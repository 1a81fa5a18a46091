/// Bytes that a scan may run through without looking at their length.
///
/// Behind them stands a NUL, which ends every scan, or they are a JSON container, which its own
/// bracket ends; and another `padding` bytes may be read, so that wide loads need no check.
///
/// They come from memory that is padded: a `PaddedMemory`, an `OutputBuffer`, a `Scratch`, or a value
/// that stands in one. As `Bytes`, they must not be kept across events.
@safe
@frozen
public struct PaddedBytes {
  /// How many bytes may be read after the last one, and written after the end of a room.
  @inlinable public static var padding: Int { 64 }

  /// The bytes alone.
  public let bytes: Bytes

  /// The caller vouches for what stands behind the bytes.
  @unsafe @inlinable @inline(__always)
  init(vouchingFor bytes: Bytes) {
    self.bytes = bytes
  }

  /// The spelling of an array or object, which was validated; traps for any other value.
  @inlinable @inline(__always)
  public init(container: Value) {
    precondition(container.isContainer, "nothing ends the value")
    bytes = container.spelling
  }

  /// The number of bytes, without what stands behind them.
  @inlinable public var count: Int { bytes.count }

  /// The first byte.
  @inlinable @inline(__always)
  var base: UnsafePointer<UInt8> { unsafe bytes.base }

  /// A text without the mark that some programs write before UTF-8 (U+FEFF).
  @inlinable public var withoutByteOrderMark: PaddedBytes {
    unsafe PaddedBytes(vouchingFor: bytes.withoutByteOrderMark)
  }
}

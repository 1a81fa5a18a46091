import Glibc

/// A growing run of output bytes, kept and refilled block after block.
@safe
public final class OutputBuffer {
  @safe @usableFromInline
  struct State {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var count: Int
    @usableFromInline var capacity: Int
  }
  /// Not checked for exclusive access, which would cost more than a short write. Other modules check
  /// it nevertheless where they reach for it themselves, so what they need is inlined from here.
  @usableFromInline @safe @exclusivity(unchecked)
  var state: State

  /// The first byte; valid until the buffer next grows or is released.
  @inlinable public var base: UnsafeMutablePointer<UInt8> { unsafe state.base }

  /// The number of bytes written; to be raised after writing into what `reserve` gave.
  @inlinable public var count: Int {
    get { state.count }
    set { state.count = newValue }
  }

  /// An empty buffer with room for `capacity` bytes; it grows as needed.
  public init(capacity: Int = 1 << 20) {
    state = unsafe State(base: OutputBuffer.memory(capacity), count: 0, capacity: capacity)
  }

  deinit { giveBack() }

  private static func memory(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = unsafe ZeroedMemory.take(capacity) else { OutOfMemory.stop() }
    return unsafe memory
  }

  /// Whether there is room for `more` bytes, as `reserve` gives it; false where there is no memory.
  public func hasRoom(for more: Int) -> Bool {
    let needed = count + more
    guard needed > state.capacity else { return true }
    for capacity in [max(2 * state.capacity, needed), needed] {
      guard let memory = unsafe ZeroedMemory.take(capacity) else { continue }
      unsafe take(memory, capacity: capacity)
      return true
    }
    return false
  }

  /// What has been written, valid until the buffer next changes.
  public var bytes: Bytes { unsafe Bytes(base, count: count) }

  /// The same with a NUL behind it, which does not count.
  public func terminated() -> PaddedBytes {
    unsafe reserve(1)[0] = 0
    return unsafe PaddedBytes(vouchingFor: bytes)
  }

  /// Where to write next, with room for `more` bytes and `PaddedBytes.padding`; `count` is the
  /// caller's to raise.
  @inlinable @inline(__always)
  public func reserve(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if state.count + more > state.capacity { grow(more) }
    return unsafe state.base + state.count
  }

  @usableFromInline @inline(never)
  func grow(_ more: Int) {
    let larger = max(2 * state.capacity, count + more)
    unsafe take(OutputBuffer.memory(larger), capacity: larger)
  }

  private func giveBack() {
    unsafe ZeroedMemory.giveBack(base, capacity: state.capacity)
  }

  private func take(_ memory: UnsafeMutablePointer<UInt8>, capacity: Int) {
    unsafe memory.update(from: base, count: count)
    giveBack()
    unsafe state.base = memory
    state.capacity = capacity
  }

  /// Appends bytes as they are.
  public func append(_ bytes: Bytes) {
    unsafe reserve(bytes.count).update(from: bytes.base, count: bytes.count)
    count += bytes.count
  }

  /// Appends the bytes of a literal.
  public func append(_ literal: StaticString) { append(Bytes(literal)) }

  /// Appends one byte.
  public func append(_ byte: UInt8) {
    unsafe reserve(1)[0] = byte
    count += 1
  }

  /// Appends an integer's digits.
  public func append(_ number: Int) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      unsafe append(Number.write(number, to: buffer))
    }
  }

  /// Appends a text as a JSON string, quoted and escaped.
  public func appendJSON(_ text: Bytes) {
    let value = Value.text(text)
    let room = unsafe reserve(JSONText.capacity(for: value))
    unsafe count += JSONText.write(value, to: room) - room
  }

  /// Appends a text as a JSON string, quoted and escaped.
  public func appendJSON(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      if let base = utf8.baseAddress {
        unsafe appendJSON(Bytes(base, count: utf8.count))
      } else {
        append("\"\"")
      }
    }
  }

  /// Forgets the contents; memory beyond `keeping` bytes is given back.
  public func removeAll(keeping: Int = 4 << 20) {
    count = 0
    guard state.capacity > keeping else { return }
    giveBack()
    unsafe state.base = OutputBuffer.memory(keeping)
    state.capacity = keeping
  }
}

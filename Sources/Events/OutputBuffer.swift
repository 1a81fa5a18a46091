import Glibc

/// A growing run of output bytes, kept and refilled block after block.
public final class OutputBuffer {
  /// Behind a pointer: exclusivity checks of class properties would cost more than a short write.
  @usableFromInline
  struct State {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var count: Int
    @usableFromInline var capacity: Int
  }
  @usableFromInline let state: UnsafeMutablePointer<State>

  /// The first byte; valid until the buffer next grows or is released.
  @inlinable public var base: UnsafeMutablePointer<UInt8> { state.pointee.base }

  /// The number of bytes written; to be raised after writing into what `reserve` gave.
  @inlinable public var count: Int {
    get { state.pointee.count }
    set { state.pointee.count = newValue }
  }

  /// An empty buffer with room for `capacity` bytes; it grows as needed.
  public init(capacity: Int = 1 << 20) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(base: OutputBuffer.memory(capacity), count: 0, capacity: capacity))
  }

  deinit {
    giveBack()
    state.deallocate()
  }

  private static func memory(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = ZeroedMemory.take(capacity) else { OutOfMemory.stop() }
    return memory
  }

  /// Whether there is room for `more` bytes, as `reserve` gives it; false where there is no memory.
  public func hasRoom(for more: Int) -> Bool {
    let needed = state.pointee.count + more
    guard needed > state.pointee.capacity else { return true }
    for capacity in [max(2 * state.pointee.capacity, needed), needed] {
      guard let memory = ZeroedMemory.take(capacity) else { continue }
      take(memory, capacity: capacity)
      return true
    }
    return false
  }

  /// What has been written, valid until the buffer next changes.
  public var bytes: Bytes { Bytes(base, count: count) }

  /// The same with a NUL behind it, which does not count.
  public func terminated() -> PaddedBytes {
    reserve(1)[0] = 0
    return PaddedBytes(vouchingFor: bytes)
  }

  /// Where to write next, with room for `more` bytes and `PaddedBytes.padding`; `count` is the
  /// caller's to raise.
  @inlinable @inline(__always)
  public func reserve(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if state.pointee.count + more > state.pointee.capacity { grow(more) }
    return state.pointee.base + state.pointee.count
  }

  @usableFromInline @inline(never)
  func grow(_ more: Int) {
    let larger = max(2 * state.pointee.capacity, count + more)
    take(OutputBuffer.memory(larger), capacity: larger)
  }

  private func giveBack() {
    ZeroedMemory.giveBack(base, capacity: state.pointee.capacity)
  }

  private func take(_ memory: UnsafeMutablePointer<UInt8>, capacity: Int) {
    memory.update(from: base, count: count)
    giveBack()
    state.pointee.base = memory
    state.pointee.capacity = capacity
  }

  /// Appends bytes as they are.
  public func append(_ bytes: Bytes) {
    reserve(bytes.count).update(from: bytes.base, count: bytes.count)
    count += bytes.count
  }

  /// Appends the bytes of a literal.
  public func append(_ literal: StaticString) { append(Bytes(literal)) }

  /// Appends one byte.
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

  /// Forgets the contents; memory beyond `keeping` bytes is given back.
  public func removeAll(keeping: Int = 4 << 20) {
    count = 0
    guard state.pointee.capacity > keeping else { return }
    giveBack()
    state.pointee.base = OutputBuffer.memory(keeping)
    state.pointee.capacity = keeping
  }
}

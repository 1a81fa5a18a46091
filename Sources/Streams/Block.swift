import Events
import Glibc
import Running

/// A piece of one input, and the whole events that stand in it.
///
/// Its memory is used again for later pieces.
final class Block {
  /// Where an event stands in its block.
  struct Event: Equatable {
    var lower: Int
    var upper: Int
    /// The line of its first byte, from 1; counted from the block's first where that says
    /// `lineCount`, and from the input's otherwise.
    var line: Int
    /// A refusal the cutter already knows.
    var refusal: RejectReason?
    /// More of the event was read and thrown away.
    var isTruncated = false
  }

  private let memory: PaddedMemory
  private let usualCapacity: Int
  var count = 0

  /// Where `base` stands in the inputs.
  var position = SourcePosition(source: 0, offset: 0)
  /// The offset in its input of what follows the block.
  var endOffset = 0
  var startsInput = false
  /// What knows how the events stand in it.
  var framing: any Framing = NDJSONFraming()
  /// Events that the cutter has found one by one.
  var events: [Event] = []
  /// Bytes of which each line is an event, or blank; they stand behind `events`.
  var lines = 0..<0
  /// Lines the block takes, where lines count from its first one; known when it is mapped.
  var lineCount = 0

  /// Room for the document that a framing makes of an event.
  let document = OutputBuffer(capacity: 4 << 10)

  init(capacity: Int) {
    usualCapacity = capacity
    memory = PaddedMemory(capacity: capacity)
  }

  /// The first byte; valid until the block grows or is reset.
  var base: UnsafeMutablePointer<UInt8> { memory.base }
  var capacity: Int { memory.capacity }

  /// Grows to double, or to `limit` where that is less (and more than now).
  func grow(limit: Int) {
    memory.resize(to: max(capacity + 1, min(2 * capacity, limit)))
  }

  /// Empties the block; the memory an unusually long event took is given back.
  func reset() {
    if capacity > 4 * usualCapacity { memory.resize(to: usualCapacity) }
    count = 0
    startsInput = false
    events.removeAll(keepingCapacity: true)
    lines = 0..<0
    lineCount = 0
  }

  /// The bytes of an event, with a NUL written over what stands behind them.
  @inline(__always)
  func event(_ lower: Int, _ upper: Int) -> PaddedBytes { memory.terminated(lower, upper) }

  var hasEvents: Bool { !events.isEmpty || !lines.isEmpty }

  /// Puts bytes behind what is there, growing as needed.
  func append(_ bytes: UnsafePointer<UInt8>, count more: Int) {
    while capacity - count < more { grow(limit: .max) }
    memcpy(base + count, bytes, more)
    count += more
  }

  /// Forgets the first bytes and moves the rest to the front.
  func removeFirst(_ bytes: Int) {
    memmove(base, base + bytes, count - bytes)
    count -= bytes
    position.offset += bytes
  }

  /// The offset behind the first line break in `lower..<count`, or nil.
  func endOfFirstLine(from lower: Int) -> Int? {
    Bytes(base, count: count).firstIndex(of: UInt8(ascii: "\n"), from: lower).map { $0 + 1 }
  }

  /// The offset behind the last line break in `lower..<count`, or nil.
  func endOfLastLine(from lower: Int) -> Int? {
    let newest = Bytes(base + lower, count: count - lower)
    return newest.lastIndex(of: UInt8(ascii: "\n")).map { lower + $0 + 1 }
  }
}

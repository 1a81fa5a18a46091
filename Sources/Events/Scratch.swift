import Glibc

/// A worker's memory for computed values; everything in it is forgotten when the event ends.
///
/// A bump allocator over chunks that are kept from event to event, so that a warmed-up worker
/// allocates nothing. What one event may take is limited, memory and work: no event exhausts the
/// process or holds it up.
@safe
public final class Scratch {
  /// The gap that keeps wide copies from overwriting the next allocation.
  @usableFromInline static var gap: Int { 16 }

  /// How many bytes an event may take before it counts as large.
  private let own: Int
  /// Called when an event becomes a large one, once; it may wait until there is room for that.
  private let whenLarge: (() -> Void)?

  @safe
  private struct Chunk {
    var base: UnsafeMutablePointer<UInt8>
    var capacity: Int

    func giveBack() { unsafe ZeroedMemory.giveBack(base, capacity: capacity) }
  }

  private var chunks: [Chunk]

  /// What an event has taken.
  @safe @usableFromInline
  struct Taken {
    @usableFromInline var work = 0
    @usableFromInline var reachedLimits = 0
    /// Calls that failed, and the code of why the last of them did.
    @usableFromInline var failures = 0
    var failure: UInt8 = 0
    @usableFromInline var isExhausted = false
    @usableFromInline var isLarge = false
    /// Searches, and the processor's time in nanoseconds when it was last read.
    var searches = 0
    var time = 0

    @usableFromInline init() {}
  }

  // Not checked for exclusive access, which would cost more than an allocation. Other modules check
  // it nevertheless where they reach for it themselves, so what they need is inlined from here.

  @usableFromInline @safe @exclusivity(unchecked)
  var taken = Taken()
  /// Where the current chunk is free.
  @usableFromInline @exclusivity(unchecked)
  var cursor: UnsafeMutablePointer<UInt8>
  @usableFromInline @exclusivity(unchecked)
  var end: UnsafeMutablePointer<UInt8>
  /// The number of the current chunk.
  @safe @exclusivity(unchecked)
  private var current = 0
  /// How many bytes this event has taken in chunks before the current one.
  private var takenBefore = 0

  /// Bytes one event may take.
  public let limit: Int
  /// Work one event may take: about a nanosecond each.
  public static var workLimit: Int { 1 << 30 }
  /// The cost of appending to a builder in units of work, besides the bytes.
  static var pieceWork: Int { 16 }
  /// How many searches of this event reached their limit, and so found nothing.
  @inlinable public var reachedLimits: Int { taken.reachedLimits }
  /// How many calls of functions failed in this event.
  @inlinable public var failures: Int { taken.failures }
  /// The code that the last failed call gave.
  public var lastFailure: UInt8 { taken.failure }
  /// Set once an allocation was refused in this event; the event is then rejected.
  @inlinable public var isExhausted: Bool { taken.isExhausted }
  /// Whether the event has taken more than what is its thread's own.
  @inlinable public var isLarge: Bool { taken.isLarge }

  /// Memory for one worker, starting with one chunk of `firstChunk` bytes.
  ///
  /// An event may take `limit` bytes in all. Once it takes more than `own`, it counts as large and
  /// `whenLarge` is called.
  public init(
    limit: Int = 256 << 20, own: Int = .max, firstChunk: Int = 64 << 10,
    whenLarge: (() -> Void)? = nil
  ) {
    self.limit = limit
    self.own = own
    self.whenLarge = whenLarge
    guard let chunk = Scratch.makeChunk(firstChunk) else { OutOfMemory.stop() }
    chunks = [chunk]
    unsafe cursor = chunk.base
    unsafe end = chunk.base + chunk.capacity
  }

  deinit {
    for chunk in chunks { chunk.giveBack() }
  }

  private static func makeChunk(_ capacity: Int) -> Chunk? {
    unsafe ZeroedMemory.take(capacity).map { unsafe Chunk(base: $0, capacity: capacity) }
  }

  /// Makes the event a large one, where what it takes passes what is its thread's own.
  public func noteTaken(_ bytes: Int) {
    guard bytes > own, !isLarge else { return }
    taken.isLarge = true
    whenLarge?()
  }

  /// Forgets everything; chunks beyond the first few are given back.
  public func reset() {
    if current > 0 || isExhausted {
      while chunks.count > 1, chunks.reduce(0, { $0 + $1.capacity }) > 4 << 20 {
        chunks.removeLast().giveBack()
      }
      current = 0
      takenBefore = 0
      unsafe end = chunks[0].base + chunks[0].capacity
    }
    taken = Taken()
    unsafe cursor = chunks[0].base
  }

  // MARK: Work

  /// Counts a search that found nothing since it reached its limit.
  public func reachLimit() { taken.reachedLimits += 1 }

  /// Counts a call that failed, with a code of why.
  public func noteFailure(_ code: UInt8) {
    taken.failures += 1
    taken.failure = code
  }

  /// Whether the event has taken more work than it may; it is then rejected.
  @inlinable public var isOverworked: Bool { taken.work > Scratch.workLimit }

  /// Counts work of this event: a byte that is looked at is 1.
  ///
  /// It is counted by what takes it, whether that is a step or a function; what could take long
  /// before the next step asks `isOverworked`.
  @inlinable @inline(__always)
  public func spend(_ work: Int) { taken.work &+= work }

  /// Counts a walk over a value: its bytes and, at a higher price, the items of a container.
  @inlinable @inline(__always)
  public func spend(_ value: Value) {
    spend(Int(value.count))
    if value.isContainer { spend(JSONCursor.itemWork &* JSONCursor.separators(in: value)) }
  }

  /// Counts a search for a pattern, whose work no length tells: by the thread's time since it was
  /// last read, after each search of a long text and now and then after one of a short text.
  public func spendSearch(of text: Bytes) {
    spend(128 &+ text.count)
    taken.searches &+= 1
    guard text.count >= 512 || taken.searches & 63 == 0 else { return }
    var clock = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &clock)
    let now = clock.tv_sec &* 1_000_000_000 &+ clock.tv_nsec
    if taken.time > 0 { spend(now &- taken.time) }
    taken.time = now
  }

  // MARK: Memory

  /// Room for `count` bytes (and `PaddedBytes.padding` after them), or nil when the event's limit is reached.
  @inlinable @inline(__always)
  public func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8>? {
    if unsafe count <= end - cursor - Scratch.gap {
      let result = unsafe cursor
      unsafe cursor = result + (count &+ Scratch.gap)
      return unsafe result
    }
    return unsafe allocateSlowly(count)
  }

  @usableFromInline @inline(never)
  func allocateSlowly(_ count: Int) -> UnsafeMutablePointer<UInt8>? {
    takenBefore += chunks[current].capacity
    guard takenBefore + count <= limit else {
      takenBefore -= chunks[current].capacity
      taken.isExhausted = true
      return nil
    }
    noteTaken(takenBefore + count)
    while current + 1 < chunks.count {
      current += 1
      if chunks[current].capacity >= count + Scratch.gap { return unsafe startChunk(count) }
      takenBefore += chunks[current].capacity
    }
    let usual = min(2 * chunks[current].capacity, limit - takenBefore)
    guard let chunk = Scratch.makeChunk(max(count + Scratch.gap, usual)) else {
      taken.isExhausted = true
      return nil
    }
    chunks.append(chunk)
    current += 1
    return unsafe startChunk(count)
  }

  private func startChunk(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let chunk = chunks[current]
    unsafe cursor = chunk.base + (count + Scratch.gap)
    unsafe end = chunk.base + chunk.capacity
    return unsafe chunk.base
  }

  /// Gives back the tail of the newest allocation from `newEnd` on.
  @inlinable @inline(__always)
  public func shrink(to newEnd: UnsafeMutablePointer<UInt8>) {
    unsafe cursor = newEnd + Scratch.gap
  }

  /// Where the next allocation begins; see `giveBack`.
  var mark: UnsafeMutablePointer<UInt8> { unsafe cursor }

  /// Gives back all that was allocated after a mark, as far as it lies in the same chunk.
  func giveBack(to mark: UnsafeMutablePointer<UInt8>) {
    if unsafe mark >= chunks[current].base, unsafe mark < cursor {
      unsafe cursor = mark
    }
  }

  /// Room for so many elements, aligned and not initialized, or nil when the limit is reached.
  @inlinable
  public func room<Element: BitwiseCopyable>(
    for count: Int, of type: Element.Type
  ) -> UnsafeMutablePointer<Element>? {
    let alignment = MemoryLayout<Element>.alignment
    return unsafe allocate(count * MemoryLayout<Element>.stride + alignment).map {
      unsafe UnsafeMutableRawPointer($0).alignedUp(toMultipleOf: alignment)
        .bindMemory(to: Element.self, capacity: count)
    }
  }

  /// A copy of the bytes, or nil when the limit is reached.
  public func copy(_ bytes: Bytes) -> Bytes? {
    guard let room = unsafe allocate(bytes.count) else { return nil }
    unsafe room.update(from: bytes.base, count: bytes.count)
    return unsafe Bytes(room, count: bytes.count)
  }

  /// The same with a NUL behind the copy.
  @inline(__always)
  public func terminatedCopy(of bytes: Bytes) -> PaddedBytes? {
    guard let room = unsafe allocate(bytes.count + 1) else { return nil }
    unsafe room.update(from: bytes.base, count: bytes.count)
    unsafe room[bytes.count] = 0
    return unsafe PaddedBytes(vouchingFor: Bytes(room, count: bytes.count))
  }
}

/// Builds one run of bytes in a `Scratch`, growing as it goes.
///
/// Only one builder of a scratch may grow at a time. After a refused allocation it swallows
/// what is appended and `finish` gives nil.
@safe
public struct ByteBuilder {
  /// The builder does not outlive it, and counting references would cost more than a short append.
  private let scratch: Unmanaged<Scratch>
  private var base: UnsafeMutablePointer<UInt8>?
  /// The bytes appended so far; it stays where it is once memory is exhausted.
  public private(set) var count = 0
  private var capacity: Int

  /// An empty builder with room for `capacity` bytes, which grows as needed.
  public init(in scratch: borrowing Scratch, capacity: Int = 64) {
    unsafe self.scratch = .passUnretained(copy scratch)
    self.capacity = capacity
    unsafe base = scratch.allocate(capacity)
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) -> UnsafeMutablePointer<UInt8>? {
    if count + more > capacity { grow(by: more) }
    return unsafe base
  }

  /// Apart from `reserve`, since most bytes are appended without.
  @inline(never)
  private mutating func grow(by more: Int) {
    guard let old = unsafe base else { return }
    let larger = max(2 * capacity, count + more)
    unsafe base = scratch._withUnsafeGuaranteedRef { unsafe $0.allocate(larger) }
    capacity = larger
    unsafe base?.update(from: old, count: count)
  }

  /// Appends one byte.
  public mutating func append(_ byte: UInt8) {
    guard let base = unsafe reserve(1) else { return }
    unsafe base[count] = byte
    count += 1
  }

  /// Appends bytes as they are, and counts the work.
  public mutating func append(_ bytes: Bytes) {
    unsafe scratch._withUnsafeGuaranteedRef { $0.spend(Scratch.pieceWork &+ bytes.count) }
    guard let base = unsafe reserve(bytes.count) else { return }
    unsafe (base + count).update(from: bytes.base, count: bytes.count)
    count += bytes.count
  }

  /// Appends the bytes of a literal.
  public mutating func append(_ literal: StaticString) { append(Bytes(literal)) }

  /// Appends a number in decimal digits.
  public mutating func append(_ number: Int) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      let bytes = unsafe Number.write(number, to: buffer)
      append(bytes)
    }
  }

  /// Appends a value as JSON: strings quoted and escaped as needed, the rest as spelled.
  public mutating func appendJSON(_ value: Value) {
    unsafe scratch._withUnsafeGuaranteedRef { $0.spend(Scratch.pieceWork &+ Int(value.count)) }
    let worst = JSONText.capacity(for: value)
    guard let base = unsafe reserve(worst) else { return }
    let end = unsafe JSONText.write(value, to: base + count)
    count = unsafe end - base
  }

  /// Where to write up to `more` bytes (and `PaddedBytes.padding`) in place; see `advance(to:)`.
  public mutating func room(for more: Int) -> UnsafeMutablePointer<UInt8>? {
    unsafe reserve(more).map { unsafe $0 + count }
  }

  /// Takes what was written in place up to `end` as appended.
  public mutating func advance(to end: UnsafeMutablePointer<UInt8>) {
    if let base = unsafe base { count = unsafe end - base }
  }

  /// Takes back the last `bytes` bytes, such as a trailing comma.
  public mutating func removeLast(_ bytes: Int = 1) {
    if unsafe base != nil { count -= bytes }
  }

  /// Writes over a byte that was appended earlier.
  public mutating func replace(at offset: Int, with byte: UInt8) {
    unsafe precondition(offset >= 0 && (offset < count || base == nil), "no such byte was appended")
    unsafe base?[offset] = byte
  }

  /// The bytes built, or nil when the scratch refused memory.
  public func finish() -> Bytes? {
    unsafe base.map { unsafe Bytes($0, count: count) }
  }

  /// The bytes built as a decoded text value; absent when the scratch refused memory.
  public func finishText() -> Value {
    finish().map { Value.text($0) } ?? .absent
  }
}

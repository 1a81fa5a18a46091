import Glibc

/// A worker's memory for computed values; everything in it is forgotten when the event ends.
///
/// A bump allocator over chunks that are kept from event to event, so that a warmed-up worker
/// allocates nothing. What one event may take is limited, memory and work: no event exhausts the
/// process or holds it up.
public final class Scratch {
  /// The gap that keeps wide copies from overwriting the next allocation.
  @usableFromInline static var gap: Int { 16 }

  /// How many bytes an event may take before it counts as large.
  private let own: Int
  /// Called when an event becomes a large one, once; it may wait until there is room for that.
  private let whenLarge: (() -> Void)?

  private struct Chunk {
    var base: UnsafeMutablePointer<UInt8>
    var capacity: Int

    func giveBack() { ZeroedMemory.giveBack(base, capacity: capacity) }
  }

  private var chunks: [Chunk]

  /// Where the current chunk is free, and what an event counts. Behind a pointer: exclusivity checks
  /// of class properties cost more than an allocation.
  @usableFromInline
  struct Free {
    @usableFromInline var cursor: UnsafeMutablePointer<UInt8>
    @usableFromInline var end: UnsafeMutablePointer<UInt8>
    @usableFromInline var work = 0
    /// The number of the chunk.
    var current = 0
    @usableFromInline var reachedLimits = 0
    @usableFromInline var isExhausted = false
    /// Whether the event has taken more than its own.
    @usableFromInline var isLarge = false
    /// Searches of this event, and the processor's time in nanoseconds when it was last read.
    var searches = 0
    var time = 0

    @usableFromInline
    init(cursor: UnsafeMutablePointer<UInt8>, end: UnsafeMutablePointer<UInt8>) {
      self.cursor = cursor
      self.end = end
    }
  }
  @usableFromInline let free: UnsafeMutablePointer<Free>
  /// How many bytes this event has taken in chunks before the current one.
  private var takenBefore = 0

  /// Bytes one event may take.
  public let limit: Int
  /// Work one event may take: about a nanosecond each.
  public static var workLimit: Int { 1 << 30 }
  /// The cost of appending to a builder in units of work, besides the bytes.
  static var pieceWork: Int { 16 }
  /// How many searches of this event reached their limit, and so found nothing.
  @inlinable public var reachedLimits: Int { free.pointee.reachedLimits }
  /// Set once an allocation was refused in this event; the event is then rejected.
  @inlinable public var isExhausted: Bool { free.pointee.isExhausted }

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
    free = .allocate(capacity: 1)
    free.initialize(to: Free(cursor: chunk.base, end: chunk.base + chunk.capacity))
  }

  deinit {
    free.deallocate()
    for chunk in chunks { chunk.giveBack() }
  }

  private static func makeChunk(_ capacity: Int) -> Chunk? {
    ZeroedMemory.take(capacity).map { Chunk(base: $0, capacity: capacity) }
  }

  /// Whether the event has taken more than what is its thread's own.
  @inlinable public var isLarge: Bool { free.pointee.isLarge }

  /// Makes the event a large one, where what it takes passes what is its thread's own.
  public func noteTaken(_ bytes: Int) {
    guard bytes > own, !free.pointee.isLarge else { return }
    free.pointee.isLarge = true
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
      free.pointee.isExhausted = false
      free.pointee.end = chunks[0].base + chunks[0].capacity
    }
    free.pointee.isLarge = false
    free.pointee.cursor = chunks[0].base
    free.pointee.work = 0
    free.pointee.searches = 0
    free.pointee.time = 0
    free.pointee.reachedLimits = 0
  }

  // MARK: Work

  /// Counts a search that found nothing since it reached its limit.
  public func reachLimit() { free.pointee.reachedLimits += 1 }

  /// Whether the event has taken more work than it may; it is then rejected.
  @inlinable public var isOverworked: Bool { free.pointee.work > Scratch.workLimit }

  /// Counts work of this event: a byte that is looked at is 1.
  ///
  /// It is counted by what takes it, whether that is a step or a function; what could take long
  /// before the next step asks `isOverworked`.
  @inlinable @inline(__always)
  public func spend(_ work: Int) { free.pointee.work &+= work }

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
    free.pointee.searches &+= 1
    guard text.count >= 512 || free.pointee.searches & 63 == 0 else { return }
    var clock = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &clock)
    let now = clock.tv_sec &* 1_000_000_000 &+ clock.tv_nsec
    if free.pointee.time > 0 { spend(now &- free.pointee.time) }
    free.pointee.time = now
  }

  // MARK: Memory

  /// Room for `count` bytes (and `PaddedBytes.padding` after them), or nil when the event's limit is reached.
  @inlinable @inline(__always)
  public func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8>? {
    if count <= free.pointee.end - free.pointee.cursor - Scratch.gap {
      let result = free.pointee.cursor
      free.pointee.cursor = result + (count &+ Scratch.gap)
      return result
    }
    return allocateSlowly(count)
  }

  @usableFromInline @inline(never)
  func allocateSlowly(_ count: Int) -> UnsafeMutablePointer<UInt8>? {
    takenBefore += chunks[current].capacity
    guard takenBefore + count <= limit else {
      takenBefore -= chunks[current].capacity
      free.pointee.isExhausted = true
      return nil
    }
    noteTaken(takenBefore + count)
    while current + 1 < chunks.count {
      current += 1
      if chunks[current].capacity >= count + Scratch.gap { return startChunk(count) }
      takenBefore += chunks[current].capacity
    }
    let usual = min(2 * chunks[current].capacity, limit - takenBefore)
    guard let chunk = Scratch.makeChunk(max(count + Scratch.gap, usual)) else {
      free.pointee.isExhausted = true
      return nil
    }
    chunks.append(chunk)
    current += 1
    return startChunk(count)
  }

  /// The number of the current chunk.
  private var current: Int {
    get { free.pointee.current }
    set { free.pointee.current = newValue }
  }

  private func startChunk(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    let chunk = chunks[current]
    free.pointee.cursor = chunk.base + (count + Scratch.gap)
    free.pointee.end = chunk.base + chunk.capacity
    return chunk.base
  }

  /// Gives back the tail of the newest allocation from `newEnd` on.
  @inlinable @inline(__always)
  public func shrink(to newEnd: UnsafeMutablePointer<UInt8>) {
    free.pointee.cursor = newEnd + Scratch.gap
  }

  /// Where the next allocation begins; see `giveBack`.
  var mark: UnsafeMutablePointer<UInt8> { free.pointee.cursor }

  /// Gives back all that was allocated after a mark, as far as it lies in the same chunk.
  func giveBack(to mark: UnsafeMutablePointer<UInt8>) {
    if mark >= chunks[current].base, mark < free.pointee.cursor {
      free.pointee.cursor = mark
    }
  }

  /// A copy of the bytes, or nil when the limit is reached.
  public func copy(_ bytes: Bytes) -> Bytes? {
    guard let room = allocate(bytes.count) else { return nil }
    room.update(from: bytes.base, count: bytes.count)
    return Bytes(room, count: bytes.count)
  }

  /// The same with a NUL behind the copy.
  public func terminatedCopy(of bytes: Bytes) -> PaddedBytes? {
    guard let room = allocate(bytes.count + 1) else { return nil }
    room.update(from: bytes.base, count: bytes.count)
    room[bytes.count] = 0
    return PaddedBytes(vouchingFor: Bytes(room, count: bytes.count))
  }
}

/// Builds one run of bytes in a `Scratch`, growing as it goes.
///
/// Only one builder of a scratch may grow at a time. After a refused allocation it swallows
/// what is appended and `finish` gives nil.
public struct ByteBuilder {
  /// The builder does not outlive it, and counting references would cost more than a short append.
  private let scratch: Unmanaged<Scratch>
  private var base: UnsafeMutablePointer<UInt8>?
  /// The bytes appended so far; it stays where it is once memory is exhausted.
  public private(set) var count = 0
  private var capacity: Int

  /// An empty builder with room for `capacity` bytes, which grows as needed.
  public init(in scratch: borrowing Scratch, capacity: Int = 64) {
    self.scratch = .passUnretained(copy scratch)
    self.capacity = capacity
    base = scratch.allocate(capacity)
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) -> UnsafeMutablePointer<UInt8>? {
    if count + more > capacity { grow(by: more) }
    return base
  }

  /// Apart from `reserve`, since most bytes are appended without.
  @inline(never)
  private mutating func grow(by more: Int) {
    guard let old = base else { return }
    let larger = max(2 * capacity, count + more)
    base = scratch._withUnsafeGuaranteedRef { $0.allocate(larger) }
    capacity = larger
    base?.update(from: old, count: count)
  }

  /// Appends one byte.
  public mutating func append(_ byte: UInt8) {
    guard let base = reserve(1) else { return }
    base[count] = byte
    count += 1
  }

  /// Appends bytes as they are, and counts the work.
  public mutating func append(_ bytes: Bytes) {
    scratch._withUnsafeGuaranteedRef { $0.spend(Scratch.pieceWork &+ bytes.count) }
    guard let base = reserve(bytes.count) else { return }
    (base + count).update(from: bytes.base, count: bytes.count)
    count += bytes.count
  }

  /// Appends the bytes of a literal.
  public mutating func append(_ literal: StaticString) { append(Bytes(literal)) }

  /// Appends a number in decimal digits.
  public mutating func append(_ number: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      let bytes = Number.write(number, to: buffer)
      append(bytes)
    }
  }

  /// Appends a value as JSON: strings quoted and escaped as needed, the rest as spelled.
  public mutating func appendJSON(_ value: Value) {
    scratch._withUnsafeGuaranteedRef { $0.spend(Scratch.pieceWork &+ Int(value.count)) }
    let worst = JSONText.capacity(for: value)
    guard let base = reserve(worst) else { return }
    let end = JSONText.write(value, to: base + count)
    count = end - base
  }

  /// Where to write up to `more` bytes (and `PaddedBytes.padding`) in place; see `advance(to:)`.
  public mutating func room(for more: Int) -> UnsafeMutablePointer<UInt8>? {
    reserve(more).map { $0 + count }
  }

  /// Takes what was written in place up to `end` as appended.
  public mutating func advance(to end: UnsafeMutablePointer<UInt8>) {
    if let base { count = end - base }
  }

  /// Takes back the last `bytes` bytes, such as a trailing comma.
  public mutating func removeLast(_ bytes: Int = 1) {
    if base != nil { count -= bytes }
  }

  /// Writes over a byte that was appended earlier.
  public mutating func replace(at offset: Int, with byte: UInt8) {
    precondition(offset >= 0 && (offset < count || base == nil), "no such byte was appended")
    base?[offset] = byte
  }

  /// The bytes built, or nil when the scratch refused memory.
  public func finish() -> Bytes? {
    base.map { Bytes($0, count: count) }
  }

  /// The bytes built as a decoded text value; absent when the scratch refused memory.
  public func finishText() -> Value {
    finish().map { Value.text($0) } ?? .absent
  }
}

import CPCRE2
import Events
import Synchronization

/// What one search needs besides the pattern: where PCRE2 writes, and the limits.
struct Matcher {
  let data: OpaquePointer
  let context: OpaquePointer
  /// Grows as machine code needs it, up to 1 MiB; nil until the first search with machine code.
  private var stack: OpaquePointer?
  /// Whether the interpreter may have taken more memory than is kept; PCRE2 never gives it back.
  private(set) var isLarge = false

  /// The heap limit of the interpreter, in KiB.
  private static let heap: (kept: UInt32, most: UInt32) = (1 << 10, 16 << 10)

  fileprivate init(groupCount: Int) {
    guard let data = pcre2_match_data_create_8(UInt32(groupCount + 1), nil),
      let context = pcre2_match_context_create_8(nil)
    else { OutOfMemory.stop() }
    pcre2_set_depth_limit_8(context, 100_000)
    pcre2_set_heap_limit_8(context, Matcher.heap.kept)
    self.data = data
    self.context = context
  }

  /// Machine code without a stack of its own would take the thread's.
  mutating func prepareForMachineCode() {
    guard stack == nil else { return }
    stack = pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
  }

  /// Lets the interpreter take all the memory that a search may; the matcher is not kept then.
  mutating func allowMostMemory() {
    isLarge = true
    pcre2_set_heap_limit_8(context, Matcher.heap.most)
  }

  fileprivate func free() {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }
}

/// Keeps matchers from search to search, for all patterns: a pattern holds no memory between
/// searches, and there are thousands of patterns.
///
/// ```
///  thread slot │ up to 15 groups │ up to 63 │ up to 255 │ any number
///  ────────────┼─────────────────┼──────────┼───────────┼───────────
///       0      │   two matchers  │   two    │    two    │    two       one cache line
///       1      │                                                       each
/// ```
/// A place is emptied by whoever takes its matcher: no two threads ever hold the same one, and
/// none waits for another. A thread that finds its places empty makes a matcher.
enum MatcherPool {
  private static let threadSlots = 16
  private static let placesPerThread = 8
  /// The most groups of each class.
  private static let groups = [15, 63, 255, 65534]

  /// A matcher on the heap, so that a place is one word.
  typealias Box = UnsafeMutablePointer<Matcher>

  private nonisolated(unsafe) static let places: UnsafeMutablePointer<Atomic<UInt>> = {
    let count = threadSlots * placesPerThread
    let room = UnsafeMutableRawPointer.allocate(byteCount: count * 8, alignment: 64)
    let places = room.bindMemory(to: Atomic<UInt>.self, capacity: count)
    for index in 0..<count { (places + index).initialize(to: Atomic(0)) }
    return places
  }()

  static var mostGroups: Int { groups[groups.count - 1] }

  /// The class of patterns with so many groups.
  static func sizeClass(groupCount: Int) -> Int {
    groups.firstIndex { groupCount <= $0 } ?? groups.count - 1
  }

  /// A matcher that nobody else has.
  static func take(_ sizeClass: Int, forMachineCode: Bool) -> Box {
    let pair = place(of: sizeClass)
    var box = Box(bitPattern: pair[0].exchange(0, ordering: .acquiring))
    if box == nil { box = Box(bitPattern: pair[1].exchange(0, ordering: .acquiring)) }
    let matcher = box ?? makeMatcher(sizeClass)
    if forMachineCode { matcher.pointee.prepareForMachineCode() }
    return matcher
  }

  /// Gives a matcher back.
  static func put(_ box: Box, _ sizeClass: Int) {
    if box.pointee.isLarge { return free(box) }
    let pair = place(of: sizeClass)
    let word = UInt(bitPattern: box)
    if pair[0].compareExchange(expected: 0, desired: word, ordering: .releasing).exchanged {
      return
    }
    let previous = pair[1].exchange(word, ordering: .acquiringAndReleasing)
    if let previous = Box(bitPattern: previous) { free(previous) }
  }

  private static func free(_ box: Box) {
    box.pointee.free()
    box.deallocate()
  }

  private static func makeMatcher(_ sizeClass: Int) -> Box {
    let box = Box.allocate(capacity: 1)
    box.initialize(to: Matcher(groupCount: groups[sizeClass]))
    return box
  }

  private static func place(of sizeClass: Int) -> UnsafeMutablePointer<Atomic<UInt>> {
    places + (threadSlot * placesPerThread + 2 * sizeClass)
  }

  /// A slot that differs between threads for the most part: their stacks lie far apart.
  private static var threadSlot: Int {
    var mark: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
    return Int((address >> 19 &* 0x9E37_79B9_7F4A_7C15) >> 60) & (threadSlots - 1)
  }
}

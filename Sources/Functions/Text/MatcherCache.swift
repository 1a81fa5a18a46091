import CPCRE2
import Synchronization

/// What one search needs besides the pattern: where PCRE2 writes, and the limits.
struct Matcher {
  let data: OpaquePointer
  let context: OpaquePointer
  /// Grows as a search needs it, up to 1 MiB; nil where there is no compiled code to use it.
  private let stack: OpaquePointer?

  init(code: OpaquePointer) {
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil),
      let context = pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    pcre2_set_depth_limit_8(context, 100_000)
    pcre2_set_heap_limit_8(context, 16 << 10)
    stack = pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    self.data = data
    self.context = context
  }

  func free() {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }
}

/// Keeps matchers from search to search.
///
/// A slot is emptied by whoever takes its matcher: no two threads ever hold the same one, and
/// none waits for another. A thread that finds its slot empty makes a matcher.
final class MatcherCache: Sendable {
  private static let slotCount = 16

  private final class Slot: Sendable {
    let data = Atomic<UInt>(0)
  }

  /// A matcher on the heap, so that a slot is one word.
  private typealias Box = UnsafeMutablePointer<Matcher>

  private nonisolated(unsafe) let code: OpaquePointer
  private let slots: [Slot]

  init(code: OpaquePointer) {
    self.code = code
    slots = (0..<Self.slotCount).map { _ in Slot() }
  }

  deinit {
    for slot in slots {
      if let box = Box(bitPattern: slot.data.load(ordering: .acquiring)) { release(box) }
    }
  }

  private func release(_ box: Box) {
    box.pointee.free()
    box.deallocate()
  }

  func take() -> (Matcher, token: UInt) {
    let index = threadSlot
    if let box = Box(bitPattern: slots[index].data.exchange(0, ordering: .acquiringAndReleasing)) {
      return (box.pointee, UInt(bitPattern: box))
    }
    let box = Box.allocate(capacity: 1)
    box.initialize(to: Matcher(code: code))
    return (box.pointee, UInt(bitPattern: box))
  }

  func put(_ token: UInt) {
    let previous = slots[threadSlot].data.exchange(token, ordering: .acquiringAndReleasing)
    if let box = Box(bitPattern: previous) { release(box) }
  }

  /// A slot that differs between threads for the most part: their stacks lie far apart.
  private var threadSlot: Int {
    var mark: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
    return Int((address >> 19 &* 0x9E37_79B9_7F4A_7C15) >> 60) & (Self.slotCount - 1)
  }
}

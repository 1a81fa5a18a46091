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

  /// A matcher on the heap, so that a slot is one word.
  private typealias Box = UnsafeMutablePointer<Matcher>

  /// The pattern as it was compiled, and once it has been searched for often, a copy with machine
  /// code; a copy, since searches may be under way.
  private nonisolated(unsafe) let code: OpaquePointer
  private let fastCode = Atomic<UInt>(0)
  private nonisolated(unsafe) let slots: UnsafeMutablePointer<Atomic<UInt>>
  private let searches = Atomic<Int>(0)

  /// Making machine code costs as much as some dozens of searches; many patterns are searched for
  /// less often.
  private static let searchesBeforeMachineCode = 24

  init(code: OpaquePointer) {
    self.code = code
    slots = .allocate(capacity: Self.slotCount)
    for index in 0..<Self.slotCount { (slots + index).initialize(to: Atomic(0)) }
  }

  deinit {
    for index in 0..<Self.slotCount {
      if let box = Box(bitPattern: slots[index].load(ordering: .acquiring)) { release(box) }
    }
    slots.deinitialize(count: Self.slotCount)
    slots.deallocate()
    pcre2_code_free_8(OpaquePointer(bitPattern: fastCode.load(ordering: .acquiring)))
  }

  /// What to search with now.
  private func currentCode() -> OpaquePointer {
    if let fast = OpaquePointer(bitPattern: fastCode.load(ordering: .acquiring)) { return fast }
    let count = searches.wrappingAdd(1, ordering: .relaxed).newValue
    guard count == Self.searchesBeforeMachineCode, let copy = pcre2_code_copy_8(code) else {
      return code
    }
    // Without the compiler the interpreter searches, within the same limits.
    _ = pcre2_jit_compile_8(copy, UInt32(PCRE2_JIT_COMPLETE))
    fastCode.store(UInt(bitPattern: copy), ordering: .releasing)
    return copy
  }

  private func release(_ box: Box) {
    box.pointee.free()
    box.deallocate()
  }

  func take() -> (code: OpaquePointer, Matcher, token: UInt) {
    let code = currentCode()
    let index = threadSlot
    if let box = Box(bitPattern: slots[index].exchange(0, ordering: .acquiringAndReleasing)) {
      return (code, box.pointee, UInt(bitPattern: box))
    }
    let box = Box.allocate(capacity: 1)
    box.initialize(to: Matcher(code: code))
    return (code, box.pointee, UInt(bitPattern: box))
  }

  func put(_ token: UInt) {
    let previous = slots[threadSlot].exchange(token, ordering: .acquiringAndReleasing)
    if let box = Box(bitPattern: previous) { release(box) }
  }

  /// A slot that differs between threads for the most part: their stacks lie far apart.
  private var threadSlot: Int {
    var mark: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
    return Int((address >> 19 &* 0x9E37_79B9_7F4A_7C15) >> 60) & (Self.slotCount - 1)
  }
}

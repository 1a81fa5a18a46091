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

  private nonisolated(unsafe) let code: OpaquePointer
  private nonisolated(unsafe) let slots: UnsafeMutablePointer<Atomic<UInt>>
  /// Many patterns are never searched for, so machine code is made for the first search.
  private let isCompiled = Atomic<Bool>(false)
  private let compiling = Mutex(())

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
  }

  /// No search runs before this is done: a matcher is only made behind it.
  private func compile() {
    compiling.withLock { _ in
      if isCompiled.load(ordering: .acquiring) { return }
      // Without the compiler the interpreter searches, within the same limits.
      _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
      isCompiled.store(true, ordering: .releasing)
    }
  }

  private func release(_ box: Box) {
    box.pointee.free()
    box.deallocate()
  }

  func take() -> (Matcher, token: UInt) {
    let index = threadSlot
    if let box = Box(bitPattern: slots[index].exchange(0, ordering: .acquiringAndReleasing)) {
      return (box.pointee, UInt(bitPattern: box))
    }
    if !isCompiled.load(ordering: .acquiring) { compile() }
    let box = Box.allocate(capacity: 1)
    box.initialize(to: Matcher(code: code))
    return (box.pointee, UInt(bitPattern: box))
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

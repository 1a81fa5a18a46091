import CPCRE2
import Synchronization

/// The code of a pattern: as PCRE2 compiled it, and once it has been searched for often, a copy
/// with machine code; a copy, since searches may be under way.
final class PatternCode: Sendable {
  nonisolated(unsafe) let compiled: OpaquePointer
  private let fast = Atomic<UInt>(0)
  private let searches = Atomic<Int>(0)

  /// Making machine code costs as much as some dozens of searches; many patterns are searched for
  /// less often.
  private static let searchesBeforeMachineCode = 64

  /// Takes over the code.
  init(_ compiled: OpaquePointer) { self.compiled = compiled }

  deinit {
    pcre2_code_free_8(OpaquePointer(bitPattern: fast.load(ordering: .acquiring)))
    pcre2_code_free_8(compiled)
  }

  /// What to search with now.
  var current: (code: OpaquePointer, isMachineCode: Bool) {
    if let code = OpaquePointer(bitPattern: fast.load(ordering: .acquiring)) {
      return (code, true)
    }
    let count = searches.wrappingAdd(1, ordering: .relaxed).newValue
    guard count == Self.searchesBeforeMachineCode, let copy = pcre2_code_copy_8(compiled) else {
      return (compiled, false)
    }
    // Without the compiler the interpreter searches, within the same limits.
    _ = pcre2_jit_compile_8(copy, UInt32(PCRE2_JIT_COMPLETE))
    fast.store(UInt(bitPattern: copy), ordering: .releasing)
    return (copy, true)
  }
}

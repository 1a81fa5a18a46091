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
    return count == Self.searchesBeforeMachineCode ? (machineCode, true) : (compiled, false)
  }

  /// The copy with machine code, made for whoever asks first.
  ///
  /// Without the compiler the interpreter searches, within the same limits.
  var machineCode: OpaquePointer {
    if let code = OpaquePointer(bitPattern: fast.load(ordering: .acquiring)) { return code }
    guard let copy = pcre2_code_copy_8(compiled) else { return compiled }
    _ = pcre2_jit_compile_8(copy, UInt32(PCRE2_JIT_COMPLETE))
    let (isFirst, other) = fast.compareExchange(
      expected: 0, desired: UInt(bitPattern: copy), ordering: .acquiringAndReleasing)
    if isFirst { return copy }
    pcre2_code_free_8(copy)
    return OpaquePointer(bitPattern: other) ?? compiled
  }
}

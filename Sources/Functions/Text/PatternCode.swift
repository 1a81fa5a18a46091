import CPCRE2
import Synchronization

/// The code of a pattern: as PCRE2 compiled it, and once it has been searched for often or at
/// length, a copy with machine code; a copy, since searches may be under way.
final class PatternCode: Sendable {
  /// What to search with.
  struct Current {
    let code: OpaquePointer
    /// Steps after which the interpreter gives up and machine code is made; nil for machine code.
    let trialLimit: UInt32?
  }

  nonisolated(unsafe) let compiled: OpaquePointer
  private let fast = Atomic<UInt>(0)
  private let searches = Atomic<UInt32>(0)
  /// How many steps of the interpreter cost what making machine code costs.
  private let worthwhile: UInt32

  /// Many patterns are searched for less often.
  private static let searchesBeforeMachineCode: UInt32 = 64

  /// Takes over the code of a pattern of so many bytes.
  init(_ compiled: OpaquePointer, length: Int) {
    self.compiled = compiled
    worthwhile = 1_000 + 2 * UInt32(length)
  }

  deinit {
    pcre2_code_free_8(OpaquePointer(bitPattern: fast.load(ordering: .acquiring)))
    pcre2_code_free_8(compiled)
  }

  /// What to search with now.
  ///
  /// The more searches there were, the fewer steps the next one may take.
  var current: Current {
    if let code = OpaquePointer(bitPattern: fast.load(ordering: .acquiring)) {
      return Current(code: code, trialLimit: nil)
    }
    let count = searches.wrappingAdd(1, ordering: .relaxed).newValue
    return count < Self.searchesBeforeMachineCode
      ? Current(code: compiled, trialLimit: worthwhile / max(1, count))
      : Current(code: machineCode, trialLimit: nil)
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

import Glibc

/// How the memory of a run is shared out among its events and threads.
///
/// ```
/// total  ├── own × threads ──┤ a quarter: what all threads may take at any time
///        ├── held × 2 × threads ──┤ an eighth: output that waits to be written
///        ├── one large event ──┤ the rest: what it computes, a quarter; what it writes, an eighth
/// ```
///
/// What one event may take does not depend on the number of threads, so that every run refuses the
/// same events. One that takes more than its thread's own share waits until all before it are
/// written, so only one does at a time.
public struct MemoryShares: Sendable {
  /// Bytes that one event may take for what is computed.
  public var computed: Int
  /// Bytes that one event may write, with all that it emits.
  public var written: Int
  /// Bytes that a thread may take at any time.
  public var own: Int
  /// Bytes of output that a block may hold before it waits to be written.
  public var held: Int

  /// The shares of `total` bytes among so many threads.
  public init(total: Int, threads: Int) {
    computed = total / 4
    written = total / 8
    own = max(1 << 20, total / (4 * threads))
    held = max(64 << 10, min(4 << 20, total / (16 * threads)))
  }

  /// What a run takes where nobody says more or less: 1 GiB, or half of the machine's memory where
  /// that is less.
  public static var usual: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let memory =
      pages > 0 ? pages.multipliedReportingOverflow(by: Int(getpagesize())).partialValue : 0
    return memory > 0 ? min(1 << 30, memory / 2) : 1 << 30
  }

  /// Less than this leaves no room for ordinary events.
  public static let least = 32 << 20
}

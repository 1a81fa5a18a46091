import Glibc
import Synchronization

/// The request that one run stop, from whoever started it or from the run itself when its output
/// fails.
///
/// A source that waits for input polls `descriptor` too, so that no moment between looking and
/// waiting can lose the request.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  private let writeEnd: Int32
  /// Becomes readable when the run is to stop; for `poll`, which passes over it where it is -1.
  public let descriptor: Int32

  /// A request that nobody has made yet.
  public init() {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) == 0 {
      for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
      }
    }
    descriptor = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if writeEnd >= 0 { close(writeEnd) }
  }

  /// Whether the run is to stop.
  public var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Makes the run stop reading; what it has read is mapped and written. May be called from any
  /// thread, more than once, and by a signal handler (which keeps `errno` itself).
  public func request() {
    flag.store(true, ordering: .relaxed)
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)
  }
}

import Glibc
import Streams
import Synchronization

/// SIGINT, SIGTERM and SIGHUP, each a request that the run stop. A second one ends the process at
/// once.
enum StopSignals {
  private static let number = Atomic<Int32>(0)
  /// The address of the run's `Cancellation`, which is kept for ever, as a signal may come at any
  /// time; 0 before `install`.
  private static let target = Atomic<UInt>(0)
  private static let stopping = [SIGINT, SIGTERM, SIGHUP]

  /// The signal that came, or nil.
  static var received: Int32? {
    let received = number.load(ordering: .relaxed)
    return received == 0 ? nil : received
  }

  /// Takes over the signals that stop, but for a SIGHUP that is ignored, as below `nohup`; ignores
  /// SIGPIPE and SIGXFSZ, so that a closed pipe and a file at its size limit are errors of `write`.
  static func install(cancelling cancellation: Cancellation) {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    let kept = Unmanaged.passRetained(cancellation).toOpaque()
    target.store(UInt(bitPattern: kept), ordering: .releasing)
    number.store(0, ordering: .relaxed)
    for stop in stopping where !(stop == SIGHUP && isIgnored(stop)) {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { StopSignals.handle($0) }
      action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND)
      sigaction(stop, &action, nil)
    }
    // Whoever started the process may have had them blocked, which children inherit.
    var signals = sigset_t()
    sigemptyset(&signals)
    for stop in stopping { sigaddset(&signals, stop) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ stop: Int32) -> Bool {
    var present = sigaction()
    return sigaction(stop, nil, &present) == 0
      && unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self) == 1
  }

  private static func handle(_ received: Int32) {
    let saved = errno
    number.store(received, ordering: .relaxed)
    if let kept = UnsafeRawPointer(bitPattern: target.load(ordering: .acquiring)) {
      Unmanaged<Cancellation>.fromOpaque(kept).takeUnretainedValue().request()
    }
    errno = saved
  }
}

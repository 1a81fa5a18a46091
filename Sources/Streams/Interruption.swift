import Glibc
import Synchronization

/// The request to stop that SIGINT, SIGTERM and SIGHUP make of a run.
///
/// The handler notes the signal and wakes whoever waits for input through a pipe, so that no
/// moment between looking and waiting can lose it. A second signal ends the process at once.
public enum Interruption {
  private static let signal = Atomic<Int32>(0)
  private static let readEnd = Atomic<Int32>(-1)
  private static let writeEnd = Atomic<Int32>(-1)

  /// The signal that came, or nil.
  public static var received: Int32? {
    let number = signal.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Becomes readable when a signal comes; -1 before `install`.
  static var wakeDescriptor: Int32 { readEnd.load(ordering: .relaxed) }

  /// Makes whoever waits for input look up.
  static func wake() {
    var byte: UInt8 = 0
    _ = write(writeEnd.load(ordering: .relaxed), &byte, 1)
  }

  private static let stopping = [SIGINT, SIGTERM, SIGHUP]

  /// Takes over the signals that stop, but for a SIGHUP that is ignored, as below `nohup`; ignores
  /// SIGPIPE and SIGXFSZ, so that a closed pipe and a file at its size limit are errors of `write`.
  public static func install() {
    _ = Glibc.signal(SIGPIPE, SIG_IGN)
    _ = Glibc.signal(SIGXFSZ, SIG_IGN)
    guard wakeDescriptor < 0 else { return }
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) == 0 {
      for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
      }
      readEnd.store(ends[0], ordering: .relaxed)
      writeEnd.store(ends[1], ordering: .relaxed)
    }
    signal.store(0, ordering: .relaxed)
    for number in stopping {
      var present = sigaction()
      if number == SIGHUP, sigaction(number, nil, &present) == 0,
        unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self) == 1
      {
        continue
      }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        let saved = errno
        Interruption.signal.store(number, ordering: .relaxed)
        Interruption.wake()
        errno = saved
      }
      action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND)
      sigaction(number, &action, nil)
    }
    // Whoever started the process may have had them blocked, which children inherit.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in stopping { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}

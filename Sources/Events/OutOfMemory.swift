import Glibc

/// The end of a process that gets no more memory for what it cannot do without.
///
/// An allocation for one event that fails only refuses that event. Memory that Swift's own library
/// asks for cannot be refused in this way: there the process ends with a signal.
public enum OutOfMemory {
  /// Says so on standard error, without asking for memory, and ends with 4.
  public static func stop() -> Never {
    let message: StaticString = "hl-map: out of memory; nothing more was written\n"
    _ = unsafe write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
    _exit(4)
  }
}

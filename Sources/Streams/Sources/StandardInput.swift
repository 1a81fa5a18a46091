import Glibc
import Machine

/// What comes in on standard input, be it a pipe, a terminal or a file.
public final class StandardInput: Source {
  /// As messages and dead letters have it.
  public let name = "<stdin>"
  private var reader: DescriptorReader?

  /// There is one standard input, so a run takes it once.
  public init() {}

  /// Looks at what standard input is; a folder is refused.
  public func open() throws(InputFailure) {
    let reader = DescriptorReader(STDIN_FILENO)
    self.reader = reader
    if reader.isFolder { throw .system(SystemError(code: EISDIR)) }
  }

  /// What has come in, after waiting for it.
  public func read(
    into room: UnsafeMutableRawBufferPointer, until cancellation: Cancellation
  ) -> Reading {
    reader?.read(into: room, until: cancellation) ?? .end
  }

  /// Whether something has come in, or nothing more will.
  public var isReady: Bool { reader?.isReady ?? true }

  /// Nobody waits for it: what a pipe has given is gone.
  public func acknowledge(upTo offset: Int) {}

  /// Leaves the descriptor open, as it is not the run's own.
  public func close() { reader = nil }
}

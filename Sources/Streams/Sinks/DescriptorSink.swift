import Events
import Glibc
import Machine

/// A descriptor that bytes are written to: a file's, a pipe's, a terminal's.
///
/// Short writes, interruptions and descriptors that do not block are dealt with.
public final class DescriptorSink: Sink {
  private let descriptor: Int32
  /// What the descriptor took, less what was taken back.
  public private(set) var bytesWritten = 0

  /// The descriptor stays the caller's, and open.
  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Writes on until all is taken or the system refuses; waits where the descriptor is full.
  public func write(_ bytes: Bytes) -> Writing {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, bytes.base + done, bytes.count - done)
      if count >= 0 {
        done += count
        bytesWritten += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        let error = SystemError()
        return Writing(count: done, failure: error.code == EPIPE ? .closed : .system(error))
      }
    }
    return Writing(count: done)
  }

  /// Shortens a file; what a pipe or terminal has taken stays there.
  public func takeBack(_ bytes: Int) {
    var status = stat()
    guard bytes > 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      case let end = lseek(descriptor, 0, SEEK_CUR), end >= bytes
    else { return }
    guard ftruncate(descriptor, end - bytes) == 0 else { return }
    lseek(descriptor, -bytes, SEEK_CUR)
    bytesWritten -= bytes
  }
}

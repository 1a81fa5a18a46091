import Events
import Glibc

/// Where a run's bytes go: a descriptor, and how far it took them.
///
/// Short writes, interruptions and descriptors that do not block are dealt with.
public final class OutputDescriptor {
  public let descriptor: Int32
  public private(set) var bytesWritten = 0

  public init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Writes everything; on failure says how many bytes were taken.
  func write(_ bytes: Bytes) -> (written: Int, error: SystemError?) {
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
        return (done, SystemError())
      }
    }
    return (done, nil)
  }

  /// Writes whole lines; on failure says how many bytes of whole lines stand there, and takes back
  /// the half line behind them.
  func writeLines(_ lines: Bytes) -> (written: Int, error: SystemError?) {
    let (written, error) = write(lines)
    guard error != nil else { return (written, nil) }
    let whole = lines.slice(0, written).lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    takeBack(written - whole)
    return (whole, error)
  }

  /// Takes the last `bytes` bytes back where the descriptor is a file.
  func takeBack(_ bytes: Int) {
    var status = stat()
    guard bytes > 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      case let end = lseek(descriptor, 0, SEEK_CUR), end >= bytes
    else { return }
    guard ftruncate(descriptor, end - bytes) == 0 else { return }
    lseek(descriptor, -bytes, SEEK_CUR)
    bytesWritten -= bytes
  }
}

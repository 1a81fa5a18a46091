import Glibc
import Machine

/// Reads a descriptor that somebody else opens and closes.
struct DescriptorReader {
  let descriptor: Int32
  let isFolder: Bool
  private let isRegular: Bool
  /// How long a file was when it was opened.
  private let sizeAtStart: Int

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    var status = stat()
    let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
    isFolder = kind == S_IFDIR
    isRegular = kind == S_IFREG
    sizeAtStart = Int(status.st_size)
    if isRegular { posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
  }

  /// Reads what there is, after waiting until there is something.
  func read(into room: UnsafeMutableRawBufferPointer, until cancellation: Cancellation) -> Reading {
    while !cancellation.isRequested {
      if !isRegular {
        _ = wait(milliseconds: -1, until: cancellation)
        if cancellation.isRequested { break }
      }
      let count = Glibc.read(descriptor, room.baseAddress, room.count)
      if count > 0 { return .bytes(count) }
      if count == 0 { return hasShrunk ? .failed(.shrank) : .end }
      if errno != EINTR && errno != EAGAIN { return .failed(.system(SystemError())) }
    }
    return .cancelled
  }

  /// Whether reading would give something, or the end, without waiting.
  var isReady: Bool { isRegular || wait(milliseconds: 0, until: nil) }

  private var hasShrunk: Bool {
    var status = stat()
    return isRegular && fstat(descriptor, &status) == 0 && Int(status.st_size) < sizeAtStart
  }

  private func wait(milliseconds: Int32, until cancellation: Cancellation?) -> Bool {
    withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { descriptors in
      descriptors[0] = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      descriptors[1] = pollfd(
        fd: cancellation?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)
      return poll(descriptors.baseAddress, 2, milliseconds) > 0 && descriptors[0].revents != 0
    }
  }
}

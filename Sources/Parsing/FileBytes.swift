import Diagnostics
import Glibc

/// The bytes of one regular file, or why there are none.
enum FileBytes {
  case bytes([UInt8])
  case failed(DiagnosticCode, String)

  /// Reads a regular file; a pipe or a device is refused, so that reading cannot block.
  static func read(_ path: String, limit: Int) -> FileBytes {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      return .failed(.fileNotFound, "`\(path)` is not the path of a file")
    }
    // To open a device can do something to it already; what it is when open is asked once more.
    var status = stat()
    if stat(path, &status) == 0, let refusal = refusal(status, path) { return refusal }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let reason = errno
      return reason == ENOENT || reason == ENOTDIR
        ? .failed(.fileNotFound, "the file `\(path)` does not exist")
        : .failed(
          .fileUnreadable, "the file `\(path)` cannot be read: \(String(cString: strerror(reason)))"
        )
    }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else {
      return .failed(.fileUnreadable, "the file `\(path)` cannot be read")
    }
    if let refusal = refusal(status, path) { return refusal }
    if status.st_size > limit { return .failed(.fileTooLarge, path) }
    return read(descriptor, path, limit: limit, expected: Int(status.st_size))
  }

  /// Nil for a regular file.
  private static func refusal(_ status: stat, _ path: String) -> FileBytes? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: .failed(.fileUnreadable, "`\(path)` is a directory, not a file")
    default: .failed(.fileUnreadable, "`\(path)` is not a regular file")
    }
  }

  private static func read(
    _ descriptor: Int32, _ path: String, limit: Int, expected: Int
  ) -> FileBytes {
    var bytes: [UInt8] = []
    // A file that is as long as it says is one piece.
    var size = expected + 1
    while bytes.count <= limit {
      var failure: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        let got = Glibc.read(descriptor, buffer.baseAddress, size)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == EINTR { continue }
      if failure != 0 {
        return .failed(
          .fileUnreadable,
          "the file `\(path)` cannot be read: \(String(cString: strerror(failure)))"
        )
      }
      if chunk.isEmpty { return .bytes(bytes) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      size = 4096
    }
    return .failed(.fileTooLarge, path)
  }

  /// What tells a file from all others, whichever of its names it is read by.
  ///
  /// A hard link leads no other way than a symbolic one does.
  static func inode(_ path: String) -> String {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { return path }
    return "\(status.st_dev):\(status.st_ino)"
  }

  /// What tells the name of a file from all others, however its path is spelled.
  static func identity(_ path: String) -> String { FilePath.real(path) ?? path }
}

import Glibc

/// The files of the machine.
public struct DiskFiles: Files {
  /// Paths are as the process sees them: relative ones start at its working directory.
  public init() {}

  /// A pipe or a device is refused, so that reading cannot block.
  public func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw FileFailure(.missing, "`\(path)` is not the path of a file")
    }
    // Merely opening a device can affect it; the type is checked again once the file is open.
    var status = stat()
    if stat(path, &status) == 0 { try Self.checkIsRegular(status, path) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR {
        throw .missing(path)
      }
      throw Self.unreadable(path, errno)
    }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(path, errno) }
    try Self.checkIsRegular(status, path)
    if status.st_size > limit { throw .tooLarge(path, limit: limit) }
    return try Self.read(descriptor, path, limit: limit, expected: Int(status.st_size))
  }

  /// A hard link leads no other way than a symbolic one does.
  public func identity(of path: String) -> String {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { return path }
    return "\(status.st_dev):\(status.st_ino)"
  }

  /// The path with all symbolic links resolved; nil if nothing exists there.
  public func realPath(of path: String) -> String? {
    guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func checkIsRegular(_ status: stat, _ path: String) throws(FileFailure) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw FileFailure(.unreadable, "`\(path)` is a directory, not a file")
    default: throw FileFailure(.unreadable, "`\(path)` is not a regular file")
    }
  }

  private static func unreadable(_ path: String, _ error: Int32) -> FileFailure {
    .unreadable(path, because: String(cString: strerror(error)))
  }

  private static func read(
    _ descriptor: Int32, _ path: String, limit: Int, expected: Int
  ) throws(FileFailure) -> [UInt8] {
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
      if failure != 0 { throw unreadable(path, failure) }
      if chunk.isEmpty { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      size = 4096
    }
    throw .tooLarge(path, limit: limit)
  }
}

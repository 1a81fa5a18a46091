import Glibc
import Running

/// A file that is there only once it is complete.
///
/// The bytes go to `NAME.partial` beside it, which takes the name at the end; a run that is
/// stopped leaves the old file as it was. What is no ordinary file is written directly.
struct OutputFile {
  let descriptor: Int32
  let path: String
  /// Where the bytes are until `complete`; nil when they go to their place directly.
  let partialPath: String?

  /// Opens the file for writing.
  init(path: String) throws(SystemError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT != S_IFREG {
      self.path = path
      partialPath = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      // A link stays a link: what it points to is replaced.
      self.path = exists ? OutputFile.resolved(path) : path
      let partial = self.path + ".partial"
      partialPath = partial
      descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      if descriptor >= 0 && exists { fchmod(descriptor, status.st_mode & 0o7777) }
    }
    if descriptor < 0 { throw SystemError() }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Puts the file in its place.
  func complete() throws(SystemError) {
    guard let partialPath else {
      if close(descriptor) != 0 { throw SystemError() }
      return
    }
    if fsync(descriptor) != 0 && errno != EINVAL { throw SystemError() }
    if close(descriptor) != 0 { throw SystemError() }
    if rename(partialPath, path) != 0 { throw SystemError() }
  }

  /// Leaves what there is under its partial name, and returns that name.
  func abandon() -> String? {
    close(descriptor)
    return partialPath
  }
}

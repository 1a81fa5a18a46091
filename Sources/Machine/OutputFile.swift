import Glibc

/// A file that is there only once it is complete: the one way in which commands write files.
///
/// The bytes go to a file of its own beside it, which takes the name at the end:
///
/// ```
/// ecs.ndjson ─────── what was there before, until `complete`
/// ecs.ndjson.partial-5f3a09c1 ─────── new, never followed or used again
/// ```
///
/// So a run that is stopped leaves the old file as it was, and of two runs the last to finish wins
/// whole. A link stays a link: what it leads to is replaced. Mode and, where permitted, owner are
/// kept. What is not an ordinary file, such as a pipe or a device, is written directly.
package struct OutputFile {
  /// The descriptor to write to.
  package let descriptor: Int32
  /// The path as it was given.
  package let path: String
  /// Where the bytes are until `complete`; nil when they go to their place directly.
  package let partialPath: String?

  /// Opens the file for writing.
  ///
  /// - Parameters:
  ///   - mode: what the file may be used for where it is new, as `open` takes it.
  ///   - appearsWhole: false for a file that is read while it grows, and so is written in its place.
  package init(path: String, mode: mode_t = 0o666, appearsWhole: Bool = true) throws(SystemError) {
    let target = FileTarget.resolved(path)
    if let known = FileTarget.descriptor(of: target) {
      self.path = path
      partialPath = nil
      descriptor = fcntl(known, F_DUPFD_CLOEXEC, 3)
      if descriptor < 0 { throw SystemError() }
      return
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    // A name that no file can have, such as a link to itself or none at all.
    if !exists, errno != ENOENT || path.isEmpty { throw SystemError() }
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw SystemError(code: EISDIR) }
    guard appearsWhole, !exists || kind == S_IFREG && OutputFile.isNamed(target, status) else {
      self.path = path
      partialPath = nil
      descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
      if descriptor < 0 { throw SystemError() }
      return
    }
    // A rename would replace the file even if the file itself is protected.
    if exists, access(path, W_OK) != 0 { throw SystemError() }
    self.path = target
    (descriptor, partialPath) = try OutputFile.create(beside: target, mode: exists ? 0o600 : mode)
    if exists {
      let isOwned = fchown(descriptor, status.st_uid, status.st_gid) == 0
      fchmod(descriptor, status.st_mode & (isOwned ? 0o7777 : 0o777))
    }
  }

  /// Whether a file can be replaced by its name, which is not a name where it cannot be spelled.
  private static func isNamed(_ target: String, _ status: stat) -> Bool {
    var named = stat()
    return stat(target, &named) == 0 && named.st_dev == status.st_dev
      && named.st_ino == status.st_ino
  }

  /// A new file with a name of its own beside another.
  private static func create(
    beside path: String, mode: mode_t
  ) throws(SystemError) -> (Int32, String) {
    // The longest name of a file has 255 bytes.
    let name = String(decoding: FileTarget.name(of: path).utf8.prefix(230), as: UTF8.self)
    let folder = path.utf8.contains(UInt8(ascii: "/")) ? FilePath.folder(of: path) + "/" : ""
    while true {
      let partial =
        "\(folder)\(name).partial-" + String(UInt32.random(in: .min ... .max), radix: 16)
      let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 { return (descriptor, partial) }
      if errno != EEXIST { throw SystemError() }
    }
  }

  /// Puts the file in its place, for good: it outlives a power failure.
  package func complete() throws(SystemError) {
    // Pipes and some devices cannot be asked for that.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS {
      let error = SystemError()
      close(descriptor)
      throw error
    }
    if close(descriptor) != 0 { throw SystemError() }
    guard let partialPath else { return }
    if rename(partialPath, path) != 0 { throw SystemError() }
    let folder = open(FilePath.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Leaves nothing of what was written.
  package func discard() {
    close(descriptor)
    removePartial()
  }

  /// Takes away what could not be put in its place.
  func removePartial() {
    if let partialPath { unlink(partialPath) }
  }

  /// Leaves what there is under its partial name, and returns that name; nil where nothing was
  /// written, of which nothing is left, or where it is in its place.
  package func abandon() -> String? {
    var status = stat()
    let isEmpty = fstat(descriptor, &status) == 0 && status.st_size == 0
    close(descriptor)
    guard let partialPath else { return nil }
    if isEmpty { unlink(partialPath) }
    return isEmpty ? nil : partialPath
  }
}

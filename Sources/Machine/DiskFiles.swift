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
      throw .unreadable(path, because: SystemError().message)
    }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path, because: SystemError().message)
    }
    try Self.checkIsRegular(status, path)
    if status.st_size > limit { throw .tooLarge(path, limit: limit) }
    do {
      // One byte more tells a file that is longer than it says.
      let bytes = try TextFile.read(descriptor, limit: min(limit, .max - 1) + 1)
      if bytes.count <= limit { return bytes }
    } catch {
      throw .unreadable(path, because: error.message)
    }
    throw .tooLarge(path, limit: limit)
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

  // MARK: Folders

  /// What a path leads to.
  package enum Kind: Sendable {
    /// A regular file.
    case file
    /// A folder.
    case folder
    /// A pipe, a device or a socket.
    case special

    fileprivate init(_ status: stat) {
      switch status.st_mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      default: self = .special
      }
    }
  }

  /// What is at the path, links followed; nil where nothing is.
  package func kind(of path: String) -> Kind? {
    var status = stat()
    return stat(path, &status) == 0 ? Kind(status) : nil
  }

  /// What stands in a folder.
  package struct Entry: Sendable {
    /// The path of the folder with the name behind it.
    package var path: String
    /// What it is; nil for a link, which has to be followed.
    package var kind: Kind?
  }

  /// The folders in a folder, and what else has an accepted name, sorted; hidden ones are left out.
  package func entries(of folder: String, accept: (String) -> Bool) -> [Entry] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    var entries: [Entry] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.utf8.first == UInt8(ascii: ".") { continue }
      let path = prefix + name
      let kind: Kind?
      switch Int(entry.pointee.d_type) {
      case DT_REG: kind = .file
      case DT_DIR: kind = .folder
      case DT_LNK: kind = nil
      case DT_UNKNOWN:
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        kind = status.st_mode & S_IFMT == S_IFLNK ? nil : Kind(status)
      default: kind = .special
      }
      if kind == .folder || accept(name) { entries.append(Entry(path: path, kind: kind)) }
    }
    return entries.sorted { $0.path < $1.path }
  }
}

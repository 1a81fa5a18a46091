import Glibc
import Machine

/// Which file a path means, whatever it is called: two names of one file are equal.
package enum FileIdentity: Hashable {
  /// A file that is there, by its device and inode.
  case present(device: UInt, inode: UInt)
  /// A name in a folder, where no file is yet.
  case absent(device: UInt, inode: UInt, name: String)

  /// Nil for devices and sockets, which any number of things may be read from and written to, and
  /// where the folder is not there.
  package init?(path: String) {
    var status = stat()
    if stat(path, &status) == 0 {
      self.init(status)
      return
    }
    let place = FileTarget.resolved(path)
    if stat(FilePath.folder(of: place), &status) == 0 {
      self = .absent(
        device: UInt(status.st_dev), inode: UInt(status.st_ino), name: FileTarget.name(of: place))
    } else {
      return nil
    }
  }

  /// The file behind a descriptor that someone else opened; nil for all but ordinary files.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFCHR, S_IFBLK, S_IFSOCK: return nil
    default: self = .present(device: UInt(status.st_dev), inode: UInt(status.st_ino))
    }
  }
}

/// What a path that is written to leads to.
package enum FileTarget {
  /// The path behind all links at its end, also where the last one leads to no file yet.
  package static func resolved(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      if descriptor(of: path) != nil { break }
      var room = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let count = readlink(path, &room, room.count - 1)
      guard count > 0 else { break }
      let link = String(decoding: room.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = link.hasPrefix("/") ? link : "\(FilePath.folder(of: path))/\(link)"
    }
    return path
  }

  /// The descriptor that a path names, as `/dev/stdout` and `/dev/fd/3` do: what is behind it is
  /// written where it stands, not opened anew.
  package static func descriptor(of path: String) -> Int32? {
    switch path {
    case "/dev/stdin": return STDIN_FILENO
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        return Int32(path.dropFirst(folder.count))
      }
      return nil
    }
  }

  /// Whether a path leads to a place below a folder, links followed.
  package static func lies(_ path: String, below directory: String) -> Bool {
    let target = resolved(path)
    guard let place = DiskFiles().realPath(of: FilePath.folder(of: target)),
      let top = DiskFiles().realPath(of: directory)
    else { return false }
    return FilePath.lies(place, in: top)
  }

  /// The last part of a path, after the last slash.
  package static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}

import Glibc

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

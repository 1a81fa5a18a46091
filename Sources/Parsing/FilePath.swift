import Glibc

/// What is asked of paths, by whoever reads rules and whoever writes files.
public enum FilePath {
  /// The path without links and dots; nil where there is no such file.
  public static func real(_ path: String) -> String? {
    guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path of the folder that holds the file; "." where the path names none.
  public static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether a place is a folder or lies somewhere in it; both without links and dots.
  public static func lies(_ place: String, in folder: String) -> Bool {
    folder == "/" || place == folder || place.hasPrefix(folder + "/")
  }
}

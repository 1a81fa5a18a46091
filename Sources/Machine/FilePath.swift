/// Operations on paths as texts, without touching the disk.
public enum FilePath {
  /// The path of the folder that holds the file; "." where the path names none.
  public static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path up to and with its last slash; "" where it has none.
  public static func prefix(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
  }

  /// A path that a file names, as seen from where that file is, without `./` in its middle.
  public static func join(_ prefix: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    var rest = Substring(path)
    while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
    return prefix + rest
  }

  /// Whether a place is a folder or lies somewhere in it; both without links and dots.
  public static func lies(_ place: String, in folder: String) -> Bool {
    folder == "/" || place == folder || place.hasPrefix(folder + "/")
  }

  /// The path from the root with its dots resolved; a relative one starts at the root.
  package static func absolute(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}

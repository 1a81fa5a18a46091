import Diagnostics

/// The folders in which the files may lie that rules name.
///
/// A rule file may come from elsewhere than whoever loads it. What it names is read with the rights
/// of that person and shown in reports, so that it must not lie just anywhere.
struct IncludeRoots {
  /// Without links and dots.
  private let folders: [String]

  /// The folder of the rule file, and those that the command line adds; the working directory is "".
  init(of folder: String, and more: [String]) {
    folders = ([folder] + more).compactMap { FilePath.real($0.isEmpty ? "." : $0) }
  }

  /// Whether the path leads into one of the folders, its links followed.
  ///
  /// Of a path that leads nowhere the part counts that exists: whether a file outside is there is
  /// nobody's business either.
  func contain(_ path: String) -> Bool {
    guard !path.utf8.contains(0) else { return true }
    var path = path
    while true {
      if let place = FilePath.real(path) {
        return folders.contains { FilePath.lies(place, in: $0) } && !IncludeRoots.isOfSystem(place)
      }
      path = FilePath.folder(of: path)
    }
  }

  /// The folder that would have to be among them for the path to lie inside; nil where none helps.
  func missing(for path: String) -> String? {
    let place = FilePath.real(path)
    if let place, IncludeRoots.isOfSystem(place) { return nil }
    let folder = FilePath.folder(of: path)
    // A link leads out of where it lies.
    return contain(folder) ? place.map(FilePath.folder) : folder
  }

  /// What is no file on a disk, though it may look like one.
  private static func isOfSystem(_ place: String) -> Bool {
    ["/proc/", "/sys/", "/dev/"].contains { place.hasPrefix($0) && !place.hasPrefix("/dev/shm/") }
  }
}

extension Diagnostic {
  /// A file that rules name and that lies outside their folder; `missing` would have to be a root.
  static func outside(_ path: String, missing: String?, at span: Span) -> Diagnostic {
    Diagnostic(
      .fileOutside, .error, "`\(path)` lies outside the folder of the rule file", at: span,
      help: "put the file there"
        + (missing.map { ", or allow its folder with --include-root \($0)" } ?? ""))
  }

  /// A file that is none of rules; its text is not shown, since it may be no business of the reader.
  static func unlike(_ what: String, _ path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, .error, "`\(path)` does not read as \(what)", at: span,
      help: "its text is not shown here; `hl-map check` on the file itself shows what is wrong")
  }
}

/// The folders in which the files may lie that rules name.
///
/// A rule file may come from elsewhere than whoever loads it. What it names is read with the rights
/// of that person and shown in reports, so that it must not lie just anywhere.
public struct IncludeRoots: Sendable {
  /// Without links and dots.
  private let folders: [String]
  private let files: any Files

  /// The folder of the rule file, and those that the command line adds; the working directory is "".
  public init(of folder: String, and more: [String], in files: any Files) {
    self.files = files
    folders = ([folder] + more).compactMap { files.realPath(of: $0.isEmpty ? "." : $0) }
  }

  /// Whether the path leads into one of the folders, its links followed.
  ///
  /// Of a path that does not exist, the part that does decides: rules must not find out either
  /// whether a file outside exists.
  public func contain(_ path: String) -> Bool {
    guard !path.utf8.contains(0) else { return true }
    var path = path
    while true {
      if let place = files.realPath(of: path) {
        return folders.contains { FilePath.lies(place, in: $0) } && !IncludeRoots.isOfSystem(place)
      }
      path = FilePath.folder(of: path)
    }
  }

  /// The folder that would have to be among them for the path to lie inside; nil where none helps.
  public func missing(for path: String) -> String? {
    let place = files.realPath(of: path)
    if let place, IncludeRoots.isOfSystem(place) { return nil }
    let folder = FilePath.folder(of: path)
    // A link leads out of where it lies.
    return contain(folder) ? place.map(FilePath.folder) : folder
  }

  /// What is not a file on a disk, though it may look like one.
  private static func isOfSystem(_ place: String) -> Bool {
    ["/proc/", "/sys/", "/dev/"].contains { place.hasPrefix($0) && !place.hasPrefix("/dev/shm/") }
  }
}

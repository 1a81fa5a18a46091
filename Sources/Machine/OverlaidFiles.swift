/// Other files with texts in place of what some of them hold, such as edits that are not saved yet.
public struct OverlaidFiles: Files {
  private let base: any Files
  private var byPlace: [String: [UInt8]] = [:]

  /// No text yet: all files are those of `base`.
  public init(over base: any Files) { self.base = base }

  /// The text for a file, however its path is spelled; nil where the file itself is read.
  public subscript(path: String) -> [UInt8]? {
    get { byPlace.isEmpty ? nil : byPlace[place(of: path)] }
    set { byPlace[place(of: path)] = newValue }
  }

  /// The overlaid bytes, else those of the underlying file; throws what reading that throws, and
  /// `.tooLarge` for more than `limit` bytes.
  public func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    guard let bytes = self[path] else { return try base.read(path, limit: limit) }
    if bytes.count > limit { throw .tooLarge(path, limit: limit) }
    return bytes
  }

  /// The identity of the underlying file, overlaid or not.
  public func identity(of path: String) -> String { base.identity(of: path) }

  /// The real path of the underlying file, overlaid or not.
  public func realPath(of path: String) -> String? { base.realPath(of: path) }

  /// What is read from standard input is named `-`, whatever file has that name.
  private func place(of path: String) -> String {
    path == "-" ? path : base.realPath(of: path) ?? path
  }
}

/// Files that are given as bytes.
///
/// They lie below a root of their own: `a/b.yml`, `./a/b.yml` and `/a/b.yml` are one file.
public struct MemoryFiles: Files {
  private var byPath: [String: [UInt8]] = [:]

  /// Files by their paths.
  public init(_ files: [String: [UInt8]] = [:]) {
    for (path, bytes) in files { byPath[FilePath.absolute(path)] = bytes }
  }

  /// The bytes stored under the path; throws `.missing`, or `.tooLarge` for more than `limit`
  /// bytes.
  public func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    guard let bytes = byPath[FilePath.absolute(path)] else { throw .missing(path) }
    if bytes.count > limit { throw .tooLarge(path, limit: limit) }
    return bytes
  }

  /// The absolute path, since files in memory have no links.
  public func identity(of path: String) -> String { FilePath.absolute(path) }

  /// Every path resolves, since folders are implied; the file itself may still be missing.
  public func realPath(of path: String) -> String? { FilePath.absolute(path) }
}

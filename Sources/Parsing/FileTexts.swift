/// Texts that stand for what some files hold, such as edits that are not written yet.
public struct FileTexts: Sendable {
  private var byIdentity: [String: [UInt8]] = [:]

  public init() {}

  /// The text for a file, however its path is spelled; nil where the file itself is to be read.
  public subscript(path: String) -> [UInt8]? {
    get { byIdentity.isEmpty ? nil : byIdentity[FileTexts.identity(path)] }
    set { byIdentity[FileTexts.identity(path)] = newValue }
  }

  /// What is read from standard input is named `-`.
  private static func identity(_ path: String) -> String {
    path == "-" ? path : FileBytes.identity(path)
  }
}

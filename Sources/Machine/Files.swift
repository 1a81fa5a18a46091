/// Where rules, and the files that they name, are read from.
public protocol Files: Sendable {
  /// The bytes of a regular file of at most `limit` bytes.
  func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8]

  /// Identifies a file, whichever of its names it is read by.
  func identity(of path: String) -> String

  /// The path without links and dots; nil where there is no such file or folder.
  func realPath(of path: String) -> String?
}

/// Why a file cannot be read.
public struct FileFailure: Error, Hashable, Sendable {
  /// What kind of failure it is.
  public enum Reason: Sendable {
    /// There is no such file, or the path cannot be that of one.
    case missing
    /// It is not a regular file, or reading it failed.
    case unreadable
    /// It has more bytes than were asked for at most.
    case tooLarge
  }

  /// Which kind of failure it is.
  public var reason: Reason
  /// One sentence, for people.
  public var message: String

  /// A failure with its sentence.
  public init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  /// There is no file of that path.
  package static func missing(_ path: String) -> FileFailure {
    FileFailure(.missing, "the file `\(path)` does not exist")
  }

  /// The file reads in no way.
  package static func unreadable(_ path: String, because reason: String? = nil) -> FileFailure {
    FileFailure(
      .unreadable, "the file `\(path)` cannot be read" + (reason.map { ": \($0)" } ?? ""))
  }

  /// The file has more than `limit` bytes.
  package static func tooLarge(_ path: String, limit: Int) -> FileFailure {
    FileFailure(.tooLarge, "the file `\(path)` is larger than \(limit >> 20) MiB")
  }
}

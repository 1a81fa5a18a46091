import ArgumentParser
import Glibc
import Machine
import Planning
import Workbench

/// What the files of a command are there for: nothing may be written to a file that has another
/// role.
///
/// Asked before anything is opened for writing, since opening empties what is there.
struct FileRoles {
  private var roles: [FileIdentity: String] = [:]

  /// A file that is read, and what messages call it. Several may be read from one.
  mutating func read(_ path: String, as role: String) {
    if let identity = FileIdentity(path: path) { roles[identity] = roles[identity] ?? role }
  }

  /// The rule file and all that it reads.
  mutating func read(rules: LoadedRules) {
    for (number, file) in rules.files.enumerated() {
      read(file, as: number == 0 ? "the rule file \(file)" : "\(file), which the rules read")
    }
  }

  mutating func readStandardInput() {
    if let identity = FileIdentity(descriptor: STDIN_FILENO) { roles[identity] = "standard input" }
  }

  /// Standard error, to which messages go.
  mutating func writeStandardError() {
    if let identity = FileIdentity(descriptor: STDERR_FILENO) {
      roles[identity] = roles[identity] ?? "standard error"
    }
  }

  /// Standard output, which someone else opened.
  mutating func writeStandardOutput() throws {
    try write(FileIdentity(descriptor: STDOUT_FILENO), as: "standard output")
  }

  /// A file that is written; an error where it has a role already.
  mutating func write(_ path: String, as role: String) throws {
    // Letters may stand among messages, which end where they do.
    if FileTarget.descriptor(of: FileTarget.resolved(path)) == STDERR_FILENO { return }
    try write(FileIdentity(path: path), as: role)
  }

  private mutating func write(_ identity: FileIdentity?, as role: String) throws {
    guard let identity else { return }
    if let other = roles.updateValue(role, forKey: identity) {
      Console.note("\(role) would overwrite \(other): both are one file; give another file")
      throw ExitCode.usage
    }
  }
}

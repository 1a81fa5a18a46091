import Glibc
import Machine

/// Finds rule files in what the command line names.
package enum RuleFiles {
  /// What was found under the given paths.
  package struct Found {
    /// The paths of the rule files, each once.
    package var files: [String] = []
    /// Paths that do not exist, or cannot be read, or hold no rule file; with the reason.
    package var problems: [(path: String, reason: String)] = []
    /// YAML files in the directories that are not rule files.
    package var skipped: [String] = []
  }

  /// Files as they are; directories give the rule files in them, at any depth, sorted.
  package static func find(_ paths: [String]) -> Found {
    var found = Found()
    for path in paths {
      guard path != "-", isDirectory(path) else {
        found.files.append(path)
        continue
      }
      let candidates = candidates(in: path)
      let areRules = Parallel.map(count: candidates.count, threads: Parallel.cores) {
        looksLikeRules(candidates[$0])
      }
      let files = zip(candidates, areRules).filter(\.1).map(\.0)
      let accepted = Set(files)
      found.skipped += candidates.filter { !accepted.contains($0) }
      if files.isEmpty { found.problems.append((path, "no rule file in this directory")) }
      found.files += files
    }
    // A file that is given twice, as itself and through its directory, is checked once.
    var seen: Set<Identity> = []
    found.files.removeAll { path in identity(path).map { !seen.insert($0).inserted } ?? false }
    return found
  }

  /// What two paths to one file have in common.
  private struct Identity: Hashable {
    var device: UInt
    var number: UInt
    /// Empty unless the file has several names (hard links): those count as different files, since
    /// the files beside them may differ.
    var path: String
  }

  private static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(
      device: UInt(status.st_dev), number: UInt(status.st_ino),
      path: status.st_nlink > 1 ? DiskFiles().realPath(of: path) ?? path : "")
  }

  /// Whether the path leads to a directory.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether the path leads to a regular file.
  package static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func isRuleFileName(_ name: String) -> Bool {
    name.hasSuffix(".yml") || name.hasSuffix(".yaml")
  }

  /// The files in a directory itself that are named as rule files are, sorted.
  package static func ruleFiles(in directory: String) -> [String] {
    entries(of: directory, accept: isRuleFileName)
      .filter { !$0.isDirectory && ($0.isRegular || isFile($0.path)) }.map(\.path)
  }

  /// The files under a directory that are named as rule files are, sorted.
  private static func candidates(in directory: String) -> [String] {
    let entries = entries(of: directory, accept: isRuleFileName)
    let found = Parallel.map(count: entries.count, threads: Parallel.cores) {
      files(of: entries[$0], depth: 1, accept: isRuleFileName)
    }
    return Array(found.joined())
  }

  /// The files under a directory whose names are accepted, sorted; hidden ones are left out.
  ///
  /// Linked directories are not entered, so that a link cannot lead in circles.
  package static func walk(_ directory: String, depth: Int = 0, accept: (String) -> Bool)
    -> [String]
  {
    entries(of: directory, accept: accept).flatMap {
      files(of: $0, depth: depth + 1, accept: accept)
    }
  }

  private struct Entry: Sendable {
    var path: String
    var isDirectory: Bool
    /// Whether it is known to be a file; a link has to be followed.
    var isRegular: Bool
  }

  private static func files(
    of entry: Entry, depth: Int, accept: (String) -> Bool
  ) -> [String] {
    if entry.isDirectory { return depth < 64 ? walk(entry.path, depth: depth, accept: accept) : [] }
    return entry.isRegular || isFile(entry.path) ? [entry.path] : []
  }

  /// The directories in a directory, and what else has an accepted name; sorted.
  private static func entries(of directory: String, accept: (String) -> Bool) -> [Entry] {
    guard let handle = opendir(directory) else { return [] }
    defer { closedir(handle) }
    let prefix = directory.hasSuffix("/") ? directory : directory + "/"
    var entries: [Entry] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.utf8.first == UInt8(ascii: ".") { continue }
      var type = Int(entry.pointee.d_type)
      if type == DT_UNKNOWN {
        var status = stat()
        guard lstat(prefix + name, &status) == 0 else { continue }
        type = status.st_mode & S_IFMT == S_IFDIR ? Int(DT_DIR) : Int(DT_LNK)
      }
      let isDirectory = type == DT_DIR
      if isDirectory || accept(name) {
        entries.append(
          Entry(path: prefix + name, isDirectory: isDirectory, isRegular: type == DT_REG))
      }
    }
    return entries.sorted { $0.path < $1.path }
  }

  /// Whether a line of the file begins with `hlmap:` or `pipeline:`.
  private static func looksLikeRules(_ path: String) -> Bool {
    // A file that cannot be read is for the loader to report.
    guard let bytes = try? TextFile.read(path, limit: 1 << 20) else { return true }
    let keys = [Array("hlmap:".utf8), Array("pipeline:".utf8)]
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let first = bytes[start]
      if keys.contains(where: { $0[0] == first && bytes[start...].starts(with: $0) }) {
        return true
      }
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      start = end + 1
    }
    return false
  }
}

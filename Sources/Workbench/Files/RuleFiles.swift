import HLMap
import Machine
import Planning

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
      let areRules = Parallel.map(count: candidates.count) {
        looksLikeRules(candidates[$0])
      }
      let files = zip(candidates, areRules).filter(\.1).map(\.0)
      let accepted = Set(files)
      found.skipped += candidates.filter { !accepted.contains($0) }
      if files.isEmpty { found.problems.append((path, "no rule file in this directory")) }
      found.files += files
    }
    // A file that is given twice, as itself and through its directory, is checked once.
    var seen: Set<String> = []
    found.files.removeAll { path in
      DiskFiles().realPath(of: path).map { !seen.insert($0).inserted } ?? false
    }
    return found
  }

  /// Whether the path leads to a directory.
  package static func isDirectory(_ path: String) -> Bool { DiskFiles().kind(of: path) == .folder }

  /// Whether the path leads to a regular file.
  package static func isFile(_ path: String) -> Bool { DiskFiles().kind(of: path) == .file }

  private static func isRuleFileName(_ name: String) -> Bool {
    name.hasSuffix(".yml") || name.hasSuffix(".yaml")
  }

  /// The files in a directory itself that are named as rule files are, sorted.
  package static func ruleFiles(in directory: String) -> [String] {
    DiskFiles().entries(of: directory, accept: isRuleFileName).filter(isFile).map(\.path)
  }

  /// The files under a directory that are named as rule files are, sorted.
  private static func candidates(in directory: String) -> [String] {
    let entries = DiskFiles().entries(of: directory, accept: isRuleFileName)
    let found = Parallel.map(count: entries.count) {
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
    DiskFiles().entries(of: directory, accept: accept).flatMap {
      files(of: $0, depth: depth + 1, accept: accept)
    }
  }

  private static func files(
    of entry: DiskFiles.Entry, depth: Int, accept: (String) -> Bool
  ) -> [String] {
    if entry.kind == .folder {
      return depth < 64 ? walk(entry.path, depth: depth, accept: accept) : []
    }
    return isFile(entry) ? [entry.path] : []
  }

  private static func isFile(_ entry: DiskFiles.Entry) -> Bool {
    (entry.kind ?? DiskFiles().kind(of: entry.path)) == .file
  }

  private static func looksLikeRules(_ path: String) -> Bool {
    // A file that cannot be read is for the loader to report.
    guard let bytes = try? TextFile.read(path, limit: 1 << 20) else { return true }
    return RuleLoader.mayBeRules(RuleText(path: path, bytes: bytes))
  }
}

import HLMap
import Machine
import Planning

/// Finds the rule files that include a part: those beside it and in the folders above.
struct Includers {
  /// How far up is looked.
  private static let levels = 3
  /// Files of one folder that are looked at.
  private static let mostFiles = 1000

  private struct RuleFile {
    var path: String
    var parts: Set<String>
  }

  /// Where files may include parts from, besides their own folders.
  let roots: [String]

  private var byFolder: [String: [RuleFile]] = [:]

  init(roots: [String]) { self.roots = roots }

  /// The files whose rules have those of the part among them, nearest first.
  mutating func files(including part: String) -> [String] {
    guard let identity = DiskFiles().realPath(of: part) else { return [] }
    var folder = part.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(part[...$0]) } ?? "./"
    for _ in 0...Includers.levels {
      let found = files(in: folder).filter { $0.parts.contains(identity) }
      if !found.isEmpty { return found.map(\.path) }
      folder += "../"
    }
    return []
  }

  private mutating func files(in folder: String) -> [RuleFile] {
    guard let identity = DiskFiles().realPath(of: folder) else { return [] }
    if let known = byFolder[identity] { return known }
    let found = RuleFiles.ruleFiles(in: folder).prefix(Includers.mostFiles).compactMap { path in
      let parts = RuleLoader.includes(of: path, LoadRequest(roots: roots))
      return parts.isEmpty
        ? nil : RuleFile(path: path, parts: Set(parts.compactMap { DiskFiles().realPath(of: $0) }))
    }
    byFolder[identity] = found
    return found
  }
}

/// An intake format by its place in a collection:
///
///     module/format/ingest/parser.yml
///     module/format/tests/X.json        {"input": {…}, "expected": {…}}
struct IntakeFormat: Sendable {
  /// `module/format`
  var name: String
  /// The folders of its tests that are there.
  var testFolders: [String]

  /// Nil for a rule file that stands in no folder `ingest`.
  init?(parser path: String) {
    let parts = IntakeFormat.parts(of: path).dropLast()
    guard parts.last == "ingest", parts.count > 1 else { return nil }
    name = parts.dropLast().suffix(2).joined(separator: "/")
    let ingest = TestFinder.split(path).folder
    let folder = ingest.hasSuffix("/ingest") ? String(ingest.dropLast(7)) : "\(ingest)/.."
    testFolders = ["\(folder)/tests", "\(folder)/test"].filter(RuleFiles.isDirectory)
  }

  /// The names on the way to a file; of a path that does not say them all, those of the real one.
  private static func parts(of path: String) -> [Substring] {
    func split(_ path: String) -> [Substring] {
      path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
    }
    let parts = split(path)
    if parts.count > 3, !parts.contains(where: { $0 == "." || $0 == ".." }) { return parts }
    return split(RuleFiles.realPath(path) ?? path)
  }
}

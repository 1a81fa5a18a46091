import Machine

/// An intake format by its place in a collection:
///
///     module/format/ingest/parser.yml
///     module/format/tests/X.json        {"input": {…}, "expected": {…}}
package struct FormatFolder: Sendable {
  /// `module/format`
  package var name: String
  /// The folders of its tests that are there.
  var testFolders: [String]

  /// Nil for a rule file that stands in no folder `ingest`.
  init?(parser path: String) {
    let real = DiskFiles().realPath(of: path) ?? path
    let parts = real.utf8.split(separator: UInt8(ascii: "/")).dropLast().map(Substring.init)
    guard parts.last == "ingest", parts.count > 1 else { return nil }
    name = parts.dropLast().suffix(2).joined(separator: "/")
    let ingest = TestFinder.split(path).folder
    let folder = ingest.hasSuffix("/ingest") ? String(ingest.dropLast(7)) : "\(ingest)/.."
    testFolders = ["\(folder)/tests", "\(folder)/test"].filter(RuleFiles.isDirectory)
  }
}

import Diagnostics
import Glibc
import Planning
import TestSupport

@testable import HLMap

/// The files under Fixtures/ and what the checks say of them.
enum Fixtures {
  static let root = ProjectFiles.root

  static func names(in directory: String) -> [String] {
    ProjectFiles.names("\(root)/\(directory)")
  }

  static func read(_ path: String) -> String? { ProjectFiles.text("\(root)/\(path)") }

  static func write(_ text: String, to path: String) {
    guard let file = fopen("\(root)/\(path)", "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }

  /// The findings of a file and the report for people, with the file named as its folder has it.
  static func check(_ path: String) -> (diagnostics: [Diagnostic], report: String) {
    report(RuleLoader.load(path: "\(root)/\(path)"), directory: path)
  }

  static func report(
    _ loaded: LoadedRules, directory path: String
  ) -> (diagnostics: [Diagnostic], report: String) {
    let folder = "\(root)/" + path.split(separator: "/").dropLast().joined(separator: "/") + "/"
    let report = TextReport(sources: loaded.sources).render(loaded.diagnostics)
    return (loaded.diagnostics, replacing(folder, in: report))
  }

  private static func replacing(_ folder: String, in report: String) -> String {
    var result = ""
    var rest = report[...]
    while let range = rest.firstRange(of: folder) {
      result += rest[..<range.lowerBound]
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}

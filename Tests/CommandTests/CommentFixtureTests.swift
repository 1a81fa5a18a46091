import Diagnostics
import Foundation
import Testing

@testable import Running

/// Checks that only the command makes, not the loading of rules: those with samples (HL5), those of
/// comments and baselines (HL6). Each has a page, a file that shows it and one that does not.
@Suite(.serialized, .timeLimit(.minutes(10))) struct CommentFixtureTests {
  static let fixtures = "\(Repository.path)/Fixtures/comments"
  static let codes = DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("HL6") }

  static func folder(of code: DiagnosticCode, in path: String) -> String? {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return names?.first { $0.hasPrefix(code.rawValue + "-") }.map { "\(path)/\($0)" }
  }

  @Test(arguments: codes) func comments(_ code: DiagnosticCode) throws {
    let folder = try #require(Self.folder(of: code, in: Self.fixtures), "no fixture for \(code)")
    let program = try Program()
    defer { program.remove() }
    func codes(_ file: String) throws -> [String] {
      let baseline = "\(folder)/known.json"
      let isThere = FileManager.default.fileExists(atPath: baseline)
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      // A baseline names files as they are seen from its own folder.
      try program.write(file, text)
      if isThere {
        try program.write("known.json", String(contentsOfFile: baseline, encoding: .utf8))
      }
      let outcome = try program.run(
        ["check", "--format", "compact", file] + (isThere ? ["--baseline", "known.json"] : []))
      return outcome.lines.compactMap { line in
        line.firstRange(of: "[HL").map { String(line[$0.upperBound...].prefix(4)) }
      }.map { "HL" + $0 }
    }
    #expect(try codes("bad.yml").contains(code.rawValue))
    #expect(try codes("good.yml") == [])
    // The page shows the same files.
    for (name, text) in [
      ("bad.yml", code.explanation.example), ("good.yml", code.explanation.remedy),
    ] where !text.isEmpty {
      #expect(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) == text + "\n")
    }
  }

  @Test func samples() {
    for code in DiagnosticCode.allCases where code.rawValue.hasPrefix("HL5") {
      #expect(code.explanation.title != code.rawValue, "no page for \(code.rawValue)")
      let folder = Self.folder(of: code, in: SampleChecksTests.fixtures)
      #expect(folder != nil, "no fixture for \(code.rawValue)")
    }
  }
}

import Diagnostics
import Planning
import TestSupport
import Testing
import Text

@testable import HLMap

/// Samples, comments and baselines are met by the command, not by loading rules, and are tested there.
private let codesOfRules = DiagnosticCode.allCases.filter {
  !$0.rawValue.hasPrefix("HL5") && !$0.rawValue.hasPrefix("HL6")
}

/// Every code has a rule file that shows it, one that does not, and a page.
@Suite struct DiagnosticFixtureTests {
  private static let folders = Fixtures.names(in: "Fixtures/diagnostics")

  private static func folder(of code: DiagnosticCode) -> String? {
    folders.first { $0.hasPrefix(code.rawValue + "-") }.map { "Fixtures/diagnostics/\($0)" }
  }

  /// What the fixture gives; some mistakes cannot be kept in a file.
  private static func findings(
    of code: DiagnosticCode, in folder: String
  ) -> (diagnostics: [Diagnostic], report: String) {
    guard code == .fileTooLarge else { return Fixtures.check("\(folder)/bad.yml") }
    let large = String(repeating: "#", count: 8 << 20) + "\n"
    return Fixtures.report(
      RuleLoader.load(text: large, name: "bad.yml"), directory: "\(folder)/bad.yml")
  }

  @Test(arguments: codesOfRules)
  func bad(code: DiagnosticCode) throws {
    let folder = try #require(Self.folder(of: code), "no fixture for \(code.rawValue)")
    let (diagnostics, report) = Self.findings(of: code, in: folder)
    #expect(diagnostics.contains { $0.code == code }, "\(code.rawValue) is not shown:\n\(report)")
    #expect(diagnostics.allSatisfy { $0.help != nil || $0.fix != nil || $0.code != code })
    if Golden.isRecording { Fixtures.write(report, to: "\(folder)/report.txt") }
    #expect(Fixtures.read("\(folder)/report.txt") == report)
  }

  @Test(arguments: codesOfRules)
  func good(code: DiagnosticCode) throws {
    let folder = try #require(Self.folder(of: code), "no fixture for \(code.rawValue)")
    let (diagnostics, report) = Fixtures.check("\(folder)/good.yml")
    #expect(!diagnostics.contains { $0.code == code || $0.severity == .error }, "\(report)")
  }

  @Test(arguments: codesOfRules)
  func page(code: DiagnosticCode) throws {
    let page = code.explanation
    #expect(page.title != code.rawValue, "no page for \(code.rawValue)")
    #expect(page.text.split(separator: "\n").count >= 2)
    let folder = try #require(Self.folder(of: code))
    if !page.example.isEmpty {
      #expect(page.example + "\n" == Fixtures.read("\(folder)/bad.yml"))
      #expect(page.remedy + "\n" == Fixtures.read("\(folder)/good.yml"))
    }
  }

  /// An edit leads to a file without the finding.
  @Test(arguments: codesOfRules)
  func fixes(code: DiagnosticCode) throws {
    let folder = try #require(Self.folder(of: code))
    guard code != .fileTooLarge else { return }
    let found = Self.findings(of: code, in: folder).diagnostics.filter { $0.code == code }
    let edits = found.compactMap(\.fix).sorted { $0.span.lower > $1.span.lower }
    guard !edits.isEmpty, let text = Fixtures.read("\(folder)/bad.yml") else { return }
    var bytes = Array(text.utf8)
    for edit in edits where edit.span.source == 0 {
      bytes.replaceSubrange(
        Int(edit.span.lower)..<Int(edit.span.upper), with: Array(edit.replacement.utf8))
    }
    let mended = RuleLoader.load(text: String(decoding: bytes, as: UTF8.self), name: "mended.yml")
    let left = mended.diagnostics.filter { $0.code == code }
    #expect(left.count == found.count - edits.count, "\(String(decoding: bytes, as: UTF8.self))")
  }
}

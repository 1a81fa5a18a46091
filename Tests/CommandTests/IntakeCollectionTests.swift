import Foundation
import Testing

@testable import Running

/// Whole formats: our own, one for each feature, and the public collection where it is at hand.
@Suite(.timeLimit(.minutes(10))) struct IntakeCollectionTests {
  private static let root = String(
    #filePath.dropLast("/Tests/CommandTests/IntakeCollectionTests.swift".count))
  private static let now = ["--now", "2026-01-01T00:00:00Z"]

  private struct Result: Decodable {
    var name: String
    var passed: Bool
  }

  private static func results(of folder: String) throws -> [Result] {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run(["test", folder, "--format", "json"] + now)
    return try JSONDecoder().decode([Result].self, from: Data(outcome.output.utf8))
  }

  @Test func formatsOfFeatures() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = "\(Self.root)/Fixtures/intake"
    let outcome = try program.run(["test", "--quiet", folder] + Self.now)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
    let results = try Self.results(of: folder)
    for format in try FileManager.default.contentsOfDirectory(atPath: folder) {
      #expect(results.contains { $0.name.contains("/\(format)/") }, "\(format) has no tests")
    }
  }

  /// The shared folder beside the project, or beside the checkout it is a work tree of.
  private static let folder = ["../shared", "../../shared"]
    .map { "\(root)/\($0)/corpus/intake-formats" }
    .first { FileManager.default.fileExists(atPath: $0) }

  @Test(.enabled(if: folder != nil, "the collection is not beside the project"))
  func collection() throws {
    let folder = try #require(Self.folder)
    let results = try Self.results(of: folder)
    let failures = results.filter { !$0.passed }.map { $0.name.dropFirst(folder.count + 1) }
    let surprises = failures.filter { !Self.residuals.contains(String($0)) }
    #expect(surprises.isEmpty, "fail and did not before")
    #expect(results.count { $0.passed } >= 2328)
    #expect(results.count == 2329)
  }

  /// Tests that the format's rules as they are established do not give.
  private static let residuals: Set = [
    "SonicWall/sonicwall-fw/tests/test_cef_syslog_website_accessed.json"
  ]
}

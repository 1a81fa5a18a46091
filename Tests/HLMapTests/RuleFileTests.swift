import Diagnostics
import Planning
import TestSupport
import Testing

/// Whole rule files: those of the project are clean, the defects of real ones are found.
@Suite struct RuleFileTests {
  private static let clean =
    ["Mappings/harfanglab.yml", "Fixtures/bench/reference.yml"]
    + Fixtures.names(in: "Fixtures/language").filter { $0.hasSuffix(".yml") }
    .map { "Fixtures/language/\($0)" }

  @Test(arguments: clean)
  func isClean(path: String) {
    let (diagnostics, report) = Fixtures.check(path)
    #expect(!diagnostics.contains { $0.severity >= .warning }, "\(report)")
  }

  @Test(arguments: Fixtures.names(in: "Fixtures/defects"))
  func defect(name: String) {
    let folder = "Fixtures/defects/\(name)"
    let (diagnostics, report) = Fixtures.check("\(folder)/mapping.yml")
    #expect(!diagnostics.isEmpty)
    if Golden.isRecording { Fixtures.write(report, to: "\(folder)/report.txt") }
    #expect(Fixtures.read("\(folder)/report.txt") == report)
  }

  @Test func allDefectsAreThere() {
    #expect(Fixtures.names(in: "Fixtures/defects").count == 15)
  }

  @Test(arguments: Fixtures.names(in: "Fixtures/intake-defects"))
  func intakeDefect(name: String) {
    let folder = "Fixtures/intake-defects/\(name)"
    let (diagnostics, report) = Fixtures.check("\(folder)/ingest/parser.yml")
    #expect(!diagnostics.isEmpty)
    #expect(diagnostics.allSatisfy { $0.severity < .error && $0.help != nil }, "\(report)")
    if Golden.isRecording { Fixtures.write(report, to: "\(folder)/report.txt") }
    #expect(Fixtures.read("\(folder)/report.txt") == report)
  }
}

import Foundation
import TestSupport
import Testing

@testable import Running

/// `hl-map why`, `hl-map trace` and `hl-map run --explain`, from outside.
///
/// `RECORD=1` rewrites the fixtures: `trace.txt`, `why-FIELD.txt` and `explain.ndjson`.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TraceCommandTests {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/trace")

  static var names: [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)
    return (found ?? []).sorted()
  }

  @Test(arguments: names) func golden(_ name: String) throws {
    let program = try Program()
    defer { program.remove() }
    let folder = Self.fixtures.appendingPathComponent(name)
    func text(_ file: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }
    // Intake formats have their taxonomy beside them.
    let isIntake = FileManager.default.fileExists(
      atPath: folder.appendingPathComponent("ingest").path)
    let rules = isIntake ? "ingest/parser.yml" : "mapping.yml"
    for file in isIntake ? [rules, "_meta/fields.yml"] : [rules] {
      try program.write(file, try text(file))
    }
    let event = try text("event.json")
    func check(_ output: String, _ file: String) throws {
      if Golden.isRecording {
        try output.write(
          to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
      } else {
        #expect(try output == text(file), "\(file)")
      }
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for file in files.sorted() where file.hasSuffix(".txt") {
      let base = String(file.dropLast(4))
      let command = base.hasPrefix("why-") ? ["why", String(base.dropFirst(4))] : ["trace"]
      let outcome = try program.run(
        command + ["--rules", rules, "--now", "2026-01-01T00:00:00Z"], input: event)
      #expect(outcome.code == 0, "\(file): \(outcome.error)")
      try check(outcome.output, file)
      let json = try program.run(
        command + ["--rules", rules, "--format", "json"], input: event)
      #expect((try? JSONSerialization.jsonObject(with: Data(json.output.utf8))) != nil, "\(file)")
    }
    let run = ["--rules", rules, "--now", "2026-01-01T00:00:00Z", "-"]
    let plain = try program.run(run, input: event)
    let explained = try program.run(run + ["--explain", "explained"], input: event)
    #expect(explained.output == plain.output)
    #expect(explained.code == 0)
    try check(try program.read("explained"), "explain.ndjson")
  }

  @Test func mistakes() throws {
    let program = try Program()
    defer { program.remove() }
    var outcome = try program.run(["why", "event.sequense", "-r", "rules.yml"], input: "{}")
    #expect(outcome.code == 2)
    #expect(outcome.error.contains("did you mean `event.sequence`?"))
    outcome = try program.run(["why", "event", "-r", "rules.yml"], input: "{}")
    #expect(outcome.code == 2)
    #expect(outcome.error.contains("event.sequence"))
    outcome = try program.run(["why", "event.sequence", "-r", "rules.yml"], input: "")
    #expect(outcome.code == 4)
    outcome = try program.run(["why", "event.sequence", "-r", "rules.yml"], input: "nonsense")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("the event is rejected: the event is not valid JSON"))
    outcome = try program.run(
      ["why", "event.sequence", "-r", "rules.yml", "--line", "2"], input: Program.events(7..<9))
    #expect(outcome.output.hasPrefix("event.sequence = 8\n"))
    outcome = try program.run(
      ["trace", "-r", "rules.yml", "--color", "always"], input: Program.event(1))
    #expect(outcome.output.contains("\u{1B}["))
    try program.write(
      "drop.yml", "hlmap: 1\nstages:\n  - drop: noise\n  - set: {event.kind: event}\n")
    outcome = try program.run(["why", "event.kind", "-r", "drop.yml"], input: "{}")
    #expect(outcome.output.contains("the event is dropped by drop.yml:3:5: noise"))
  }
}

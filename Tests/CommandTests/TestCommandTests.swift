import Foundation
import Testing

@testable import JSON
@testable import Running
@testable import hl_map

/// `hl-map test` and `hl-map check`, from outside.
@Suite(.serialized, .timeLimit(.minutes(10))) struct TestCommandTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.write("Mappings/seq.yml", Program.rules)
  }

  static func document(_ number: Int, expected: String) -> String {
    "{\n  \"input\": \(Program.event(number)),\n  \"expected\": \(expected)\n}\n"
  }

  @Test func allForms() throws {
    defer { program.remove() }
    try program.write("Fixtures/seq/a.json", Self.document(1, expected: Program.event(1)))
    try program.write("Fixtures/seq/sub/b.input.json", Program.event(2))
    try program.write(
      "Fixtures/seq/sub/b.expected.json", "{\n \"event\" : {\"sequence\": 2 } }\n")
    try program.write("Fixtures/seq/c.ndjson", "\(Program.event(3))\nnope\n\n\(Program.event(4))\n")
    try program.write(
      "Fixtures/seq/c.expected.ndjson",
      "\(Program.event(3))\n{\"rejected\":\"invalid_json\"}\n\(Program.event(4))\n")
    try program.write("Fixtures/seq/sample.ndjson", "anything")
    try program.write("Fixtures/seq/other.json", "{\"no\":\"test\"}")
    try program.write("Mappings/seq.tests/d.json", Self.document(5, expected: Program.event(5)))
    var outcome = try program.run(["test", "Mappings"])
    #expect(outcome.output == "6 passed, 0 failed\n")
    #expect(outcome.code == 0)
    outcome = try program.run(["test", "Mappings/seq.yml", "--filter", "c.ndjson:[0-9]"])
    #expect(outcome.output == "3 passed, 0 failed\n")
    outcome = try program.run(["test", "Mappings/seq.yml", "--fixtures", "Fixtures"])
    #expect(outcome.output == "5 passed, 0 failed\n")
  }

  /// A part without tests is tested with the file that includes it; another file is missed.
  @Test func parts() throws {
    defer { program.remove() }
    try program.write("Fixtures/seq/a.json", Self.document(1, expected: Program.event(1)))
    try program.write("Mappings/seq.yml", "include: seq/part.yml\n" + Program.rules)
    let part = "hlmap: 1\ntables: {names: {a: b}}\n"
    try program.write("Mappings/seq/part.yml", part)
    try program.write("Mappings/other.yml", Program.rules)
    let outcome = try program.run(["test", "Mappings"])
    #expect(outcome.output == "1 passed, 0 failed\n")
    #expect(outcome.error.contains("Mappings/other.yml: no tests"))
    #expect(!outcome.error.contains("part.yml"))
  }

  @Test func failuresAndUpdate() throws {
    defer { program.remove() }
    let wrong = "{\"event\":{\"sequence\":9,\"kind\":\"x\"}}"
    try program.write("Fixtures/seq/a.json", Self.document(1, expected: wrong))
    let good = Self.document(7, expected: "{\"event\":   {\"sequence\":7}}")
    try program.write("Fixtures/seq/good.json", good)
    try program.write("Fixtures/seq/b.input.json", Program.event(2))
    try program.write("Fixtures/seq/c.ndjson", Program.events(3..<6))
    try program.write("Fixtures/seq/c.expected.ndjson", "\(Program.event(3))\nnull\n")
    try program.write(
      "Fixtures/seq/p.json",
      "{\"input\": \(Program.event(1)), \"partial\": true, \"expected\": {\"event\": {\"x\": 1}}}")

    var outcome = try program.run(["test", "Mappings/seq.yml"])
    #expect(outcome.code == 1)
    #expect(outcome.output.hasSuffix("2 passed, 5 failed\n"))
    for text in [
      "missing     event.kind", "different   event.sequence", "expected 9", "got      1",
    ] {
      #expect(outcome.output.contains(text))
    }
    #expect(outcome.output.contains("the event is dropped"))

    outcome = try program.run(["test", "--format", "json", "Mappings/seq.yml"])
    guard case .list(let objects) = try JSONTreeParser.parse(Array(outcome.output.utf8)) else {
      Issue.record("no array")
      return
    }
    #expect(objects.count { $0["passed"] == .boolean(false) } == 5)
    outcome = try program.run(["test", "--format", "junit", "Mappings/seq.yml"])
    #expect(outcome.output.contains("tests=\"7\" failures=\"5\""))

    outcome = try program.run(["test", "--update", "Mappings/seq.yml"])
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("1 failing test not updated"))
    #expect(try program.read("Fixtures/seq/good.json") == good)
    #expect(
      try program.read("Fixtures/seq/a.json").hasPrefix("{\n  \"input\": \(Program.event(1)),"))
    outcome = try program.run(["test", "Mappings/seq.yml"])
    #expect(outcome.output.hasSuffix("6 passed, 1 failed\n"))
  }

  @Test func brokenFixture() throws {
    defer { program.remove() }
    try program.write("Fixtures/seq/a.json", "{")
    let outcome = try program.run(["test", "Mappings/seq.yml"])
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("a.json"))
  }

  @Test func checkWalksDirectories() throws {
    defer { program.remove() }
    try program.write("Mappings/deep/more.yaml", Program.rules)
    try program.write("Mappings/deep/unrelated.yml", "name: not a rule file\n")
    var outcome = try program.run(["check", "Mappings"])
    #expect(outcome.code == 0)
    #expect(outcome.error.contains("2 files checked, no findings"))
    outcome = try program.run(["check", "--format", "json", "Mappings"])
    #expect(outcome.output == "[]\n")

    try program.write("empty/x.txt", "")
    #expect(try program.run(["check", "empty"]).code == 3)

    try program.write("bad.yml", "nonsense: true\n")
    outcome = try program.run(["check", "--format", "json", "bad.yml", "Mappings"])
    #expect(outcome.code == 1)
    guard case .list(let objects) = try JSONTreeParser.parse(Array(outcome.output.utf8)) else {
      Issue.record("no array")
      return
    }
    #expect(objects.first?["file"] == .text("bad.yml"))
    outcome = try program.run(["check", "--format", "compact", "bad.yml"])
    #expect(outcome.output.hasPrefix("bad.yml:1:"))
    outcome = try program.run(["check", "--color", "always", "bad.yml"])
    #expect(outcome.output.contains("\u{1B}["))
  }
}

import Foundation
import Testing

@testable import Running
@testable import hl_map

/// `hl-map test` on folders of intake formats, from outside. The parsers here are native rules: how
/// tests are found and compared depends on the place of the parser alone.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FormatTestCommandTests {
  let program: Program

  init() throws { program = try Program() }

  private static let rules = """
    hlmap: 1
    schema: [{event.sequence: long, acme: object}]
    stages:
      - map: {event.sequence: event.sequence, acme: acme}

    """

  private static func test(_ number: Int, expected: String, message: String = "") -> String {
    """
    {
      "input": {"event": {"sequence": \(number)}, "message": "}{\\"\(message)"},
      "expected": \(expected)
    }
    """
  }

  private func format(_ path: String, _ tests: [String], rules: String = Self.rules) throws {
    try program.write("\(path)/ingest/parser.yml", rules)
    try program.write("\(path)/_meta/fields.yml", "acme:\n  name: acme\n  type: object\n")
    for (number, test) in tests.enumerated() {
      try program.write("\(path)/tests/\(number).input.json", test)
    }
  }

  @Test func collection() throws {
    defer { program.remove() }
    let good = Self.test(1, expected: #"{"message": "x", "event": {"sequence": 1.0}}"#)
    let bad = Self.test(2, expected: #"{"message": "x", "event": {"sequence": 3}}"#)
    try format("all/Acme One/first", [good, good, bad])
    try format("all/Acme One/second", [good])
    try format("all/Other/none", [])
    try program.write("all/Other/third/ingest/parser.yml", Self.rules)
    try program.write("all/Other/third/test/deep/a.json", good)

    var outcome = try program.run(["test", "all"])
    #expect(outcome.code == 1)
    #expect(
      outcome.output == """
        FAIL  all/Acme One/first/tests/2.input.json
              different   event.sequence  expected 3
                                          got      2
        Acme One/first   2 of 3
        Acme One/second  1 of 1
        Other/third      1 of 1
        2 of 3 formats pass all their tests
        4 passed, 1 failed

        """)
    #expect(outcome.error.contains("all/Other/none/ingest/parser.yml: no tests"))

    outcome = try program.run(["test", "-j", "1", "all/Other"])
    #expect(outcome.output == "1 passed, 0 failed\n")
    outcome = try program.run(["test", "all/Acme One/second/ingest/parser.yml"])
    #expect(outcome.output == "1 passed, 0 failed\n")
    outcome = try program.run(["test", "-q", "all/Acme One", "--filter", "first/tests/[01]"])
    #expect(outcome.output == "")
    #expect(outcome.code == 0)
    outcome = try program.run(["test", "all", "--format", "junit"])
    #expect(outcome.output.contains("tests=\"5\" failures=\"1\""))
    #expect(outcome.error.hasSuffix("4 passed, 1 failed\n"))
    outcome = try program.shell("cd 'all/Acme One/second/ingest' && \"$HLMAP\" test parser.yml")
    #expect(outcome.output == "1 passed, 0 failed\n")
  }

  @Test func brokenParser() throws {
    defer { program.remove() }
    let good = Self.test(1, expected: #"{"event": {"sequence": 1}}"#)
    try format("all/A/broken", [good, good], rules: "hlmap: 1\nstages:\n  - nonsense: 1\n")
    try format("all/A/fine", [good])
    var outcome = try program.run(["test", "all"])
    #expect(outcome.code == 3)
    #expect(outcome.output.hasSuffix("1 passed, 2 failed\n"))
    #expect(outcome.output.contains("2 tests not run: the parser cannot be loaded"))
    #expect(outcome.output.contains("A/broken  0 of 2\nA/fine    1 of 1\n"))
    #expect(outcome.error.components(separatedBy: "nonsense").count > 1)
    outcome = try program.run(["test", "--format", "json", "all"])
    #expect(outcome.output.components(separatedBy: "the parser cannot be loaded").count == 3)
    // Nothing came out that could be expected.
    outcome = try program.run(["test", "--update", "all"])
    #expect(outcome.output.hasSuffix("1 passed, 2 failed\n"))
    #expect(try program.read("all/A/broken/tests/0.input.json") == good)
  }

  @Test func brokenTests() throws {
    defer { program.remove() }
    let good = Self.test(1, expected: #"{"event": {"sequence": 1}}"#)
    try format(
      "f/x", [good, "{", "{\"input\": {\"a\": \"}", "{\"input\": {\"a\": 1 2}, \"expected\": {}}"])
    let outcome = try program.run(["test", "f"])
    #expect(outcome.code == 4)
    #expect(outcome.output.hasSuffix("1 passed, 1 failed\n"))
    #expect(outcome.output.contains("invalid_json"))
    #expect(outcome.error.contains("1.input.json: not valid JSON"))
    #expect(outcome.error.contains("2.input.json: not valid JSON"))
  }

  /// A member that is expected twice does not stand for another that is not expected.
  @Test func repeatedMembers() throws {
    defer { program.remove() }
    try format(
      "f/x",
      [
        """
        {
          "input": {"event": {"sequence": 1}, "acme": {"a": 1, "b": 2}},
          "expected": {"event": {"sequence": 1}, "acme": {"a": 1, "a": 1}}
        }
        """
      ])
    let outcome = try program.run(["test", "f"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("acme.b"))
  }

  @Test func update() throws {
    defer { program.remove() }
    let input = #""input": {"event": {"sequence": 5}, "acme": {"b": [], "a": {"é": "\n"}, "c": 1}}"#
    let good =
      "{\n  \"expected\": {\"event\":   {\"sequence\": 5}},\n  \(Self.test(5, expected: "0").split(separator: "\n")[1].dropFirst(2).dropLast())\n}"
    try format(
      "f/x",
      ["{\n  \(input),\n  \"expected\": {\"acme\": {\"a\": 1, \"b\": 2}, \"x\": 1}\n}", good])
    let outcome = try program.run(["test", "--update", "f"])
    #expect(outcome.code == 0)
    #expect(outcome.output == "2 passed, 0 failed\n")
    #expect(try program.read("f/x/tests/1.input.json") == good)
    #expect(
      try program.read("f/x/tests/0.input.json") == """
        {
          \(input),
          "expected": {
            "acme": {
              "a": {
                "é": "\\n"
              },
              "b": [],
              "c": 1
            },
            "event": {
              "sequence": 5
            }
          }
        }
        """)
  }
}

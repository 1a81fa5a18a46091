import Foundation
import Testing

@testable import Running

/// `hl-map schema` and `hl-map init`, from outside.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SchemaCommandTests {
  let program: Program

  init() throws { program = try Program() }

  @Test(arguments: [
    (["process.pid"], ["type   long", "array  no", "in     ecs@9.4, ecs@8.17, ecs@8.11"]),
    (["event.category"], ["array                  yes", "file", "with event.type access, change"]),
    (["source.mac"], ["pattern  ^[A-F0-9]{2}"]),
    (["file.hash"], ["a group of", "file.hash.sha256"]),
    (["labels.anything"], ["below labels"]),
    (["network.direction"], ["expected  ingress"]),
    (["process.pid", "--schema", "ecs@8.11"], ["type   long"]),
  ])
  func show(_ arguments: [String], _ texts: [String]) throws {
    defer { program.remove() }
    let outcome = try program.run(["schema", "show"] + arguments)
    #expect(outcome.code == 0)
    for text in texts { #expect(outcome.output.contains(text), "\(outcome.output)") }
  }

  @Test func showWhatIsNotThere() throws {
    defer { program.remove() }
    var outcome = try program.run(["schema", "show", "porcess.pid"])
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("did you mean `process.pid`?"))
    outcome = try program.run(["schema", "show", "process.pid.x"])
    #expect(outcome.code == 1)
    outcome = try program.run(["schema", "show", "process.pid", "--schema", "ecs@8.1"])
    #expect(outcome.code == 2)
    outcome = try program.run(["schema", "show", "process.pid", "--rules", "missing.yml"])
    #expect(outcome.code == 3)
  }

  @Test func vendorFields() throws {
    defer { program.remove() }
    try program.write(
      "v.yml",
      "hlmap: 1\nschema: [ecs@8.17, {acme.level: {type: long, description: How bad it is}}]\n")
    var outcome = try program.run(["schema", "show", "acme.level", "--rules", "v.yml"])
    #expect(outcome.output.contains("How bad it is"))
    #expect(outcome.output.contains("no ECS version"))
    outcome = try program.run(["schema", "show", "acme.level", "-r", "v.yml", "--format", "json"])
    let object =
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(object?["type"] as? String == "long")
    #expect(object?["vendor"] as? Bool == true)
    outcome = try program.run(["schema", "search", "bad", "-r", "v.yml"])
    #expect(outcome.output.contains("acme.level"))
    #expect(try program.run(["schema", "show", "acme.level"]).code == 1)
  }

  @Test(arguments: [
    ("command line", "process.command_line"), ("line command", "process.command_line"),
    ("sha256 file hash", "file.hash.sha256"), ("hostname", "host.hostname"),
    ("registered domain url", "url.registered_domain"),
  ])
  func search(_ words: String, _ best: String) throws {
    defer { program.remove() }
    let outcome = try program.run(["schema", "search", words])
    #expect(outcome.lines.first?.hasPrefix(best + " ") == true, "\(outcome.output)")
  }

  @Test func searchForNothing() throws {
    defer { program.remove() }
    let outcome = try program.run(["schema", "search", "zzzz"])
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
  }

  // MARK: init

  @Test func firstFile() throws {
    defer { program.remove() }
    let events = [
      #"{"log_type": "network", "saddr": "192.0.2.1", "sport": 1, "p": {"command line": "x"}}"#,
      #"{"log_type": "process", "pid": 7, "commandline": "a\nb", "rules": [{"name": "r"}], "not": 1}"#,
      #"{"log_type": "network", "saddr": "192.0.2.2", "weird\nkey: #": 1, "on": true}"#,
    ]
    try program.write("events.ndjson", events.joined(separator: "\n"))
    let arguments = ["init", "--samples", "events.ndjson", "--output", "acme.yml"]
    var outcome = try program.run(arguments)
    #expect(outcome.code == 0, "\(outcome.error)")
    let text = try program.read("acme.yml")
    #expect(text.hasPrefix("# yaml-language-server: $schema=hl-map.schema.json\nhlmap: 1\n"))
    for line in [
      "name: acme", "      source.ip:            saddr", #"[commandline, 'p["command line"]']"#,
      "match: log_type",
      "- is: network", "rules[*].name",
    ] {
      #expect(text.contains(line), "\(line) in\n\(text)")
    }
    #expect(try program.run(["check", "--fail-level", "warning", "acme.yml"]).code == 0)
    #expect(try program.run(["test", "acme.yml"]).code == 0)
    #expect(try program.run(["fmt", "--check", "acme.yml"]).code == 0)

    // Every suggestion is a line that works.
    let active = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      (line: Substring) in
      let line = String(line)
      let isSuggestion =
        line.hasPrefix("      # ") && line.contains(": ")
        && !line.contains("no field") && !line.contains("Uncomment")
      return isSuggestion ? line.replacing("# ", with: "", maxReplacements: 1) : line
    }
    try program.write("active.yml", active.joined(separator: "\n"))
    outcome = try program.run(["check", "active.yml"])
    #expect(outcome.code == 0, "\(outcome.output)")

    outcome = try program.run(arguments)
    #expect(outcome.code == 2)
    #expect(outcome.error.contains("not overwritten"))
    #expect(try program.read("acme.yml") == text)
  }

  @Test func firstFileWithoutSamples() throws {
    defer { program.remove() }
    try program.write("empty.json", "nothing")
    for arguments in [
      ["init"], ["init", "--name", "yes: #"], ["init", "--samples", "empty.json"],
    ] {
      let outcome = try program.run(arguments)
      #expect(outcome.code == 0, "\(outcome.error)")
      try program.write("first.yml", outcome.output)
      #expect(try program.run(["check", "first.yml"]).code == 0)
    }
    #expect(try program.run(["init", "--samples", "missing.json"]).code == 4)
  }
}

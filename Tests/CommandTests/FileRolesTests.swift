import Foundation
import Testing

@testable import Running

/// No file of a run has two roles, whatever names it goes by; nothing is touched before that is known.
@Suite(.serialized) struct FileRolesTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.write(
      "rules.yml",
      "hlmap: 1\ninclude: [part.yml]\nschema: [ecs@9.4, own.fields.yml]\n"
        + "stages:\n  - map: {event.sequence: event.sequence}\n")
    try program.write("part.yml", "hlmap: 1\nstages:\n  - map: {event.code: code}\n")
    try program.write("own.fields.yml", "own.text: keyword\n")
    try program.write("events", Program.events(0..<500) + "no event\n")
    for (link, target) in [
      ("soft", "events"), ("soft-rules", "rules.yml"), ("gone-link", "gone"), ("far", "soft"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(program.folder)/\(link)", withDestinationPath: target)
    }
    try FileManager.default.linkItem(
      atPath: "\(program.folder)/events", toPath: "\(program.folder)/hard")
    try FileManager.default.createDirectory(
      atPath: "\(program.folder)/sub", withIntermediateDirectories: true)
  }

  @Test(arguments: [
    (["events", "-o", "events"], "--output events", "the input events"),
    (["events", "-o", "soft"], "--output soft", "the input events"),
    (["events", "-o", "far"], "--output far", "the input events"),
    (["soft", "-o", "hard"], "--output hard", "the input soft"),
    (["events", "-o", "sub/../events"], "--output sub/../events", "the input events"),
    (["events", "--dead-letter", "hard"], "--dead-letter hard", "the input events"),
    (["events", "--explain", "soft"], "--explain soft", "the input events"),
    (["events", "-o", "rules.yml"], "--output rules.yml", "the rule file rules.yml"),
    (["events", "-o", "soft-rules"], "--output soft-rules", "the rule file rules.yml"),
    (["events", "-o", "part.yml"], "--output part.yml", "part.yml, which the rules read"),
    (["events", "--dead-letter", "own.fields.yml"], "own.fields.yml", "which the rules read"),
    (["events", "-o", "w", "--dead-letter", "w"], "--dead-letter w", "--output w"),
    (["events", "-o", "w", "--dead-letter", "./w"], "--dead-letter ./w", "--output w"),
    (["events", "-o", "gone", "--explain", "gone-link"], "--explain gone-link", "--output gone"),
    (["events", "--dead-letter", "d", "--explain", "sub/../d"], "--explain", "--dead-letter d"),
  ])
  func twoRoles(arguments: [String], one: String, other: String) throws {
    defer { program.remove() }
    let before = try contents()
    let outcome = try program.run(["run", "--rules", "rules.yml"] + arguments)
    #expect(outcome.code == 2)
    #expect(outcome.error.contains(one) && outcome.error.contains(other), "\(outcome.error)")
    #expect(outcome.output.isEmpty)
    #expect(try contents() == before)
  }

  @Test func standardStreams() throws {
    defer { program.remove() }
    for script in [
      "$HLMAP -r rules.yml -o events < events", "$HLMAP -r rules.yml events >> events",
      "$HLMAP -r rules.yml --dead-letter hard < soft",
      "$HLMAP -r rules.yml events --dead-letter w > w",
      "$HLMAP -r rules.yml events --explain /dev/stdout > w",
    ] {
      let outcome = try program.shell(script)
      #expect(outcome.code == 2, "\(script)")
      #expect(outcome.error.contains("both are one file"), "\(script): \(outcome.error)")
      #expect(try program.read("events") == Program.events(0..<500) + "no event\n", "\(script)")
    }
  }

  /// Devices take any number of outputs, and a new file beside others is none of them.
  @Test func whatIsAllowed() throws {
    defer { program.remove() }
    for script in [
      "$HLMAP -r rules.yml events -o /dev/null --dead-letter /dev/null --explain /dev/null",
      "$HLMAP -r rules.yml events -o out --dead-letter out.d --explain out.e",
      "$HLMAP -r rules.yml events events -o out",
      "$HLMAP -r rules.yml events --dead-letter /dev/stderr 2>&1 | cat > w",
    ] {
      let outcome = try program.shell(script)
      #expect(outcome.code == 0, "\(script): \(outcome.error)")
    }
  }

  @Test func otherCommands() throws {
    defer { program.remove() }
    let before = try contents()
    for (arguments, other) in [
      (["docs", "rules.yml", "--output", "soft-rules"], "the rule file rules.yml"),
      (["docs", "rules.yml", "--output", "part.yml"], "part.yml, which the rules read"),
      (["check", "rules.yml", "--write-baseline", "soft-rules"], "rules.yml, which is checked"),
      (["check", "rules.yml", "--samples", "events", "--write-baseline", "hard"], "the sample"),
    ] {
      let outcome = try program.run(arguments)
      #expect(outcome.code == 2)
      #expect(outcome.error.contains(other), "\(arguments): \(outcome.error)")
    }
    #expect(try contents() == before)
  }

  /// What stands under each name, links as links.
  private func contents() throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder)
    return names.reduce(into: [:]) { result, name in
      let path = "\(program.folder)/\(name)"
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
      result[name] = link ?? (try? program.read(name)) ?? ""
    }
  }
}

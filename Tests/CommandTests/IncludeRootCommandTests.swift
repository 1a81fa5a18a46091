import Foundation
import Testing

@testable import Running

/// `--include-root` and what is shown of files that rules name, from outside.
@Suite(.serialized, .timeLimit(.minutes(10))) struct IncludeRootCommandTests {
  private static func program() throws -> Program {
    let program = try Program()
    try program.write("common/part.yml", "hlmap: 1\nstages:\n  - set: {event.kind: event}\n")
    try program.write(
      "rules/main.yml",
      """
      hlmap: 1
      include: ../common/part.yml
      stages:
        - map: {event.sequence: event.sequence}
      tests:
        - {name: both, in: {event: {sequence: 1}}, out: {event: {kind: event, sequence: 1}}}

      """)
    try program.write("event.json", Program.event(1) + "\n")
    return program
  }

  /// Every command that loads rules refuses what lies outside, and takes the option.
  @Test(arguments: [
    ["run", "-r", "rules/main.yml", "event.json"], ["check", "rules/main.yml"], ["check", "rules"],
    ["test", "rules/main.yml"], ["docs", "-q", "rules/main.yml"], ["plan", "rules/main.yml"],
    ["trace", "-r", "rules/main.yml", "event.json"],
    ["why", "event.kind", "-r", "rules/main.yml", "event.json"],
    ["cover", "--rules", "rules/main.yml", "--samples", "event.json"],
    ["schema", "show", "event.kind", "-r", "rules/main.yml"],
  ])
  func everyCommandThatLoadsRules(arguments: [String]) throws {
    let program = try Self.program()
    defer { program.remove() }
    let refused = try program.run(arguments)
    // A schema is what can be read of it.
    if arguments[0] != "schema" {
      #expect(refused.code == (arguments[0] == "check" ? 1 : 3))
      let text = refused.output + refused.error
      #expect(text.contains("error[HL1010]: `rules/../common/part.yml` lies outside"))
      #expect(text.contains("--include-root rules/../common"))
    }
    let options = ["--include-root", "nothing", "--include-root", "common"]
    try FileManager.default.createDirectory(
      atPath: program.folder + "/nothing", withIntermediateDirectories: true)
    let allowed = try program.run(arguments + options)
    #expect(allowed.code == 0, "\(allowed.output)\(allowed.error)")
  }

  @Test func theRootIsADirectory() throws {
    let program = try Self.program()
    defer { program.remove() }
    let outcome = try program.run(["check", "rules", "--include-root", "event.json"])
    #expect(outcome.code == 2)
    #expect(outcome.error.hasPrefix("Error: --include-root event.json is no directory\n"))
  }

  /// A part that is given alone is judged by the file that includes it, and by that one's folder.
  @Test func partsAreCheckedFromTheFolderOfTheMainFile() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("main.yml", "hlmap: 1\ninclude: [parts/a.yml]\n")
    try program.write("parts/a.yml", "hlmap: 1\ninclude: ../common/b.yml\n")
    try program.write("common/b.yml", "hlmap: 1\nstages: [{set: {event.kind: event}}]\n")
    for file in ["main.yml", "parts/a.yml"] {
      let outcome = try program.run(["check", file])
      #expect(outcome.code == 0, "\(outcome.output)")
    }
  }

  /// A word of a secret may be taken for the type of a field, which only the schema finds wrong.
  @Test func secretsAreNotShown() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("secret.yml", "password: hunter2\n")
    for key in ["include", "schema"] {
      try program.write("main.yml", "hlmap: 1\n\(key): secret.yml\nstages: []\n")
      for format in ["pretty", "compact", "json", "sarif", "github", "junit"] {
        let outcome = try program.run(["check", "--format", format, "main.yml"])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("HL1002"))
        #expect(!outcome.output.contains("hunter2") && !outcome.output.contains("password"))
      }
    }
    // Whoever names the file sees it.
    let own = try program.run(["check", "main.yml", "secret.yml"])
    #expect(own.output.contains("password"))
  }
}

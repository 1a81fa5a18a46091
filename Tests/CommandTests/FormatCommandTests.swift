import Foundation
import Testing

@testable import Running

/// `hl-map fmt`, from outside.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FormatCommandTests {
  static let ugly = "hlmap:   1\nstages:\n- map:\n   event.kind: kind\n   user.name: u   # who\n"
  static let neat =
    "hlmap: 1\nstages:\n  - map:\n      event.kind: kind\n      user.name:  u  # who\n"

  /// Line ends are the only control characters of a diff that are not escaped.
  @Test func diffsOfFilesWithCarriageReturnsApply() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("r.yml", "hlmap: 1\r\nname:   a\r\nstages: []\r\n")
    let outcome = try program.shell("$HLMAP fmt --diff r.yml > d; patch -s --binary -p1 < d")
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
    #expect(try program.run(["fmt", "--check", "r.yml"]).code == 0)
  }

  @Test func writesOnceAndChecks() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("rules/a.yml", Self.ugly)
    try program.write("rules/b.yml", Program.rules)
    try program.write("rules/other.yml", "not:    rules\n")

    var outcome = try program.run(["fmt", "--check", "rules"])
    #expect(outcome.output == "rules/a.yml\n")
    #expect(outcome.code == 1)
    outcome = try program.run(["fmt", "--diff", "rules"])
    #expect(outcome.output.hasPrefix("--- a/rules/a.yml\n+++ b/rules/a.yml\n@@ -1,5 +1,5 @@\n"))
    #expect(outcome.code == 1)
    #expect(try program.read("rules/a.yml") == Self.ugly)
    try program.write("change.diff", outcome.output)
    let patched = try program.shell("cp -r rules copy && cd copy && patch -s -p2 < ../change.diff")
    #expect(patched.code == 0)

    outcome = try program.run(["fmt", "rules"])
    #expect(outcome.code == 0)
    #expect(outcome.error == "hl-map: 1 of 2 files formatted\n")
    let text = try program.read("rules/a.yml")
    #expect(text == (try program.read("copy/a.yml")))
    #expect(try program.read("rules/other.yml") == "not:    rules\n")
    for flag in ["--check", "--diff"] {
      outcome = try program.run(["fmt", flag, "rules"])
      #expect(outcome.output == "")
      #expect(outcome.code == 0)
    }
    outcome = try program.run(["fmt", "-"], input: Self.ugly)
    #expect(outcome.output == text)
    #expect(text == Self.neat)
  }

  @Test func exitCodes() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("bad.yml", "hlmap: 1\nstages: [\n")
    try program.write("odd.yml", "hlmap: 1\n? name\n: x\n")
    #expect(try program.run(["fmt"]).code == 2)
    #expect(try program.run(["fmt", "missing.yml"]).code == 3)
    let bad = try program.run(["fmt", "bad.yml", "rules.yml"])
    #expect(bad.code == 3)
    #expect(bad.error.contains("error[HL1005]"))
    let odd = try program.run(["fmt", "odd.yml"])
    #expect(odd.code == 0)
    #expect(odd.error.contains("odd.yml: left alone"))
    #expect(try program.read("odd.yml") == "hlmap: 1\n? name\n: x\n")
  }

  /// The rule files of the repository are in the layout they document.
  @Test func repositoryIsFormatted() throws {
    let program = try Program()
    defer { program.remove() }
    let root = Repository.path
    let outcome = try program.run([
      "fmt", "--check", "\(root)/Mappings", "\(root)/Fixtures/language",
      "\(root)/Mappings/harfanglab.fields.yml",
    ])
    #expect(outcome.output == "")
    #expect(outcome.code == 0)
  }
}

/// The checked-out sources.
enum Repository {
  static let path = ((#filePath as NSString).deletingLastPathComponent as NSString)
    .appendingPathComponent("../..")
}

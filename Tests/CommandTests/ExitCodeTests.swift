import ArgumentParser
import Foundation
import Testing

@testable import Running
@testable import hl_map

/// The exit codes that `hl-map --help` lists, each reached in every way a shell can.
///
/// 130 and 143 are in `RunCommandTests.signals`.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ExitCodeTests {
  static let files = [
    "ok.yml": "hlmap: 1\nstages:\n  - map:\n      user.name: user\n",
    "warned.yml": "hlmap: 1\nstages:\n  - map: {user.name: user}\n    when: 1 == 1\n",
    "broken.yml": "hlmap: 1\nstages:\n  - map:\n      user.nam: user\n",
    "failing.yml":
      "hlmap: 1\nname: f\nstages: [{map: {user.name: user}}]\n"
      + "tests: [{name: t, in: {user: a}, out: {user: {name: b}}}]\n",
    "ugly.yml": "hlmap: 1\nstages:\n    - map:   {user.name: user}\n",
    "good.ndjson": "{\"user\":\"ann\"}\n", "bad.ndjson": "{\"user\":\"ann\"}\nnope\n",
  ]

  @Test(arguments: [
    // 0: all went well.
    (0, "$HLMAP -r ok.yml good.ndjson"), (0, "$HLMAP -r ok.yml bad.ndjson"),
    (0, "$HLMAP -r ok.yml --strict good.ndjson"), (0, "$HLMAP -r warned.yml good.ndjson"),
    (0, "$HLMAP check ok.yml"), (0, "$HLMAP check warned.yml"),
    (0, "$HLMAP test ok.yml"), (0, "$HLMAP fmt --check ok.yml"), (0, "$HLMAP --help"),
    (0, "$HLMAP --version"), (0, "$HLMAP explain HL2102"), (0, "$HLMAP plan ok.yml"),
    (0, "$HLMAP why user.name -r ok.yml good.ndjson"), (0, "$HLMAP trace -r ok.yml bad.ndjson"),
    // 1: findings.
    (1, "$HLMAP check broken.yml"), (1, "$HLMAP check --fail-level warning warned.yml"),
    (1, "$HLMAP check ok.yml broken.yml"), (1, "$HLMAP check --diff broken.yml"),
    (1, "$HLMAP test failing.yml"), (1, "$HLMAP fmt --check ugly.yml"),
    (1, "$HLMAP fmt --diff ugly.yml"),
    (
      1,
      "$HLMAP docs --output page.md failing.yml && echo >> page.md && "
        + "$HLMAP docs --check --output page.md failing.yml"
    ),
    // 2: the command line is wrong.
    (2, "$HLMAP"), (2, "$HLMAP check"), (2, "$HLMAP --nonsense"),
    (2, "$HLMAP check --format nonsense ok.yml"), (2, "$HLMAP -r ok.yml --threads none"),
    (2, "$HLMAP why user.nam -r ok.yml good.ndjson"), (2, "$HLMAP -r ok.yml --explain -"),
    // 3: rules cannot be loaded.
    (3, "$HLMAP -r missing.yml good.ndjson"), (3, "$HLMAP -r broken.yml good.ndjson"),
    (3, "$HLMAP check missing.yml"), (3, "$HLMAP test broken.yml"),
    (3, "$HLMAP fmt missing.yml"), (3, "$HLMAP why user.name -r broken.yml good.ndjson"),
    (3, "$HLMAP trace -r missing.yml good.ndjson"), (3, "$HLMAP docs broken.yml"),
    (3, "$HLMAP plan broken.yml"),
    // 4: input or output is not available.
    (4, "$HLMAP -r ok.yml missing.ndjson"), (4, "$HLMAP -r ok.yml good.ndjson > /dev/full"),
    (4, "$HLMAP -r ok.yml good.ndjson --explain /dev/full"),
    (4, "$HLMAP -r ok.yml good.ndjson -o no/where"), (4, "$HLMAP check broken.yml > /dev/full"),
    (4, "$HLMAP check --baseline missing.json ok.yml"),
    (4, "$HLMAP check ok.yml --samples missing.ndjson"),
    (4, "$HLMAP trace -r ok.yml missing.ndjson"), (4, "$HLMAP docs failing.yml > /dev/full"),
    (4, "$HLMAP plan ok.yml > /dev/full"),
    // 5: `run --strict` saw rejected events.
    (5, "$HLMAP -r ok.yml --strict bad.ndjson"),
    (5, "$HLMAP -r ok.yml --strict --explain /dev/null bad.ndjson"),
  ])
  func code(_ code: Int32, _ script: String) throws {
    let program = try Program()
    defer { program.remove() }
    for (name, text) in Self.files { try program.write(name, text) }
    let outcome = try program.shell(script)
    #expect(outcome.code == code, "\(script)\n\(outcome.output)\(outcome.error)")
    if code >= 2 {
      #expect(!outcome.error.isEmpty || !outcome.output.isEmpty, "\(script) is silent")
    }
  }

  /// 70: what a command throws and nobody expects is an error of the program.
  @Test func unexpected() {
    struct Surprise: Error {}
    #expect(MainCommand.code(for: Surprise()).rawValue == 70)
    #expect(MainCommand.code(for: ExitCode.internalError).rawValue == 70)
    #expect(MainCommand.code(for: ExitCode.findings).rawValue == 1)
    #expect(MainCommand.code(for: ValidationError("no")).rawValue == 2)
    #expect(MainCommand.code(for: CleanExit.message("bye")).rawValue == 0)
  }
}

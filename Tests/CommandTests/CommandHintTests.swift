import Foundation
import Testing

@testable import Running
@testable import hl_map

/// What the command says where a person or an input took the wrong way, from outside.
@Suite(.serialized) struct CommandHintTests {
  let program: Program

  init() throws { program = try Program() }

  // MARK: Arguments

  @Test(arguments: [
    (["chek"], "did you mean `check`"), (["chek", "rules.yml"], "did you mean `check`"),
    (["tset", "--filter", "x", "rules.yml"], "did you mean `test`"),
    (["exlpain", "--rules", "rules.yml"], "did you mean `explain`"),
    (["help", "chek"], "did you mean `check`"), (["--help", "chek"], "did you mean `check`"),
    (["-h", "chek"], "did you mean `check`"), (["help", "frob"], "there are run, check"),
    (["help", "schema", "shwo"], "did you mean `show`"),
    (["schema", "shwo", "user.name"], "did you mean `show`"), (["schema", "x"], "there are show,"),
    (["schema", "help"], "there are show,"),
    (["frobnicate"], "`frobnicate` is no subcommand"),
    (["--rulez", "rules.yml"], "did you mean `--rules`"),
    (["run", "--rules", "rules.yml", "--stat"], "did you mean `--stats`"),
    (["check", "--sampels", "x", "rules.yml"], "did you mean `--samples`"),
    (["schema", "show", "--rulse", "x", "user.name"], "--rulse"),
    (["--rules", "rules.yml", "--rules", "other.yml"], "--rules is given twice"),
    (["run", "--rules=rules.yml", "-r", "other.yml"], "--rules and -r are the same option"),
    (["run", "-r", "rules.yml", "--stats", "--stats"], "--stats is given twice"),
    (["run", "-r", "rules.yml", "-j", "2", "--threads", "3"], "-j and --threads are the same"),
  ])
  func wrongArguments(arguments: [String], message: String) throws {
    defer { program.remove() }
    try program.write("a.json", Program.event(1))
    let outcome = try program.run(arguments)
    #expect(outcome.code == 2)
    #expect(outcome.error.contains(message), "\(outcome.error)")
    #expect(!outcome.error.contains("Missing expected"))
    #expect(try program.read("a.json") == Program.event(1))
  }

  @Test(arguments: [
    ["cover", "--rules", "rules.yml", "--samples", "a.json", "--samples", "a.json"],
    ["run", "-r", "rules.yml", "-o", "out", "a.json"], ["-r", "rules.yml", "a.json"],
    ["run", "--rules", "rules.yml", "-o", "/dev/null", "--dead-letter", "/dev/null", "a.json"],
    ["run", "-r", "rules.yml", "-q", "--", "a.json"],
    ["schema", "show", "user.name"], ["schema", "--help"],
    ["help"], ["help", "check"], ["help", "schema", "show"], ["--help"], ["--help", "check"],
  ])
  func rightArguments(arguments: [String]) throws {
    defer { program.remove() }
    try program.write("a.json", Program.event(1))
    #expect(try program.run(arguments).code == 0)
  }

  // MARK: Inputs

  private static func utf16(_ text: String, mark: [UInt8] = []) -> Data {
    Data(mark + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
  }

  private static func utf32(_ scalars: [UInt32]) -> Data {
    Data(scalars.flatMap { scalar in (0..<4).map { UInt8(scalar >> (8 * $0) & 255) } })
  }

  static let encoded: [(Data, String)] = [
    (utf16("{\"a\":1}\n{\"a\":2}\n", mark: [0xFF, 0xFE]), "UTF-16"),
    (utf16("{\"a\":1}\n"), "UTF-16"),
    (Data([0xFF, 0xFE, 0x7B, 0, 0, 0x30]), "UTF-16LE"), (Data([0xFF, 0xFE]), "UTF-16LE"),
    (utf32([0xFEFF, 0x7B, 0x7D]), "UTF-32LE"), (utf32([0xFEFF]), "UTF-32LE"),
    (utf32([0x7B, 0x7D, 0x0A]), "UTF-32LE"), (Data(utf32([0x7B, 0x7D]).reversed()), "UTF-32BE"),
    (Data(utf32([0x7D, 0x7B, 0xFEFF]).reversed()), "UTF-32BE"),
    (Data([0xFE, 0xFF, 0, 0x7B]), "UTF-16BE"), (Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0]), "zcat"),
    (Data([0x28, 0xB5, 0x2F, 0xFD, 4, 0]), "zstdcat"), (Data(Array("BZh91AY&SY".utf8)), "bzcat"),
    (Data([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0]), "xzcat"),
  ]

  @Test(arguments: encoded) func encodedInput(bytes: Data, hint: String) throws {
    defer { program.remove() }
    try bytes.write(to: URL(fileURLWithPath: "\(program.folder)/in"))
    for arguments in [
      ["run", "--rules", "rules.yml", "in"], ["run", "--rules", "rules.yml", "-f", "lines", "in"],
      ["check", "rules.yml", "--samples", "in"], ["init", "--samples", "in"],
      ["why", "event.sequence", "--rules", "rules.yml"],
    ] {
      let input = FileHandle(forReadingAtPath: "\(program.folder)/in")
      let outcome = try program.run(arguments, handle: input)
      #expect(outcome.code == 4, "\(arguments)")
      #expect(outcome.error.contains(hint), "\(outcome.error)")
      #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome.error)")
    }
  }

  @Test(arguments: ["Jan  1 00:00:00 host a\nJan  1 00:00:01 host b\n", "[10:00] a\n[10:01] b\n"])
  func linesOfText(input: String) throws {
    defer { program.remove() }
    var outcome = try program.run(["--rules", "rules.yml"], input: input)
    #expect(outcome.error.contains("--input-format lines"))
    #expect(outcome.error.split(separator: "\n").count == 1)
    outcome = try program.run(["--rules", "rules.yml", "-f", "lines"], input: input)
    #expect(outcome.error.isEmpty)
    #expect(outcome.lines.count == 2)
  }

  @Test func someBrokenEventsAreListed() throws {
    defer { program.remove() }
    let outcome = try program.run(["--rules", "rules.yml"], input: "{\"a\":\n{}\n{\"b\"}\n")
    #expect(outcome.error.contains("<stdin>:"))
    #expect(!outcome.error.contains("--input-format"))
  }

  @Test func shortInputsAreNotWaitedFor() throws {
    defer { program.remove() }
    let live = try LiveRun(program, ["--rules", "rules.yml", "-f", "ndjson"])
    try live.send("{}\n")
    #expect(live.line() == "{}")
    try live.closeInput()
    #expect(try live.finish().code == 0)
  }

  // MARK: Samples and tests

  @Test func samplesThatCannotBeRead() throws {
    defer { program.remove() }
    try program.write("bad.ndjson", "one\ntwo\n")
    try program.write("some.ndjson", "one\n\(Program.event(1))\n")
    for command in [["cover", "--rules", "rules.yml"], ["check", "rules.yml"]] {
      var outcome = try program.run(command + ["--samples", "bad.ndjson"])
      #expect(outcome.code == 4)
      #expect(outcome.error.contains("none of 2 samples can be read"))
      outcome = try program.run(command + ["--samples", "some.ndjson"])
      #expect(outcome.code == 0)
      #expect(outcome.error.contains("1 of 2 samples cannot be read"))
    }
  }

  @Test func filterThatMatchesNothing() throws {
    defer { program.remove() }
    try program.write("t.yml", Program.rules + "tests:\n  - {name: a, in: {}, out: {}}\n")
    #expect(try program.run(["test", "t.yml", "--filter", "a"]).code == 0)
    let outcome = try program.run(["test", "t.yml", "--filter", "nothing"])
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("no test matches --filter nothing"))
  }

  @Test func expectedFileThatIsMissing() throws {
    defer { program.remove() }
    try program.write("rules.tests/a.ndjson", "\(Program.event(1))\n\(Program.event(2))\n")
    var outcome = try program.run(["test", "rules.yml"])
    #expect(outcome.error.contains("a.ndjson: no outcomes are expected yet"))
    #expect(outcome.error.contains("--update"))
    #expect(!program.exists("rules.tests/a.expected.ndjson"))
    outcome = try program.run(["test", "--update", "rules.yml"])
    #expect(outcome.code == 0)
    #expect(
      try program.read("rules.tests/a.expected.ndjson")
        == "{\"event\": {\"sequence\": 1}}\n{\"event\": {\"sequence\": 2}}\n")
    #expect(try program.run(["test", "rules.yml"]).output == "2 passed, 0 failed\n")
  }

  // MARK: What is shown

  @Test func textsAreShownAsTheyAre() throws {
    defer { program.remove() }
    try program.write("w.yml", "hlmap: 1\nstages:\n  - map: {event.reason: a | upper}\n")
    try program.write("e.json", "{\"a\": \"x:   5\\t  y\",\n  \"b\": [ 1,\n 2 ], \"c\": \"p  q\"}")
    let why = try program.run(["why", "event.reason", "--rules", "w.yml", "e.json"])
    #expect(why.output.contains(#"event.reason = "X:   5\t  Y""#))
    #expect(why.output.contains(#"a = "x:   5\t  y""#))
    let trace = try program.run(["trace", "--rules", "w.yml", "e.json"])
    #expect(trace.output.contains(#""X:   5\t  Y""#))
    let cover = try program.run(["cover", "--rules", "w.yml", "--samples", "e.json"])
    #expect(cover.output.contains(#"p  q"#))
  }

  @Test func statisticsAfterAClosedPipe() throws {
    defer { program.remove() }
    try program.write("in", Program.events(0..<40_000))
    let outcome = try program.shell(
      "$HLMAP run --rules rules.yml --stats -j 1 in 2>err | head -n 1 >/dev/null; cat err")
    func count(_ label: String) -> Int {
      let line = outcome.lines.first { $0.hasPrefix(label) } ?? ""
      return Int(line.dropFirst(label.count).filter(\.isNumber)) ?? -1
    }
    #expect(count("events out") > 0)
    #expect(count("events out") <= count("events in"))
    // The pipe may have taken a part of the event that it broke at.
    let whole = Program.events(0..<count("events out")).utf8.count
    let next = Program.event(count("events out")).utf8.count
    #expect((whole...whole + next).contains(count("bytes out")))
  }

  @Test func itemsThatListsLoseAreCounted() throws {
    defer { program.remove() }
    try program.write("l.yml", "hlmap: 1\nstages:\n  - map: {host.ip: ips}\n")
    let input = #"{"ips": ["192.0.2.1", "x", "y", {"a": 1}]}"#
    let outcome = try program.run(["run", "--rules", "l.yml", "--stats"], input: input)
    #expect(outcome.error.contains("host.ip: cannot be cast"))
    let row = outcome.error.split(separator: "\n").first { $0.contains("host.ip: cannot") } ?? ""
    #expect(row.hasSuffix(" 3"))
  }

  @Test func decodesThatFailAreCounted() throws {
    defer { program.remove() }
    try program.write(
      "d.yml",
      """
      hlmap: 1
      schema: [ecs@9.4]
      stages:
        - decode: {json: message, name: j}
        - map: {user.name: $j.user}
        - decode: {kv: pairs, name: k}
        - map: {user.id: $k.id}

      """)
    let input = #"{"message": "{"}"# + "\n" + #"{"pairs": [1]}"# + "\n" + #"{"other": 1}"# + "\n"
    let outcome = try program.run(["run", "--rules", "d.yml", "--stats"], input: input)
    #expect(outcome.error.contains("decodes failed"))
    #expect(outcome.error.contains("d.yml:4:14 json → $j: no JSON"))
    #expect(outcome.error.contains("d.yml:6:14 kv → $k: no text"))
    let why = try program.run(["why", "user.name", "--rules", "d.yml"], input: input)
    #expect(why.output.contains("the decode at d.yml:4:5 failed, no JSON"))
    let explained = try program.run(
      ["run", "--rules", "d.yml", "--explain", "x.ndjson"], input: input)
    #expect(explained.code == 0)
    #expect(try program.read("x.ndjson").contains(#""outcome":"decode_failed""#))
  }
}

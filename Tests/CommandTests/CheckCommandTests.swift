import Foundation
import Testing

@testable import Running
@testable import Schema
@testable import hl_map

/// `hl-map check` and `hl-map explain`, from outside.
@Suite(.serialized, .timeLimit(.minutes(10))) struct CheckCommandTests {
  let program: Program

  init() throws { program = try Program() }

  /// One error that an exact edit mends, on line 5.
  static let broken = """
    hlmap: 1
    # a comment
    stages:
      - map:
          evnt.sequence:   event.sequence   # kept

    """

  /// One warning, on line 3.
  static let warning = "hlmap: 1\nstages:\n  - set: {event.kind: event, event.action: yes}\n"

  // MARK: Exit codes

  struct Exit: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var code: Int32
    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(arguments: [
    Exit(arguments: ["check", "rules.yml"], code: 0),
    Exit(arguments: ["check", "warning.yml"], code: 0),
    Exit(arguments: ["check", "--fail-level", "warning", "warning.yml"], code: 1),
    Exit(arguments: ["check", "--fail-level", "info", "warning.yml"], code: 1),
    Exit(arguments: ["check", "--fail-level", "warning", "rules.yml"], code: 0),
    Exit(arguments: ["check", "broken.yml"], code: 1),
    Exit(arguments: ["check", "no-yaml.yml"], code: 1),
    Exit(arguments: ["check", "--diff", "broken.yml"], code: 1),
    Exit(arguments: ["check", "--diff", "rules.yml"], code: 0),
    Exit(arguments: ["check", "--fix", "broken.yml"], code: 0),
    Exit(arguments: ["check"], code: 2),
    Exit(arguments: ["check", "--format", "xml", "rules.yml"], code: 2),
    Exit(arguments: ["check", "--fix", "--diff", "rules.yml"], code: 2),
    Exit(arguments: ["check", "--no-such-option", "rules.yml"], code: 2),
    Exit(arguments: ["explain", "HL9999"], code: 2),
    Exit(arguments: ["check", "missing.yml"], code: 3),
    Exit(arguments: ["check", "missing.yml", "broken.yml"], code: 3),
    Exit(arguments: ["check", "empty"], code: 3),
    Exit(arguments: ["run", "--rules", "broken.yml"], code: 3),
    Exit(arguments: ["run", "--rules", "missing.yml"], code: 3),
    Exit(arguments: ["check", "--baseline", "missing.json", "rules.yml"], code: 4),
    Exit(arguments: ["check", "--baseline", "rules.yml", "rules.yml"], code: 4),
    Exit(arguments: ["check", "--write-baseline", "no/where.json", "rules.yml"], code: 4),
    Exit(arguments: ["run", "--rules", "rules.yml", "missing.ndjson"], code: 4),
    Exit(arguments: ["run", "--strict", "--rules", "rules.yml", "no-json.ndjson"], code: 5),
    Exit(arguments: ["explain", "HL2102"], code: 0), Exit(arguments: ["explain"], code: 0),
    Exit(arguments: ["--version"], code: 0), Exit(arguments: ["check", "--help"], code: 0),
  ])
  func exitCodes(_ exit: Exit) throws {
    defer { program.remove() }
    try program.write("broken.yml", Self.broken)
    try program.write("warning.yml", Self.warning)
    try program.write("no-yaml.yml", "hlmap: 1\nstages: [\n")
    try program.write("empty/other.txt", "")
    try program.write("no-json.ndjson", "nope\n")
    let outcome = try program.run(exit.arguments)
    #expect(outcome.code == exit.code, "\(outcome.output)\(outcome.error)")
  }

  // MARK: Formats

  @Test func compactAndSummary() throws {
    defer { program.remove() }
    try program.write("broken.yml", Self.broken)
    let outcome = try program.run(["check", "--format", "compact", "broken.yml", "rules.yml"])
    #expect(
      outcome.output == """
        broken.yml:5:7: error[HL2101]: `evnt.sequence` is not a field of the schema: no such field \
        (did you mean `event.sequence`?)

        """)
    #expect(outcome.error == "hl-map: 2 files checked, 1 error\n")
  }

  @Test func annotationsUnderGitHub() throws {
    defer { program.remove() }
    try program.write("a,b.yml", Self.broken)
    let annotation = """
      ::error file=a%2Cb.yml,line=5,endLine=5,col=7,endColumn=20,title=HL2101::\
      `evnt.sequence` is not a field of the schema: no such field%0A\
      did you mean `event.sequence`?
      """
    var outcome = try program.shell("GITHUB_ACTIONS=true $HLMAP check a,b.yml")
    #expect(outcome.output.hasPrefix("error[HL2101]"))
    #expect(outcome.lines.last == annotation)
    outcome = try program.shell("GITHUB_ACTIONS=true $HLMAP check --format compact a,b.yml")
    #expect(!outcome.output.contains("::error"))
    outcome = try program.run(["check", "--format", "github", "a,b.yml"])
    #expect(outcome.output == annotation + "\n")
  }

  @Test func junit() throws {
    defer { program.remove() }
    try program.write("broken.yml", Self.broken)
    let outcome = try program.run(["check", "--format", "junit", "broken.yml", "rules.yml"])
    for part in [
      #"<testsuites name="hl-map check" tests="2" failures="1">"#,
      #"<testsuite name="broken.yml" tests="1" failures="1" errors="0">"#,
      #"<testcase name="HL2101 (line 5, column 7)" classname="broken.yml">"#,
      #"<testsuite name="rules.yml" tests="1" failures="0" errors="0">"#,
    ] {
      #expect(outcome.output.contains(part))
    }
  }

  @Test func sarifIsValid() throws {
    defer { program.remove() }
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../shared/schemas/sarif-2.1.0.json").standardized.path
    try program.write("broken é.yml", Self.broken.replacing("# kept", with: "# \u{1F600} kept"))
    try program.write(
      "hidden.yml",
      Self.warning.replacing("}\n", with: "}   # hl-map: ignore[HL1009] because it is a word\n"))
    let outcome = try program.run([
      "check", "--format", "sarif", "broken é.yml", "hidden.yml", "rules.yml",
    ])
    #expect(outcome.code == 1)
    for part in [
      #""columnKind": "utf16CodeUnits""#, #""uri": "broken%20%C3%A9.yml""#,
      #""justification": "it is a word""#, #""kind": "inSource""#, #""deletedRegion""#,
    ] {
      #expect(outcome.output.contains(part))
    }
    try program.write("out.sarif", outcome.output)
    guard FileManager.default.fileExists(atPath: path) else {
      print("skipped: the JSON Schema of SARIF is not there")
      return
    }
    let check = try program.shell(
      """
      python3 -c 'import jsonschema' 2>/dev/null || { echo skipped; exit 0; }
      python3 -c '
      import json, sys, jsonschema
      jsonschema.Draft4Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))
      ' '\(path)' out.sarif && echo valid
      """)
    if check.output == "skipped\n" {
      print("skipped: python has no jsonschema")
    } else {
      #expect(check.output == "valid\n", "\(check.error)")
    }
  }

  // MARK: Edits

  @Test func fixKeepsTheRest() throws {
    defer { program.remove() }
    let path = try program.write("broken.yml", Self.broken)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let outcome = try program.run(["check", "--fix", "broken.yml"])
    #expect(outcome.code == 0)
    #expect(
      outcome.error == "hl-map: 1 edit in 1 file\nhl-map: 1 file checked, no findings\n")
    #expect(try program.read("broken.yml") == Self.broken.replacing("evnt.", with: "event."))
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func fixLeavesIncludedFiles() throws {
    defer { program.remove() }
    try program.write("part.yml", Self.broken)
    try program.write("main.yml", "hlmap: 1\ninclude: part.yml\n")
    var outcome = try program.run(["check", "--fix", "main.yml"])
    #expect(outcome.code == 1)
    #expect(try program.read("part.yml") == Self.broken)
    // Given as well, under another spelling, it is mended once and reported once.
    outcome = try program.run(["check", "--format", "compact", "main.yml", "./part.yml"])
    #expect(outcome.lines.count == 1)
    outcome = try program.run(["check", "--fix", "main.yml", "./part.yml"])
    #expect(outcome.code == 0)
    #expect(try program.read("part.yml") == Self.broken.replacing("evnt.", with: "event."))
  }

  /// A part is judged by the files that include it, whether or not they are given.
  @Test func whatPartsDeclareIsForThoseWhoIncludeThem() throws {
    defer { program.remove() }
    try program.write(
      "acme/fields.yml", "acme.one: keyword\nacme.two: keyword\nacme.three: keyword\n")
    try program.write(
      "acme/part.yml",
      """
      hlmap: 1
      schema: [ecs@9.4, ./fields.yml]
      tables: {levels: {low: 1}}
      fragments:
        note(src): {map: {message: $src}}
      stages:
        - decode: {kv: details, name: d}
        - map: {acme.one: one}

      """)
    try program.write(
      "acme/main.yml",
      """
      hlmap: 1
      schema: [ecs@9.4, ./fields.yml]
      include: part.yml
      stages:
        - use: note($d.note)
        - map: {acme.two: two, event.severity: {from: level, lookup: levels}}

      """)
    func codes(_ paths: [String]) throws -> [Substring] {
      let outcome = try program.run(["check", "--format", "compact"] + paths)
      return outcome.output.matches(of: /HL[0-9]{4}/).map(\.output).sorted()
    }
    #expect(try codes(["acme"]) == ["HL4010"])
    #expect(try codes(["acme/main.yml"]) == ["HL4010"])
    #expect(try codes(["acme/part.yml"]) == [])
    try program.write("alone/fields.yml", program.read("acme/fields.yml"))
    try program.write("alone/part.yml", program.read("acme/part.yml"))
    #expect(
      try codes(["alone/part.yml"])
        == ["HL4007", "HL4008", "HL4009", "HL4010", "HL4010"])
  }

  /// What a hook gives that checks the files of a change: parts and files of fields by themselves.
  @Test func partsAndFieldsByThemselves() throws {
    defer { program.remove() }
    try program.write("acme/acme.fields.yml", "acme.one: keyword\nacme.two: {type: long}\n")
    try program.write("acme/parts/names.yml", "hlmap: 1\nstages:\n  - use: name(user)\n")
    try program.write("acme/parts/wrong.yml", "hlmap: 1\nstages:\n  - use: nme(user)\n")
    try program.write(
      "acme/main.yml",
      """
      hlmap: 1
      schema: [ecs@9.4, ./acme.fields.yml]
      include: [parts/names.yml, parts/wrong.yml]
      fragments: {name(of): {map: {acme.one: $of}}}
      stages: [{map: {acme.two: two, nowhere: x}}]

      """)
    var outcome = try program.run(
      ["check", "acme/parts/names.yml", "acme/acme.fields.yml", "Mappings.yml"])
    #expect(outcome.code == 3)
    outcome = try program.run(["check", "acme/parts/names.yml", "acme/acme.fields.yml"])
    #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.output)")
    outcome = try program.run(["check", "--format", "compact", "acme/parts/wrong.yml"])
    #expect(outcome.lines.count == 1 && outcome.output.contains("HL1302"), "\(outcome.output)")
    try program.write("acme/bad.fields.yml", "acme.one: keywrd\n")
    outcome = try program.run(["check", "--format", "compact", "acme/bad.fields.yml"])
    #expect(outcome.lines.count == 1 && outcome.output.contains("HL2002"), "\(outcome.output)")
  }

  @Test func standardInput() throws {
    defer { program.remove() }
    var outcome = try program.run(["check", "-"], input: Self.broken)
    #expect(outcome.code == 1 && outcome.output.contains("-:5:7"), "\(outcome.output)")
    outcome = try program.run(["check", "--diff", "-"], input: Self.broken)
    #expect(outcome.output.contains("+      event.sequence:"), "\(outcome.output)")
    #expect(try program.run(["check", "--fix", "-"], input: Self.broken).code == 2)
    #expect(try program.run(["check", "-"], input: Program.rules).code == 0)
  }

  @Test func wordsThatOnlyBeginAName() throws {
    defer { program.remove() }
    let outcome = try program.run(["functions", "basen"])
    #expect(outcome.code == 1 && outcome.error.contains("`basename`"), "\(outcome.error)")
    #expect(try program.run(["functions", "basen"]).error.contains("`basename`"))
  }

  @Test func fixLeavesPlaceholders() throws {
    defer { program.remove() }
    let rules = """
      hlmap: 1
      fragments:
        hash(to): {map: {"${to}.hsh.md5": md5}}
      stages:
        - use: hash(source)
        - use: hash(process)

      """
    try program.write("fragment.yml", rules)
    let outcome = try program.run(["check", "--fix", "fragment.yml"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("process.hash.md5"))
    #expect(try program.read("fragment.yml") == rules)
  }

  @Test func diffWritesNothing() throws {
    defer { program.remove() }
    try program.write("broken.yml", Self.broken)
    let outcome = try program.shell(
      """
      $HLMAP check --diff broken.yml > fix.patch; test $? -eq 1 || exit 9
      command -v patch > /dev/null && patch -s -p1 < fix.patch || sed -i 's/evnt/event/' broken.yml
      $HLMAP check --diff broken.yml
      """)
    #expect(outcome.code == 0)
    #expect(outcome.output.isEmpty)
    #expect(try program.read("broken.yml") == Self.broken.replacing("evnt.", with: "event."))
    #expect(try program.read("fix.patch").contains("\n-      evnt.sequence:   event.sequence"))
  }

  // MARK: Comments and baselines

  @Test(arguments: [
    ("{event.action: yes}   # hl-map: ignore[HL1009] because", []),
    ("{event.action: yes}   #hl-map:ignore[ HL1009 ]", []),
    ("{event.action: yes}   # hl-map: ignore[HL1009, HL4001]", ["HL6001"]),
    ("{event.action: 'yes'} # hl-map: ignore[HL1009]", ["HL6001"]),
    ("{event.action: yes}   # hl-map: ignore[HL109]", ["HL1009", "HL6002"]),
    ("{event.action: yes}   # hl-map: ignore HL1009", ["HL1009", "HL6004"]),
    ("{event.action: yes}   # hl-map: ignroe[HL1009]", ["HL1009", "HL6004"]),
    ("{event.action: yes}   # hl-map: see the manual", ["HL1009"]),
    ("{event.action: 'a # hl-map: ignore[HL1009]', event.id: yes}", ["HL1009"]),
    ("{evnt.action: a}      # hl-map: ignore[HL2101]", ["HL2101", "HL6003"]),
    ("{event.action: |-\n      # hl-map: ignore[HL1009]\n    }", ["HL1005"]),
    ("\n      # hl-map: ignore[HL1009] because\n\n      # more\n      event.action: yes", []),
    (
      "\n      # hl-map: ignore[HL1009]\n      event.id: a\n      event.action: yes",
      [
        "HL6001", "HL1009",
      ]
    ),
    (
      "\n      event.reason: |-\n        # hl-map: ignore[HL1009]\n      event.action: yes",
      [
        "HL1009"
      ]
    ),
  ])
  func suppression(_ set: String, codes: [String]) throws {
    defer { program.remove() }
    try program.write("some.yml", "hlmap: 1\nstages:\n  - set: \(set)\n")
    let outcome = try program.run(["check", "--format", "compact", "some.yml"])
    let found = outcome.lines.compactMap { line in
      line.firstRange(of: "[HL").map { String(line[line.index(after: $0.lowerBound)...].prefix(6)) }
    }
    #expect(found == codes, "\(outcome.output)")
  }

  @Test func unusedSuppressionsAreRemoved() throws {
    defer { program.remove() }
    try program.write(
      "some.yml",
      """
      hlmap: 1   # hl-map: ignore[HL1009]
      # hl-map: ignore[HL1009] because of nothing
      stages:
        - set: {event.action: yes}  # hl-map: ignore[HL4001, HL1009, HL4002] because

      """)
    #expect(try program.run(["check", "--fix", "some.yml"]).code == 0)
    #expect(
      try program.read("some.yml") == """
        hlmap: 1
        stages:
          - set: {event.action: yes}  # hl-map: ignore[HL1009] because

        """)
  }

  @Test func baseline() throws {
    defer { program.remove() }
    try program.write("rules/a.yml", Self.warning)
    var outcome = try program.run(["check", "--write-baseline", "rules/known.json", "rules"])
    #expect(outcome.error == "hl-map: 1 file checked, no findings, 1 hidden\n")
    let check = ["check", "--format", "compact", "--fail-level", "info", "--baseline"]
    // Lines may move; a second finding of the kind is a new one.
    try program.write("rules/a.yml", "# moved\n\n" + Self.warning)
    outcome = try program.run(check + ["rules/known.json", "rules"])
    #expect(outcome.code == 0)
    try program.write("rules/a.yml", Self.warning + "  - set: {event.reason: no}\n")
    outcome = try program.run(check + ["rules/known.json", "rules/a.yml"])
    #expect(outcome.code == 1)
    #expect(outcome.lines.count == 1)
    #expect(outcome.output.contains("a.yml:4:"))
    // What is mended is said; errors are never hidden.
    try program.write("rules/a.yml", Self.broken)
    outcome = try program.run(check + ["rules/known.json", "rules"])
    #expect(outcome.output.contains("error[HL2101]"))
    #expect(outcome.output.contains("info[HL6005]"))
    outcome = try program.run(["check", "--write-baseline", "all.json", "rules"])
    #expect(outcome.code == 1)
    #expect(try !program.read("all.json").contains("HL2101"))
  }

  // MARK: Directories

  @Test func directories() throws {
    defer { program.remove() }
    try program.write("tree/a.yml", Program.rules)
    try program.write("tree/deep/er/b.yaml", Program.rules)
    try program.write("tree/other.yml", "kind: Deployment\n")
    try program.write("tree/.hidden/c.yml", Self.broken)
    try program.write("tree/.d.yml", Self.broken)
    let script = "ln -s .. tree/deep/loop && ln -s ../a.yml tree/deep/again.yml && $HLMAP check "
    var outcome = try program.shell(script + "tree tree/a.yml -v")
    #expect(outcome.code == 0)
    #expect(
      outcome.error == """
        hl-map: tree/other.yml: no rule file, left out
        hl-map: 2 files checked, no findings

        """)
    outcome = try program.run(["check", "tree"])
    #expect(outcome.error == "hl-map: 2 files checked, no findings\n")
  }

  /// A file with two names is two files, as other files may stand beside each; a link is the file.
  @Test func filesOfSeveralNames() throws {
    defer { program.remove() }
    try program.write("tree/a.yml", Program.rules)
    try program.write("tree/deep/c.yml", Program.rules)
    let outcome = try program.shell(
      "ln tree/a.yml tree/deep/b.yml && ln -s a.yml tree/d.yml && $HLMAP check tree tree/a.yml")
    #expect(outcome.error == "hl-map: 3 files checked, no findings\n")
  }

  // MARK: Explanations

  @Test func explain() throws {
    defer { program.remove() }
    let outcome = try program.run(["explain"])
    #expect(outcome.lines.contains { $0.hasPrefix("HL2101  ") })
    let page = try program.run(["explain", "hl6003"])
    #expect(page.output.hasPrefix("HL6003: an error cannot be hidden\n\n"))
    #expect(try program.run(["explain", "HL210"]).error.contains("did you mean `HL210"))
  }
}

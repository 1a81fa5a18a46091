import Foundation
import Testing

@testable import HLMap
@testable import Running

/// What comes from outside - names of files, fields and tests, reasons, values, arguments - never
/// acts on a terminal or a build server, whichever command shows it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HostileNamesTests {
  /// Sets the title of a terminal, is a command of a workflow, turns the line round, colours it.
  static let evil = "a\u{1B}]0;x\u{07}\n::error::x\u{202E}\u{9B}31m\u{2028}\u{61C}\r\u{7F}`|<b>z"

  /// As YAML and as JSON write it.
  static let quoted: String = {
    var text = "\""
    for scalar in evil.unicodeScalars {
      text +=
        scalar.value >= 0x20 && scalar.value < 0x7F
        ? String(scalar) : String(format: "\\u%04x", scalar.value)
    }
    return text + "\""
  }()

  static let rules = """
    hlmap: 1
    name: EVIL
    description: EVIL
    schema: [ecs@9.4, {x.open: {type: flattened, description: EVIL}}]
    unread: {rest: EVIL}
    stages:
      - set: {event.kind: event, x.open.fixed: EVIL}
      - map:
          x.open.value: evil
          user.name: {from: evil, lookup: {EVIL: EVIL}, else: EVIL}
          event.severity: evil
          source.ip: {from: evil, on_error: EVIL_TAG}
      - when: evil == EVIL_TEXT
        set: {event.action: EVIL}
      - {when: bad == true, drop: EVIL}
      - for_each: list
        to: x.open.list
        map: {name: $item.name}
    tests:
      - name: EVIL
        in: {evil: EVIL}
        out: {x: {open: {other: EVIL}}}
    docs:
      title: EVIL
      data_sources: {EVIL: EVIL}
      samples: [EVIL]

    """.replacing("{from: evil, on_error: EVIL_TAG}", with: "evil")
    .replacing("EVIL_TEXT", with: "\"b\"").replacing("EVIL", with: quoted)

  /// Every kind of mistake shows names.
  static let broken = """
    hlmap: 1
    EVIL: 1
    include: EVIL
    schema: [ecs@9.4, EVIL]
    stages:
      - set: {EVIL: EVIL, event.kind: EVIL}
      - map: {user.name: EVIL, x.y: {from: a, lookup: EVIL, EVIL: 1}}
      - use: EVIL
      - when: EVIL
        drop: EVIL
    infer: [EVIL]
    tests: [{name: EVIL, in: EVIL, out: 1, EVIL: 1}]

    """.replacing("EVIL", with: quoted)

  static let event =
    #"{"evil": EVIL, EVIL: {"deep": EVIL}, "rest": 1, "list": [{"name": EVIL}]}"#
    .replacing("EVIL", with: quoted) + "\n"

  /// What is wrong with a text that people read; nil where nothing is.
  static func fault(in text: String) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x09: break
      case ..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
        return "U+" + String(scalar.value, radix: 16)
      default: break
      }
    }
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    return lines.first { $0.hasPrefix("::error::x") }
  }

  static func expectSafe(_ outcome: Program.Outcome, _ arguments: [String]) {
    for (name, text) in [("stdout", outcome.output), ("stderr", outcome.error)] {
      let fault = fault(in: text)
      #expect(fault == nil, "\(name) of \(arguments): \(text.debugDescription.prefix(3000))")
    }
    #expect(outcome.code != 70, "\(arguments)")
  }

  /// Folders and files of hostile names with the rules and an event.
  private static func program() throws -> (program: Program, folder: String) {
    let program = try Program()
    let folder = "\(evil.replacing("/", with: ""))d"
    // What YAML lets stand as it is, in a line that fmt changes.
    try program.write("\(folder)/\(name).yml", rules + "ignore:   [\"\"]   # \u{202E}\u{2066}\n")
    try program.write("\(folder)/\(name)2.yml", broken)
    try program.write("\(folder)/\(name).txt", "nothing")
    try program.write("\(folder)/\(name).json", event)
    try program.write("\(folder)/none/\(name)", "")
    try program.write(
      "\(folder)/\(name).tests/\(name).json", #"{"input": \#(event), "expected": {}}"#)
    return (program, folder)
  }

  private static let name = evil.replacing("/", with: "")

  @Test func everyCommand() throws {
    let (program, folder) = try Self.program()
    defer { program.remove() }
    let base = "\(folder)/\(Self.name)"
    let (rules, broken, event) = ("\(base).yml", "\(base)2.yml", "\(base).json")
    let missing = "\(base).none"
    var commands: [[String]] = []
    for file in [rules, broken, missing, folder, "\(folder)/none"] {
      for format in ["pretty", "compact", "json", "sarif", "github", "junit"] {
        commands.append(["check", "--format", format, file])
      }
      for format in ["pretty", "json", "junit"] {
        commands.append(["test", "--format", format, file])
      }
      for format in ["text", "json"] {
        commands.append(["cover", "--format", format, "--samples", event, "--rules", file])
      }
      for format in ["pretty", "json"] {
        commands.append(["trace", "--format", format, "-r", file, event])
        for field in ["x.open.value", "user.name", "source.ip", Self.evil] {
          commands.append(["why", "--format", format, field, "-r", file, event])
        }
      }
      commands += [
        ["check", "-v", "--samples", event, "--", file], ["check", "--diff", file],
        ["check", "--baseline", event, file], ["check", "--samples", missing, "--", file],
        ["test", "-v", file], ["test", "--fixtures", missing, file],
        ["test", "--filter", Self.evil, file], ["fmt", "--check", file], ["fmt", "--diff", file],
        ["docs", "-q", file], ["docs", file], ["docs", "--check", file],
        ["plan", file], ["docs", "--fixtures", missing, file],
        ["schema", "show", "x.open", "-r", file],
        ["schema", "show", Self.evil, "--format", "json", "-r", file],
        ["schema", "search", Self.evil, "-r", file], ["schema", "search", "x", "-r", file],
      ]
    }
    for word in [Self.evil, missing] {
      commands += [
        ["explain", word], ["functions", word], ["schema", "show", word], ["schema", word],
        ["schema", "show", "--schema", word, "x"], ["completions", word], [word], ["help", word],
        ["--\(word)"], ["-\(word)"], ["run", "--rules", word], ["run", "-r", rules, word],
        ["check", "--format", word, rules], ["check", "--color=\(word)", rules],
        ["check", "--include-root", word, rules], ["check", word], ["fmt", word], ["test", word],
        ["test", "--filter", "(\(word)", rules], ["test", "--now", word, rules],
        ["trace", "-r", rules, word], ["trace", "-r", word], ["init", "--samples", word],
        ["cover", word], ["plan", word],
        ["init", "-o", rules, "--samples", event], ["run", "--max-event-size", word, "-r", rules],
        ["run", "--threads", word, "-r", rules], ["test", "--fixtures", word, rules],
        ["run", "-r", rules, "-o", "\(word)/x/y", event],
        ["run", "-r", rules, "--dead-letter", event, event],
      ]
    }
    for arguments in commands {
      Self.expectSafe(try program.run(arguments, input: Self.event), arguments)
    }
    let scripts = [
      "GITHUB_ACTIONS=true $HLMAP check . ",
      "printf '{x\\n' > bad; $HLMAP run -r */*z.yml bad */a*.txt",
      "$HLMAP run --stats --dead-letter no/where -r */*z.yml */*.json > out",
      "$HLMAP run --stats -r */*z.yml */*z.json > out", "$HLMAP check --color always . ",
    ]
    for script in scripts {
      var outcome = try program.shell(script)
      outcome.output = outcome.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      Self.expectSafe(outcome, [script])
    }
  }

  static let format = """
    name: EVIL
    pipeline:
      - name: EVIL
        external:
          name: json.parse-json
          properties:
            input_field: original.message
            output_field: EVIL
      - name: result
      - name: EVIL
    stages:
      result:
        actions:
          - set:
              raw.all: "{{ original.message }}"
              raw.EVIL: EVIL
              EVIL: "{{ original.message }}"
              event.kind: EVIL
              event.severity: "{{ original.message }}"
            filter: "{{ original.message != EVIL_TEXT }}"
          - EVIL: EVIL
          - set:
              raw.none: "{{ EVIL_NAME.x }}"
            filter: EVIL

    """

  /// Modules, formats, stages, fields and fixtures of hostile names.
  @Test func intakeFormats() throws {
    let program = try Program()
    defer { program.remove() }
    let (module, format) = ("m\(Self.name)", "f\(Self.name)")
    let base = "\(module)/\(format)"
    try program.write(
      "\(base)/ingest/parser.yml",
      Self.format.replacing("EVIL_TEXT", with: "'b'")
        .replacing("EVIL_NAME", with: "evil").replacing("EVIL", with: Self.quoted))
    try program.write(
      "\(base)/_meta/fields.yml",
      "raw.all:\n  name: raw.all\n  type: keyword\n\(Self.quoted):\n  name: \(Self.quoted)\n")
    for (name, input) in [(Self.name, #"{"message": EVIL}"#), ("n\(Self.name)", #"{"EVIL": 1}"#)] {
      try program.write(
        "\(base)/tests/\(name).json",
        #"{"input": \#(input), "expected": {"message": EVIL, EVIL: 1, "x": {EVIL: EVIL}}}"#
          .replacing("EVIL", with: Self.quoted))
    }
    try program.write("event", #"{"message": EVIL}"#.replacing("EVIL", with: Self.quoted))
    let parser = "\(base)/ingest/parser.yml"
    var commands = [
      ["run", "--stats", "-r", parser, "-o", "out", "event"], ["fmt", "--diff", parser],
      ["test", "-v", module], ["test", "."], ["test", "-v", "--filter", "x", "."],
      ["cover", "--rules", parser, "--samples", "event"], ["plan", parser],
    ]
    for format in ["pretty", "compact", "json", "sarif", "github", "junit"] {
      commands.append(["check", "--format", format, module])
    }
    for format in ["pretty", "json", "junit"] {
      commands.append(["test", "--format", format, "."])
    }
    for format in ["pretty", "json"] {
      commands.append(["trace", "--format", format, "-r", parser, "event"])
      for field in ["raw.all", "event.severity", "event.action", Self.evil] {
        commands.append(["why", "--format", format, field, "-r", parser, "event"])
      }
    }
    for arguments in commands { Self.expectSafe(try program.run(arguments), arguments) }
    let traced = try program.run(["trace", "-r", parser, "event"])
    #expect(traced.code == 0, "\(traced.error)")
  }

  /// What is no report stays as it is.
  @Test func mappedEventsAreNotReports() throws {
    let (program, folder) = try Self.program()
    defer { program.remove() }
    let outcome = try program.run(["-r", "\(folder)/\(Self.name).yml"], input: Self.event)
    #expect(outcome.output.contains("\u{202E}\u{9B}31m"))
  }
}

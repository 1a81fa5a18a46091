import Foundation
import Testing
import Workbench

@testable import JSON
@testable import Running
@testable import hl_map

/// `hl-map cover`, from outside.
@Suite(.serialized, .timeLimit(.minutes(10))) struct CoverCommandTests {
  /// The report on rules and samples, one sample a line.
  private func report(
    _ rules: String, _ samples: String, file: String = "cover.yml"
  ) throws -> JSONTree {
    let program = try Program()
    defer { program.remove() }
    try program.write(file, rules)
    try program.write("samples.ndjson", samples + "\n")
    return try report(program, ["--rules", file, "--samples", "samples.ndjson"])
  }

  private func report(_ program: Program, _ arguments: [String]) throws -> JSONTree {
    let outcome = try program.run(["cover", "--format", "json"] + arguments)
    #expect(outcome.code == 0, "\(outcome.error)")
    let tree = try JSONTreeParser.parse(Array(outcome.output.utf8))
    guard case .list(let reports) = tree else {
      throw JSONTreeParser.Failure(offset: 0, message: "")
    }
    return try #require(reports.first)
  }

  private func number(_ tree: JSONTree?) -> Int? {
    tree?.lexeme.flatMap { Int($0) }
  }

  // MARK: Rules

  /// Kind and text of what was not exercised.
  private func missed(_ report: JSONTree) -> [String] {
    guard case .list(let items)? = report.at("rule_coverage.missed") else { return [] }
    return items.map { "\($0["kind"]?.scalarText ?? ""): \($0["text"]?.scalarText ?? "")" }
  }

  @Test(arguments: [
    // Rules
    (
      "map: {host.name: a, user.name: b}", #"{"a":"x"}"#,
      ["rule: - map: {host.name: a, user.name: b}"]
    ),
    ("map: {host.name: a}", #"{"a":null}"#, ["rule: - map: {host.name: a}"]),
    ("map: {host.ip: a}", #"{"a":"no address"}"#, ["rule: - map: {host.ip: a}"]),
    ("set: {event.kind: event}", "{}", []),
    ("{set: {event.kind: event}, when: a}", "{}", ["rule: - {set: {event.kind: event}, when: a}"]),
    ("{drop: true, when: a}", #"{"a":true}"#, []),
    ("{drop: true, when: a}", "{}", ["rule: - {drop: true, when: a}"]),
    ("{to: host.ip, for_each: l, from: $item}", #"{"l":["1.2.3.4"]}"#, []),
    (
      "{to: host.ip, for_each: l, from: $item}", #"{"l":[]}"#,
      ["rule: - {to: host.ip, for_each: l, from: $item}"]
    ),
    ("emit: {for_each: l, set: {event.kind: event}}", #"{"l":[1]}"#, []),
    // Cases
    (
      "{match: a, cases: [{is: x, set: {event.kind: event}}, {else: true, set: {event.kind: alert}}]}",
      #"{"a":"x"}"# + "\n" + #"{"a":"y"}"#, []
    ),
    // Tables
    ("{to: host.name, from: a, lookup: {x: one, y: two}}", #"{"a":"y"}"#, ["lookup entry: x"]),
    ("{to: host.name, from: a, lookup: {x: one}, else: z}", #"{"a":"x"}"#, ["fallback: z"]),
    ("{to: host.name, from: a, lookup: {1: one}, else: z}", #"{"a":1}"# + "\n" + #"{"a":2}"#, []),
    // Fallbacks
    ("map: {host.name: a else b}", #"{"b":"x"}"#, ["fallback: a"]),
    ("map: {host.name: [a, b]}", #"{"a":"x","b":"y"}"#, ["fallback: b"]),
    (
      "map: {host.name: lower(a) else b else 'c'}", #"{"a":"x"}"#, ["fallback: b", "fallback: 'c'"]
    ),
    ("map: {host.name: lower(a) else b}", #"{"a":"x"}"# + "\n" + #"{"b":"x"}"#, []),
  ])
  func rules(_ stage: String, _ samples: String, _ expected: [String]) throws {
    let report = try report("hlmap: 1\nstages:\n  - \(stage)\n", samples)
    #expect(missed(report) == expected, "\(stage)")
    #expect(number(report.at("rule_coverage.all")).map { $0 > 0 } == true)
    let exercised = number(report.at("rule_coverage.exercised"))
    #expect(exercised == number(report.at("rule_coverage.all")).map { $0 - expected.count })
  }

  /// A fragment's rules and a table's entries are exercised wherever they are used.
  @Test func usesAreOne() throws {
    let rules = """
      hlmap: 1
      tables: {sides: {i: inbound, o: outbound}}
      fragments:
        name(src, dst):
          map: {"${dst}.name": [$src.name, $src.login]}
      stages:
        - use:
            - name(a, user)
            - name(b, host)
        - {to: network.direction, from: c, lookup: sides}
        - {to: event.action, from: d, lookup: sides}
      """
    let one = try report(rules, #"{"a":{"name":"x"},"b":{"login":"y"},"c":"i","d":"o"}"#)
    #expect(missed(one) == [])
    let two = try report(rules, #"{"a":{"name":"x"},"c":"i","d":"i"}"#)
    #expect(missed(two) == ["lookup entry: o", "fallback: $src.login"])
  }

  /// What a guard kept out is told once, with the guard.
  @Test func blockedParts() throws {
    let rules = """
      hlmap: 1
      stages:
        - match: kind
          cases:
            - is: a
              map: {host.name: x, user.name: y}
            - is: b
              map: {process.name: z}
        - when: kind == "c"
          map: {file.name: x else y}
      """
    let program = try Program()
    defer { program.remove() }
    try program.write("cover.yml", rules)
    try program.write("samples.ndjson", #"{"kind":"b","z":"p"}"#)
    let outcome = try program.run(["cover", "-r", "cover.yml", "--samples", "samples.ndjson"])
    let lines = outcome.lines.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.contains("cover.yml:5:13  case: a  no sample meets it: 3 parts"))
    #expect(lines.contains("cover.yml:9:11  when: kind == \"c\"  no sample meets it: 3 parts"))
    #expect(!outcome.output.contains("host.name"))
    #expect(
      lines.contains(
        "rules   exercised 2 of 8 (25.0 %): rules 1 of 4, cases 1 of 2, fallbacks 0 of 2"))
  }

  // MARK: Source

  /// Values read, of them idle, left out on purpose, missed.
  private func counts(_ report: JSONTree, _ path: String = "source_coverage") -> [Int?] {
    ["read", "idle", "unread", "missed"].map { number(report.at("\(path).\($0)")) }
  }

  @Test(arguments: [
    // A value alone, an object and a list as a whole.
    ("stages: [{map: {host.name: a}}]", #"{"a":"x","b":1}"#, [1, 0, 0, 1]),
    ("stages: [{map: {host.name: to_json(a)}}]", #"{"a":{"b":1,"c":[2,3]}}"#, [3, 0, 0, 0]),
    ("stages: [{map: {host.name: a.b}}]", #"{"a":{"b":1,"c":2}}"#, [1, 0, 0, 1]),
    // No values.
    ("stages: []", #"{"a":null,"b":"","c":[],"d":{},"e":[null,{"f":""}]}"#, [0, 0, 0, 0]),
    ("stages: []", #"{"a":false,"b":0,"c":" "}"#, [0, 0, 0, 3]),
    // Each occurrence counts.
    ("stages: [{map: {host.ip: 'l[*].x'}}]", #"{"l":[{"x":1,"y":2},{"x":1}]}"#, [2, 0, 0, 1]),
    (
      "stages: [{for_each: l, to: host.ip, from: $item.x}]", #"{"l":[{"x":1,"y":2},{"x":1}]}"#,
      [2, 0, 0, 1]
    ),
    ("stages: []", "{\"a\":1}\n{\"a\":2}", [0, 0, 0, 2]),
    // A test is no reading, and the whole event is nothing in particular.
    ("stages: [{map: {event.original: $raw | to_json}}]", #"{"a":1}"#, [0, 0, 0, 1]),
    ("stages: [{set: {event.kind: event}, when: a is present}]", #"{"a":1}"#, [0, 0, 0, 1]),
    ("stages: [{set: {event.kind: event}, when: a == 1}]", #"{"a":1}"#, [1, 0, 0, 0]),
    // Rules that did not run.
    ("stages: [{map: {host.name: a}, when: b == 'x'}]", #"{"a":1,"b":"y"}"#, [2, 1, 0, 0]),
    (
      "stages: [{match: b, cases: [{is: x, map: {host.name: a}}, {is: y, map: {host.name: c}}]}]",
      #"{"a":1,"b":"y","c":2}"#, [3, 1, 0, 0]
    ),
    // On purpose; what is read is read.
    ("unread: {b: why, c.d: why}\nstages: []", #"{"b":{"x":1},"c":{"d":1,"e":2}}"#, [0, 0, 2, 1]),
    ("unread: {a: why}\nstages: [{map: {host.name: a.b}}]", #"{"a":{"b":1,"c":2}}"#, [1, 0, 1, 0]),
    // The event is what the file decodes.
    (
      "decode: {json: $raw.m}\nstages: [{map: {host.name: a}}]",
      #"{"m":"{\"a\":1,\"b\":2}","z":3}"#, [1, 0, 0, 1]
    ),
    (
      "decode: {json: $raw.m, else: $raw}\nstages: [{map: {host.name: a}}]", #"{"a":1,"z":3}"#,
      [1, 0, 0, 1]
    ),
    ("stages: [{map: {host.name: $raw.a}}]", #"{"a":1}"#, [1, 0, 0, 0]),
    (
      "decode: {json: $raw.m}\nstages: [{decode: {json: $raw.m, name: e}}, {map: {host.name: $e.a}}]",
      #"{"m":"{\"a\":1,\"b\":2}"}"#, [1, 0, 0, 1]
    ),
    // A text that a rule decodes is read.
    (
      "stages: [{decode: {json: t, name: d}}, {map: {host.name: $d.x}}]", #"{"t":"{\"x\":1}"}"#,
      [1, 0, 0, 0]
    ),
    // Of duplicate keys the last one is there.
    ("stages: [{map: {host.name: a}}]", #"{"a":1,"a":2,"b":1,"b":null}"#, [1, 0, 0, 0]),
  ])
  func source(_ rules: String, _ samples: String, _ expected: [Int]) throws {
    #expect(counts(try report("hlmap: 1\n\(rules)\n", samples)) == expected, "\(rules)")
  }

  /// Paths come by weight, spelled as rules spell them.
  @Test func paths() throws {
    let samples =
      #"{"a":{"b c":1,"d":"x"},"l":[{"n":1},{"n":2},{"n":3}]}"# + "\n" + #"{"a":{"d":"y"}}"#
    let report = try report("hlmap: 1\nunread: {l: counted elsewhere}\nstages: []\n", samples)
    guard case .list(let paths)? = report.at("source_coverage.paths") else { return }
    #expect(paths.map { $0["path"]?.scalarText } == ["l[*].n", "a.d", "a[\"b c\"]"])
    #expect(paths[0]["reason"] == .text("counted elsewhere"))
    #expect(counts(paths[0], "") == [nil, nil, nil, nil])
    #expect(paths.map { number($0["unread"]) } == [3, 0, 0])
    #expect(paths.map { number($0["missed"]) } == [0, 2, 1])
    #expect(paths[1]["example"] == .text("\"x\""))
  }

  // MARK: Intake formats

  private static let format = """
    name: reef
    pipeline:
      - name: parsed
        external: {name: json.parse-json, properties: {input_field: "{{original.message}}"}}
      - name: inner
        filter: "{{parsed.message.details is defined}}"
        external: {name: json.parse-json, properties: {input_field: "{{parsed.message.details}}"}}
      - name: fields
    stages:
      fields:
        actions:
          - set:
              user.name: "{{parsed.message.login}}"
              host.name: "{{parsed.message.get('device').label}}"
            filter: "{{parsed.message.kind == 'login'}}"
          - set:
              process.name: "{% if parsed.message.tested %}{{parsed.message.program}}{% endif %}"
          - translate:
            dictionary: {"1": one, "2": two}
            mapping: {parsed.message.code: event.action}
            fallback: other
    """

  @Test func intakeFormat() throws {
    func sample(_ event: String) -> String {
      "{\"message\":\(JSONTree.text(event).spaced),\"other\":\"not looked at\"}"
    }
    let samples = [
      #"{"kind":"login","login":"ann","device":{"label":"d","size":1},"code":"1","details":"{\"x\":1}"}"#,
      #"{"kind":"other","login":"bob","tested":true,"program":"p"}"#,
    ]
    let program = try Program()
    defer { program.remove() }
    try program.write("reef/ingest/parser.yml", Self.format)
    for (number, event) in samples.enumerated() {
      try program.write(
        "reef/tests/\(number).json", "{\"input\":\(sample(event)),\"expected\":{\"message\":\"\"}}")
    }
    let report = try report(
      program, ["--rules", "reef/ingest/parser.yml", "--samples", "reef/tests"])
    // Not read: device.size, tested. Idle: the second login.
    #expect(counts(report) == [8, 1, 0, 2])
    #expect(missed(report) == ["lookup entry: \"2\""])
    #expect(number(report["events"]) == 2)
    guard case .list(let remarks)? = report["remarks"] else { return }
    #expect(!remarks.isEmpty)
  }

  // MARK: Fields, floors and mistakes

  @Test func fields() throws {
    let rules =
      "hlmap: 1\nstages: [{set: {event.kind: event}}, {map: {'@timestamp': t, host.name: h}}]\n"
    let report = try report(rules, #"{"t":"2026-01-01T00:00:00Z"}"# + "\n{}")
    #expect(number(report.at("field_coverage.events")) == 2)
    #expect(number(report["field_coverage"]?["events_with"]?["event.kind"]) == 2)
    #expect(number(report["field_coverage"]?["events_with"]?["@timestamp"]) == 1)
    #expect(report.at("field_coverage.never_written") == .list([.text("host.name")]))
  }

  @Test func floorsAndMistakes() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "half.yml", "hlmap: 1\nstages: [{map: {host.name: a}}, {map: {user.name: c}}]\n")
    try program.write("broken.yml", "hlmap: 1\nstages: [{map: {hots.nmae: a}}]\n")
    try program.write("s.json", #"{"a":1,"b":2}"#)
    let base = ["cover", "--rules", "half.yml", "--samples", "s.json"]
    func code(_ more: [String]) throws -> Int32 { try program.run(base + more).code }
    #expect(try code(["--min-rules", "50", "--min-source", "50"]) == 0)
    #expect(try code(["--min-rules", "50.1"]) == 1)
    #expect(try code(["--min-source", "51"]) == 1)
    #expect(try program.run(base + ["--min-source", "51"]).error.contains("50.0 %"))
    #expect(try code(["--min-rules", "101"]) == 2)
    #expect(try code(["--min-rules", "nan"]) == 2)
    #expect(try program.run(["cover", "--rules", "half.yml"]).code == 2)
    #expect(try program.run(["cover", "--samples", "s.json"]).code == 2)
    let broken = ["cover", "--rules", "broken.yml", "--samples", "s.json"]
    #expect(try program.run(broken).code == 3)
    #expect(try program.run(["cover", "-r", "none.yml", "--samples", "s.json"]).code == 3)
    #expect(try program.run(["cover", "-r", "half.yml", "--samples", "none.json"]).code == 4)
    let colored = try program.run(base + ["--color", "always"])
    #expect(colored.output.contains("\u{1B}["))
    #expect(try !program.run(base).output.contains("\u{1B}["))
  }

  /// Of a folder of fixtures the inputs are the samples; what is known to differ is none.
  @Test func foldersOfFixtures() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("f/one.json", #"{"input":{"a":1},"expected":{}}"#)
    try program.write("f/two.json", #"{"name":"x","input":"{\"a\":2}","expected":{},"note":3}"#)
    try program.write("f/three.ndjson", "{\"a\":3}\n{\"a\":4}\n")
    try program.write("f/three.expected.ndjson", "{}\n{}\n")
    try program.write("f/differences.json", #"[{"field":"a","why":"b"}]"#)
    let one = try report(program, ["-r", "rules.yml", "--samples", "f"])
    #expect(number(one["events"]) == 4)
    #expect(counts(one) == [0, 0, 0, 4])
    let list = try report(program, ["-r", "rules.yml", "--samples", "f/differences.json"])
    #expect(number(list["events"]) == 1)
  }

  @Test func lists() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "r.yml",
      "hlmap: 1\nunread: {b: nobody asks, z: never there}\n"
        + "stages: [{map: {host.name: a}, when: c == 'x'}]\n")
    try program.write("s.json", #"{"a":1,"b":{"x":2,"y":3},"c":"y"}"#)
    let base = ["cover", "-r", "r.yml", "--samples", "s.json"]
    let plain = try program.run(base).output
    #expect(!plain.contains("nobody asks") && !plain.contains("none that ran"))
    let unread = try program.run(base + ["--unread"]).lines
    #expect(unread.contains("        2  b  nobody asks"))
    #expect(unread.contains("        0  z  never there"))
    let idle = try program.run(base + ["--by-event"]).output
    #expect(idle.contains("read by a rule, but by none that ran on the event\n        1  a  1\n"))
  }

  /// Nothing of nothing is no share, least of all the whole.
  @Test(arguments: [
    ("stages: [{drop: noise}]", "{\"a\": 1}", "0 mapped events\n"),
    ("stages: []", "{}", "  rules   none\n  source  no values in 1 event\n"),
  ])
  func nothingOfNothing(rules: String, sample: String, wanted: String) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("r.yml", "hlmap: 1\n\(rules)\n")
    try program.write("s.ndjson", sample + "\n")
    let base = ["cover", "-r", "r.yml", "--samples", "s.ndjson"]
    let outcome = try program.run(base + ["--min-rules", "0"])
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.output.contains(wanted), "\(outcome.output)")
    let report = try report(program, Array(base.dropFirst()))
    for part in ["rule_coverage", "source_coverage"] {
      let isEmpty = [.number("0")].contains(
        report.at("\(part).\(part == "rule_coverage" ? "all" : "values")"))
      #expect((report.at("\(part).percent") == .null) == isEmpty)
    }
  }

  // MARK: Hostile samples

  /// Whatever samples hold, the command ends, in time, with a report of bounded size.
  @Test func hostileSamples() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "r.yml",
      "hlmap: 1\nstages:\n  - map: {host.name: a}\n"
        + "  - {for_each: l, to: host.ip, from: $item.x}\n")
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    }
    let manyNames = (0..<30_000).map { "\"n\($0)\":1" }.joined(separator: ",")
    let sameNames = (0..<30_000).map { "\"n\($0 % 15_000)\":1" }.joined(separator: ",")
    let samples = [
      "", "nonsense", "[]", "7", nested(100), nested(5_000), nested(200_000),
      String(repeating: "[", count: 100_000), "{\(manyNames)}", "{\(sameNames)}",
      "{\"l\":[" + Array(repeating: "{\"x\":\"1.2.3.4\"}", count: 30_000).joined(separator: ",")
        + "]}",
      "{\"a\":\"\(String(repeating: "x", count: 1_000_000))\"}", "{\"a\":\"\u{1B}[31m\u{202E}\"}",
      "{\"a\u{7}\\u001b[2J\":1}",
    ]
    try program.write("s.ndjson", samples.joined(separator: "\n"))
    let start = ContinuousClock.now
    let base = ["cover", "-r", "r.yml", "--samples", "s.ndjson"]
    let outcome = try program.run(base + ["--by-event"])
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.output.utf8.count < 50_000)
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(outcome.output.contains("more; --format json lists them all"))
    #expect(outcome.output.contains("not everything was followed"))
    #expect(outcome.output.contains("more paths than are kept"))
    let report = try report(program, ["-r", "r.yml", "--samples", "s.ndjson"])
    #expect(number(report.at("source_coverage.values")).map { $0 > 70_000 } == true)
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}

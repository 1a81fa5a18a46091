import Diagnostics
import Foundation
import Planning
import Testing

@testable import HLMap
@testable import JSON
@testable import Language
@testable import Running
@testable import Workbench
@testable import hl_map

/// `hl-map check --samples`, from outside and on the rule files of the project.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SampleChecksTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  static let fixtures = "\(root)/Fixtures/samples-checks"

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// Of the finding in `bad.yml`: the text it stands at, and the help.
    var place: String
    var help: String
    var testDescription: String { name }
    var code: String { String(name.prefix(6)) }
  }

  static let cases = [
    Case(
      name: "HL5001-path-never-seen", place: "agent_id", help: "did you mean `agent.agentid`?"),
    Case(
      name: "HL5001-path-in-a-fragment", place: "bin_ary", help: "did you mean `binary.md5`?"),
    Case(
      name: "HL5001-path-elsewhere", place: "hostname", help: "did you mean `agent.hostname`?"),
    Case(
      name: "HL5001-path-behind-its-root", place: "hostname",
      help: "did you mean `agent.hostname`?"),
    Case(name: "HL5001-path-in-a-decode", place: "usr", help: "did you mean `$d.user`?"),
    Case(
      name: "HL5002-condition-never-true", place: "direction == \"inbuond\" and port > 0",
      help: "did you mean `inbound`?"),
    Case(name: "HL5002-case-never-met", place: "proces", help: "did you mean `process`?"),
    Case(
      name: "HL5003-type-never-met", place: "process_id",
      help: "read another path, or change the value on its way with a function"),
    Case(
      name: "HL5004-value-not-handled", place: "log_type",
      help: "add a case for it, or `else: true` for all that is left"),
    Case(
      name: "HL5005-values-not-allowed", place: "result",
      help: "`result | lower` gives what it allows"),
    Case(
      name: "HL5005-pattern-broken", place: "signer.hash",
      help: "`signer.hash | lower` gives what it allows"),
    Case(
      name: "HL5005-values-of-a-list", place: "kinds",
      help: "such values are left out; allowed are access, admin, allowed, change, connection, "
        + "creation, deletion, denied, device, end, error, group, indicator, info, installation, "
        + "protocol, start, user"),
    Case(
      name: "HL5005-values-of-a-loop", place: "$item.name",
      help: "`$item.name | lower` gives what it allows"),
    Case(
      name: "HL5004-values-not-handled", place: "log_type",
      help: "add cases for them, or `else: true` for all that is left"),
    Case(
      name: "HL4014-word-that-no-sample-has", place: "denied",
      help: "`\"denied\"` is the text; write `$event.denied` where the path is meant"),
  ]

  @Test func everyFixtureIsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures)
    #expect(Set(folders) == Set(Self.cases.map(\.name)))
  }

  @Test(arguments: cases) func fixture(_ one: Case) throws {
    let program = try Program()
    defer { program.remove() }
    let folder = "\(Self.fixtures)/\(one.name)"
    func findings(_ file: String) throws -> [JSONTree] {
      let outcome = try program.run([
        "check", "--format", "json", file, "--samples", "\(folder)/samples.ndjson",
      ])
      #expect(outcome.code == 0)
      guard case .list(let list) = try JSONTreeParser.parse(Array(outcome.output.utf8)) else {
        return []
      }
      // Other checks may have something to say about the same rules.
      return list.filter {
        if case .text(let code) = $0["code"] {
          code.hasPrefix("HL5") || code == one.code
        } else {
          false
        }
      }
    }
    #expect(try findings("\(folder)/good.yml") == [])
    let bad = try findings("\(folder)/bad.yml")
    let finding = try #require(bad.first)
    #expect(bad.count == 1)
    #expect(finding["code"] == .text(one.code))
    #expect(finding["severity"] == .text(one.code == "HL5004" ? "info" : "warning"))
    #expect(finding["help"] == .text(one.help))
    let text = try Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/bad.yml")))
    func range(_ tree: JSONTree) throws -> Range<Int> {
      guard let lower = tree["start"]?.lexeme.flatMap({ Int($0) }),
        let upper = tree["end"]?.lexeme.flatMap({ Int($0) })
      else {
        Issue.record("no place")
        return 0..<0
      }
      return lower..<upper
    }
    #expect(String(decoding: text[try range(finding)], as: UTF8.self) == one.place)
    // The edit mends the mistake.
    guard let fix = finding["fix"], case .text(let new)? = fix["replacement"] else {
      #expect(!one.help.hasPrefix("did you mean"))
      return
    }
    var mended = text
    mended.replaceSubrange(try range(fix), with: Array(new.utf8))
    try program.write("mended.yml", String(decoding: mended, as: UTF8.self))
    #expect(try !findings("mended.yml").contains { $0["code"] == .text(one.code) })
  }

  @Test func flagship() throws {
    let program = try Program()
    defer { program.remove() }
    let samples = "\(Self.root)/Fixtures/harfanglab"
    let outcome = try program.run([
      "check", "--fail-level", "warning", "\(Self.root)/Mappings/harfanglab.yml", "--samples",
      samples, "\(samples)/sample.ndjson",
    ])
    #expect(outcome.code == 0)
    #expect(!outcome.output.contains("warning["))
    #expect(outcome.output.contains("`usb_activity` once"))
  }

  @Test func samplesOfAllForms() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "rules.yml",
      """
      hlmap: 1
      stages:
        - map: {event.code: [a, b, c, d, e]}
      """)
    try program.write("s/array.json", "[{\"a\": 1}, {\"x\": 1}]")
    try program.write("s/one.json", "{\n  \"b\": 1\n}\n")
    try program.write("s/lines.ndjson", "{\"c\": 1}\n\n{\"x\": 2}\n")
    try program.write("s/deep/fixture.json", "{\"input\": {\"d\": 1}, \"expected\": {\"f\": 1}}")
    try program.write("s/text.json", "{\"input\": \"{\\\"e\\\": 1}\", \"expected\": null}")
    try program.write("s/pair.input.json", "{\"x\": 3}")
    try program.write("s/pair.expected.json", "{\"y\": 3}")
    let good = ["check", "rules.yml", "--samples"]
    var outcome = try program.run(good + ["s"])
    #expect(outcome.output == "")
    #expect(outcome.code == 0)
    outcome = try program.run(good + ["s/array.json", "s/one.json", "--format", "compact"])
    #expect(outcome.output.contains("no sample has `c` (3 looked at)"))
    #expect(outcome.code == 0)
    outcome = try program.run(good + ["s/array.json", "--fail-level", "warning"])
    #expect(outcome.code == 1)
    outcome = try program.run(good + ["nowhere.ndjson"])
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("nowhere.ndjson"))
    try program.write("broken.ndjson", "{\"a\": \nnope\n{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}")
    outcome = try program.run(good + ["broken.ndjson"])
    #expect(outcome.error.contains("2 samples of 3 cannot be read or decoded"))
    #expect(outcome.code == 0)
  }

  @Test func everyKindOfRule() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "common.yml",
      """
      hlmap: 1
      fragments:
        acc(src, dst):
          - when: $src.active == true
            map: {"${dst}.name": $src.login}
          - match: $src.kind
            cases:
              - is: local
                set: {"${dst}.domain": LOCAL}
              - is: [ad, azure]
                when: $src.dom is present
                map: {"${dst}.domain": $src.dom}
      stages:
        - map: {host.hostname: host_name}
      """)
    try program.write(
      "r.yml",
      #"""
      hlmap: 1
      include: common.yml
      schema: [ecs@9.4, {x.users: nested, x.vals: {array: true, type: keyword}, event.reason: {array: true}}]
      infer:
        - name: related
          when: zone == "north"
      stages:
        - use: acc(actor, user)
        - use: acc(target, user.target)
        - use: account(login_name, client.user)
        - for_each: users
          to: x.users
          where: $item.ok == 7
          map: {n: $item.nam}
        - for_each: users
          to: x.vals
          from: $item.nme | upper
        - {to: [process.pid, process.name], from: pid, when: pid is present}
        - {to: process.parent.pid, from: ppid, when: ppid == 3, on_error: reject}
        - emit:
            for_each: iocs
            set: {event.kind: enrichment}
            map: {threat.indicator.ip: $item.ip, threat.indicator.port: $item.prot}
            stages:
              - when: $item.score > 100
                set: {event.risk_score: 1}
        - map:
            event.code: first(codez) | upper
            event.reason: 'tags[0].x else tags[*]'
            event.action: event_data["Process Nam"]
      """#)
    try program.write(
      "s.ndjson",
      #"""
      {"host_name": "h", "actor": {"active": true, "login": "a", "kind": "ad"}, "zone": "north", \#
      "target": {"active": false, "login": "b", "kind": "odd"}, "login_name": "A\\b", "pid": "x-1", \#
      "users": [{"ok": 1, "name": "q"}], "iocs": [{"ip": "1.2.3.4", "port": 3, "score": 5}], \#
      "codes": ["a"], "tags": ["m", "n"], "event_data": {"Process Name": "x"}, "ppid": 3}
      """#)
    let outcome = try program.run([
      "check", "--format", "compact", "r.yml", "--samples", "s.ndjson",
    ])
    let places = outcome.lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
    #expect(
      places == [
        "r.yml:13:12: warning[HL5002]:", "r.yml:17:17: warning[HL5001]:",
        "r.yml:18:45: warning[HL5003]:", "r.yml:23:73: warning[HL5001]:",
        "r.yml:25:17: warning[HL5002]:", "r.yml:28:25: warning[HL5001]:",
        "r.yml:29:30: warning[HL5001]:", "r.yml:30:31: warning[HL5001]:",
        "common.yml:6:14: info[HL5004]:", "common.yml:8:15: warning[HL5002]:",
        "common.yml:10:20: warning[HL5002]:",
      ])
    #expect(outcome.output.contains("no sample has `7` here (the samples have `1`)"))
    #expect(outcome.output.contains("did you mean `event_data[\"Process Name\"]`?"))
  }

  /// Samples show that a name is a path; and what only rules or tests show stays one without an edit.
  @Test func wordsThatArePaths() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "rules.yml",
      """
      hlmap: 1
      stages:
        - map: {event.action: action, user.name: other}
        - {when: "action in [seen, deny]", set: {event.kind: event}}
        - {when: "action in [deny, other]", set: {event.kind: event}}
        - {when: "action in [deny, tested]", set: {event.kind: event}}
        - {when: action == seen, set: {event.kind: event}}
        - {when: "action in [blocked]", set: {event.kind: event}}
      tests:
        - {name: t, in: {action: x, tested: x}, out: {event: {action: x, kind: event}}}
      """)
    try program.write("s.ndjson", "{\"action\": \"x\", \"seen\": \"x\"}\n")
    let outcome = try program.run([
      "check", "--format", "compact", "rules.yml", "--samples", "s.ndjson",
    ])
    let words = outcome.lines.filter { $0.contains("HL4014") }
    #expect(words.count == 1 && words[0].hasPrefix("rules.yml:8:24:"), "\(outcome.output)")
  }

  @Test func droppedEventsTeachNothingMore() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "rules.yml",
      """
      hlmap: 1
      stages:
        - {when: level == "debug", drop: true}
        - match: kind
          cases:
            - {is: a, set: {event.category: process}}
        - {when: kind == "b", set: {event.category: host}}
      """)
    try program.write(
      "s.ndjson",
      """
      {"level": "debug", "kind": "b"}
      {"level": "debug", "kind": "c"}
      {"level": "info", "kind": "a"}
      """)
    let outcome = try program.run([
      "check", "--format", "compact", "rules.yml", "--samples", "s.ndjson",
    ])
    #expect(outcome.output.contains("rules.yml:7:12: warning[HL5002]"))
    #expect(!outcome.output.contains("HL5004"))
  }

  /// Of what is not looked at nothing is said, but that there is more.
  @Test(arguments: [
    (
      "an object of more than 10,000 members",
      (0..<10_001).map { #""k\#($0)": 1"# }.joined(separator: ", ")
    ),
    (
      "more than 100,000 paths",
      (0..<101).map { group in
        #""g\#(group)": {"# + (0..<1_000).map { #""k\#($0)": 1"# }.joined(separator: ", ") + "}"
      }.joined(separator: ", ")
    ),
  ])
  func moreThanIsLookedAt(cut: String, members: String) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "rules.yml",
      """
      hlmap: 1
      fragments:
        part(p): [{match: $p, cases: [{is: nowhere, set: {event.kind: event}}]}]
      stages:
        - map: {event.reason: missing, event.code: known.missing}
        - use: part(missing)
      """)
    try program.write("s.json", #"{"known": {"k": 1}, \#(members)}"#)
    let outcome = try program.run([
      "check", "--format", "compact", "rules.yml", "--samples", "s.json",
    ])
    #expect(outcome.error.contains("the samples have \(cut); the rest is not looked at"))
    let found = outcome.lines.filter { $0.contains("HL500") }
    // The object that was looked at in full has no such member.
    #expect(found.count == 1 && found[0].hasPrefix("rules.yml:5:52:"), "\(outcome.output)")
  }

  /// What a plan with probes does is what it does without.
  @Test func probesChangeNoPlan() throws {
    for folder in ["Mappings", "Fixtures/language", "Fixtures/bench", "Fixtures/intake"] {
      for file in RuleFiles.find(["\(Self.root)/\(folder)"]).files {
        guard let plan = RuleLoader.load(path: file).plan else { continue }
        let probed = try #require(RuleLoader.load(path: file, LoadRequest(detail: .probes)).plan)
        #expect(probed.mainEnd == plan.mainEnd && probed.steps.count == plan.steps.count, "\(file)")
        #expect(probed.labels.count == plan.steps.count, "\(file)")
        let probes = probed.labels.map(\.probe).filter { $0 >= 0 }
        #expect(Set(probes).count == probes.count, "\(file)")
        #expect(probes.allSatisfy { probed.probes.indices.contains(Int($0)) }, "\(file)")
      }
    }
  }

  private static let format = """
    pipeline:
      - name: parsed
        external: {name: json.parse-json}
      - name: numbers
        filter: "{{ parsed.message.kind == 'flow' }}"
        external:
          name: kv.parse-kv
          properties: {input_field: parsed.message.pairs, output_field: pairs}
      - name: fields
      - name: never
        filter: "{{ parsed.message.level == 'fatal' }}"
    stages:
      fields:
        actions:
          - set:
              host.name: "{{ parsed.message.host_name }}"
              user.name: "{{ parsed.message.usr.name or parsed.message.user.name }}"
              source.port: "{{ numbers.pairs.prt }}"
              source.ip: "{{ parsed.message.host_name }}"
          - set: {event.outcome: success}
            filter: "{{ parsed.message.ok }}"
          - set: {event.outcome: failure}
            filter: "{{ parsed.message.failed is defined }}"
      never:
        actions:
          - set: {event.reason: "{{ parsed.message.why }}"}

    """

  private static let formatSamples = """
    {"message": "{\\"host_name\\": \\"h\\", \\"user\\": {\\"name\\": \\"a\\"}, \\"kind\\": \\"flow\\", \\"pairs\\": \\"port=1 b=2\\"}"}
    {"message": "{\\"host_name\\": \\"h\\", \\"level\\": \\"low\\", \\"ok\\": true}"}
    {"message": "no JSON"}

    """

  /// Filters that no sample meets, and paths that no sample has, of what stages gave; nothing of what
  /// stands under such a filter.
  @Test func intakeFormat() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("reef/ingest/parser.yml", Self.format)
    try program.write("s.ndjson", Self.formatSamples)
    let check = ["check", "--format", "compact", "reef/ingest/parser.yml", "--samples", "s.ndjson"]
    let found = try program.run(check).lines.filter { $0.contains("[HL5") }
    let expected = [
      "11:13: warning[HL5002]: this condition is true for no sample (3 looked at)",
      "17:41: warning[HL5001]: no sample has `parsed.message.usr.name` (3 looked at) "
        + "(did you mean `parsed.message.user.name`?)",
      "18:42: warning[HL5001]: no sample has `numbers.pairs.prt` (3 looked at) "
        + "(did you mean `numbers.pairs.port`?)",
      "19:11: warning[HL5003]: no value can be cast to ip for `source.ip` (2 tried): "
        + "for example \"h\" (read another path, or change the value on its way with a filter)",
      "23:36: warning[HL5001]: no sample has `parsed.message.failed` (3 looked at) "
        + "(the samples have `host_name`, `kind`, `level`, `ok`, `pairs`, `user` there)",
    ].map { "reef/ingest/parser.yml:\($0)" }
    #expect(found == expected, "\(found)")
    #expect(try program.run(check + ["--fix"]).code == 0)
    let mended = try program.read("reef/ingest/parser.yml")
    #expect(mended.contains("{{ numbers.pairs.port }}"), "\(mended)")
  }
}

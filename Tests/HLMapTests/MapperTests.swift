import Events
import TestSupport
import Testing

@testable import HLMap
@testable import Machine

/// The façade: rules in, mapper out.
@Suite struct MapperTests {
  private func load(_ text: String) throws -> Rules {
    try Rules.load(Array(text.utf8), named: "rules.yml", files: MemoryFiles())
  }

  private func lines(_ rules: String, _ event: String) throws -> [String] {
    var mapper = try load(rules).makeMapper()
    return mapper.map(event.utf8).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func anyBytes() throws {
    let rules = "hlmap: 1\nstages: [{map: {user.name: user}}]"
    let event = #"{"user":"ann"}"#
    let expected = [#"{"user":{"name":"ann"}}"#]
    #expect(try lines(rules, event) == expected)
    #expect(try lines(rules, "\u{FEFF} \n" + event + "\n ") == expected)
    var mapper = try load(rules).makeMapper()
    // A sequence without storage of its own.
    let lazy = event.utf8.lazy.map { $0 }
    #expect(mapper.map(lazy).map { String(decoding: $0, as: UTF8.self) } == expected)
    #expect(mapper.map(Array(event.utf8)[0...]).count == 1)
    #expect(mapper.map([]).isEmpty)
  }

  @Test func outcomes() throws {
    let rules = """
      hlmap: 1
      stages:
        - {drop: noise, when: kind == "noise"}
        - map: {user.name: user}
        - {when: copies is present, emit: {set: {event.action: copy}}}
      """
    var mapper = try load(rules).makeMapper()
    func outcome(_ event: String) -> Outcome { mapper.map(event.utf8) { _ in } }
    #expect(outcome(#"{"user":"a"}"#) == .written(events: 1))
    #expect(outcome(#"{"user":"a","copies":1}"#) == .written(events: 2))
    #expect(outcome(#"{"kind":"noise"}"#) == .dropped)
    guard case .refused(let refusal) = outcome(#"{"user":}"#) else {
      Issue.record("a broken event is refused")
      return
    }
    #expect(refusal.reason == "invalid_json" && refusal.offset == 8)
    #expect(refusal.message == "the event is not valid JSON")
    let statistics = mapper.statistics
    #expect(statistics.events == 4 && statistics.written == 3)
    #expect(statistics.dropped.map(\.label) == ["noise"])
    #expect(statistics.refused.map(\.label) == ["invalid_json"])
    #expect(statistics.json.hasPrefix(#"{"events":4,"written":3,"dropped":{"noise":1}"#))
  }

  @Test func manyEvents() throws {
    var mapper = try load("hlmap: 1\nstages: [{map: {user.name: user}}]").makeMapper()
    let text = "{\"user\":\"a\"}\n\n  \n{\"user\":\r\n{\"user\":\"b\"}\r\n{\"user\":\"c\"}"
    var output = ""
    var refused: [Int] = []
    let counts = mapper.mapLines(
      text.utf8, refused: { line, _ in refused.append(line) },
      into: { output += String(decoding: $0, as: UTF8.self) })
    #expect(output.split(separator: "\n").count == 3)
    #expect(output.hasSuffix("{\"user\":{\"name\":\"c\"}}\n"))
    #expect(refused == [4])
    #expect(
      counts
        == {
          var it = Counts()
          it.events = 4
          it.written = 3
          it.refused = 1
          return it
        }())
  }

  @Test func theClockIsAnArgument() throws {
    // A date without a year takes that of the current time.
    let parser = """
      name: t
      pipeline: [{name: s}]
      stages: {s: {actions: [{set: {user.name: '{{ original.message | to_rfc3339 }}'}}]}}
      """
    var mapper = try load(parser).makeMapper()
    func year(_ now: Instant?) -> String {
      let event = #"{"message":"Jan  2 03:04:05"}"#
      let line = String(decoding: mapper.map(event.utf8, now: now).first ?? [], as: UTF8.self)
      return String(line.split(separator: "\"name\":\"").last?.prefix(4) ?? "")
    }
    let moment = try #require(Instant(rfc3339: "2019-06-30T12:00:00.250+01:00"))
    #expect(year(moment) == "2019")
    #expect(year(Instant(milliseconds: 0)) == "1970")
    #expect(Int(year(nil)) ?? 0 > 2024)
  }

  @Test func errorsHavePlaces() {
    do throws(RuleErrors) {
      _ = try Rules.load(
        Array("hlmap: 1\nstages: [{map: {user.nam: user}}]\n".utf8), named: "r.yml",
        files: MemoryFiles())
      Issue.record("the field does not exist")
    } catch {
      #expect(error.findings.count == 1)
      let finding = error.findings[0]
      #expect(finding.severity == .error && finding.place?.line == 2)
      #expect(finding.place?.column == 17 && finding.place?.bytes == 25..<33)
      #expect(finding.help?.contains("user.name") == true)
      #expect(error.description.contains("r.yml:2:17"))
      #expect(error.json.hasPrefix("[{\"code\":\"\(finding.code)\""))
    }
    #expect(throws: RuleErrors.self) { try Rules.load("none.yml", files: MemoryFiles()) }
  }

  @Test func traces() throws {
    var mapper = try load("hlmap: 1\nstages: [{map: {user.name: user, host.name: host}}]")
      .makeMapper()
    let trace = mapper.trace(#"{"user":"ann"}"#.utf8)
    #expect(trace.outcome == .written(events: 1))
    #expect(trace.fields.map(\.name) == ["user.name"] && trace.fields[0].json == "\"ann\"")
    #expect(trace.json.hasPrefix(#"{"verdict":"written","events":1"#) && trace.json.hasSuffix("}"))
    #expect(trace.why("user.name").contains("rules.yml:2"))
    #expect(trace.why("host.name").contains("is absent"))
    #expect(trace.text.contains("user.name"))
  }

  /// Both languages, through the same door.
  @Test func intakeFormats() throws {
    let parser = """
      name: t
      pipeline: [{name: s}]
      stages: {s: {actions: [{set: {user.name: '{{ original.message }}'}}]}}
      """
    var mapper = try Rules.load(
      Array(parser.utf8), named: "t/ingest/parser.yml", files: MemoryFiles()
    )
    .makeMapper()
    let line = try #require(mapper.map(#"{"message":"ann"}"#.utf8).first)
    #expect(String(decoding: line, as: UTF8.self).contains(#""name":"ann""#))
  }

  /// The same line as the engine gives for every event that the project maps.
  @Test func flagship() throws {
    let rules = try Rules.load("\(ProjectFiles.root)/Mappings/harfanglab.yml")
    #expect(rules.findings.isEmpty && rules.fields.contains("process.pid"))
    #expect(rules.files[0].hasSuffix("Mappings/harfanglab.yml"))
    var mapper = rules.makeMapper()
    let path = "\(ProjectFiles.root)/Fixtures/harfanglab/sample.ndjson"
    let events = try #require(ProjectFiles.bytes(path))
    var output: [UInt8] = []
    let counts = mapper.mapLines(events) { output.append(contentsOf: $0) }
    #expect(counts.refused == 0 && counts.written > 0)
    #expect(output.count(where: { $0 == 10 }) == counts.written)
  }
}

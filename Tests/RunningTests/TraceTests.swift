import Events
import Foundation
import Planning
import Running
import Testing

@testable import HLMap

/// A watched event comes out as any other.
@Suite struct TraceTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// What only traces need is not built for those who do not ask.
  @Test func namesOnRequest() throws {
    let path = "\(Self.root)/Mappings/harfanglab.yml"
    let plain = try #require(RuleLoader.load(path: path).plan)
    #expect(plain.labels.isEmpty && plain.guards.isEmpty && plain.registerNames.isEmpty)
    #expect(plain.alternatives.isEmpty)
    let traceable = try #require(RuleLoader.load(path: path, LoadRequest(detail: .labels)).plan)
    #expect(traceable.labels.count == traceable.steps.count)
    #expect(traceable.registerNames.count == traceable.registerCount)
    #expect(!traceable.guards.isEmpty && !traceable.alternatives.isEmpty)
    // And they change nothing else.
    #expect("\(traceable.steps)" == "\(plain.steps)")
  }

  @Test(
    arguments: [
      ("Mappings/harfanglab.yml", "Fixtures/harfanglab/sample.ndjson"),
      ("Fixtures/trace/basics/mapping.yml", "Fixtures/harfanglab/sample.ndjson"),
      ("Fixtures/trace/intake/ingest/parser.yml", "Fixtures/harfanglab/sample.ndjson"),
    ], [PlanDetail.labels, .probes])
  func sameOutput(_ files: (rules: String, events: String), _ detail: PlanDetail) throws {
    let (rules, events) = files
    func worker(_ detail: PlanDetail) throws -> Worker {
      let loaded = RuleLoader.load(
        path: "\(Self.root)/\(rules)", LoadRequest(detail: detail))
      return Worker(plan: try #require(loaded.plan), now: 0, multiline: true)
    }
    let unwatched = try worker(.none)
    let watched = try worker(detail)
    let text = try String(contentsOfFile: "\(Self.root)/\(events)", encoding: .utf8)
    for line in text.split(separator: "\n") {
      Array(line.utf8).withPaddedEvent { event in
        let plain = OutputBuffer()
        let traced = OutputBuffer()
        let verdict = unwatched.process(event, into: plain)
        let trace = watched.trace(event, into: traced)
        #expect(trace.verdict == verdict)
        if detail == .probes { #expect(watched.observe(event).verdict == verdict) }
        #expect(traced.bytes.string == plain.bytes.string)
      }
    }
  }

  /// What a worker computed of one event is not looked at while it traces the next one: the first
  /// event is so large that its memory goes back to the system with it, whatever malloc keeps.
  @Test(arguments: [PlanDetail.labels, .probes])
  func nothingOfEarlierEvents(_ detail: PlanDetail) throws {
    let rules = """
      hlmap: 1
      decode: {json: $raw.message, else: $raw}
      stages:
        - map:
            process.pid: pid else process_id
            process.name: (image else path) | basename
            user.name: [user | lower, name]
            event.code: '[code, other] | first'
        - when: level == "high"
          map: {event.severity: {from: level, lookup: {high: 1}}, message: text | upper}
        - {for_each: users, to: related.user, from: $item.name | lower}
        - {decode: {kv: pairs, name: d}}
        - map: {host.name: $d.host else $d.name}
      infer: [related]
      """
    let loaded = RuleLoader.load(text: rules, name: "r.yml", detail: detail)
    let worker = Worker(plan: try #require(loaded.plan), now: 0, multiline: true)
    let padding = String(repeating: "x", count: 34 << 20)
    let members = #"""
      "pid": 7, "image": "/bin/b", "user": "ANN", "code": 5, "level": "high", "text": "long",
      "users": [{"name": "BOB"}], "pairs": "host=PC-7 name=x"
      """#
    for event in [#"{\#(members), "padding": "\#(padding)"}"#, "{}", "{\(members)}", "{}"] {
      Array(event.utf8).withPaddedEvent { event in
        let output = OutputBuffer()
        let verdict =
          detail == .probes
          ? worker.observe(event).verdict : worker.trace(event, into: output).verdict
        #expect(verdict == .written(events: 1))
      }
    }
  }
}

import Diagnostics
import Events
import Planning
import Running
import Testing

@testable import HLMap

/// What one event shows of rules.
@Suite struct ObservationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var stages: String
    var event: String
    /// The kinds of the probes and the values that stood there, in order.
    var values: [String]
  }

  static let cases = [
    Case(
      testDescription: "values before they are cast", stages: "- map: {process.pid: [a, b]}",
      event: #"{"b":"x-1"}"#, values: [#"process.pid "x-1""#]),
    Case(
      testDescription: "no value", stages: "- map: {process.pid: a}", event: "{}", values: []),
    Case(
      testDescription: "of a list what is not ignored", stages: "- map: {event.code: a}",
      event: #"{"a":["","x",null]}"#, values: [#"event.code ["x",null]"#]),
    Case(
      testDescription: "only where a condition holds",
      stages: "- {when: a == 1, map: {event.code: b}}\n- {when: a == 2, map: {event.code: c}}",
      event: #"{"a":1,"b":"x","c":"y"}"#, values: [#"event.code "x""#]),
    Case(
      testDescription: "the subject of a match, by a table",
      stages:
        "- {match: a, cases: [{is: x, set: {event.kind: event}}, {is: z, set: {event.kind: event}}, {is: w, set: {event.kind: event}}]}",
      event: #"{"a":"y"}"#, values: [#"match "y""#]),
    Case(
      testDescription: "the subject of a match, by comparison",
      stages: "- {match: a, cases: [{is: x, when: b == 1, set: {event.kind: event}}]}",
      event: #"{"a":7}"#, values: ["match 7"]),
    Case(
      testDescription: "the items of a loop, together",
      stages: "- {for_each: a, to: event.code, from: $item.n}",
      event: #"{"a":[{"n":1},{},{"n":"b"}]}"#, values: [#"event.code [1,"b"]"#]),
    Case(
      testDescription: "what a decode gives, read or not",
      stages: "- decode: {kv: a, name: d}\n- map: {event.code: $d.x}",
      event: #"{"a":"x=1 y=2"}"#, values: [#"decode {"x":"1","y":"2"}"#, #"event.code "1""#]),
    Case(
      testDescription: "nothing behind a drop",
      stages: "- map: {event.code: a}\n- drop: true\n- map: {event.kind: a}",
      event: #"{"a":"x"}"#, values: [#"event.code "x""#]),
  ]

  @Test(arguments: cases) func values(_ one: Case) throws {
    let rules = "hlmap: 1\nschema: [ecs@9.4, {event.code: {array: true}}]\nstages:\n"
    let stages = one.stages.split(separator: "\n").map { "  \($0)\n" }.joined()
    let loaded = RuleLoader.load(text: rules + stages, name: "rules.yml", detail: .probes)
    let plan = try #require(loaded.plan, "\(loaded.diagnostics.map(\.message))")
    let worker = Worker(plan: plan, now: 0, multiline: true)
    let seen = Array(one.event.utf8).withPaddedEvent { worker.observe($0) }
    #expect(seen.event == one.event)
    let found = seen.values.map { value in
      let kind =
        switch plan.probes[value.probe].kind {
        case .subject: "match"
        case .value(let field), .item(let field): field
        case .result: "decode"
        }
      return "\(kind) \(value.value)"
    }
    #expect(found == one.values)
  }
}

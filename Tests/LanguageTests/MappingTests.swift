import Diagnostics
import JSON
import Schema
import Testing
import Text

@testable import Language

/// What is wrong with the shape of a rule file, and where.
@Suite struct MappingTests {
  @Test(arguments: [
    // Top level
    ("«stagess»: []", "HL1101", "did you mean `stages`"),
    ("«foo»: 1", "HL1101", "the keys are hlmap"),
    ("name: «[a]»", "HL1103", "a name"),
    ("ignore: «x»", "HL1103", "a list of constants"),
    ("stages: «{map: {a: b}}»", "HL1103", "put `- `"),
    ("stages: [«5»]", "HL1103", "a stage"),
    ("infer: «related»", "HL1103", "a list of inferences"),
    ("infer: [«{when: a}»]", "HL1102", "`name`"),
    ("infer: [{name: x, «wen»: a}]", "HL1101", "`when`"),
    ("include: «\"\"»", "HL1106", "empty"), ("include: «[]»", "HL1106", "empty"),
    ("tables: «[a]»", "HL1103", "a map of tables"), ("tables: {a: «1»}", "HL1103", "a table"),
    ("fragments:\n  f(«$a»): []", "HL1201", "without `$`"),
    ("fragments:\n  f(a, «a»): []", "HL1201", "twice"),
    ("fragments:\n  f(a, «event»): []", "HL1201", "own meaning"),
    ("fragments:\n  f(«raw»): []", "HL1201", "own meaning"),
    ("fragments:\n  «5»: []", "HL1201", "the name of a fragment"),
    ("fragments:\n  f: «5»", "HL1103", "a list of stages"),
    ("decode: {json: a, «name»: x}", "HL1101", "the keys are json, else"),
    ("decode: «{else: a}»", "HL1102", "json"),
    // Schema
    ("schema: «\"\"»", "HL1106", ""), ("schema: [{a: «[x]»}]", "HL1103", "a type"),
    ("schema: [{a: {«typ»: x}}]", "HL1101", "`type`"),
    ("schema: [{a: {type: x, array: «yes»}}]", "HL1103", "did you mean `true`"),
    ("schema: [{a: {values: «x»}}]", "HL1103", "a list of constants"),
    // Tests
    ("tests: «x»", "HL1103", "a list of tests"),
    ("tests: [«{name: a, in: {}}»]", "HL1102", "`out`"),
    ("tests: [{name: a, in: {}, out: «5»}]", "HL1103", "`null`"),
    ("tests: [{name: a, in: {}, out: {}, «exact»: true}]", "HL1101", "partial"),
    // Stages
    ("stages: [«{from: a}»]", "HL1102", "`to`"),
    ("stages: [{cases: [{«is»: 1}]}]", "HL1105", "`match:`"),
    ("stages: [{cases: [{else: «true»}, {when: a}]}]", "HL4002", "takes everything"),
    ("stages: [{cases: [{else: true, «when»: a}]}]", "HL1105", "not both"),
    ("stages: [{cases: [«{set: {a: 1}}»]}]", "HL1102", "`when`"),
    ("stages: [«{let: {a: b}}»]", "HL1102", "beside it"),
    ("stages: [{let: {«raw»: b}, map: {a: b}}]", "HL1103", "own meaning"),
    ("stages: [«{}»]", "HL1102", "empty"), ("stages: [{«mpa»: {a: b}}]", "HL1101", "`map`"),
    ("stages:\n- match: a\n  cases: []\n  «set»: {a: 1}", "HL1105", "a `match` stage"),
    ("stages:\n- cases: []\n  «map»: {}", "HL1105", "a `cases` stage"),
    ("stages:\n- «use»: f(a)\n  drop: true", "HL1105", "a `drop` stage"),
    ("stages: [{match: a, cases: [{is: b, use: f«(»a}]}]", "HL1201", "never"),
    ("stages: [{emit: «{for_each: a}»}]", "HL1102", "`use`"),
    ("stages: [{map: {a: b}, «wehn»: c}]", "HL1101", "`when`"),
    ("stages: [{set: {a: 1}, when: «5»}]", "HL1103", "quote"),
    ("stages: [{set: «[a]»}]", "HL1103", "a map of fields"),
    ("stages:\n- map:\n    a: «5»", "HL1103", "constants go under `set:`"),
    ("stages:\n- map:\n    a: «true»", "HL1103", "constants go under `set:`"),
    ("stages:\n- map:\n    a:«»", "HL1103", "constants go under `set:`"),
    ("stages: [{map: {a: [b, «1.5»]}}]", "HL1103", "constants go under `set:`"),
    ("stages: [{map: {a: «[]»}}]", "HL1106", ""), ("stages: [{map: {«\"\"»: b}}]", "HL1106", ""),
    ("stages: [{map: {a: {from: b, «to»: c}}}]", "HL1101", "an entry of `map`"),
    ("stages: [{map: {a: «{as: long}»}}]", "HL1102", "`from`"),
    ("stages: [{to: a, from: «5»}]", "HL1103", "`value:`"),
    ("stages: [{to: a, from: b, «value»: 1}]", "HL1105", "not both"),
    ("stages: [«{to: a}»]", "HL1102", "`from`"), ("stages: [{to: «[]», from: a}]", "HL1106", ""),
    ("stages: [{to: a, from: b, as: «[x]»}]", "HL1103", "a type"),
    ("stages: [{to: a, from: b, as: 'date(«x»)'}]", "HL1201", "a constant"),
    ("stages: [{to: a, from: b, as: 'date(tz: \"x\", «\"y\"»)'}]", "HL1201", "named"),
    ("stages: [{to: a, from: b, as: long «int»}]", "HL1201", "nothing may follow"),
    ("stages: [{to: a, from: b, on_error: «skp»}]", "HL1103", "did you mean `skip`"),
    ("stages: [{to: a, from: b, on_error: «{}»}]", "HL1102", "`value`"),
    ("stages: [{to: a, from: b, unless_set: «1»}]", "HL1103", "`true` or `false`"),
    ("stages: [{to: a, from: b, «else»: 1}]", "HL1102", "`lookup`"),
    ("stages: [{to: a, from: b, lookup: «[x]»}]", "HL1103", "a table"),
    // Match
    ("stages: [«{match: a}»]", "HL1102", "`cases`"),
    ("stages: [{match: «1», cases: []}]", "HL1103", "`match:`"),
    ("stages: [{match: a, cases: [«{set: {b: 1}}»]}]", "HL1102", "`is`"),
    ("stages: [{match: a, cases: [{is: 1, «else»: true}]}]", "HL1105", "not both"),
    ("stages: [{match: a, cases: [{else: «false»}]}]", "HL1103", "`else: true`"),
    ("stages: [{match: a, cases: [{is: 1, «mapp»: {}}]}]", "HL1101", "`map`"),
    // For each, decode, use, drop, emit
    ("stages: [«{for_each: a, map: {}}»]", "HL1102", "`to`"),
    ("stages: [«{for_each: a, to: b}»]", "HL1102", "`map`"),
    ("stages: [{for_each: a, to: b, from: c, «map»: {}}]", "HL1105", "not both"),
    ("stages: [{for_each: a, to: b, from: c, «stages»: []}]", "HL1105", ""),
    ("stages: [{decode: «x»}]", "HL1103", "{json"),
    ("stages: [{decode: «{json: a}»}]", "HL1102", "`name`"),
    ("stages: [{decode: {json: a, name: «$b»}}]", "HL1103", "without `$`"),
    ("stages: [{decode: {json: a, name: «raw»}}]", "HL1103", "own meaning"),
    ("stages: [{decode: {json: a, name: «event»}}]", "HL1103", "own meaning"),
    ("stages: [{decode: {json: a, name: b, «columns»: [c]}}]", "HL1101", "the keys are json"),
    ("stages: [{decode: {json: a, «csv»: b, name: c}}]", "HL1105", "one format"),
    ("stages: [{use: «{a: b}»}]", "HL1103", "account"),
    ("stages: [{use: f«(»a}]", "HL1201", "never"),
    ("stages: [{drop: «false»}]", "HL1103", "`when:`"), ("stages: [{drop: «[]»}]", "HL1103", ""),
    ("stages: [{emit: «{}»}]", "HL1102", "`set`"), ("stages: [{emit: «x»}]", "HL1103", ""),
    ("stages: [{emit: {set: {a: 1}, «when»: b}}]", "HL1101", ""),
    // YAML's looks
    ("stages: [{set: {a: «yes»}}]", "HL1009", "write `true`"),
    ("stages: [{set: {a: «off»}}]", "HL1009", "write `false`"),
    ("stages: [{set: {a: [«010»]}}]", "HL1009", "octal"),
    ("stages: [{set: {a: «1_000»}}]", "HL1009", "`_`"),
    ("stages: [{set: {a: «.inf»}}]", "HL1009", "infinity"),
    ("stages: [{set: {a: «0b11»}}]", "HL1009", "binary"),
    ("stages: [{set: {a: «0xfffffffffffffffff»}}]", "HL1009", "64 bits"),
  ])
  func oneMistake(marked: String, code: String, words: String) {
    expectFinding(code, in: "hlmap: 1\n" + marked + "\n", words)
  }

  @Test(arguments: [
    ("«»name: x\n", "HL1102", "`hlmap: 1`"), ("hlmap: «2»\n", "HL1104", "version `2`"),
    ("hlmap: «one»\n", "HL1104", ""), ("«- a»\n", "HL1103", "a rule file"),
    ("«text»\n", "HL1103", "a rule file"),
    ("name: x\n«pipeline»: {stages: []}\n", "HL1104", "an intake format"),
  ])
  func notARuleFile(marked: String, code: String, words: String) {
    expectFinding(code, in: marked, words)
  }

  @Test func allMistakesAreReportedInOneRun() {
    let report = findings(
      """
      hlmap: 1
      nam: x
      stages:
        - map:
            a: 5
            b: c = d
            a: e
        - mach: x
        - match: y =
          cases:
            - iss: z
      """)
    #expect(
      report.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
        "t:2:1:", "t:5:10:", "t:6:12:", "t:7:7:", "t:8:5:", "t:9:14:", "t:11:9:",
      ], "\(report)")
  }

  @Test func unknownKeysAreFixedExactly() throws {
    let finding = expectFinding("HL1101", in: "hlmap: 1\nstages: [{«mapp»: {a: b}}]\n")
    #expect(finding?.fix?.replacement == "map")
    #expect(finding?.fix?.span == finding?.span)
  }

  @Test func foreignOperatorsAreFixedExactly() {
    let finding = expectFinding("HL1201", in: "hlmap: 1\nstages: [{drop: true, when: a «=» 1}]\n")
    #expect(finding?.fix?.replacement == "==")
    #expect(finding?.fix?.span == finding?.span)
  }

  @Test func escapesAreFixedOnlyWhereYAMLHasNone() {
    let plain = expectFinding(
      "HL1202", in: "hlmap: 1\nstages:\n- {drop: true, when: a matches '«\\d»'}\n")
    #expect(plain?.fix?.replacement == "\\\\d")
    let quoted = expectFinding(
      "HL1202", in: "hlmap: 1\nstages:\n- {drop: true, when: \"a matches '«\\\\d»'\"}\n")
    #expect(quoted?.fix == nil)
  }

  @Test func numbersAreSpelledAsJSON() throws {
    let text =
      "hlmap: 1\nignore: [+1, .5, -.5e3, 5., 0o17, 0x1F, 1e3, -0, 1.50, True, ~, Null, 1-2]"
    let file = RuleFileReader.read(text: text, name: "t")
    // `0o17`, `0x1F` and `1e3` may have been meant as texts.
    #expect(file.diagnostics.map(\.code) == [.yamlSurprise, .yamlSurprise, .yamlSurprise])
    #expect(
      file.mapping?.ignore?.map(\.value) == [
        .integer("1"), .float("0.5"), .float("-0.5e3"), .float("5.0"), .integer("15"),
        .integer("31"), .float("1e3"), .integer("-0"), .float("1.50"), .boolean(true), .null,
        .null, .text("1-2"),
      ])
  }

  @Test func fieldDeclarationsMayLeaveOutTheType() throws {
    let text = "hlmap: 1\nschema: {a.b: {array: false}, c: keyword}"
    let file = RuleFileReader.read(text: text, name: "t")
    guard case .inline(let fields) = file.mapping?.schemas.first else {
      Issue.record("an inline layer")
      return
    }
    #expect(fields.map(\.type.value) == ["", "keyword"])
    #expect(fields[0].isArray == false)
  }
}

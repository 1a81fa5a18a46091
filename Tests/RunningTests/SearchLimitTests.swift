import Diagnostics
import Running
import Testing
import Text

/// What `--stats` says of searches whose results are unknown.
@Suite struct SearchLimitTests {
  @Test func counted() throws {
    let engine = try Engine(
      #"""
      schema: [ecs@9.4, {demo.word: keyword}]
      stages:
        - when: line matches "^(?:a+)+(;)"
          set: {demo.word: linear}
        - map:
            demo.word: line | capture("^(?:(a+)+)+\\1!|none", 1)
      """#)
    let many = String(repeating: "a", count: 300)
    let outputs = [many, many + ";", "none"].map { engine.map(#"{"line":"\#($0)"}"#).description }
    #expect(outputs == ["{}", #"{"demo":{"word":"linear"}}"#, "{}"])
    // The first two, of the pattern that refers back.
    let counters = engine.worker.finishedCounters()
    #expect(counters.limitedSearches == 2)
    let rows = counters.limitedSearches(of: engine.worker.plan) { "\($0.lower)" }
    #expect(rows.map(\.count) == [2])
    #expect(rows.first?.label.hasSuffix(" capture") == true)
  }

  /// PCRE2 does not try every place of a long text; what it leaves out is searched or counted.
  @Test func longTexts() throws {
    let engine = try Engine(
      #"""
      schema: [ecs@9.4, {demo.pair: keyword, demo.same: keyword}]
      stages:
        - decode: {regex: text, pattern: "(?P<d>[0-9])(?P=d)!", name: found}
        - map:
            demo.pair: line | capture("([0-9]{2})!", 1)
            demo.same: $found.d
      """#)
    let long = String(repeating: "x", count: 300_000)
    let outputs = [
      #"{"line":"\#(long)12!"}"#, #"{"line":"\#(long)1!"}"#, #"{"text":"\#(long)11!"}"#,
      #"{"text":"11!"}"#,
    ].map { engine.map($0).description }
    #expect(outputs == [#"{"demo":{"pair":"12"}}"#, "{}", "{}", #"{"demo":{"same":"1"}}"#])
    let counters = engine.worker.finishedCounters()
    #expect(counters.limitedSearches == 1)
    #expect(counters.decodes.map(\.limited) == [1])
    #expect(counters.decodes.map(\.undecided) == [1])
    #expect(counters.decodes.map(\.failed) == [0])
  }
}

import Running
import Testing

/// What `--stats` says of searches that nobody knows the result of.
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
    #expect(engine.worker.finishedCounters().limitedSearches == 2)
  }
}

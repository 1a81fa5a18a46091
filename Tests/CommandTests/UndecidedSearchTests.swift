import Foundation
import Testing

@testable import JSON
@testable import Running
@testable import hl_map

/// Searches that reach their limit are named, by each command that says what became of an event.
@Suite struct UndecidedSearchTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.write(
      "l.yml",
      #"""
      hlmap: 1
      schema: [ecs@9.4, {demo.word: keyword, demo.other: keyword}]
      stages:
        - decode: {regex: text, pattern: "^(?:(?P<w>a+)+)+(?P=w)!|none", name: d}
        - when: line matches "^(?:(a+)+)+\\1!|none"
          set: {demo.other: found}
        - map:
            event.action: $d.w
            demo.word: line | capture("^(?:(a+)+)+\\1!|none", 1)

      """#)
    let long = String(repeating: "a", count: 300)
    try program.write("event.json", #"{"line": "\#(long)", "text": "\#(long)"}"#)
  }

  @Test func statistics() throws {
    defer { program.remove() }
    let outcome = try program.run(["run", "--rules", "l.yml", "--stats", "event.json"])
    #expect(outcome.output == "{}\n")
    let rows = outcome.error.split(separator: "\n").map { row in
      row.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    for row in [
      "decodes failed 1", "l.yml:4:14 regex → $d: search at its limit 1",
      "searches at their limit 3", "l.yml:4:5 regex → $d 1", "l.yml:5:5 matches 1",
      "l.yml:9:7 capture 1",
    ] {
      #expect(rows.contains(row))
    }
  }

  /// The `decode:` of a file is no step, and is named like one.
  @Test(arguments: ["tag", "reject", "skip"]) func decodeOfTheFile(onError: String) throws {
    defer { program.remove() }
    try program.write(
      "f.yml",
      #"""
      hlmap: 1
      decode: {regex: $raw.text, pattern: "^(?:(?P<w>a+)+)+(?P=w)!|none", on_error: \#(onError)}
      stages:
        - map: {event.action: w}
      """#)
    _ = try program.run(["-r", "f.yml", "event.json", "--explain", "explained"])
    let explained = try program.read("explained")
    #expect(explained.contains(#""decode":"regex","rule":"f.yml:2:10""#), "\(explained)")
    #expect(explained.contains(#""reason":"search at its limit""#))
    let trace = try program.run(["trace", "-r", "f.yml", "event.json"]).output
    #expect(trace.contains("decode: failed, search at its limit"), "\(trace)")
    #expect(trace.contains("f.yml:2:10"))
    let why = try program.run(["why", "event.action", "-r", "f.yml", "event.json"]).output
    #expect(why.contains("f.yml:2:10"), "\(why)")
    #expect(why.contains("search at its limit"))
  }

  @Test func why() throws {
    defer { program.remove() }
    func why(_ field: String) throws -> String {
      try program.run(["why", field, "--rules", "l.yml", "event.json"]).output
    }
    #expect(try why("demo.word").contains("  a search reached its limit\n"))
    #expect(try why("demo.other").contains("l.yml:5:5  - when: line matches"))
    #expect(try why("demo.other").contains("the result is unknown"))
    #expect(try why("event.action").contains("l.yml:4:5 failed, search at its limit"))
    let json = try program.run([
      "why", "demo.other", "--rules", "l.yml", "event.json", "--format", "json",
    ])
    let limited = try JSONTreeParser.parse(Array(json.output.utf8))["searches_at_limit"]
    guard case .list(let steps)? = limited else {
      Issue.record("no list: \(json.output)")
      return
    }
    #expect(steps.map { $0["rule"] } == [.text("l.yml:5:5"), .text("l.yml:9:7")])
  }

  @Test func traceAndExplanation() throws {
    defer { program.remove() }
    let trace = try program.run(["trace", "--rules", "l.yml", "event.json"]).output
    #expect(trace.contains("decode: failed, search at its limit"))
    #expect(
      trace.contains("a search reached its limit; the result is unknown  l.yml:5:5")
    )
    _ = try program.run(["run", "--rules", "l.yml", "--explain", "why.ndjson", "event.json"])
    let explained = try program.read("why.ndjson")
    #expect(explained.contains(#""reason":"search at its limit""#))
    #expect(explained.contains(#""outcome":"search_limited""#))
  }
}

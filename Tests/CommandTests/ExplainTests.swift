import Foundation
import Running
import Testing

@testable import JSON
@testable import hl_map

/// `hl-map run --explain`, from outside; what it says of single events is in `TraceCommandTests`.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ExplainTests {
  let program: Program

  init() throws { program = try Program() }

  private func explained(_ name: String = "explained") throws -> [JSONTree] {
    try program.read(name).split(separator: "\n").map {
      try JSONTreeParser.parse(Array($0.utf8))
    }
  }

  @Test(arguments: ["1", "2", "4"], ["auto", "json"])
  func orderAndOutputStay(threads: String, format: String) throws {
    defer { program.remove() }
    let text = Program.events(0..<3000) { $0 % 7 == 0 ? $0 % 900 : $0 % 40 }
    try program.write("events", text)
    let command = ["--rules", "rules.yml", "-j", threads, "-f", format, "events"]
    let outcome = try program.run(command + ["--explain", "explained"])
    #expect(outcome.numbers == Array(0..<3000))
    #expect(outcome.error.isEmpty)
    let lines = try explained()
    #expect(lines.count == 3000)
    for (number, line) in lines.enumerated() {
      #expect(line["line"] == .number("\(number + 1)"))
      #expect(line["file"] == .text("events"))
      #expect(line["verdict"] == .text("written"))
      guard case .list(let fields)? = line["fields"] else {
        Issue.record("line \(number + 1) has no fields")
        return
      }
      #expect(fields.map { $0["field"] } == [.text("event.sequence")])
      #expect(fields.map { $0["value"] } == [.number("\(number)")])
      #expect(fields.map { $0["rule"] } == [.text("rules.yml:4:7")])
    }
  }

  @Test func everyEventHasItsLine() throws {
    defer { program.remove() }
    try program.write(
      "drop.yml",
      """
      hlmap: 1
      stages:
        - when: noise == true
          drop: it is noise
        - to: process.pid
          from: pid
          on_error: reject
        - to: event.severity
          from: level
          lookup: {low: 1}
      """)
    try program.write(
      "events",
      """
      {"pid": 1, "level": "low"}
      nope
      {"noise": true}

      {"pid": "x"}
      {"level": "high"}
      {"pid": 2, "pad": "\(String(repeating: "x", count: 2000))"}
      [1]
      """)
    let outcome = try program.run([
      "--rules", "drop.yml", "--explain", "explained", "--max-event-size", "1K", "events",
    ])
    #expect(outcome.lines.count == 2)
    let lines = try explained()
    #expect(lines.map { $0["line"] } == ["1", "2", "3", "5", "6", "7", "8"].map { .number($0) })
    #expect(
      lines.map { $0["verdict"] }
        == ["written", "rejected", "dropped", "rejected", "written", "rejected", "rejected"]
        .map { .text($0) })
    #expect(lines[1]["rejected"]?["reason"] == .text(RejectReason.invalidJSON.name))
    #expect(lines[1]["rejected"]?["offset"] == .number("0"))
    #expect(lines[2]["dropped"]?["reason"] == .text("it is noise"))
    #expect(lines[2]["dropped"]?["rule"] == .text("drop.yml:3:5"))
    #expect(lines[3]["rejected"]?["reason"] == .text(RejectReason.rejectedByRule.name))
    #expect(lines[3]["rejected"]?["rule"] == .text("drop.yml:5:5"))
    guard case .list(let missed)? = lines[4]["missed"] else {
      Issue.record("nothing missed")
      return
    }
    #expect(missed.map { $0["outcome"] } == [.text("lookup_missed")])
    #expect(lines[5]["rejected"]?["reason"] == .text(RejectReason.tooLong.name))
    #expect(lines[6]["rejected"]?["reason"] == .text(RejectReason.notAnObject.name))
  }

  /// What an event holds cannot make its explanation much larger than itself.
  @Test func largeEvents() throws {
    defer { program.remove() }
    try program.write(
      "large.yml",
      """
      hlmap: 1
      schema: [ecs@9.4, {demo.many: long, demo.some: nested}]
      stages:
        - map: {message: text, event.original: 'text | lower'}
        - for_each: many
          where: $item != 1
          to: demo.many
          from: $item
        - for_each: many
          to: demo.some
          map: {a: $item}
      """)
    let many = (0..<11_000).map(String.init).joined(separator: ",")
    let long = String(repeating: "ü", count: 100_000) + "y"
    let event = #"{"text":"\#(long)","many":[\#(many)]}"#
    try program.write("events", event)
    let outcome = try program.run(["-r", "large.yml", "--explain", "explained", "events"])
    #expect(outcome.code == 0)
    #expect(try program.run(["-r", "large.yml", "events"]).output == outcome.output)
    let text = try program.read("explained")
    #expect(text.utf8.count < 64 << 20)
    #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil)
    #expect(text.hasSuffix(",\"cut\":true}\n"))
    #expect(text.contains("üü… (200001 bytes)"))
  }

  @Test(arguments: [
    (["--explain", "-"], 2, "--explain"),
    (["--explain", "no/where"], 4, "no/where"),
    (["--explain", "/dev/full"], 4, "cannot write explanations to /dev/full"),
  ])
  func mistakes(arguments: [String], code: Int32, message: String) throws {
    defer { program.remove() }
    let outcome = try program.run(["-r", "rules.yml"] + arguments, input: Program.event(1))
    #expect(outcome.code == code)
    #expect(outcome.error.contains(message))
  }
}

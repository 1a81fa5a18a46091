import Foundation
import Running
import Testing

@testable import JSON
@testable import hl_map

/// `hl-map run`, from outside.
@Suite(.serialized, .timeLimit(.minutes(10))) struct RunCommandTests {
  let program: Program

  init() throws { program = try Program() }

  @Test(arguments: [
    (["--rules", "rules.yml"], 0, ""),
    (["run", "--rules", "rules.yml", "-"], 0, ""),
    (["--version"], 0, ""),
    (["--help"], 0, ""),
    (["run", "--help"], 0, ""),
    ([], 2, "--rules"),
    (["--rules", "rules.yml", "--bogus"], 2, "--bogus"),
    (["--rules", "rules.yml", "--threads", "0"], 2, "--threads"),
    (["--rules", "rules.yml", "--input-format", "xml"], 2, "xml"),
    (["--rules", "rules.yml", "--now", "yesterday"], 2, "yesterday"),
    (["--rules", "rules.yml", "--max-event-size", "much"], 2, "much"),
    (["--rules", "rules.yml", "--dead-letter", "-"], 2, "--dead-letter"),
    (["--rules", "rules.yml", "-", "-"], 2, "standard input"),
    (["--rules", "missing.yml"], 3, "missing.yml"),
    (["--rules", "rules.yml", "missing.ndjson"], 4, "missing.ndjson"),
    (["--rules", "rules.yml", "."], 4, "directory"),
    (["--rules", "rules.yml", "--output", "no/where"], 4, "no/where"),
    (["--rules", "rules.yml", "--dead-letter", "no/where"], 4, "no/where"),
    (["check"], 2, "files"),
    (["check", "missing.yml"], 3, "checked"),
    (["check", "rules.yml"], 0, "no findings"),
    (["check", "--fail-level", "never", "rules.yml"], 2, "never"),
    (["test", "missing.yml"], 3, "missing.yml"),
    (["test", "--filter", "(", "rules.yml"], 2, "pattern"),
    (["test", "--fixtures", "missing", "rules.yml"], 4, "missing"),
    (["completions", "bash"], 0, ""),
    (["completions", "tcsh"], 2, "tcsh"),
  ])
  func exitCodes(arguments: [String], code: Int32, message: String) throws {
    defer { program.remove() }
    let outcome = try program.run(arguments)
    #expect(outcome.code == code)
    #expect(message.isEmpty ? outcome.error.isEmpty : outcome.error.contains(message))
    let reports = ["check", "test"]
    if code > 1 && !reports.contains(arguments.first ?? "") { #expect(outcome.output.isEmpty) }
  }

  @Test func brokenRules() throws {
    defer { program.remove() }
    try program.write("broken.yml", "nonsense: true\n")
    let outcome = try program.run(["--rules", "broken.yml"], input: Program.event(1))
    #expect(outcome.code == 3)
    #expect(outcome.error.contains("broken.yml:1:"))
    #expect(outcome.output.isEmpty)
    #expect(try program.run(["check", "broken.yml", "rules.yml"]).code == 1)
  }

  @Test func directoryAsInput() throws {
    defer { program.remove() }
    let handle = try #require(FileHandle(forReadingAtPath: "/"))
    let outcome = try program.run(["--rules", "rules.yml"], handle: handle)
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("directory"))
  }

  @Test(arguments: ["auto", "ndjson", "json"]) func ordinaryOddities(format: String)
    throws
  {
    defer { program.remove() }
    let text = "\u{FEFF}\(Program.event(1))\r\n\n  \r\n \(Program.event(2)) \n\(Program.event(3))"
    let outcome = try program.run(["--rules", "rules.yml", "-f", format], input: text)
    #expect(outcome.numbers == [1, 2, 3])
    #expect(outcome.error.isEmpty)
    #expect(outcome.code == 0)
  }

  @Test(arguments: ["1", "4"]) func linesOfText(threads: String) throws {
    defer { program.remove() }
    try program.write("text.yml", "hlmap: 1\nstages:\n  - map: {event.original: message}\n")
    let long = String(repeating: "\u{1}", count: 300_000)
    let text =
      "\u{FEFF}<13>a \"quoted\" \\ tab\t\r\n\n \t \r\n{\"event\": 1}\nnul \0 é\r x\n\0\n\(long)\nlast"
    let outcome = try program.run(
      ["--rules", "text.yml", "--input-format", "lines", "-j", threads], input: text)
    let texts = try outcome.lines.map { line in
      try JSONTreeParser.parse(Array(line.utf8)).at("event.original")
    }
    #expect(
      texts == [
        .text("<13>a \"quoted\" \\ tab\t"), .text("{\"event\": 1}"), .text("nul \0 é\r x"),
        .text("\0"), .text(long), .text("last"),
      ])
    #expect(outcome.code == 0)
    #expect(outcome.error.isEmpty)
  }

  @Test func refusedLinesOfText() throws {
    defer { program.remove() }
    try program.write("text.yml", "hlmap: 1\nstages:\n  - map: {event.original: message}\n")
    let long = String(repeating: "x", count: 7_000)
    let outcome = try program.shell(
      "printf 'one\\n\"\\t\\377\\nthree\\n\\342\\202\\n\(long)\\n\(long)y\\nlast' | \"$HLMAP\" "
        + "--rules text.yml -f lines --strict --dead-letter bad.ndjson --max-event-size 7000")
    #expect(outcome.lines.count == 4)
    #expect(outcome.code == 5)
    let letters = try program.read("bad.ndjson").split(separator: "\n").map {
      try JSONTreeParser.parse(Array($0.utf8))
    }
    #expect(
      letters.map { $0["reason"] } == [
        .text("invalid_utf8"), .text("invalid_utf8"), .text("too_long"),
      ])
    #expect(letters.map { $0["line"] } == [.number("2"), .number("4"), .number("6")])
    #expect(letters.prefix(2).map { $0["error_offset"] } == [.number("2"), .number("0")])
    #expect(letters.prefix(2).map { $0["event_base64"] } == [.text("Ign/"), .text("4oI=")])
  }

  @Test func severalFiles() throws {
    defer { program.remove() }
    try program.write("a.ndjson", Program.events(0..<10))
    try program.write("b.json", "[\n" + Program.event(10) + ",\n" + Program.event(11) + "\n]")
    try program.write("c.ndjson", "nope")
    let outcome = try program.run(
      ["--rules", "rules.yml", "a.ndjson", "b.json", "-", "c.ndjson"], input: Program.event(12))
    #expect(outcome.numbers == Array(0...12))
    #expect(outcome.error.contains("c.ndjson:1:"))
  }

  @Test(arguments: ["1", "2", "4"]) func order(threads: String) throws {
    defer { program.remove() }
    let text = Program.events(0..<20_000) { $0 % 7 == 0 ? $0 % 900 : $0 % 40 }
    let outcome = try program.run(["--rules", "rules.yml", "-j", threads, "--stats"], input: text)
    #expect(outcome.numbers == Array(0..<20_000))
    #expect(outcome.error.contains("20,000"))
  }

  @Test func refusedEvents() throws {
    defer { program.remove() }
    let good = Program.event(1)
    let text = "\(good)\nnope\n\(good)\n[1]\n\n{\"a\":\n"
    var outcome = try program.run(["--rules", "rules.yml"], input: text)
    #expect(outcome.code == 0)
    #expect(outcome.numbers == [1, 1])
    for place in ["<stdin>:2:", "<stdin>:4:", "<stdin>:6:", "3 events of 5"] {
      #expect(outcome.error.contains(place))
    }
    outcome = try program.run(["--rules", "rules.yml", "-q"], input: text)
    #expect(outcome.error.isEmpty)

    outcome = try program.run(
      ["--rules", "rules.yml", "--strict", "--dead-letter", "dead.ndjson"], input: text)
    #expect(outcome.code == 5)
    let letters = try program.read("dead.ndjson").split(separator: "\n").map {
      try JSONTreeParser.parse(Array($0.utf8))
    }
    #expect(letters.map { $0["line"] } == [.number("2"), .number("4"), .number("6")])
    #expect(letters.map { $0["event"] } == [.text("nope"), .text("[1]"), .text("{\"a\":")])
    let offset = good.utf8.count + 1
    #expect(letters[0]["offset"] == .number("\(offset)"))
    #expect(letters[1]["offset"] == .number("\(2 * offset + 5)"))
    #expect(letters[0]["file"] == .text("<stdin>"))
    #expect(letters[0]["reason"] == .text(RejectReason.invalidJSON.name))
    #expect(letters[1]["reason"] == .text(RejectReason.notAnObject.name))
  }

  @Test func refusedBytes() throws {
    defer { program.remove() }
    let path = "\(program.folder)/bytes"
    try Data(Array("{\"a\":\"".utf8) + [0xFF, 0xFE] + Array("\"}\n".utf8)).write(
      to: URL(fileURLWithPath: path))
    _ = try program.run(["--rules", "rules.yml", "--dead-letter", "dead", "bytes"])
    let letter = try JSONTreeParser.parse(Array(program.read("dead").utf8))
    #expect(letter["reason"] == .text(RejectReason.invalidUTF8.name))
    #expect(letter["event_base64"] == .text("eyJhIjoi//4ifQ=="))
  }

  @Test(arguments: ["auto", "ndjson", "json"]) func tooLong(format: String) throws {
    defer { program.remove() }
    let text =
      Program.event(1) + "\n" + Program.event(2, padding: 3 << 20) + "\n" + Program.event(3)
      + "\n" + Program.event(4, padding: 100_000) + "\n" + Program.event(5) + "\n"
    let outcome = try program.run(
      [
        "--rules", "rules.yml", "-f", format, "--max-event-size", "64K", "--dead-letter", "dead",
        "-j", "2",
      ], input: text)
    #expect(outcome.numbers == [1, 3, 5])
    let letters = try program.read("dead").split(separator: "\n").map {
      try JSONTreeParser.parse(Array($0.utf8))
    }
    #expect(letters.map { $0["line"] } == [.number("2"), .number("4")])
    for letter in letters {
      #expect(letter["truncated"] == .boolean(true))
      #expect(letter["reason"] == .text(RejectReason.tooLong.name))
      if case .text(let event)? = letter["event"] {
        #expect(event.utf8.count == 65536)
        #expect(event.hasPrefix("{\"event\":{\"sequence\":"))
      } else {
        Issue.record("no event")
      }
    }
  }

  // MARK: Output

  @Test func fullDisk() throws {
    defer { program.remove() }
    try program.write("events", Program.events(0..<1000))
    let outcome = try program.shell("$HLMAP --rules rules.yml events > /dev/full")
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("No space left"))
    #expect(try program.shell("$HLMAP --rules rules.yml events -o /dev/full").code == 4)
  }

  @Test func fileAtItsLimit() throws {
    defer { program.remove() }
    try program.write("events", Program.events(1..<30_000))
    for threads in [1, 2] {
      let outcome = try program.shell(
        "ulimit -f 200; $HLMAP --rules rules.yml -j \(threads) events > out")
      #expect(outcome.code == 4)
      let text = try program.read("out")
      let last = try #require(text.split(separator: "\n").last)
      #expect(text.hasSuffix("}\n"))
      #expect(outcome.error.contains("events line \(last.filter(\.isNumber))"))
    }
  }

  @Test func outputAppearsWhole() throws {
    defer { program.remove() }
    try program.write("out", "before\n")
    try program.write("events", Program.events(0..<5))
    var outcome = try program.run(["--rules", "rules.yml", "events", "-o", "out"])
    #expect(outcome.code == 0)
    #expect(try program.read("out").split(separator: "\n").count == 5)
    #expect(try program.partial(of: "out") == nil)

    try program.write("out", "before\n")
    let live = try LiveRun(program, ["--rules", "rules.yml", "-o", "out"])
    try live.send(Program.events(0..<3))
    var partial: String?
    while try partial.map(program.read)?.split(separator: "\n").count != 3 {
      partial = try program.partial(of: "out")
      usleep(1000)
    }
    live.process.terminate()
    let (code, error) = try live.finish()
    #expect(code == 143)
    #expect(error.contains("what there is of it is in \(try #require(partial))"))
    #expect(try program.read("out") == "before\n")
    try FileManager.default.removeItem(atPath: "\(program.folder)/\(try #require(partial))")
    outcome = try program.run(["--rules", "rules.yml", "events", "-o", "out"])
    #expect(outcome.code == 0)
    #expect(try program.partial(of: "out") == nil)
  }

  @Test(arguments: ["1", "2"]) func closedPipe(threads: String) throws {
    defer { program.remove() }
    let live = try LiveRun(program, ["--rules", "rules.yml", "-j", threads])
    try live.send(Program.events(0..<2))
    #expect(live.line() != nil)
    try live.closeOutput()
    try live.send(Program.events(2..<4))
    let (code, error) = try live.finish()
    #expect(code == 0)
    #expect(error.isEmpty)
  }

  // MARK: Slow input and signals

  @Test(arguments: ["1", "2"], ["auto", "ndjson", "json"])
  func slowInputIsMappedAtOnce(threads: String, format: String) throws {
    defer { program.remove() }
    let live = try LiveRun(program, ["--rules", "rules.yml", "-j", threads, "-f", format])
    for number in 1...20 {
      let event = Program.event(number) + "\n"
      let half = event.index(event.startIndex, offsetBy: number)
      try live.send(String(event[..<half]))
      try live.send(String(event[half...]))
      #expect(live.line()?.filter(\.isNumber) == "\(number)")
    }
    try live.closeInput()
    #expect(live.line() == nil)
    #expect(try live.finish().code == 0)
  }

  @Test(arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130))], ["1", "3"])
  func signals(_ signal: (Int32, Int32), threads: String) throws {
    defer { program.remove() }
    let live = try LiveRun(program, ["--rules", "rules.yml", "-j", threads, "--stats"])
    try live.send(Program.events(1..<4) + "{\"half")
    for number in 1...3 { #expect(live.line()?.filter(\.isNumber) == "\(number)") }
    kill(live.process.processIdentifier, signal.0)
    #expect(live.line() == nil)
    let (code, error) = try live.finish()
    #expect(code == signal.1)
    #expect(error.contains("<stdin> line 3"))
    #expect(error.contains("events out"))
  }
}

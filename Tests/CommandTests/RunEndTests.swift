import Foundation
import Testing

@testable import Running

/// How runs end that something outside of them ends, or nearly so.
@Suite(.serialized) struct RunEndTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test(arguments: [(SIGHUP, "SIGHUP"), (SIGTERM, "SIGTERM"), (SIGINT, "SIGINT")])
  func signals(signal: Int32, name: String) throws {
    defer { program.remove() }
    let live = try LiveRun(program, ["-r", "rules.yml", "--dead-letter", "d"])
    try live.send(Program.events(0..<2) + "no event\n" + Program.events(2..<3))
    for _ in 0..<3 { #expect(live.line() != nil) }
    kill(live.process.processIdentifier, signal)
    let (code, error) = try live.finish()
    #expect(code == 128 + signal)
    #expect(error.contains("ended by \(name); all events up to that of <stdin> line 4 are safe"))
    let letters = try program.read("d")
    #expect(letters.hasSuffix("}\n") && letters.split(separator: "\n").count == 1)
  }

  /// Below `nohup` SIGHUP is ignored, and stays so.
  @Test func ignoredHangUp() throws {
    defer { program.remove() }
    let outcome = try program.shell(
      """
      trap '' HUP; mkfifo p
      "$HLMAP" -r rules.yml < p > out & pid=$!
      exec 9> p; echo '\(Program.event(1))' >&9
      until [ -s out ]; do sleep 0.02; done
      kill -HUP $pid; echo '\(Program.event(2))' >&9; exec 9>&-
      wait $pid
      """)
    #expect(outcome.code == 0)
    #expect(try program.read("out").split(separator: "\n").count == 2)
  }

  @Test(arguments: ["1", "2"]) func stoppedAndContinued(threads: String) throws {
    defer { program.remove() }
    let live = try LiveRun(program, ["-r", "rules.yml", "-j", threads])
    for number in 0..<5 {
      kill(live.process.processIdentifier, SIGSTOP)
      try live.send(Program.events(number..<number + 1))
      kill(live.process.processIdentifier, SIGCONT)
      #expect(live.line()?.contains("\(number)") == true)
    }
    try live.closeInput()
    #expect(try live.finish().code == 0)
  }

  /// A file that is cut while it is read, as by a rotation that copies and truncates.
  @Test func inputThatShrinks() throws {
    defer { program.remove() }
    let path = try program.write("events", Program.events(0..<200_000))
    let live = try LiveRun(program, ["-r", "rules.yml", "-j", "1", "events"])
    // The run waits for somebody to take its output.
    #expect(live.line() != nil)
    #expect(truncate(path, 100) == 0)
    var lines = 1
    while live.line() != nil { lines += 1 }
    let (code, error) = try live.finish()
    #expect(code == 4)
    #expect(error.contains("cannot read events: it became shorter while it was read"))
    #expect(error.contains("up to that of events line \(lines) are safe"), "\(error), \(lines)")
  }

  /// A full or closed standard error changes nothing of the events.
  @Test(arguments: ["2> /dev/full", "2>&-"]) func standardError(redirection: String) throws {
    defer { program.remove() }
    try program.write("events", Program.events(0..<10) + "no event\n")
    let outcome = try program.shell(
      "\"$HLMAP\" -r rules.yml events --stats --dead-letter d -o out \(redirection)")
    #expect(outcome.code == 0)
    #expect(try program.read("out").split(separator: "\n").count == 10)
    #expect(try program.read("d").split(separator: "\n").count == 1)
  }

  /// Rules that are replaced while they load are read as one of the two, or refused.
  @Test func rulesThatChange() throws {
    defer { program.remove() }
    let outcome = try program.shell(
      """
      (for i in $(seq 60); do
         printf 'hlmap: 1\\nstages:\\n  - map: {event.sequence: event.sequence}\\n' > new
         mv new rules.yml
         printf 'hlmap: 1\\nstages:\\n  - map: {event.code: event.sequence}\\n' > new
         mv new rules.yml
       done) &
      for i in $(seq 20); do echo '\(Program.event(7))' | "$HLMAP" -r rules.yml || exit 1; done
      wait
      """)
    #expect(outcome.code == 0, "\(outcome.error)")
    let lines = Set(outcome.output.split(separator: "\n").map(String.init))
    #expect(lines.isSubset(of: [#"{"event":{"sequence":7}}"#, #"{"event":{"code":"7"}}"#]))
  }
}

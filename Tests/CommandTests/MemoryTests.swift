import Foundation
import Testing

@testable import Running

/// What a run may take of memory, shown by what the system lets it have.
@Suite(.serialized) struct MemoryTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.write(
      "emit.yml",
      """
      hlmap: 1
      schema: [ecs@9.4, {acme: flattened}]
      stages:
        - emit: {for_each: list, map: {acme: $event}}
        - map: {event.sequence: event.sequence}

      """)
  }

  /// Events that each emit a copy of themselves an item of a list, and plain ones between them.
  private func write(_ count: Int, items: Int) throws {
    let list = (0..<items).map(String.init).joined(separator: ",")
    let pad = String(repeating: "x", count: 44_000)
    let lines = (0..<count).map { number in
      #"{"event":{"sequence":\#(2 * number)},"list":[\#(list)],"pad":"\#(pad)"}"# + "\n"
        + Program.event(2 * number + 1) + "\n"
    }
    try program.write("events", lines.joined())
  }

  /// Seventeen megabytes of output from each of many events on eight threads, in order, within less
  /// than a gigabyte of addresses; without bounds all of it would wait in memory, twice over.
  @Test func manyLargeEvents() throws {
    defer { program.remove() }
    try write(48, items: 400)
    let outcome = try program.shell(
      """
      "$HLMAP" -r emit.yml events -j 1 | cksum > one
      ulimit -v 900000
      "$HLMAP" -r emit.yml events -j 8 --max-memory 256M --stats | cksum > eight
      cmp one eight
      """)
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(!outcome.error.contains("memory_limit"), "\(outcome.error)")
  }

  @Test(arguments: ["1", "8"]) func eventThatWritesTooMuch(threads: String) throws {
    defer { program.remove() }
    try write(3, items: 900)
    let outcome = try program.run([
      "-r", "emit.yml", "events", "-j", threads, "--max-memory", "128M", "--dead-letter", "d",
    ])
    #expect(outcome.code == 0)
    #expect(outcome.output == [1, 3, 5].map { Program.event($0) + "\n" }.joined())
    let letters = try program.read("d").split(separator: "\n")
    #expect(letters.count == 3)
    #expect(letters.allSatisfy { $0.contains(#""reason":"memory_limit""#) })
  }

  /// Where the system has no more memory for an event, that event is refused and the rest goes on.
  @Test(arguments: [100_000, 180_000]) func noMemory(kilobytes: Int) throws {
    defer { program.remove() }
    try write(2, items: 1_400)
    let outcome = try program.shell(
      "ulimit -v \(kilobytes); \"$HLMAP\" -r emit.yml events -j 1 --dead-letter d | awk 'length < 100' > out; exit ${PIPESTATUS[0]}"
    )
    #expect([0, 4].contains(outcome.code), "\(outcome.error)")
    guard outcome.code == 0 else {
      #expect(outcome.error.contains("out of memory"))
      return
    }
    let refused = try program.read("d").split(separator: "\n")
    #expect(refused.allSatisfy { $0.contains(#""reason":"memory_limit""#) })
    #expect(try program.read("out").split(separator: "\n").count == 4 - refused.count)
  }

  /// Threads do not keep what a large event took until their next one.
  @Test func manyThreads() throws {
    defer { program.remove() }
    try write(96, items: 200)
    let process = program.process(
      ["-r", "emit.yml", "events", "-j", "32", "--max-memory", "64M", "--max-event-size", "1M"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    var most = 0
    while process.isRunning {
      let status =
        (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8))
        ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
      most = max(most, Int(line.filter(\.isNumber)) ?? 0)
      usleep(2_000)
    }
    #expect(process.terminationStatus == 0)
    #expect(most > 0 && most < 200 << 10, "\(most) KB")
  }

  @Test func limitsOfTheLimit() throws {
    defer { program.remove() }
    for (size, message) in [("1M", "at least 32M"), ("x", "--max-memory")] {
      let outcome = try program.run(["-r", "emit.yml", "--max-memory", size])
      #expect(outcome.code == 2)
      #expect(outcome.error.contains(message))
    }
  }
}

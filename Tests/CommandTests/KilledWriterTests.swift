import Foundation
import Testing

@testable import Running

/// Commands that are killed at any moment leave the old or the new file, whole.
@Suite(.serialized) struct KilledWriterTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["KILL_ROUNDS"].flatMap(Int.init) ?? 20
  private let program: Program

  init() throws {
    program = try Program()
    // Large enough to be killed in the middle of.
    try program.write(
      "events", Program.events(0..<30_000) + (0..<5_000).map { "no event \($0)\n" }.joined())
    try program.write("pid.yml", "hlmap: 1\nstages:\n  - map: {process.pid: pid}\n")
  }

  /// Runs a script until it is killed after a part of the time that it takes, again and again.
  private func kill(
    _ script: String, restore: () throws -> Void, check: (Int) throws -> Void
  ) throws {
    try restore()
    let began = Date()
    #expect(try program.shell(script).code == 0)
    let whole = Date().timeIntervalSince(began)
    var killed = 0
    for round in 0..<Self.rounds {
      try restore()
      let process = program.process([])
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = [
        "-c", "exec \(script.replacingOccurrences(of: "$HLMAP", with: Program.executable.path))",
      ]
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(whole * 1_100_000 * Double.random(in: 0...1)))
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      try check(round)
    }
    print("killed \(killed) of \(Self.rounds): \(script)")
  }

  @Test func run() throws {
    defer { program.remove() }
    let script = "$HLMAP run -r rules.yml events -o out --dead-letter d -j 2"
    #expect(try program.shell(script).code == 0)
    let new = try (program.read("out"), program.read("d"))
    try kill(script) {
      try program.write("out", "old\n")
      try program.write("d", "old\n")
    } check: { _ in
      let (out, letters) = try (program.read("out"), program.read("d"))
      #expect(out == "old\n" || out == new.0)
      #expect(letters == "old\n" || letters == new.1)
      // The events appear last: who sees them has their letters.
      #expect(out == "old\n" || letters == new.1)
      try removePartials()
    }
  }

  @Test(arguments: [
    ("$HLMAP check --fix t.yml", 0), ("$HLMAP fmt t.yml", 1),
    ("$HLMAP test --update pid.yml --fixtures sub", 2),
  ])
  func edits(script: String, kind: Int) throws {
    defer { program.remove() }
    let lines = (0..<1_500).map { "  - map:   {proces.pid:   pid\($0)}\n" }.joined()
    let rules = "hlmap: 1\nstages:\n" + lines
    let tests = (0..<1_500).map { #"{"pid": \#($0)}"# + "\n" }.joined()
    let file = kind == 2 ? "sub/t.expected.ndjson" : "t.yml"
    let old = kind == 2 ? tests : kind == 1 ? rules.replacing("proces.", with: "process.") : rules
    if kind == 2 { try program.write("sub/t.ndjson", tests) }
    try program.write(file, old)
    _ = try program.shell(script)
    let new = try program.read(file)
    #expect(new != old)
    try kill(script) {
      try program.write(file, old)
    } check: { _ in
      let present = try program.read(file)
      #expect(present == old || present == new)
      try removePartials()
    }
  }

  private func removePartials() throws {
    for folder in [program.folder, program.folder + "/sub"] {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      where name.contains(".partial-") {
        try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      }
    }
  }
}

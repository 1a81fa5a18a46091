import Foundation
import Testing

@testable import Running

/// Every command that writes a file, with each thing that can be wrong with that file.
///
/// A file is the old or the new one, whole; a command that could not write it says so and fails.
@Suite struct OutputFaultTests {
  /// A command that writes one file.
  struct Writer: CustomTestStringConvertible, Sendable {
    var name: String
    /// The file that it writes.
    var file: String
    /// `FILE` stands for it.
    var arguments: String
    /// What is in the file before; nil for what the command makes anew.
    var old: String?
    /// Whether the command reads the file too.
    var isEdited = false
    /// Whether the command refuses to replace a file.
    var isNew = false

    var testDescription: String { name }

    func script(_ path: String) -> String {
      "\"$HLMAP\" " + arguments.replacingOccurrences(of: "FILE", with: path)
    }
  }

  private static let mistaken = "hlmap: 1\nstages:\n  - map: {proces.pid: pid}\n"
  private static let unformatted = "hlmap:   1\nstages:\n  -   map:   {process.pid:   pid}\n"
  private static let failing = #"{"input": {"pid": 7}, "expected": {"process": {"pid": 8}}}"#

  static let writers = [
    Writer(name: "run", file: "t", arguments: "run -r rules.yml events -o FILE", old: "old\n"),
    Writer(
      name: "dead letters", file: "t",
      arguments: "run -r rules.yml events -o /dev/null --dead-letter FILE", old: "old\n"),
    Writer(
      name: "explanations", file: "t",
      arguments: "run -r rules.yml events -o /dev/null --explain FILE", old: "old\n"),
    Writer(
      name: "letters of a stream", file: "t",
      arguments: "run -r rules.yml events --dead-letter FILE > /dev/null", old: nil),
    Writer(
      name: "check --fix", file: "t.yml", arguments: "check --fix FILE", old: mistaken,
      isEdited: true),
    Writer(
      name: "check --write-baseline", file: "t",
      arguments: "check mistaken.yml --write-baseline FILE; [ $? -le 1 ]", old: "old\n"),
    Writer(name: "fmt", file: "t.yml", arguments: "fmt FILE", old: unformatted, isEdited: true),
    Writer(name: "docs", file: "t.md", arguments: "docs rules.yml --output FILE", old: "old\n"),
    Writer(
      name: "init", file: "t.yml", arguments: "init --samples events --output FILE", isNew: true),
    Writer(
      name: "test --update", file: "t.json",
      arguments: "test --update pid.yml --fixtures $(dirname FILE)", old: failing, isEdited: true),
  ]

  private func program(_ writer: Writer) throws -> Program {
    let program = try Program()
    try program.write("events", Program.events(0..<50) + "no event\n")
    try program.write("mistaken.yml", Self.mistaken)
    try program.write("pid.yml", "hlmap: 1\nstages:\n  - map: {process.pid: pid}\n")
    if let old = writer.old { try program.write(writer.file, old) }
    return program
  }

  /// What the file is where nothing is wrong.
  private func expected(_ writer: Writer) throws -> String {
    let program = try program(writer)
    defer { program.remove() }
    let outcome = try program.shell(writer.script(writer.file))
    #expect(outcome.code == 0, "\(outcome.error)")
    let new = try program.read(writer.file)
    #expect(new != writer.old && !new.isEmpty)
    #expect(try program.partial(of: writer.file) == nil)
    return new
  }

  @Test(arguments: writers.filter { !$0.isNew }) func link(writer: Writer) throws {
    let new = try expected(writer)
    let program = try program(writer)
    defer { program.remove() }
    try program.write("far/\(writer.file)", writer.old ?? "old\n")
    let outcome = try program.shell(
      """
      rm -f \(writer.file); ln -s far/\(writer.file) \(writer.file); chmod 640 far/*
      \(writer.script(writer.file)) || exit 1
      [ -L \(writer.file) ] && [ ! -L far/\(writer.file) ] && stat -c %a far/\(writer.file)
      """)
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.output.hasSuffix("640\n"))
    #expect(try program.read("far/\(writer.file)") == new)
  }

  /// What others put where a temporary file might be expected is neither followed nor touched.
  @Test(arguments: writers) func plantedNames(writer: Writer) throws {
    let new = try expected(writer)
    let program = try program(writer)
    defer { program.remove() }
    try program.write("victim", "mine\n")
    let outcome = try program.shell(
      """
      for end in partial tmp partial~ new; do ln -s victim \(writer.file).$end; done
      mkfifo .\(writer.file).partial
      \(writer.script(writer.file))
      """)
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(try program.read(writer.file) == new)
    #expect(try program.read("victim") == "mine\n")
  }

  @Test(arguments: writers.filter { !$0.isEdited && !$0.isNew }) func pipe(writer: Writer) throws {
    let new = try expected(writer)
    let program = try program(writer)
    defer { program.remove() }
    let outcome = try program.shell(
      """
      rm -f \(writer.file); mkfifo \(writer.file); cat \(writer.file) > got & \(
        writer.script(writer.file)); code=$?
      wait; [ -p \(writer.file) ] && exit $code
      """)
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(try program.read("got") == new)
  }

  @Test(arguments: writers.filter { !$0.isEdited && !$0.isNew }) func folder(writer: Writer) throws
  {
    let program = try program(writer)
    defer { program.remove() }
    let script = writer.script(writer.file).replacingOccurrences(of: "; [ $? -le 1 ]", with: "")
    let outcome = try program.shell("rm -f \(writer.file); mkdir \(writer.file); \(script)")
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("Is a directory"), "\(outcome.error)")
  }

  /// Names that no file can have leave nothing behind.
  @Test(arguments: ["", "sub/", "loop", "sub/x/y", "events/x", String(repeating: "n", count: 256)])
  func impossibleName(name: String) throws {
    let program = try program(Self.writers[0])
    defer { program.remove() }
    try FileManager.default.createSymbolicLink(
      atPath: "\(program.folder)/loop", withDestinationPath: "loop")
    let before = try Set(FileManager.default.contentsOfDirectory(atPath: program.folder))
    for option in ["--output", "--dead-letter", "--explain"] {
      let outcome = try program.run(["run", "-r", "rules.yml", "events", option, name])
      #expect(outcome.code == 4, "\(option)")
      #expect(outcome.error.contains("cannot write"), "\(outcome.error)")
    }
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: program.folder)) == before)
  }

  @Test(arguments: writers.filter { !$0.isNew }) func twiceAtOnce(writer: Writer) throws {
    let new = try expected(writer)
    let program = try program(writer)
    defer { program.remove() }
    let script = writer.script(writer.file)
    let outcome = try program.shell("(\(script)) & (\(script)); code=$?; wait $! && exit $code")
    if outcome.code != 0 {
      // What is edited may have been edited by the other one.
      #expect(writer.isEdited && outcome.code == 4, "\(outcome.error)")
      #expect(outcome.error.contains("changed while it was checked"))
    }
    #expect(try program.read(writer.file) == new)
    #expect(try program.partial(of: writer.file) == nil)
  }

  @Test(
    .enabled(if: SmallDisk.isAvailable, SmallDisk.need), arguments: writers,
    ["full", "read-only"])
  func disk(writer: Writer, state: String) throws {
    let program = try program(writer)
    defer { program.remove() }
    let script = writer.script("m/\(writer.file)")
      .replacingOccurrences(of: "; [ $? -le 1 ]", with: "")
      .replacingOccurrences(of: "\"$HLMAP\"", with: "$0")
    let change = state == "full" ? "cat /dev/zero > m/fill 2>/dev/null" : "mount -o remount,ro m"
    let outcome = try program.shell(
      """
      mkdir m
      unshare -rm sh -c 'mount -t tmpfs -o size=64k none m
        cp \(writer.file) m 2>/dev/null
        \(change)
        \(script) > log; code=$?
        ls m > names; cat m/\(writer.file) > after 2>/dev/null; exit $code' "$HLMAP"
      """)
    #expect(outcome.code == 4, "\(outcome.error)")
    #expect(outcome.error.contains(state == "full" ? "No space left" : "Read-only file system"))
    // A stream writes in its place.
    if writer.old != nil { #expect(try program.read("after") == writer.old) }
    let names = Set(try program.read("names").split(separator: "\n").map(String.init))
    #expect(names.isSubset(of: [writer.file, "fill"]))
  }
}

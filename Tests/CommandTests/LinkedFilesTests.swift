import Foundation
import Testing

@testable import Running

/// Files that lead elsewhere, by links, descriptors or names, are neither read nor written by mistake.
@Suite(.serialized) struct LinkedFilesTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.write("r.yml", "hlmap: 1\nstages:\n  - map: {message: m}\n")
    try program.write("k", "{\"m\":\"1\"}\nbad\n{\"m\":\"2\"}\n")
  }

  private func link(_ name: String, to target: String) throws {
    let path = "\(program.folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  @Test(arguments: [
    ("r.tests/b.expected.json", "../r.yml", "leads out of"),
    ("r.tests/b.expected.json", "b.input.json", "the same file as one of events"),
    ("r.tests/b.expected.json", "c.ndjson", "the same file as one of events"),
    ("r.tests/b.expected.json", "../../hl-map-outside-new", "leads out of"),
    ("r.tests/b.expected.json", "/dev/null", "leads out of"),
    ("r.tests/c.expected.ndjson", "../k", "leads out of"),
  ])
  func updatedFixtures(name: String, target: String, message: String) throws {
    defer { program.remove() }
    try program.write("r.tests/b.input.json", #"{"m": "zz"}"#)
    try program.write("r.tests/c.ndjson", #"{"m": "x"}"# + "\n")
    try link(name, to: target)
    let files = ["r.yml", "k", "r.tests/b.input.json", "r.tests/c.ndjson"]
    let before = try files.map(program.read)
    let outcome = try program.run(["test", "--update", "r.yml"])
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("\(name): ") && outcome.error.contains(message))
    #expect(try files.map(program.read) == before)
    #expect(!program.exists("../hl-map-outside-new"))
  }

  @Test func pagesOfDocs() throws {
    defer { program.remove() }
    try program.write(
      "d.yml", "hlmap: 1\nstages:\n  - map: {message: m}\ndocs: {samples: [a]}\n")
    try link("d.tests/a.input.json", to: "/etc/passwd")
    var outcome = try program.run(["docs", "d.yml"])
    #expect(outcome.code == 4)
    #expect(!(outcome.output + outcome.error).contains("root:"))

    try FileManager.default.removeItem(atPath: "\(program.folder)/d.tests/a.input.json")
    try program.write("d.tests/a.input.json", #"{"m": "zz"}"#)
    outcome = try program.run(["docs", "d.yml", "--output", "d.tests/a.input.json"])
    #expect(outcome.code == 2)
    #expect(try program.read("d.tests/a.input.json") == #"{"m": "zz"}"#)
    outcome = try program.shell("\"$HLMAP\" docs d.yml >> d.yml")
    #expect(outcome.code == 2)
  }

  @Test func baselines() throws {
    defer { program.remove() }
    try program.write("part.yml", "hlmap: 1\nstages:\n  - map: {event.code: c}\n")
    try program.write("r.yml", "hlmap: 1\ninclude: part.yml\nstages:\n  - map: {message: m}\n")
    try program.write("s/e.ndjson", "{\"m\":\"1\",\"c\":\"2\"}\n")
    let files = ["part.yml", "r.yml", "s/e.ndjson"]
    let before = try files.map(program.read)
    for script in [
      "check r.yml --write-baseline part.yml", "check - --write-baseline r.yml < r.yml",
      "check r.yml --samples s --write-baseline s/e.ndjson",
    ] {
      let outcome = try program.shell("\"$HLMAP\" " + script)
      #expect(outcome.code == 2, "\(script): \(outcome.error)")
      #expect(try files.map(program.read) == before)
    }
  }

  /// A closed standard output does not lend its number to another file.
  @Test func closedDescriptors() throws {
    defer { program.remove() }
    var outcome = try program.shell("\"$HLMAP\" -q -r r.yml --dead-letter d k >&-")
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("cannot write standard output"))
    #expect((try? program.read("d").contains("\"message\":\"1\"")) != true)
    outcome = try program.shell("\"$HLMAP\" -r r.yml --dead-letter d -o out k >&- 2>&- <&-")
    #expect(outcome.code == 0)
    #expect(try program.read("out").split(separator: "\n").count == 2)
    #expect(try program.read("d").split(separator: "\n").count == 1)
  }

  /// What stands behind a descriptor is written where it stands.
  @Test func standardStreamsByName() throws {
    defer { program.remove() }
    for (script, file, expected) in [
      ("{ echo a; $HLMAP -r r.yml -q -o /dev/stdout k; echo b; } > f", "f", ["a", "1", "2", "b"]),
      ("echo a > f; $HLMAP -r r.yml -q -o /dev/stdout k >> f", "f", ["a", "1", "2"]),
      ("echo a > f; $HLMAP -r r.yml -q -o o --dead-letter /dev/stderr k 2>> f", "f", ["a", "bad"]),
      ("echo a > f; $HLMAP -r r.yml -q -o /dev/fd/7 k 7>> f", "f", ["a", "1", "2"]),
      (
        "exec 7<>f; rm f; $HLMAP -r r.yml -q -o /proc/self/fd/7 k; cat /proc/$$/fd/7 > g", "g",
        ["1", "2"]
      ),
    ] {
      let outcome = try program.shell(script)
      #expect(outcome.code == 0, "\(script): \(outcome.error)")
      let lines = try program.read(file).split(separator: "\n")
      #expect(lines.count == expected.count, "\(script): \(lines)")
      #expect(zip(lines, expected).allSatisfy { $0.contains($1) }, "\(script): \(lines)")
      _ = try program.shell("rm -f f g o")
    }
    for script in [
      "$HLMAP -r r.yml k -o log --stats 2> log",
      "exec 8<>k; $HLMAP -r r.yml --dead-letter /proc/self/fd/8 k",
      "exec 0<>k; rm k; $HLMAP -r r.yml --dead-letter /proc/self/fd/0",
      "echo '{}' > i; $HLMAP -r r.yml --dead-letter /dev/stdin < i",
    ] {
      #expect(try program.shell(script).code == 2, "\(script)")
    }
  }

  /// A name that is no text is the same file all the same.
  @Test func namesThatAreNoText() throws {
    defer { program.remove() }
    let outcome = try program.shell(
      """
      cp k $'in\\xff'; ln $'in\\xff' in.ndjson; ln -s $'in\\xff' link
      "$HLMAP" -r r.yml --dead-letter link in.ndjson; code=$?
      cmp k in.ndjson && exit $code
      """)
    #expect(outcome.code == 2)
  }

  @Test func pipesThatNobodyNamed() throws {
    defer { program.remove() }
    let outcome = try program.shell(
      """
      mkdir iso; cp r.yml iso; mkfifo iso/x.yml x.yml
      "$HLMAP" check iso/r.yml && "$HLMAP" check iso && "$HLMAP" check r.yml || exit 1
      mkdir r.tests; echo '{"m":"1"}' > r.tests/a.input.json; mkfifo r.tests/a.expected.json
      "$HLMAP" test --update r.yml; [ $? = 4 ]
      """)
    #expect(outcome.code == 0, "\(outcome.error)")
    #expect(outcome.error.contains("a.expected.json: no ordinary file"))
  }

  /// A reader that goes away is an error where a file was asked for.
  @Test func readerThatGoesAway() throws {
    defer { program.remove() }
    try program.write("events", Program.events(0..<20_000))
    let outcome = try program.shell(
      "mkfifo f; (head -c 100 f > /dev/null &); \"$HLMAP\" -r rules.yml --output f events")
    #expect(outcome.code == 4)
    #expect(outcome.error.contains("the first that is not is that of events line "))
  }

  /// Expectations stand at the line of their event, or nowhere.
  @Test func filteredUpdates() throws {
    defer { program.remove() }
    try program.write("r.tests/v.ndjson", (1...4).map { "{\"m\":\"e\($0)\"}\n" }.joined())
    try program.write("r.tests/v.expected.ndjson", "")
    _ = try program.run(["test", "--update", "--filter", ":3", "r.yml"])
    #expect(try program.read("r.tests/v.expected.ndjson") == "")
    _ = try program.run(["test", "--update", "r.yml"])
    #expect(try program.run(["test", "r.yml"]).code == 0)
  }
}

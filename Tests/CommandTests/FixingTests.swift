import Diagnostics
import Foundation
import Testing

@testable import Machine
@testable import Running
@testable import Workbench
@testable import hl_map

/// `--fix` writes only what then passes.
@Suite struct FixingTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  /// Rule files broken as a first user breaks them; not part of the project.
  private static let newcomer = "\(root)/../shared/cases/newcomer/broken"

  private static func errors(_ run: CheckRun) -> [String] {
    run.files.flatMap(\.diagnostics).filter { $0.severity == .error }.map {
      "\($0.code.rawValue) \($0.message)"
    }
  }

  /// The fixed text of a file, after checking that it has no new error and needs no second fix.
  @discardableResult
  private static func fixed(_ path: String, texts: OverlaidFiles = OverlaidFiles(over: DiskFiles()))
    throws -> [UInt8]?
  {
    var run = CheckRun.check([path], texts: texts, runsTests: true)
    let before = errors(run)
    func check(_ edited: OverlaidFiles, over texts: OverlaidFiles) -> CheckRun {
      var all = texts
      if let text = edited[path] { all[path] = text }
      return CheckRun.check([path], texts: all, runsTests: true)
    }
    let fixing = Fixing(&run, given: [path]) { check($0, over: texts) }
    guard let file = fixing.files.first else { return nil }
    var mended = texts
    mended[path] = file.text.bytes
    var after = CheckRun.check([path], texts: mended, runsTests: true)
    var known = before
    for error in errors(after) {
      let place = try #require(known.firstIndex(of: error), "\(path) has a new error: \(error)")
      known.remove(at: place)
    }
    let again = Fixing(&after, given: [path]) { check($0, over: mended) }
    #expect(again.files.isEmpty, "\(path): \(again.diff)")
    return file.text.bytes
  }

  private static func fixed(text: String) throws -> String {
    var texts = OverlaidFiles(over: DiskFiles())
    texts["-"] = Array(text.utf8)
    return try fixed("-", texts: texts).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var given: String
    var wanted: String
    var testDescription: String { given }

    /// One line of a `map:`, and what becomes of it; nothing where it stays.
    init(map given: String, _ wanted: String? = nil) {
      self.given = "hlmap: 1\nstages:\n  - map:\n      \(given)\n"
      self.wanted = "hlmap: 1\nstages:\n  - map:\n      \(wanted ?? given)\n"
    }

    init(_ given: String, _ wanted: String? = nil) {
      self.given = given
      self.wanted = wanted ?? given
    }
  }

  @Test(arguments: [
    Case(map: "user.name: to_string!(.name)", "user.name: to_string(name)"),
    Case(map: "user.name: a ?? b", "user.name: a else b"),
    Case(map: "source.ip: a || b", "source.ip: a else b"),
    Case(map: "source.ip: a||b", "source.ip: a else b"),
    Case(map: "source.ip: [a, b||$raw.c]", "source.ip: [a, b else $raw.c]"),
    Case(
      "hlmap: 1\nstages: [{when: a||b == 1&&c, set: {event.kind: event}}]\n",
      "hlmap: 1\nstages: [{when: a or b == 1 and c, set: {event.kind: event}}]\n"),
    Case(map: "user.name: $.a.b", "user.name: a.b"),
    Case(map: "related.ip: ips[]", "related.ip: ips[*]"),
    // Each of these would leave an error where it is made.
    Case(map: "user.name: a ?? b..c"), Case(map: "user.name: up!per(a"),
    Case(map: "user.name: src\u{A0}port"), Case(map: "user.nme: a\n      user.name: b"),
    Case(map: "user.name: b\n      user.nme: a"),
    Case(
      map: "user.nme: a ?? b\n      event.action: lwer(a)",
      "user.name: a else b\n      event.action: lower(a)"),
    Case(map: "user.name: \"a\" else b", "user.name: '\"a\" else b'"),
    Case(map: "user.name: a | split(\" #\") | first", "user.name: 'a | split(\" #\") | first'"),
    Case(
      "hlmap: 1\nschema: [ecs@9.4, {x.b: boolean}]\nstages: [{set: {x.b: no}}]\n",
      "hlmap: 1\nschema: [ecs@9.4, {x.b: boolean}]\nstages: [{set: {x.b: false}}]\n"),
    Case(
      "hlmap: 1\nstages: [{set: {event.action: no}}]\n",
      "hlmap: 1\nstages: [{set: {event.action: \"no\"}}]\n"),
    Case(
      "stages: [{set: {event.action: x}}]\n", "hlmap: 1\nstages: [{set: {event.action: x}}]\n"),
    // No rule files.
    Case("stages: [build, test]\ninclude: [x.yml]\nimage: swift\n"),
    Case("name: x\nservices: {a: {image: b}}\n"), Case("name: x\ndescription: y\n"),
  ])
  func edits(_ one: Case) throws { #expect(try Self.fixed(text: one.given) == one.wanted) }

  /// Names that may be paths keep what they mean; only a list of them becomes one of texts.
  @Test(
    arguments: [
      ("$item.gid == primary_gid", nil), ("$item.a in [x, y]", nil), ("c == $raw.allow", nil),
      ("u == owner", nil), ("$out.user.name == owner", nil), ("u contains owner", nil),
      ("u in [owner, tested]", nil), ("u in [owner, read]", nil),
      ("u in [owner, admin]", "u in [\"owner\", \"admin\"]"),
      ("(u) not in [owner]", "(u) not in [\"owner\"]"),
    ] as [(String, String?)])
  func wordsOfConditions(condition: String, wanted: String?) throws {
    let text = """
      hlmap: 1
      stages:
        - map: {user.name: u, user.id: read}
        - emit:
            for_each: l
            stages:
              - when: \(condition)
                set: {event.kind: event}
      tests:
        - {name: t, in: {u: 1, tested: 2, primary_gid: 1}, out: {user: {name: "1"}}}

      """
    #expect(try Self.fixed(text: text) == text.replacing(condition, with: wanted ?? condition))
  }

  /// An edit that a test of the file does not pass with is taken back, and nothing else.
  @Test func tests() throws {
    let text = """
      hlmap: 1
      stages:
        - when: a == ""
          set: {event.kind: event}
        - when: action in [deny]
          map: {user.name: b}
      tests:
        - {name: t, in: {b: x}, out: {}}

      """
    #expect(try Self.fixed(text: text) == text.replacing("[deny]", with: "[\"deny\"]"))
    // One that failed before does not matter.
    let failing = text.replacing("out: {}", with: "out: {user: {id: '1'}}")
    #expect(try Self.fixed(text: failing).contains("a is not present"))
  }

  /// What was not made is not offered again, and it is said why.
  @Test func editsThatWereNotMade() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "r.yml",
      """
      hlmap: 1
      include: part.yml
      stages:
        - when: a == ""
          set: {event.kind: event}
        - map: {user.nme: a}
      tests:
        - {name: t, in: {b: x}, out: {}}
      """)
    try program.write("part.yml", "hlmap: 1\nstages:\n  - map: {host.nme: a}\n")
    var outcome = try program.run(["check", "r.yml"])
    #expect(outcome.output.contains("(fixable with --fix)"))
    try program.write("r.yml", try program.read("r.yml").replacing("user.nme", with: "user.name"))
    try program.write("part.yml", "hlmap: 1\nstages:\n  - {when: b == '', map: {host.name: c}}\n")
    outcome = try program.run(["check", "--fix", "r.yml"])
    #expect(!outcome.output.contains("fixable"), "\(outcome.output)")
    #expect(outcome.output.contains("(not applied: with it the file or one of its tests"))
    #expect(outcome.output.contains("(not applied: part.yml is not among the files to check)"))
    #expect(outcome.error.contains("1 edit left out"))
  }

  /// What a mended line brings into sight elsewhere takes it back, and nothing else.
  @Test func harmElsewhere() throws {
    let text = """
      hlmap: 1
      stages:
        - match: a ?? b
          cases:
            - is: x
              map: {user.name: a | nosuchfunction}
        - when: c = "d"
          set: {event.kind: event}

      """
    #expect(try Self.fixed(text: text) == text.replacing("c = ", with: "c == "))
  }

  @Test func fixturesOfDiagnostics() throws {
    let folder = "\(Self.root)/Fixtures/diagnostics"
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let path = "\(folder)/\(name)/bad.yml"
      if FileManager.default.fileExists(atPath: path) { try Self.fixed(path) }
    }
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: newcomer), "the shared cases are not here"))
  func filesOfNewUsers() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.newcomer)
    for name in names.sorted() where name.hasSuffix(".yml") {
      try Self.fixed("\(Self.newcomer)/\(name)")
    }
  }

  /// Hundreds of edits, some of them good and the others bad, take a few checks.
  @Test func manyEdits() throws {
    let lines = (0..<900).map { number in
      number.isMultiple(of: 3)
        ? "  - map: {user.nme: a\(number)}" : "  - map: {user.name: a ?? \(number)x}"
    }
    let text = "hlmap: 1\nstages:\n" + lines.joined(separator: "\n") + "\n"
    let wanted = text.replacing("user.nme", with: "user.name")
    #expect(try Self.fixed(text: text) == wanted)
  }
}

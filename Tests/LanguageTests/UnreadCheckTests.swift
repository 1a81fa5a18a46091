import Diagnostics
import Planning
import Testing
import Text

@testable import HLMap

/// `check` on `unread:`: entries that rules contradict.
@Suite struct UnreadCheckTests {
  /// The paths that are found to be read after all.
  private func contradicted(_ unread: [String], _ rest: String) -> [String] {
    let entries = unread.map { "  \($0): why\n" }.joined()
    let loaded = RuleLoader.load(text: "hlmap: 1\nunread:\n\(entries)\(rest)\n", name: "r.yml")
    #expect(loaded.plan != nil)
    return loaded.diagnostics.filter { $0.code == .unreadIsRead }
      .compactMap { $0.span.map { loaded.sources.text(of: $0) } }
  }

  @Test(arguments: [
    // The path itself, below it, above it; not beside it.
    ("stages: [{map: {host.name: a.b}}]", ["a", "a.b", "a.b.c"]),
    ("stages: [{map: {host.name: 'lower(a.x)'}}]", ["a"]),
    // Wherever rules read.
    ("stages: [{match: a.b, cases: [{is: x, set: {event.kind: event}}]}]", ["a", "a.b", "a.b.c"]),
    ("stages: [{set: {event.kind: event}, when: a.b == 'x'}]", ["a", "a.b", "a.b.c"]),
    ("stages: [{decode: {json: a.b, name: d}}, {map: {host.name: $d.x}}]", ["a", "a.b", "a.b.c"]),
    ("stages: [{map: {host.name: $raw.a.b}}]", ["a", "a.b", "a.b.c"]),
    (
      "fragments: {f(src): {map: {host.name: $src.b}}}\nstages: [{use: f(a)}]",
      ["a", "a.b", "a.b.c"]
    ),
    // A test does not read, nor does taking everything.
    ("stages: [{map: {event.original: $raw | to_json}}]", []),
    ("stages: [{set: {event.kind: event}, when: a.b is present}]", []),
    ("stages: [{set: {event.kind: event}, when: not (a is object)}]", []),
    // The event under another name.
    (
      "decode: {json: $raw.m}\nstages: [{decode: {json: $raw.m, name: e}}, {map: {host.name: $e.a.b}}]",
      ["a", "a.b", "a.b.c"]
    ),
    // What is decoded is another object.
    ("decode: {json: $raw.a}\nstages: [{map: {host.name: b}}]", []),
    ("decode: {json: $raw.a, else: $raw}\nstages: [{map: {host.name: $raw.a.b}}]", []),
  ])
  func paths(_ rules: String, _ expected: [String]) {
    #expect(contradicted(["a", "a.b", "a.b.c", "a.d"], rules) == expected, "\(rules)")
  }

  @Test(arguments: [
    ("stages: [{map: {host.name: 'l[0].x'}}]", ["l[*].x", "l[0].x"]),
    (
      "stages: [{for_each: l, to: host.ip, from: $item.x, where: $item.w is present}]",
      ["l[*].x", "l[0].x"]
    ),
    (
      "stages: [{for_each: 'l | slice(0, 2)', to: host.ip, from: $item.x}]",
      ["l[*].x", "l[0].x", "l[*].w"]
    ),
    ("stages: [{emit: {for_each: l, map: {host.name: $item.w}}}]", ["l[*].w"]),
  ])
  func items(_ rules: String, _ expected: [String]) {
    #expect(contradicted(["l[*].x", "l[0].x", "l[*].w"], rules) == expected, "\(rules)")
  }
}

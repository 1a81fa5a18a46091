import Diagnostics
import Planning
import Testing
import Text

@testable import HLMap

/// Fragments where they are used: what is wrong with a use, and what that says of the rest.
@Suite struct ExpansionTests {
  /// Rows: what is shown, rules, and each finding as its code and the text it stands at.
  static let rows: [(String, String, [(String, String)])] = [
    (
      "a use where nothing may stand",
      "stages: [{emit: {stages: [{emit: {stages: [{use: nobody(a)}]}}]}}]",
      [("HL1105", "{emit: {stages: [{use: nobody(a)}]}}"), ("HL1302", "nobody")]
    ),
    (
      "a fragment with too many arguments is not unused",
      "fragments: {f(a): {map: {host.name: $a}}}\nstages: [{use: 'f(b, c)'}]",
      [("HL3001", "f(b, c)")]
    ),
    (
      "nor is what only it uses",
      "schema: [ecs, {r.v: keyword}]\ntables: {t: {a: b}}\n"
        + "fragments: {f(a): [{use: g($a)}], g(a): [{to: r.v, from: $a, lookup: t}]}\n"
        + "stages: [{use: f()}]",
      [("HL3001", "f()")]
    ),
    (
      "two fragments that use each other, whichever comes first",
      "fragments: {f(a): [{use: g($a)}], g(a): [{use: f($a)}]}\nstages: [{use: g(x)}, {use: f(x)}]",
      [("HL1305", "g($a)")]
    ),
    (
      "a mistake inside a fragment is one finding for all uses",
      "fragments: {f(a): [{use: nobody($a)}]}\nstages: [{use: f(x)}, {use: f(y)}]",
      [("HL1302", "nobody")]
    ),
    (
      "an own fragment hides the built-in one",
      "fragments: {account(a): {map: {user.name: $a}}}\nstages: [{use: account(x)}]", []
    ),
    (
      "the built-in fragment reads its argument",
      "unread: {login: no reason}\nstages: [{use: 'account(login, user)'}]",
      [("HL4013", "login")]
    ),
    (
      "too many stages do not hide what stands behind them",
      "schema: [{r: object}]\nfragments: {\(levels(6, "use: [", ", ", "]", 10))}\n"
        + "stages: [{use: f0(x)}, {to: r.w, from: lowr(a)}]",
      [("HL1301", "lowr"), ("HL1309", "f0(x)")]
    ),
    (
      "too many parts, and a check that follows all reads",
      "schema: [{r: object}]\nunread: {z: no reason}\nfragments: {\(doubled)}\n"
        + "stages: [{use: f0(x)}, {to: r.v, from: a}]",
      [("HL1309", "f0(x)")]
    ),
    (
      "an argument that nobody reads costs nothing",
      "schema: [{r: object}]\nfragments: {\(doubled.replacing("v: $a", with: "v: b"))}\n"
        + "stages: [{use: f0(x)}]", []
    ),
  ]

  /// Fragments `f0` to the last, of which each uses the next so many times.
  private static func levels(
    _ last: Int, _ open: String, _ joint: String, _ close: String, _ times: Int
  ) -> String {
    let uses = (0..<last).map { number in
      let use = Array(repeating: "f\(number + 1)($a)", count: times)
      return "f\(number)(a): [{\(open)\(use.joined(separator: joint))\(close)}]"
    }
    return (uses + ["f\(last)(a): [{map: {r.v: $a}}]"]).joined(separator: ", ")
  }

  /// Fragments `f0` to `f29`, of which each reads its parameter twice in the argument of the next.
  private static let doubled =
    ((0..<29).map { "f\($0)(a): [{use: 'f\($0 + 1)([$a, $a])'}]" } + ["f29(a): [{map: {r.v: $a}}]"])
    .joined(separator: ", ")

  private static func findings(_ rules: String) -> (found: [(String, String)], report: String) {
    let loaded = RuleLoader.load(text: "hlmap: 1\n\(rules)\n", name: "rules.yml")
    let found = loaded.diagnostics.map { finding in
      (finding.code.rawValue, finding.span.map { loaded.sources.text(of: $0) } ?? "")
    }
    return (
      found.sorted { $0 < $1 }, TextReport(sources: loaded.sources).render(loaded.diagnostics)
    )
  }

  @Test(arguments: rows.indices)
  func finding(number: Int) {
    let (what, rules, expected) = Self.rows[number]
    let (found, report) = Self.findings(rules)
    #expect(found.elementsEqual(expected) { $0 == $1 }, "\(what):\n\(report)")
  }

  /// Fragments may stand in one another to a depth, however they are reached.
  @Test(arguments: [(32, nil), (33, "f32($a)")] as [(Int, String?)])
  func depth(count: Int, place: String?) {
    let fragments = Self.levels(count - 1, "use: ", "", "", 1)
    let (found, report) = Self.findings(
      "schema: [{r: object}]\nfragments: {\(fragments)}\nstages: [{use: f0(x)}]")
    #expect(found.map(\.1) == [place].compactMap(\.self), "\(report)")
    #expect(found.allSatisfy { $0.0 == "HL1305" })
    if place != nil { #expect(report.contains("more than 32 fragments are inside one another")) }
    // From within, first, where all is well.
    let (again, _) = Self.findings(
      "schema: [{r: object}]\nfragments: {\(fragments)}\nstages: [{use: f9(x)}, {use: f0(x)}]")
    #expect(again.map(\.0) == found.map(\.0))
  }
}

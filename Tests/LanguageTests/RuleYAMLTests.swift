import Diagnostics
import Foundation
import JSON
import TestSupport
import Testing

@testable import Language
@testable import Text

/// What YAML itself can do wrong, and hostile texts.
@Suite struct YAMLTests {
  @Test(arguments: [
    ("name: a\n«name»: b", "HL1008", "stands twice"),
    ("tables: {t: {1: a, «\"1\"»: b}}", "HL1008", "`1`"),
    ("name: «*x»", "HL1005", "no anchor `x`"), ("ignore: &a [«*a»]", "HL1005", "no anchor"),
    ("name: «!foo» x", "HL1005", "`!foo`"), ("name: «!!int» 5", "HL1005", "`!!int`"),
    ("tables: «!!set» {a: {}}", "HL1005", "`!!set`"),
    ("«<<»: {name: x}", "HL1005", "merge keys"), ("«[a]»: b", "HL1005", "a key must be a text"),
    ("name: a\n«---»\nname: b", "HL1005", "one YAML document"),
    ("name: a«:» b", "HL1005", "quotes"), ("stages:\n«\t»- a", "HL1005", "spaces"),
    ("name: «@»a", "HL1005", "quotes"),
    ("infer: [a«[»\"x\"]]", "HL1005", "quotes"),
    ("name: \"é«\u{1}»\"", "HL1005", "control characters"),
    ("name: é«\0»", "HL1005", "control characters"),
  ])
  func mistakes(marked: String, code: String, words: String) {
    expectFinding(code, in: "hlmap: 1\n" + marked + "\n", words)
  }

  /// What a first user meets, and the words that say what to do.
  @Test(arguments: [
    ("stages:\n  - map:\n      a: b\n     «c»: d", "indent it by 6, like line 4"),
    ("stages:\n  - map:\n      a: b\n        c«:» d", "indent it by 6, like line 4"),
    ("stages:\n  - map: {a: b}\n     «-» map: {c: d}", "indent it by"),
    ("stages:\n  - when: \"x\" «=»= a", "put quotes around the whole value: `'\"x\" == a'`"),
    ("stages:\n  - when: [a] «=»= b", "`'[a] == b'`"),
    ("stages:\n  - when: a ? \"b\" «:» \"c\"", "there is no `a ? b : c`"),
    ("name: a«:» b: c", "put quotes around the whole value"), ("name: | «x»", "a block of lines"),
    ("name: «*x»", "an alias for YAML"), ("name: «!x» and y", "write `not`"),
    ("name: «@»timestamp", "`\"@timestamp\"`"), ("name: «%»{x}", "without `%{ }`"),
    ("name: «`»x`", "no backquotes"), ("name: «}»", "a value is missing here"),
    ("name: «-» x", "on a line of its own"), ("name: \"«\\»d\"", "single quotes"),
    ("name: {«{x}»}: y", "without braces"),
  ])
  func wordsForNewUsers(marked: String, words: String) {
    let marked = Marked("hlmap: 1\n" + marked + "\n")
    let file = RuleFileReader.read(text: marked.text, name: "test.yml")
    let finding = file.diagnostics.first { $0.code == .yamlSyntax }
    #expect(
      finding?.help?.contains(words) == true, "\(finding?.message ?? "") \(finding?.help ?? "")")
    #expect(finding?.span.map { Int($0.lower) } == marked.lower, "\(finding?.message ?? "")")
  }

  /// Whatever libyaml stumbles over, something is said that can be done.
  @Test func everyProblemHasAHelp() {
    let pieces = [
      "a: ", "- ", "\"", "'", "[", "]", "{", "}", "? ", "|", ">", "&", "*", "!", "%", "@", "\n",
      "  ",
      "\t", "#", "x", ":", ",", "\\x", "---", "<<: ",
    ]
    var state: UInt64 = 7
    for _ in 0..<3000 {
      var text = "hlmap: 1\n"
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      for finding in RuleFileReader.read(text: text, name: "t.yml").diagnostics
      where finding.code == .yamlSyntax {
        #expect(finding.help != nil, "\(finding.message)\n\(text)")
      }
    }
  }

  @Test func duplicateKeysPointToTheFirst() {
    let finding = expectFinding("HL1008", in: "hlmap: 1\n\"name\": é\n«name»: b\n")
    #expect(finding?.labels == [.init(Span(source: 0, lower: 9, upper: 15), "first here")])
  }

  /// Few keys are looked through, many are hashed: around the border each that stands twice is
  /// found, once, whichever it is.
  @Test(arguments: [2, 11, 12, 13, 14, 40])
  func duplicateKeysOfLongMaps(count: Int) {
    let keys = (0..<count).map { "k\($0): a" }
    #expect(findings("hlmap: 1\ntables: {t: {\(keys.joined(separator: ", "))}}\n") == "")
    for twice in 0..<count {
      for place in twice + 1...count {
        var entries = keys
        entries.insert("«k\(twice)»: b", at: place)
        let finding = expectFinding(
          "HL1008", in: "hlmap: 1\ntables: {t: {\(entries.joined(separator: ", "))}}\n",
          "`k\(twice)`")
        let lower = UInt32(22 + keys[..<twice].reduce(0) { $0 + $1.utf8.count + 2 })
        #expect(finding?.labels.first?.span.lower == lower, "\(twice) \(place)")
      }
    }
  }

  /// A key that is refused takes no place among the keys.
  @Test(arguments: [10, 11, 12, 13, 14])
  func refusedKeysOfLongMaps(count: Int) {
    let keys = (0..<count).map { "k\($0): a" }
    let text = { (map: [String]) in
      "hlmap: 1\ntables: {t: {\(map.joined(separator: ", "))}}\n"
    }
    #expect(findings(text(keys + ["[a]: b", "k0: c", "x: d", "[a]: b"])).contains("`k0`"))
    let all = findings(text(["[a]: b"] + keys + ["[a]: b", "x: d", "x: e", "k3: f"]))
    #expect(all.split(separator: "\n").count == 4, "\(all)")
  }

  @Test func anchorsAreShared() {
    let text = """
      hlmap: 1
      stages:
        - set: &s {event.kind: event}
        - set: *s
        - when: &w a == 1
          set: {x: &v 5, y: *v}
        - {when: *w, drop: true}
      """
    let file = RuleFileReader.read(text: text, name: "t")
    #expect(file.diagnostics == [])
    #expect(file.mapping?.stages.count == 4)
  }

  @Test func aMistakeInAnAnchorIsReportedOnce() {
    #expect(
      findings("hlmap: 1\nstages: [{when: &w a = 1, drop: true}, {when: *w, drop: true}]")
        .split(separator: "\n").count == 1)
  }

  @Test func tagsOfTexts() {
    let file = RuleFileReader.read(text: "hlmap: 1\nignore: [!!str 5, ! x]", name: "t")
    #expect(file.mapping?.ignore?.map(\.value) == [.text("5"), .text("x")])
    #expect(file.diagnostics == [])
  }

  @Test func invalidUTF8() {
    var bytes = Array("hlmap: 1\nname: é".utf8)
    bytes += [0xC3, 0x28]
    let path = NSTemporaryDirectory() + "hl-map-utf8-\(UInt64.random(in: 0...UInt64.max)).yml"
    write(bytes, to: path)
    defer { remove(path) }
    let file = RuleFileReader.read(path: path)
    #expect(file.diagnostics.map(\.code) == [.notUTF8])
    #expect(file.diagnostics.first?.span?.lower == 17)
    #expect(file.mapping == nil)
  }

  @Test func anchorBomb() {
    var text = "hlmap: 1\ntables:\n  a0: &a0 {x: y}\n"
    for level in 1...40 {
      let aliases = (0..<10).map { "k\($0): *a\(level - 1)" }.joined(separator: ", ")
      text += "  a\(level): &a\(level) {\(aliases)}\n"
    }
    #expect(findings(text).hasPrefix("t:9:25:"))
    #expect(findings(text).contains("HL1006"))
  }

  @Test func deepAliases() {
    var text = "hlmap: 1\ntables:\n  a0: &a0 [x]\n"
    for level in 1...200 { text += "  a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(findings(text).contains("HL1006"))
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: "])
  func deepNesting(unit: String) {
    for count in [129, 50_000] {
      let report = findings("name: x\nstages:\n  " + String(repeating: unit, count: count))
      #expect(report.contains("HL1006"), "\(report.prefix(200))")
    }
  }

  @Test func tooManyNodes() {
    let text = "hlmap: 1\nignore: [" + String(repeating: "1,", count: 1_000_001) + "]"
    #expect(findings(text).contains("error[HL1006]"))
  }

  @Test func longTextsCountForMoreThanOneNode() {
    let text = String(repeating: "a or ", count: 10_000)
    let uses = String(repeating: "*a, ", count: 1_000)
    #expect(findings("hlmap: 1\nignore: [&a \(text)a, \(uses)]").contains("HL1006"))
  }

  @Test func findingsAreBounded() {
    let keys = (0..<100_000).map { "k\($0): 1" }.joined(separator: ", ")
    let report = findings("hlmap: 1\nstages: [{drop: true, \(keys)}]").split(separator: "\n")
    #expect(report.count == 1001)
    #expect(report.last?.hasSuffix("info[HL1006]: 99000 more findings are left out") == true)
  }

  @Test func nineMebibytes() {
    let text = "hlmap: 1\n# " + String(repeating: "x", count: 9 << 20)
    #expect(findings(text).hasPrefix("t:1:1: error[HL1003]: `t` is larger than 8 MiB"))
  }

  @Test func mutatedRuleFilesNeverCrash() {
    var random = Generator(state: 0x5EED_1234)
    let seeds = YAMLTests.seeds.map { Array($0.utf8) }
    let pieces = YAMLTests.pieces.map { Array($0.utf8) }
    var findings = 0
    for round in 0..<YAMLTests.rounds {
      var bytes = seeds[round % seeds.count]
      for _ in 0...random.next(below: 4) {
        let place = random.next(below: bytes.count + 1)
        switch random.next(below: 5) {
        case 0 where place < bytes.count: bytes[place] = UInt8(random.next(below: 256))
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2:
          let end = min(bytes.count, place + random.next(below: 20))
          bytes.removeSubrange(place..<end)
        case 3:
          let end = min(bytes.count, place + random.next(below: 30))
          bytes.insert(contentsOf: bytes[place..<end], at: random.next(below: bytes.count + 1))
        default:
          bytes.insert(contentsOf: pieces[random.next(below: pieces.count)], at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let file = RuleFileReader.read(text: text, name: "t")
      findings += file.diagnostics.count
      #expect(file.mapping != nil || !file.diagnostics.isEmpty)
      if round % 8 == 0 {
        _ = TextReport(sources: file.sources).render(file.diagnostics)
        _ = JSONReport(sources: file.sources).render(file.diagnostics)
      }
    }
    #expect(findings > YAMLTests.rounds / 2)
  }

  private static let rounds = 20_000

  private static let seeds = [
    "hlmap: 1\nstages:\n- map:\n    a.b: c[0].d | f('x\\\\') else $raw[\"é\"]\n  when: not (a == 1)\n",
    "hlmap: 1\nstages:\n- match: a\n  cases:\n  - is: [b, 3]\n    set: {x: [1, -2.5e3]}\n  - else: true\n",
    "hlmap: 1\nstages: [{when: >-\n   a in ['x',\n    \"y\"] or b is not ip\n\n  , drop: \"x\"}]\n",
    "hlmap: 1\nfragments:\n  f(a, b): &f {set: {${a}.x: 1}}\n  g(): *f\nstages:\n- use: 'f(a, \"b\")'\n",
    "hlmap: 1\nstages:\n- to: a\n  from: b\n  as: \"date('%d', tz: \\\"x\\\")\"\n  on_error: {value: 1}\n",
    "hlmap: 1\nstages:\n- when: |2-\n      a == 'é'\n    and b\n  for_each: c\n  to: d\n  from: $item.x\n",
    "hlmap: 1\nschema: [ecs@9.4, {a: {type: b, values: [x]}}]\ntests:\n- {name: a, in: {}, out: null}\n",
  ]

  private static let pieces = [
    "'", "\"", "\\", "\\u", "\\ud83d", "(", ")", "[", "]", "{", "}", ":", ": ", ",", "\n", "\r\n",
    "\t",
    "  ", "|", ">", ">+3\n", "|-\n", "&a ", "*a", "!!str ", "!x ", "#", " # ", "---\n", "...\n",
    "%YAML 1.2\n",
    "$", "${", "=", "==", "!", "?", "? ", "- ", "é", "日", "😀", "\u{FEFF}", "\u{85}", "\u{2028}",
    "\0",
    "not ", " or ", " else ", "0x", "1e999999", "-", "99999999999999999999", "<<: ", "\u{1B}[",
    "[*]",
  ]
}

/// A small repeatable random sequence (xorshift).
private struct Generator {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, bound)))
  }
}

import Diagnostics
import Glibc
import Testing

@testable import Machine
@testable import Schema
@testable import Text
@testable import YAML

/// The quick reader of YAML beside libyaml: what the one gives, the other gives, too.
@Suite struct PlainYAMLTests {
  /// Nodes as text: kind, style, place and value of each.
  private static func shown(_ node: YAMLNode) -> String {
    let place = "\(node.span.source):\(node.span.lower)-\(node.span.upper)"
    switch node.kind {
    case .scalar(let scalar):
      return "\(scalar.style)\(scalar.isForcedText) \(place) \(scalar.text.debugDescription)"
    case .list(let items): return "\(place) [\(items.map(shown).joined(separator: ", "))]"
    case .map(let entries):
      let members = entries.map { "\($0.name): \(shown($0.key)) = \(shown($0.value))" }
      return "\(place) {\(members.joined(separator: ", "))}"
    }
  }

  /// Whether each scalar that is said to stand in the file as it is does.
  private static func isVerbatim(_ node: YAMLNode, _ bytes: [UInt8]) -> Bool {
    switch node.kind {
    case .scalar(let scalar) where scalar.isVerbatim:
      let inner = scalar.style == .plain ? 0 : 1
      return bytes[Int(node.span.lower) + inner..<Int(node.span.upper) - inner]
        .elementsEqual(scalar.text.utf8)
    case .scalar: return true
    case .list(let items): return items.allSatisfy { isVerbatim($0, bytes) }
    case .map(let entries):
      return entries.allSatisfy { isVerbatim($0.key, bytes) && isVerbatim($0.value, bytes) }
    }
  }

  /// Whether a text is taken for fields, which are those of its tree then, with nothing to report.
  private static func givesFields(_ bytes: [UInt8], _ comment: String) -> Bool {
    guard let entries = PlainYAMLReader.fields(of: bytes, source: 3) else { return false }
    let text = SourceText(name: "t", bytes: bytes)
    var diagnostics: [Diagnostic] = []
    let expected = FieldsFile.entriesOfTree(text, source: 3, &diagnostics)
    #expect(
      entries == expected && diagnostics.isEmpty,
      "\(comment) \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    return true
  }

  /// What libyaml reads; nil where it finds anything wrong.
  private static func expected(_ bytes: [UInt8]) -> String? {
    let text = SourceText(name: "t", bytes: bytes)
    var diagnostics: [Diagnostic] = []
    let root = YAMLReader.readAnything(text, source: 3, into: &diagnostics)
    return diagnostics.isEmpty ? root.map(shown) ?? "nothing" : nil
  }

  /// Whether the quick reader takes a text, which it must take as libyaml does.
  private static func agrees(_ bytes: [UInt8], _ comment: String) -> Bool {
    guard let root = PlainYAMLReader.read(bytes, source: 3) else { return false }
    let expected = expected(bytes) ?? "refused"
    let found = shown(root)
    #expect(
      found == expected && isVerbatim(root, bytes),
      "\(comment) \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    return true
  }

  private static let taken = [
    "a: b", "a: b\n", "a:", "a:\n", "a:\nb:\n", "a:   b   \n", "# x\n\na: b # c\n  # d\n\n\nb: c #",
    "a: 1\n\"b\": 'c'\n'd': \"e\" # f\n", "a:\n  b: c\n  d:\n    e: f\ng: h", "a.b: c:d\n(e): -1\n",
    "a: x\n  y  \n\n   z\nb: w", "a: x\n # no\nb: w", "a: 'x\n y\n\n  z '", "a: 'it''s'\n",
    "a: \"x \\\n  \\ y\\n\\\"\\\\\n\n  z\"\nb: c", "a: \"é\" # è\né: \"’\"\n",
    "a: ~\nb: null\nc: true",
    "- a\n- b: c\n  d: e\n-\n  f\n-   g:\n    - h\n    - i\n",
    "a:\n- b\n- c\nd:\n  - e\n  - f: g\n",
    "- - a\n  - b\n- c", "a: []\nb: [x]\nc: [\"y\", 'z',\n  w ]  # v\n", "- [a, b]\n- [c]\n", "[a]",
    "a: [b,\n  ]\nc: \"\\u00e9\\x41\\u2028\\uFFFD\"", "a: \\s\nb: \\\\r\\n",
    "a: |\n  x\n   y\n\n  z\n\nb: c\n", "a: >-\n  x\n  y\n\n    z\n\n\n  w # v\n# u\nb: c",
    "a: |+\n  x\n\n\nb:\n  - >\n    y\n  - z", "- |\n x", "a: >\n  x\n  \n   \nb: c",
    "a:\n  b\n  c\n",
    "a:\n\n  # b\n  'c'\nd: e",
    "a: b#c\nd#e: f", "a: x{y}[z], \"w\" 'v' & * ! | > % @ `\n", "a:\n  - b\n   c\n  - 'd'\n",
  ]

  @Test(arguments: taken)
  func isTaken(text: String) {
    #expect(Self.agrees(Array(text.utf8), ""), "\(text.debugDescription) is refused")
  }

  private static let fields = [
    "a.b:\n  description: b # c\n  name: a.b\n  type: keyword\n\nc:\n  type: 'x'\n  name: \"c\"\n",
    "# a\nb:\n    name: c\n    # d\n    type: long # e\nb.c:\n  name: d\n     e\n  type: null\n  x: y",
    "b:\n  name: b\n  description: \"x \\\n    \\ \\u201C\"\n  type: ~\na:\n  name: 12\n  type: true\n",
    (0..<20).map { "k\(19 - $0):\n  name: a\n  type: b\n" }.joined(),
  ]

  @Test(arguments: fields)
  func fieldsAreTaken(text: String) {
    #expect(Self.givesFields(Array(text.utf8), ""), "\(text.debugDescription) is refused")
  }

  @Test(arguments: [
    "", "{}", "null", "a", "a:", "a: b", "a:\n  name: b", "a:\n  type: b", "a:\n  name:\n  type: b",
    "a:\n  name: ''\n  type: b", "a:\n  name: [b]\n  type: c",
    "a:\n  name: b\n  type: c\n  name: d",
    "a:\n  name: b\n  type: c\na:\n  name: b\n  type: c", "a:\n  name: b\n   type: c",
    "a:\n  name: |\n    b\n  type: c",
    "a:\n  name: b\n type: c", "a:\n  name: b\n  type: c\n  d:\n    e: f", "- name: b\n  type: c",
    "name: b\ntype: c",
    " a:\n  name: b\n  type: c", "a:\n  name: b\n  type: c\n  d: &e f", "a: {name: b, type: c}",
    "a:\n- name: b\n- type: c",
    "a:\n  name: b\n  type: c\n  <<: d", "a:\n  name: b: c\n  type: c",
    "a:\n  name: \"b\n  type: c", "a:\n  name: é\0\n  type: c",
  ])
  func fieldsAreLeftAlone(text: String) {
    #expect(!Self.givesFields(Array(text.utf8), ""), "\(text.debugDescription) is taken")
  }

  /// Mistakes, what a quick reader need not know, and texts that mean something else than they
  /// seem to.
  @Test(arguments: [
    "", "\n", "# a", "a", "'a'", "|\n a", "{a: b}", " a: b", "\ta: b", "a:\tb", "a: b\t",
    "a: b\r\n",
    "\u{FEFF}a: b", "a: b\0", "a: \u{7F}", "a: \u{80}", "a: \u{85}", "a: \u{2028}", "a: \u{2029}b",
    "a: \u{FEFF}b", "a: \u{FFFF}", "--- a", "---\na: b", "a: b\n---\nc: d", "a: b\n...\n",
    "%YAML 1.1\n---\na: b",
    "a: 'b\n---\n'", "a: 'b\nc'", "a: \"b\n... \"", "a: [b,\nc]", "a: [b,\n---\n]",
    "a: b: c", "a: b:", "a: b\n  c: d", "a: b\n c:", "a: # b\n  c\n  # d\n  e", "a: b # c\n  d",
    "a: 'b' c", "a: 'b'#c", "a: 'b", "a: \"b", "a: \"\\", "a: \"\\q\"", "a: \"\\ud83d\\ude00\"",
    "a: \"\\u00g0\"", "a: \"\\u00\"", "a: \"\\x+1\"", "a: \"\\U0001F600\"", "a: \"\\u",
    "a: 'b': c",
    "a: [b", "a: [b]]", "a: [b] c", "a: [b,,]", "a: [,]", "a: [b c]", "a: [b: c]", "a: [[b]]",
    "a: ['b': c]",
    "a: [b, # c\n  d]", "a: {b: c}", "a: &b c", "a: *b", "a: !b c", "a: !!str 1", "&a b: c",
    "? a\n: b",
    "a: ? b", "a: - b", "a: -", "a: @b", "a: `b", "a: %b", "a: ,b", "a: ]b", "a: }", "a: :b",
    "<<: a",
    "a: b\na: c", "a: b\nc: d\na: e", "a: {b: c}\na: d", "a : b", "\"a\\n\": b", "'a''b': c",
    "\"a\nb\": c", "a\nb: c", "a #b: c", "a: b\nc", "a: b\n c: d\ne: f", "a:\n  b: c\n d: e",
    "a:\n  - b\n - c",
    "a:\n  - b\n  c: d", "a:\n- b\n- c\n  d: e", "- a\nb: c", "-a: b", "- a\n -b\n  - c: d", "-\n-",
    "-",
    "- \n- a", "a: |1\n  b", "a: |\n", "a: |\nb: c", "a: |\n\n  b", "a: | # b\n  c", "a: |x\n  b",
    "a: >>\n  b",
    "a: |\n    b\n  c\n", "a:\n  |\n  b\n c",
  ])
  func isLeftAlone(text: String) {
    #expect(!Self.agrees(Array(text.utf8), ""), "\(text.debugDescription) is taken")
  }

  @Test func hostileTextsAreLeftAlone() {
    let deep = (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    let long = "a: " + String(repeating: "b\n ", count: 400_000)
    for text in [
      deep, String(repeating: "- ", count: 400_000), long,
      String(repeating: "a", count: 2000) + ": b",
    ] {
      #expect(PlainYAMLReader.read(Array(text.utf8), source: 0) == nil)
    }
    let many = (0..<40).map { "k\(39 - $0): v\n" }.joined()
    #expect(PlainYAMLReader.read(Array(many.utf8), source: 0) != nil)
    #expect(PlainYAMLReader.read(Array((many + "k7: v\n").utf8), source: 0) == nil)
  }

  /// The members of one field are compared once, however many they are.
  @Test(.timeLimit(.minutes(10))) func manyMembersOfAField() {
    let members = (0..<60_000).map { "  m\($0 ^ 1): v\n" }.joined()
    let text = Array("k:\n  name: k\n  type: keyword\n\(members)".utf8)
    #expect(PlainYAMLReader.fields(of: text, source: 0)?.count == 1)
    #expect(PlainYAMLReader.fields(of: text + Array("  m7: v\n".utf8), source: 0) == nil)
  }

  /// Texts with something put in, taken out or moved: both readers agree on what they take.
  @Test(arguments: 1...8)
  func changedTexts(seed: UInt64) {
    var dice = Dice(state: seed)
    let pieces = [
      "\n", " ", "  ", ": ", ":", "#", " #", "- ", "-", "\n  ", "\n- ", "'", "\"", "\\", "[", "]",
      ", ", "|", ">", "|-\n",
      ">+\n  ", "a", "bc", "é", "\n\n", "\n b: ", "&", "*", "!", "{", "}", "?", "\t", "\r", "---\n",
      "...", "\\\n", "''", "~", "`",
    ].map { Array($0.utf8) }
    var count = 0
    var fields = 0
    for _ in 0..<Self.rounds {
      let texts = Bool.random(using: &dice) ? Self.taken : Self.fields
      var bytes = Array(texts.randomElement(using: &dice)!.utf8)
      if Bool.random(using: &dice) {
        bytes += [0x0A] + Array(Self.taken.randomElement(using: &dice)!.utf8)
      }
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let start = Int.random(in: 0...bytes.count, using: &dice)
        let end = min(bytes.count, start + Int.random(in: 0...2, using: &dice))
        bytes.replaceSubrange(
          start..<end, with: Bool.random(using: &dice) ? pieces.randomElement(using: &dice)! : [])
      }
      if Self.agrees(bytes, "seed \(seed):") { count += 1 }
      if Self.givesFields(bytes, "seed \(seed):") { fields += 1 }
    }
    #expect(count > Self.rounds / 20)
    #expect(fields > Self.rounds / 50)
  }

  private static let rounds = 2000

  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  private static let formats =
    "\(#filePath)".split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    + "/../shared/corpus/intake-formats"

  /// Nearly all files of the published formats are taken.
  @Test(
    .enabled(if: access(formats, R_OK) == 0, "the published formats are not beside the project"))
  func publishedFormats() {
    var pattern = glob_t()
    defer { globfree(&pattern) }
    for path in ["/*/*/ingest/parser.yml", "/*/_meta/fields.yml", "/*/*/_meta/fields.yml"] {
      glob(Self.formats + path, path.contains("ingest") ? 0 : GLOB_APPEND, nil, &pattern)
    }
    var count = 0
    var fields = 0
    let paths = Int(pattern.gl_pathc)
    for index in 0..<paths {
      let path = String(cString: pattern.gl_pathv[index]!)
      guard let bytes = try? DiskFiles().read(path, limit: 1 << 20) else { continue }
      if Self.agrees(bytes, path) { count += 1 }
      if path.hasSuffix("fields.yml"), Self.givesFields(bytes, path) { fields += 1 }
    }
    #expect(paths > 200)
    #expect(count * 10 > paths * 9)
    #expect(fields > 100)
  }
}

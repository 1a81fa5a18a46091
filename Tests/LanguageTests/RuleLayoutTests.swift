import Diagnostics
import Testing

@testable import Language
@testable import Machine

#if canImport(Glibc)
  import Glibc
#endif

/// The canonical layout.
@Suite struct RuleLayoutTests {
  static func format(_ text: String) -> String? {
    switch RuleLayout.format(Array(text.utf8), name: "test.yml") {
    case .formatted(let text): return text
    case .unsupported(let reason): return "unsupported: \(reason)"
    case .unreadable: return nil
    case .changed(let reason): return "changed: \(reason)"
    }
  }

  static let layouts: [(before: String, after: String)] = [
    ("hlmap:   1  \n\n\n\nname:  x\n\n\n", "hlmap: 1\n\nname: x\n"),
    ("\u{FEFF}hlmap: 1\r\nname: x\r\n", "hlmap: 1\nname: x\n"),
    (
      "hlmap: 1\nstages:\n- map:\n   a.b: c\n   long.name: [d,e]\n",
      "hlmap: 1\nstages:\n  - map:\n      a.b:       c\n      long.name: [d, e]\n"
    ),
    (
      "hlmap: 1\nstages:\n    -   set: { a : 1,b: 2 }  # one\n        # end\n    # next\n    - drop: true\n",
      "hlmap: 1\nstages:\n  - set: {a: 1, b: 2}      # one\n    # end\n  # next\n  - drop: true\n"
    ),
    // Blank lines between all stages, or between none.
    (
      "stages:\n\n  - drop: a\n  - drop: b\n\n  - drop: c\n",
      "stages:\n  - drop: a\n\n  - drop: b\n\n  - drop: c\n"
    ),
    // A blank line ends a column.
    (
      "stages:\n  - map:\n      a: x\n      bcd: y\n\n      efghi: z\n",
      "stages:\n  - map:\n      a:   x\n      bcd: y\n\n      efghi: z\n"
    ),
    // Block texts move with their key and keep their inner blanks.
    (
      "stages:\n- note: >-\n         one\n           two\n\n         three\n  drop: true\n",
      "stages:\n  - note: >-\n      one\n        two\n\n      three\n    drop: true\n"
    ),
    ("a: |2\n    x\n   y\nb: |+\n  z\n\n\nc: 1\n", "a: |2\n    x\n   y\nb: |+\n  z\n\n\nc: 1\n"),
    ("a: |+ # kept\n   z\n\n\n", "a: |+ # kept\n  z\n\n\n"),
    // A comment that goes on below another one stays below it.
    (
      "stages:\n  - drop: a      # one\n                 # two\n",
      "stages:\n  - drop: a      # one\n                 # two\n"
    ),
    // Brackets over several lines keep their lines.
    (
      "stages:\n- set: {a: 1,   \n        b: 2}\n",
      "stages:\n  - set: {a: 1,\n          b: 2}\n"
    ),
    ("a:\n  {b: c}\n", "a: {b: c}\n"),
    ("a: # why\n  b\n", "a:  # why\n  b\n"),
    ("x: &a [1,2]\ny: *a\nz: &m\n  k: v\n", "x: &a [1, 2]\ny: *a\nz: &m\n  k: v\n"),
    ("---\nhlmap: 1\n...\n", "---\nhlmap: 1\n...\n"),
    ("a:\nb: ''\nc:  # nothing\n", "a:\nb: ''\nc:  # nothing\n"),
    ("a: \"one\n   two\\\n   three\"\n", "a: \"one\n  two\\\n  three\"\n"),
    ("- - a\n  - b\n-   - c\n", "- - a\n  - b\n- - c\n"),
    (
      "tests:\n- in: {map: 1}\n  out:\n    map:\n      a: 1\n      bcd: 2\n",
      "tests:\n  - in: {map: 1}\n    out:\n      map:\n        a: 1\n        bcd: 2\n"
    ),
    ("a: {}# c\nb: 'x'# d\n", "a: {}  # c\nb: 'x'  # d\n"),
    ("# only comments  \n", "# only comments  \n"),
  ]

  @Test(arguments: layouts)
  func layout(before: String, after: String) {
    #expect(Self.format(before) == after)
    #expect(Self.format(after) == after)
  }

  @Test(arguments: ["? a\n: b\n", "# a\u{85}b: c\n", "&k a: b\n", "- &x a: b\n"])
  func leftAlone(_ text: String) {
    #expect(Self.format(text)?.hasPrefix("unsupported: ") == true)
  }

  @Test(arguments: ["a: [1\n", "a: 1\na: 2\n", "a:\n\tb: 1\n", "<<: {a: 1}\n"])
  func unreadable(_ text: String) { #expect(Self.format(text) == nil) }

  /// Odd layouts of the repository's own rule files: what is formatted means the same, keeps its
  /// comments and does not change any more.
  @Test func oddLayouts() {
    var random = Dice(state: 7)
    var formatted = 0
    let files = Self.ruleFiles
    #expect(files.count > 25)
    for file in files {
      for round in 0..<12 {
        let bytes = round == 0 ? file.bytes : Self.disturbed(file.bytes, &random)
        switch RuleLayout.format(bytes, name: file.name) {
        case .formatted(let text):
          formatted += 1
          let again = RuleLayout.format(Array(text.utf8), name: file.name)
          guard case .formatted(text) = again else {
            Issue.record("not stable: \(file.name) \(round)\n\(text)\n\(again)")
            return
          }
          #expect(RuleLayout.comments(of: Array(text.utf8)) == RuleLayout.comments(of: bytes))
        case .unsupported: break
        case .unreadable: #expect(round > 0)
        case .changed(let reason):
          Issue.record(
            "\(file.name) \(round): \(reason)\n\(String(decoding: bytes, as: UTF8.self))")
          return
        }
      }
    }
    #expect(formatted > 200)
  }

  /// The comparison of syntax trees sees every difference but places.
  @Test func outlines() {
    func outline(_ text: String) -> String {
      SyntaxOutline.of(RuleFileReader.read(text: text, name: "x").mapping as Any)
    }
    let texts = [
      "hlmap: 1\nstages: [{map: {a: b}}]\n", "hlmap: 1\nstages: [{map: {a: c}}]\n",
      "hlmap: 1\nstages: [{map: {b: b}}]\n", "hlmap: 1\nstages: [{set: {a: b}}]\n",
      "hlmap: 1\nstages: [{map: {a: b | lower}}]\n", "hlmap: 1\nstages: [{map: {a: b, b: a}}]\n",
      "hlmap: 1\nstages: [{drop: true}]\n", "hlmap: 1\nstages: [{when: a, map: {a: b}}]\n",
    ]
    #expect(Set(texts.map(outline)).count == texts.count)
    #expect(outline(texts[0]) == outline("hlmap:  1\nstages:\n- map:\n    a:   b\n"))
  }

  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  static let ruleFiles: [(name: String, bytes: [UInt8])] = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    var files: [(name: String, bytes: [UInt8])] = []
    for folder in ["Mappings", "Fixtures/language", "Fixtures/language/shared", "Fixtures/bench"] {
      guard let handle = opendir("/\(root)/\(folder)") else { continue }
      defer { closedir(handle) }
      while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name.hasSuffix(".yml") else { continue }
        if let bytes = try? DiskFiles().read("/\(root)/\(folder)/\(name)", limit: 1 << 20) {
          files.append((name, bytes))
        }
      }
    }
    return files.sorted { $0.name < $1.name }
  }()

  /// The text with blanks, blank lines, comments and deeper indentation in some places.
  static func disturbed(_ bytes: [UInt8], _ random: inout Dice) -> [UInt8] {
    let isWider = Bool.random(using: &random)
    var lines: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      var line = String(line)
      if isWider { line = String(repeating: " ", count: line.prefix { $0 == " " }.count) + line }
      switch Int.random(in: 0..<24, using: &random) {
      case 0: line += "   "
      case 1: lines += ["", ""]
      case 2:
        lines.append(String(repeating: " ", count: .random(in: 0..<9, using: &random)) + "# x")
      case 3: line += "    # y"
      case 4: line = line.replacing(": ", with: ":    ", maxReplacements: 1)
      case 5: line = line.replacing(", ", with: ",")
      case 6: line = line.replacing("{", with: "{ ", maxReplacements: 1)
      case 7: line = line.replacing(": {", with: ": {\n" + String(repeating: " ", count: 30))
      default: break
      }
      lines.append(line)
    }
    return Array(lines.joined(separator: "\n").utf8)
  }
}

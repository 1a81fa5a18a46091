import Foundation
import Planning
import Testing

@testable import HLMap
@testable import JSON
@testable import Language
@testable import Running
@testable import Streams
@testable import Workbench
@testable import hl_map

/// `hl-map docs`: the page of a rule file.
@Suite(.serialized, .timeLimit(.minutes(10))) struct DocsCommandTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  /// The folder of the vendor's page, which is no part of the project.
  static let seed = "\(root)/../shared/seed"
  static let seedPage: String? = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: seed)) ?? []
    return names.sorted().first { $0.hasSuffix(".txt") }.map { "\(seed)/\($0)" }
  }()

  /// The rows of the table whose first column has that title, without Markdown.
  static func table(_ title: String, in page: String) -> [[String]] {
    var rows: [[String]] = []
    var isInside = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        if isInside { break }
        continue
      }
      let cells = line.split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "`", with: "")
      }
      if isInside {
        if !line.contains("---") { rows.append(cells) }
      } else if cells.dropLast(max(0, cells.count - 2)).joined(separator: "|") == title {
        isInside = true
      }
    }
    return rows
  }

  @Test(.enabled(if: seedPage != nil, "needs ../shared/seed"))
  func flagshipPageHasTheTablesOfTheVendorsPage() throws {
    let theirs = try String(contentsOfFile: try #require(Self.seedPage), encoding: .utf8)
    let ours = try String(contentsOfFile: "\(Self.root)/Mappings/harfanglab.md", encoding: .utf8)
    let fields = Self.table("Name|Type", in: ours)
    #expect(fields.count == 51)
    #expect(fields.map { $0.prefix(2) } == Self.table("Name|Type", in: theirs).map { $0.prefix(2) })
    #expect(fields.allSatisfy { $0.count == 3 && !$0[2].isEmpty })
    #expect(Self.table("Name|Values", in: ours) == Self.table("Name|Values", in: theirs))
    let sources = Self.table("Data Source|Description", in: ours)
    let theirSources = Self.table("Data Source|Description", in: theirs)
    #expect(sources.count == 15)
    #expect(sources.map(\.first) == theirSources.map(\.first))
    #expect(sources.allSatisfy { $0.count == 2 && $0[1] != "to be defined" })
  }

  @Test func flagshipPageIsUpToDate() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run([
      "docs", "--check", "\(Self.root)/Mappings/harfanglab.yml",
    ])
    #expect(outcome.code == 0)
    #expect(outcome.output == "")
    #expect(outcome.error == "")
  }

  @Test func anyRuleFileHasAPage() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run(["docs", "rules.yml"])
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix("# rules.yml\n"))
    #expect(Self.table("Name|Type", in: outcome.output).map { $0[0] } == ["event.sequence"])
    #expect(
      Self.table("Name|Values", in: outcome.output).map { $0[1] } == ["none", "none", "none"])
    for file in RuleFiles.find(["\(Self.root)/Fixtures/language"]).files {
      let code: Int32 = RuleLoader.load(path: file).plan == nil ? 3 : 0
      #expect(try program.run(["docs", "-q", file]).code == code, "\(file)")
    }
  }

  /// Words of rules and fixtures are shown, and do nothing else.
  @Test(arguments: [
    (#"<script>alert(1)</script>"#, #"&lt;script&gt;alert(1)&lt;/script&gt;"#),
    (#"<img src=x onerror=y>"#, #"&lt;img src=x onerror=y&gt;"#),
    (#"[x](javascript:y)"#, #"\[x\](javascript:y)"#), (#"a \| b | c"#, #"a \\\| b \| c"#),
    (#"R&D &lt;"#, #"R&D &amp;lt;"#), (#"`a<b>` and ``c`d``"#, #"`a<b>` and ``c`d``"#),
    (#"open ` <b>"#, #"open \` &lt;b&gt;"#), ("two\n\nlines\u{202E}", #"two lines\\u{202e}"#),
  ])
  func proseIsEscaped(text: String, cell: String) {
    let table = Markdown.table(["A"], [[Markdown.prose(text)]])
    #expect(table.split(separator: "\n").last?.hasPrefix("| \(cell) ") == true, "\(table)")
  }

  @Test(arguments: [
    ("a", "`a`"), ("", "` `"), ("a`<b>", "``a`<b>``"), ("`", "`` ` ``"), ("a\nb", "`a b`"),
  ])
  func codeIsEscaped(text: String, code: String) { #expect(Markdown.code(text) == code) }

  @Test(arguments: ["# a", "- a", "```js", "~~~", "[a]: javascript:b", "::error::a", "> a", "| a"])
  func aSentenceBeginsNothing(text: String) {
    let sentence = Markdown.sentence(text)
    #expect("\\&|".contains(sentence.first ?? " "), "\(sentence)")
  }

  static let rules = """
    hlmap: 1
    name: reef
    description: events of a reef
    schema: [ecs@9.4, {reef.depth: {type: long, description: "How deep | metres."}, reef.more: flattened}]
    infer: [address]
    tables:
      types: {up: start, down: end}
    fragments:
      kind(value):
        - set: {event.kind: metric}
    stages:
      - set: {event.kind: asset, event.type: [info]}
      - when: a == 1
        use: kind(b)
      - set: {event.kind: event, reef.more.x: 1}
      - match: state
        cases:
          - is: [up, down]
            map:
              event.type: {from: state, lookup: types, else: change}
          - else: true
            map: {event.category: 'category else "web"'}
      - {when: bad == true, drop: bad}
      - when: level == 9
        emit: {set: {event.kind: signal}}
      - map: {reef.depth: depth, host.hostname: name}
    docs:
      title: The reef
      data_sources: {Tides: "Ebb and flow."}
      samples: [up, gone]
      hidden: [host.hostname]

    """

  @Test func everythingOnThePage() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("Mappings/reef.yml", Self.rules)
    try program.write(
      "Fixtures/reef/up.json",
      #"{"input": {"state": "up", "depth": 4}, "expected": {"event": {"kind": "event"}}}"#)
    try program.write(
      "Fixtures/reef/gone.json", #"{"input": {"bad": true}, "expected": null}"#)
    let outcome = try program.run(["docs", "Mappings/reef.yml"])
    #expect(outcome.code == 0)
    let page = outcome.output
    #expect(page.hasPrefix("# The reef\n"))
    #expect(page.contains("Events of a reef."))
    #expect(Self.table("Data Source|Description", in: page) == [["Tides", "Ebb and flow."]])
    #expect(
      Self.table("Name|Values", in: page) == [
        ["Kind", "event, signal"], ["Category", "web, the value of category"],
        ["Type", "change, end, info, start"],
      ])
    #expect(
      Self.table("Name|Type", in: page).map { $0.prefix(2) } == [
        ["event.category", "keyword"], ["event.kind", "keyword"], ["event.type", "keyword"],
        ["reef.depth", "long"], ["reef.more.x", "any"],
      ])
    #expect(page.contains(#"How deep \| metres."#))
    #expect(page.contains("those that are inferred (`address`) are not listed"))
    #expect(page.contains("Also written, but not listed: `host.hostname`."))
    #expect(page.contains("### up\n"))
    #expect(page.contains("The event is dropped."))
    #expect(outcome.error.contains("the rules can give `event.type` = `end`, but no sample"))
    #expect(!outcome.error.contains("`start`"))
  }

  /// `else:` stands under no condition, and yet replaces nothing that the cases before it write.
  @Test(
    arguments: [
      ("", ["info", "start"]), ("- {set: {event.type: [end]}}", ["end"]),
      ("- {when: b == 1, set: {event.type: [end]}}", ["end", "info", "start"]),
    ] as [(String, Set<String>)])
  func whatCasesGive(_ after: String, _ types: Set<String>) throws {
    let rules = """
      hlmap: 1
      stages:
        - cases:
            - {when: a is present, set: {event.type: [start]}}
            - {else: true, use: other()}
        \(after)
      fragments: {other(): {set: {event.type: [info]}}}
      """
    let loaded = RuleLoader.load(text: rules, name: "r.yml")
    let syntax = try #require(loaded.syntax)
    let page = try #require(syntax.page(givingValuesOf: ["event.type"], loaded.sources))
    #expect(page.values["event.type"]?.constants == types)
  }

  @Test func whatSamplesAndRulesDisagreeOn() throws {
    let rules = """
      hlmap: 1
      stages:
        - set: {event.kind: event}
        - map: {event.type: kind}
        - {when: a == 1, map: {event.category: {value: x, lookup: {x: host, y: web}}}}
      """
    let loaded = RuleLoader.load(text: rules, name: "r.yml")
    let syntax = try #require(loaded.syntax)
    let categorization = Categorization(
      try #require(syntax.page(givingValuesOf: Categorization.fields, loaded.sources)))
    func disagreements(_ output: String) throws -> [String] {
      categorization.disagreements(with: [try JSONTreeParser.parse(Array(output.utf8))])
    }
    #expect(
      try disagreements(
        #"{"event": {"kind": "event", "type": ["a"], "category": ["host", "web"]}}"#) == [])
    #expect(
      try disagreements(#"{"event": {"kind": "alert", "category": ["host"]}}"#) == [
        "a sample has `event.kind` = `alert`, which no rule is seen to give",
        "the rules can give `event.kind` = `event`, but no sample shows it",
        "the rules can give `event.category` = `web`, but no sample shows it",
      ])
  }

  @Test func stalePages() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.run(["docs", "--check", "rules.yml"]).code == 1)
    #expect(try program.run(["docs", "rules.yml", "--output", "rules.md"]).code == 0)
    #expect(try program.run(["docs", "--check", "rules.yml"]).code == 0)
    try program.write("other.md", "# rules\n")
    let outcome = try program.run(["docs", "--check", "rules.yml", "--output", "other.md"])
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("other.md is stale"))
    #expect(try program.read("other.md") == "# rules\n")
  }

  @Test func mistakes() throws {
    let program = try Program()
    defer { program.remove() }
    func outcome(_ docs: String) throws -> Program.Outcome {
      try program.write("r.yml", Program.rules + "tests: [{name: one, in: {}, out: null}]\n" + docs)
      return try program.run(["docs", "r.yml"])
    }
    var result = try outcome("docs: {samples: [oen]}\n")
    #expect(result.code == 4)
    #expect(result.error.contains("there is no fixture `oen`; did you mean `one`?"))
    result = try outcome("docs: {hidden: [event.code]}\n")
    #expect(result.code == 0)
    #expect(result.error.contains("no rule writes the hidden field `event.code`"))
    result = try outcome("docs: {titel: x}\n")
    #expect(result.code == 3)
    #expect(result.error.contains("did you mean `title`?"))
    for wrong in ["[]", "{title: []}", "{data_sources: [a]}", "{data_sources: {a: []}}"] {
      #expect(try outcome("docs: \(wrong)\n").code == 3, "\(wrong)")
    }
    #expect(try program.run(["docs", "missing.yml"]).code == 3)
    #expect(try program.run(["docs"]).code == 2)
    #expect(try program.run(["docs", "rules.yml", "--fixtures", "nowhere"]).code == 4)
    #expect(try program.run(["docs", "rules.yml", "--output", "no/such/x.md"]).code == 4)
  }
}

import Diagnostics
import Planning
import Testing
import Text

@testable import HLMap

/// Where each check of intake formats speaks, and where it keeps quiet.
@Suite struct IntakeCheckTests {
  private static let head = """
    pipeline:
      - name: parsed
        external: {name: json.parse-json}
      - name: dated
        external:
          name: date.parse
          properties: {input_field: parsed.message.at, output_field: at}
      - name: fields
    stages:
      fields:
        actions:
          - set:
              "@timestamp": "{{ dated.at }}"

    """

  private static func load(_ actions: String) -> LoadedRules {
    RuleLoader.load(text: head + actions + "\n", name: "t.yml")
  }

  private static func codes(_ actions: String) -> [String] {
    load(actions).diagnostics.map(\.code.rawValue)
  }

  private static func codes(filter: String) -> [String] {
    codes("      - set: {event.kind: event}\n        filter: >-\n          \(filter)")
  }

  @Test(arguments: [
    ("{{ parsed.message.a == 'x' }}", []), ("{{ parsed.message.a }}", []),
    ("{{ parsed.message.a == 'x' and parsed.message.a == 'y' }}", ["HL4005"]),
    ("{{ parsed.message.a == 'x' and parsed.message.a != 'x' }}", ["HL4005"]),
    ("{{ parsed.message.a == 'x' and parsed.message.a == 'x' }}", ["HL4004"]),
    ("{{ parsed.message.a == 'x' and parsed.message.get('a') == 'y' }}", []),
    ("{{ parsed.message.a == 'x' and parsed.message.a != None }}", []),
    ("{{ parsed.message.a != None and parsed.message.a == 'x' }}", []),
    ("{{ parsed.message.a != 'x' or parsed.message.a != 'y' }}", ["HL4004"]),
    ("{{ parsed.message.a != 'x' and parsed.message.a != 'y' }}", []),
    ("{{ parsed.message.a == 'x' or parsed.message.a == 'x' }}", ["HL4005"]),
    ("{{ parsed.message.a in ['x', 'y'] and parsed.message.a == 'z' }}", ["HL4005"]),
    ("{{ parsed.message.a in ['x', 'y'] and parsed.message.a == 'y' }}", []),
    ("{{ parsed.message.a == 1 and parsed.message.a == '1' }}", ["HL4005"]),
    ("{{ parsed.message.a == 1 and parsed.message.a == 1.0 }}", ["HL4004"]),
    ("{{ not parsed.message.a == 'x' and parsed.message.a == 'x' }}", ["HL4005"]),
    ("{{ final.a.b == 'x' and final.a.b == 'y' }}", []),
    ("{{ 'x' == 'y' }}", ["HL4005"]), ("{{ 'x' in ['y'] }}", []),
    ("{% if parsed.message.a == 'x' %}True{% else %}False{% endif %}", []),
    ("parsed.message.a == 'x'", ["HL4005"]), ("{{ parsed.message.a }} == 'x'", ["HL4005"]),
    ("{{ parsed.message.a | length }}", ["HL4005"]), ("{{ parsed.message.a | length > 2 }}", []),
    ("{{ parsed.message.a | length == '2' }}", ["HL3009"]),
    ("{{ parsed.message.a | lower == 'X' }}", ["HL3009"]),
    ("{{ parsed.message.a.lower() in ['x', 'Y'] }}", ["HL3010"]),
    ("{{ parsed.message.a | re_match('(a+)+b') }}", ["HL4011"]),
    ("{{ parsed.message.a | re_match('a+b') }}", []),
  ])
  func filters(filter: String, expected: [String]) {
    #expect(Self.codes(filter: filter) == expected)
  }

  @Test(arguments: [
    ("event.kind: event", []), ("event.kind: Event", ["HL2102"]),
    ("event.kind: \"{{ parsed.message.kind }}\"", []),
    ("event.kind: \"{{ 'event' if parsed.message.a else 'none' }}\"", ["HL2102"]),
    ("event.kind: \"{% if parsed.message.a %}alert{% else %}evnt{% endif %}\"", ["HL2102"]),
    ("event.kind: \"{% if parsed.message.a %}alert{% else %}event{% endif %}\"", []),
    ("event.kind: \"x{{ parsed.message.a }}\"", []),
    ("event.category: [\"network\"]", []), ("event.category: [\"net\"]", ["HL2102"]),
    ("event.category: network", ["HL2108"]), ("event.category: \"['network']\"", []),
    ("event.category: \"{{ ['network'] }}\"", []),
    ("event.category: \"{{ ['connection'] }}\"", ["HL2102"]),
    ("event.dataset: [\"x\"]", ["HL2109"]), ("network.direction: north", ["HL2105"]),
    ("user.name: \"{{ parsed.message.users.0.name }}\"", ["HL1311"]),
    ("user.name: \"{{ parsed.message.users.0.name | lower }}\"", []),
    ("user.name: \"{{ parsed.message.users[0].name }}\"", []),
    ("user.name: \"{{ dated.at.year }}\"", ["HL1310"]),
    ("user.name: \"{{ dated.at.split('T')[0] }}\"", []),
    ("user.name: \"{% for dated in parsed.message.a %}{{ dated.at.x }}{% endfor %}\"", []),
    (
      "user.name: \"{% if parsed.message.user_name %}{{ parsed.message.username }}{% endif %}\"",
      ["HL4006"]
    ),
    ("user.name: \"{% if parsed.message.user_id %}{{ parsed.message.username }}{% endif %}\"", []),
  ])
  func values(entry: String, expected: [String]) {
    #expect(Self.codes("      - set:\n          \(entry)") == expected)
  }

  @Test(arguments: [
    ("[network]", "[connection]", []), ("[network]", "[creation]", ["HL2107"]),
    ("[network, file]", "[creation]", []),
    ("\"{{ [parsed.message.a] }}\"", "[creation]", []),
  ])
  func eventTypes(category: String, type: String, expected: [String]) {
    let one = "      - set:\n          event.category: \(category)\n          event.type: \(type)"
    #expect(Self.codes(one) == expected)
    let filter = "        filter: \"{{ parsed.message.a == 1 }}\""
    let two =
      "      - set: {event.category: \(category)}\n      - set: {event.type: \(type)}\n\(filter)"
    #expect(Self.codes(two) == expected)
  }

  /// The place of a finding in a template is exact, however YAML writes the scalar.
  @Test(arguments: [
    "user.name: \"{{ parsd.message.a }}\"", "user.name: '{{ parsd.message.a }}'",
    "user.name: \"{{ 'a\\\\b\\\"' ~ parsd.message.a }}\"",
    "user.name: '{{ ''é'' ~ parsd.message.a }}'",
    "user.name: >\n            {% if parsed.message.b %}\n\n              x\n            {% endif %}"
      + "\n            {{ parsd.message.a }}",
    "user.name: |-\n            {{ 'é' }}\n            {{ parsd.message.a }}",
  ])
  func spans(entry: String) throws {
    let loaded = Self.load("      - set:\n          \(entry)")
    let finding = try #require(loaded.diagnostics.first { $0.code == .undefinedReference })
    #expect(loaded.diagnostics.count == 1)
    #expect(loaded.sources.text(of: try #require(finding.span)) == "parsd")
    let fix = try #require(finding.fix)
    #expect(loaded.sources.text(of: fix.span) == "parsd" && fix.replacement == "parsed")
  }

  /// Runs start without findings that do not stop them.
  @Test func onlyErrors() {
    let path =
      "\(Fixtures.root)/Fixtures/intake-defects/16-results-that-are-not-there/ingest/parser.yml"
    #expect(!RuleLoader.load(path: path).diagnostics.isEmpty)
    let loaded = RuleLoader.load(path: path, LoadRequest(onlyErrors: true))
    #expect(loaded.diagnostics.isEmpty && loaded.plan != nil)
  }

  /// A target below more levels than any event has is found out before its levels are looked at.
  @Test(.timeLimit(.minutes(10))) func deepTarget() {
    let name = repeatElement("a", count: 300_000).joined(separator: ".")
    #expect(Self.codes("      - set:\n          ? \(name)\n          : x") == ["HL2101"])
  }

  /// Chains behind brackets behind chains are as deep as they are long together.
  @Test func deepTree() {
    var expression = "parsed.message"
    for _ in 0..<48 {
      let links = ["|lower", " * b", ".a"].map { String(repeating: $0, count: 199) }
      expression = "((\(expression)\(links[0])\(links[1]))\(links[2]))"
    }
    #expect(Self.codes("      - set: {event.reason: '{{ \(expression) }}'}") == ["HL1205"])
  }

  /// Names of stages are told apart by their bytes, whichever stands before.
  @Test func namesThatLookTheSame() {
    let text = """
      pipeline:
        - name: "e\\u0301"
        - name: last
      stages:
        "e\\u0301":
          actions:
            - set: {event.reason: a}
        last:
          actions:
            - set:
                event.action: "{{ \u{e9}.x }}{{ e\u{301}.event.reason }}"
                event.code: "{{ e\u{301}.event.reason }}"
      """
    let found = RuleLoader.load(text: text, name: "t.yml").diagnostics
    #expect(found.filter { $0.message.contains("is not in the pipeline") }.count == 1)
  }

  /// Near names are looked for where somebody may read of them.
  @Test func manyUnknownFields() {
    let fields = (0..<300).map { "\n          host.nam\($0): x" }.joined()
    let found = Self.load("      - set:\(fields)").diagnostics
    #expect(found.count == 300)
    #expect(found.prefix(200).allSatisfy { $0.fix?.replacement == "host.name" })
    #expect(found.dropFirst(200).allSatisfy { $0.fix == nil })
  }

  /// What many entries and actions hold is looked at once each.
  @Test(.timeLimit(.minutes(10))) func manyActions() {
    var text = "pipeline:\n"
    for number in 0..<200 {
      text += "  - name: s\(number)\n    filter: \"{{ original.message == '\(number)' }}\"\n"
    }
    text += "stages:\n"
    for number in 0..<200 {
      text += "  s\(number):\n    actions:\n      - set:\n"
      for field in 0..<5 { text += "          user.f\(field): \"{{ original.a\(field).b }}\"\n" }
    }
    #expect(!RuleLoader.load(text: text, name: "t.yml").diagnostics.isEmpty)
  }
}

import Diagnostics
import Planning
import Running
import Testing

@testable import HLMap

/// Intake formats and events that are made to take long or to fall over: bounded, without a crash.
@Suite(.serialized, .timeLimit(.minutes(10))) struct IntakeHostileTests {
  /// A format whose one stage sets `raw.x` to a template.
  private func engine(_ template: String) throws -> Engine {
    try engine(sets: ["process.name": template])
  }

  private func engine(sets: [String: String], stage: String = "parsed") throws -> Engine {
    let actions = sets.map { "          \($0.key): \(quoted($0.value))\n" }.joined()
    return try Engine(
      """
      name: hostile
      pipeline:
        - {name: parsed, external: {name: json.parse-json}}
        - {name: fields}
      stages:
        fields:
          actions:
            - set:
      \(actions)
      """, head: false)
  }

  private func message(_ json: String) -> String {
    #"{"message":\#(json.inJSON)}"#
  }

  private func isBounded(_ mapped: Mapped) -> Bool {
    switch mapped {
    case .lines(let lines): lines.count == 1
    case .rejected(let reason, _): reason == .workLimit || reason == .memoryLimit
    case .dropped: false
    }
  }

  private static let items = "[" + String(repeating: "1,", count: 1_000) + "1]"

  /// A build without optimisation takes minutes to use up what one event may.
  private static let isOptimised = !_isDebugAssertConfiguration()

  @Test(
    .enabled(if: isOptimised, "up to the limits in optimised builds only"),
    arguments: [
      "{% set l = [1] %}{% for a in parsed.message %}{% set _ = l.extend(l) %}{% endfor %}{{ l | length }}",
      "{{ (parsed.message | string) * 1000000 }}", "{{ parsed.message * 1000000 }}",
      "{{ 'x' * 99999999999 }}",
    ])
  func memory(template: String) throws {
    // A list that doubles itself is walked before it is copied, which is too much work first.
    let limit: Mapped =
      template.contains("extend") ? .rejected(.workLimit, 0) : .rejected(.memoryLimit, 0)
    #expect(try engine(template).map(message(Self.items)) == limit)
  }

  @Test(.enabled(if: isOptimised, "up to the limits in optimised builds only"))
  func loopsInLoops() throws {
    let engine = try engine(
      """
      {% for a in parsed.message %}{% for b in parsed.message %}{% for c in parsed.message %}\
      {% if c == 2 %}x{% endif %}{% endfor %}{% endfor %}{% endfor %}
      """)
    #expect(engine.map(message(Self.items)) == .rejected(.workLimit, 0))
    // The next event is none the worse.
    #expect(engine.map(message("[1]")) == .lines([#"{"message":"[1]"}"#]))
  }

  @Test(arguments: [
    "{% set l = [] %}{% for a in parsed.message %}{% set _ = l.append(a) %}{% endfor %}{{ l | length }}",
    "{% for a in parsed.message if a == 1 %}{{ loop.index }}{% endfor %}",
    "{% for a in parsed.message %}{{ loop.revindex }}{% endfor %}",
    "{% for a in parsed.message %}{{ a in parsed.message }}{% endfor %}",
    "{% for a in parsed.message %}{{ parsed.message | join }}{% endfor %}",
    "{% for a in parsed.message %}{{ parsed.message | length }}{% endfor %}",
    "{% for a in parsed.message %}{% if a is defined %}{{ parsed.message[-1] }}{% endif %}{% endfor %}",
    "{% for a in parsed.message %}{% for b in 'abc' %}{{ a }}{% endfor %}{% endfor %}",

    "{% set s = [] %}{% for a in parsed.message %}{% set _ = s.append(parsed.message) %}{% endfor %}",
    "{% set m = {} %}{% for a in parsed.message %}{% set _ = m.update({loop.index: a}) %}{% endfor %}{{ m }}",
    "{{ parsed.message | unique | list | length }}", "{{ parsed.message | map('string') | join }}",
    "{{ parsed.message | sum }}", "{{ parsed.message | string | length }}",

    "{{ 9 ** 9 ** 9 ** 9 }}", "{{ 10 ** 100000 }}",
    "{{ parsed.message | batch(1) | list | length }}",
    "{{ parsed.message | string | replace('1', parsed.message | string) | length }}",
    "{{ (parsed.message | string).split(',') | join(parsed.message | string) }}",
    "{{ '%s' | format(parsed.message) }}", "{{ '%99999999999d' | format(1) }}",
    "{{ '%.99999999999f' | format(1) }}", "{{ re.search('(1,?)*$', parsed.message | string) }}",
    "{{ parsed.message | string | re_search('(1+,*)+x') }}",
  ])
  func longLists(template: String) throws {
    let engine = try engine(template)
    #expect(isBounded(engine.map(message(Self.items))), "\(template)")
    #expect(isBounded(engine.map(message("[]"))))
  }

  /// A list put into itself again and again would be deeper than anything reads.
  @Test(arguments: [
    "{% set l = [] %}{% for a in parsed.message %}{% set l = [l] %}{% endfor %}{{ l }}",
    "{% set l = [] %}{% for a in parsed.message %}{% set _ = l.append(l) %}{% endfor %}{{ l }}",
    "{% set m = {} %}{% for a in parsed.message %}{% set _ = m.update({'m': m}) %}{% endfor %}{{ m }}",
    "{% set l = {} %}{% for a in parsed.message %}{% set _ = l.update(x=l) %}{% endfor %}{{ l }}",
  ])
  func deepening(template: String) throws {
    let list = "[" + String(repeating: "1,", count: 2_000) + "1]"
    #expect(isBounded(try engine(template).map(message(list))))
  }

  @Test func literalsThatAreDeep() throws {
    for open in ["[", "{'a':", "(", "[[", "{1:["] {
      let text = "[" + String(repeating: open, count: 100_000)
      let engine = try engine("{{ parsed.message.t }} ")
      let json = #"{"t":\#(text.inJSON)}"#
      #expect(isBounded(engine.map(message(json))))
    }
  }

  /// Names of members that stand for objects in objects.
  @Test func dottedKeys() throws {
    let engine = try engine(sets: [
      "host": "{{ parsed.message }}", "container.labels": "{{ parsed.message }}",
    ])
    let many = (0..<10_000).map { #""os.a\#($0).b":1"# }.joined(separator: ",")
    #expect(isBounded(engine.map(message("{\(many)}"))))
    let labels = (0..<10_000).map { #""labels.a\#($0)":1"# }.joined(separator: ",")
    #expect(isBounded(engine.map(message("{\(labels)}"))))
    let same = (0..<10_000).map { _ in #""os.name":"x""# }.joined(separator: ",")
    #expect(isBounded(engine.map(message("{\(same)}"))))
    for name in [
      String(repeating: ".", count: 100_000), String(repeating: "a.", count: 100_000), "name.",
      ".name", "os..name",
    ] {
      #expect(isBounded(engine.map(message(#"{"\#(name)":{"x":1}}"#))))
    }
    let deep = (0..<200).map { String(repeating: "a.", count: $0) + "b" }.map {
      #""\#($0)":{"c":[1]}"#
    }
    #expect(isBounded(engine.map(message("{\(deep.joined(separator: ","))}"))))
  }

  @Test func deepJSON() throws {
    let engine = try engine(sets: [
      "host": "{{ parsed.message }}", "process.args": "{{ parsed.message }}",
    ])
    for depth in [200, 255, 256, 257, 1_000, 100_000] {
      for (open, close) in [("[", "]"), (#"{"a":"#, "}"), (#"{"a.b":"#, "}"), (#"[{"os":"#, "}]")] {
        let json =
          String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        #expect(isBounded(engine.map(message(json))))
        _ = engine.map(#"{"message":\#(json)}"#)
      }
    }
  }

  // MARK: Rules

  private func load(_ text: String) -> LoadedRules {
    let loaded = RuleLoader.load(text: text, name: "parser.yml")
    _ = CompactReport(sources: loaded.sources).render(loaded.diagnostics)
    return loaded
  }

  private func format(set: String) -> String {
    "name: n\npipeline: [{name: s}]\nstages:\n  s:\n    actions:\n    - set:\n        \(set)\n"
  }

  @Test(arguments: [
    String(repeating: ".", count: 10_000), String(repeating: "a.", count: 10_000) + "b",
    "host." + String(repeating: "a.", count: 10_000) + "b", ".", "..", "host.", ".host", "''",
  ])
  func targets(name: String) throws {
    let loaded = load(format(set: "\(name.isEmpty ? "''" : "'\(name == "''" ? "" : name)'"): x"))
    if loaded.plan != nil {
      let engine = try Engine(format(set: "'\(name == "''" ? "" : name)': x"), head: false)
      #expect(isBounded(engine.map("{}")))
    }
  }

  @Test func longTemplates() throws {
    for unit in [
      "{{ original.a }}", "x", "{{ original.a.b.c.d }} ", "{% set a = 1 %}", "{{ [1,2] }}",
      "{# #}{{ 1 }}", "{% if original.a %}x{% endif %}",
      "{% for a in original.b %}{{ a }}{% endfor %}",
    ] {
      let template = String(repeating: unit, count: (1 << 18) / unit.utf8.count)
      _ = load(format(set: "process.name: \(quoted(template))"))
      let small = String(repeating: unit, count: 2_000)
      let engine = try Engine(format(set: "process.name: \(quoted(small))"), head: false)
      #expect(isBounded(engine.map(#"{"a":1,"b":[1,2,3]}"#)))
    }
  }

  @Test func manyStages() {
    let entries = (0..<10_000).map { "- {name: s\($0)}\n" }.joined()
    _ = load("name: n\npipeline:\n\(entries)stages: {}\n")
    let stages = (0..<20_000).map {
      "  s\($0): {actions: [{set: {host.name: '{{ s\(max(0, $0 - 1)).host.name }}'}}]}\n"
    }.joined()
    let names = (0..<3_000).map { "- {name: s\($0)}\n" }.joined()
    _ = load("name: n\npipeline:\n\(names)stages:\n\(stages)")
    let actions = String(repeating: "    - {set: {host.name: '{{ original.a }}'}}\n", count: 50_000)
    _ = load("name: n\npipeline: [{name: s}]\nstages:\n  s:\n    actions:\n\(actions)")
  }

  private func grok(_ pattern: String, _ custom: [String: String]) -> String {
    """
    name: n
    pipeline:
      - name: g
        external:
          name: grok.match
          properties:
            pattern: \(quoted(pattern))
            custom_patterns: {\(custom.map { "\($0.key): \(quoted($0.value))" }.joined(separator: ", "))}
      - name: s
    stages: {s: {actions: [{set: {process.name: "{{ g.message }}"}}]}}
    """
  }

  @Test func recursivePatterns() throws {
    for (pattern, custom) in [
      ("%{A}", ["A": "%{A}"]), ("%{A}", ["A": "%{B}", "B": "x%{A}"]),
      ("%{WORD}", ["WORD": "%{WORD}"]),
      (
        "%{A0}",
        Dictionary(
          uniqueKeysWithValues: (0..<40).map { ("A\($0)", "%{A\($0 + 1)}%{A\($0 + 1)}") } + [
            ("A40", "x")
          ])
      ),
      (
        "%{A0}",
        Dictionary(
          uniqueKeysWithValues: (0..<2_000).map { ("A\($0)", "%{A\($0 + 1)}") } + [("A2000", "x")])
      ),
      (String(repeating: "%{IP}", count: 5_000), [:]), (String(repeating: "(", count: 50_000), [:]),
      ("%{NOWHERE}", [:]), ("%{", [:]), ("%{}", [:]), ("(?P<a", [:]),
      ("%{DATA:a}" + String(repeating: "%{DATA}", count: 200) + "x", [:]),
      ("(a+)+$", [:]), ("(?:(?:a|a)*)*b", [:]), ("(a{1,1000}){1,1000}", [:]),
    ] {
      let loaded = load(grok(pattern, custom))
      #expect(loaded.plan != nil)
      let engine = try Engine(grok(pattern, custom), head: false)
      let text = String(repeating: "a", count: 5_000)
      #expect(isBounded(engine.map(#"{"message":"\#(text)"}"#)))
    }
  }

  @Test(arguments: [
    "kv.parse-kv", "dsv.parse-dsv", "cef.parse-cef", "leef.parse-leef", "xml.parse-xml",
    "xml.parse-windows-event", "dict.parse", "date.parse", "json.parse-json",
  ])
  func longTexts(stage: String) throws {
    let engine = try Engine(
      """
      name: n
      pipeline:
        - name: p
          external: {name: \(stage), properties: {columnnames: [a, b], groups: \(stage.contains("kv") ? "yes" : "no")}}
        - name: s
      stages: {s: {actions: [{set: {process.name: "{{ p.message }}", host: "{{ p.message }}"}}]}}
      """, head: false)
    for head in ["", "CEF:0|a|b|c|d|e|f|", "LEEF:2.0|a|b|c|d|^|", "<a>", "[a ", "\\\""] {
      for unit in [
        "a=", "a=b ", "=", "\\\"", "'", "|", "^", "\\t", "<a>", "<a b='c'/>", "&amp;", "[a ", "[",
        "{", "(", "1", "1-", "-", ",", ":", "\\\\", " ", "\\n", "é", "cs1Label=a cs1=b ", "a.b=c ",
        "1e", "Z", "<!--", "<![CDATA[",
      ] {
        let text = head + String(repeating: unit, count: 3_000)
        #expect(isBounded(engine.map(#"{"message":"\#(text)"}"#)), "\(stage) \(head) \(unit)")
      }
    }
  }

  @Test func documentsOfXML() throws {
    let engine = try Engine(
      """
      name: n
      pipeline:
        - {name: p, external: {name: xml.parse-xml}}
        - {name: q, external: {name: xml.parse-windows-event}}
        - {name: s}
      stages: {s: {actions: [{set: {process.name: "{{ p.message }}{{ q.message }}"}}]}}
      """, head: false)
    let bomb = (1..<30).map { "<!ENTITY e\($0) '&e\($0 - 1);&e\($0 - 1);'>" }.joined()
    for text in [
      "<!DOCTYPE a [<!ENTITY e0 'x'>\(bomb)]><a>&e29;</a>",
      "<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><a>&f;</a>",
      "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a>b</a>",
      "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/hostname'>%p;]><a>b</a>",
      "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/hostname' parse='text'/></a>",
      "<a " + (0..<20_000).map { "b\($0)='c'" }.joined(separator: " ") + "/>",
      String(repeating: "<a>", count: 10_000) + String(repeating: "</a>", count: 10_000),
    ] {
      let mapped = engine.map(#"{"message":\#(text.inJSON)}"#)
      #expect(isBounded(mapped))
      #expect(!"\(mapped)".contains("root"))
    }
  }
}

extension String {
  /// As a JSON text.
  fileprivate var inJSON: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

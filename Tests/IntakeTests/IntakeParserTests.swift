import Diagnostics
import Testing
import Text

@testable import Intake

/// The syntax tree of `parser.yml`, and what is reported of it.
@Suite struct IntakeParserTests {
  private func read(_ text: String) throws -> IntakeFormat {
    let file = IntakeTests.read(text)
    return try #require(
      file.format, "\(CompactReport(sources: file.sources).render(file.diagnostics))")
  }

  @Test func everyKey() throws {
    let format = try read(
      """
      name: the name
      description: ignored
      ignored_values: ["-", N/A, 0, null, '1']
      pipeline:
        - name: parsed
          filter: '{{ original.x == 1 }}'
          description: ignored
          external:
            name: grok.match
            description: ignored
            properties:
              input_field: "{{ original.message }}"
              output_field: result
              pattern: "%{A:{{ not.computed }}}"
              custom_patterns: {A: "{{2}}"}
              raise_errors: no
              timezone: "{{ original.zone }}"
        - name: fields
          filter: ""
        - name: nothing
          external:
      stages:
        fields:
          name: ignored
          actions:
            - name: ignored
              filter: "{{ true }}"
              set: {a.b: "{{ x }}", c: 010, d: [1, "{{ y }}", ~], e: {f: "{{ z }}"}, g: yes}
            - translate:
              dictionary: {1: one, yes: "{{ w }}", 0x10: x, "2": ~}
              mapping: {original.a: b, "{{ original.c }}": d}
              fallback: 1.50
            - delete: [a.b, c]
        empty:
          actions:
      """)
    #expect(format.name?.value == "the name")
    #expect(format.ignored.map(\.value) == ["-", "N/A", "1"])
    #expect(format.pipeline.map(\.name.value) == ["parsed", "fields", "nothing"])
    #expect(format.pipeline[0].filter.map(shown) == "{(original.x == 1)}")
    #expect(format.pipeline[1].filter == nil)
    #expect(format.pipeline[2].external == nil)
    let external = try #require(format.pipeline[0].external)
    #expect(external.name.value == "grok.match")
    #expect(shown(external["input_field"]) == "{original.message}")
    #expect(shown(external["timezone"]) == "{original.zone}")
    // Patterns are no templates.
    #expect(external["pattern"]?.text == "%{A:{{ not.computed }}}")
    #expect(shown(external["custom_patterns"]) == #"{A: "{{2}}"}"#)
    #expect(shown(external["raise_errors"]) == "boolean(false)")
    #expect(external["absent"] == nil)

    #expect(format.stages.map(\.name.value) == ["fields", "empty"])
    #expect(format.stages[1].actions.isEmpty)
    let actions = format.stages[0].actions
    #expect(actions.count == 3)
    #expect(actions[0].set.map(\.target.value) == ["a.b", "c", "d", "e", "g"])
    #expect(
      actions[0].set.map { shown($0.value) } == [
        "{x}", #"integer("8")"#, #"[integer("1"), {y}, null]"#, #"{f: "{{ z }}"}"#, "boolean(true)",
      ])
    let translation = try #require(actions[1].translation)
    #expect(translation.dictionary.map(\.key.value) == ["1", "True", "16", "2"])
    #expect(
      translation.dictionary.map { shown($0.value) } == [
        #""one""#, "{w}", #""x""#, "null",
      ])
    #expect(translation.mapping.map(\.target.value) == ["b", "d"])
    #expect(translation.mapping[0].source.constant == "original.a")
    #expect(shown(translation.mapping[1].source) == "{original.c}")
    #expect(shown(translation.fallback) == #"float("1.50")"#)
    #expect(actions[2].delete.map(\.value) == ["a.b", "c"])
  }

  private func shown(_ template: Template) -> String { IntakeTests.shown(template) }

  private func shown(_ value: IntakeValue?) -> String {
    switch value {
    case nil: "absent"
    case .template(let template): shown(template)
    case .constant(let constant, _): "\(constant)"
    case .list(let items, _): "[" + items.map { shown($0) }.joined(separator: ", ") + "]"
    case .map(let members, _):
      "{" + members.map { "\($0.name.value): \(shown($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  /// Of keys that stand twice the last holds, as with readers that do not look.
  @Test(arguments: [
    ("name: a\nname: b\npipeline: []\nstages: {}", "b"),
    ("pipeline: []\nname: a\nstages: {}\nname: c", "c"),
  ])
  func duplicatesOfTheRoot(text: String, name: String) throws {
    #expect(try read(text).name?.value == name)
  }

  /// Around the number of keys past which they are hashed, and more than once.
  @Test(arguments: [1, 11, 12, 13, 14, 40])
  func duplicatesOfLongMaps(count: Int) throws {
    for twice in 0..<count {
      var entries = (0..<count).map { "k\($0): \($0)" }
      entries += ["k\(twice): 100", "new: 1", "k\(twice): 200", "new: 2"]
      let format = try read(
        "name: a\npipeline: [{name: s}]\nstages: {s: {actions: [{set: {"
          + entries.joined(separator: ", ") + "}}]}}")
      let set = try #require(format.stages.first?.actions.first?.set)
      let values = Dictionary(
        uniqueKeysWithValues: set.map { ($0.target.value, shown($0.value)) })
      #expect(values.count == count + 1)
      for number in 0..<count {
        let expected = number == twice ? 200 : number
        #expect(values["k\(number)"] == #"integer("\#(expected)")"#, "\(twice)")
      }
      #expect(values["new"] == #"integer("2")"#)
    }
  }

  @Test func duplicates() throws {
    let format = try read(
      """
      name: a
      pipeline: [{name: old}]
      pipeline: [{name: s, name: t, filter: "{{ a }}", filter: "{{ b }}"}]
      stages:
        t: {actions: [{set: {a: 1}}]}
        t: {actions: [{set: {b: 1, c: 1, b: 2}}, {delete: [x], delete: [y]}]}
      """)
    #expect(format.pipeline.map(\.name.value) == ["t"])
    #expect(format.pipeline.first?.filter.map(shown) == "{b}")
    let stage = try #require(format.stages.last)
    #expect(
      stage.actions[0].set.last { $0.target.value == "b" }.map { shown($0.value) }
        == #"integer("2")"#)
    #expect(stage.actions[1].delete.map(\.value) == ["y"])
  }

  /// `«»` enclose the place of the one finding.
  @Test(arguments: [
    ("name: n\npipeline: «x»\nstages: {}", "HL1103", "a list of stages"),
    ("name: n\npipeline: [«x»]\nstages: {}", "HL1103", "which is a map"),
    ("name: n\npipeline: [«{filter: ''}»]\nstages: {}", "HL1102", "needs `name`"),
    (
      "name: n\npipeline: [{name: a, external: «{properties: {}}»}]\nstages: {}", "HL1102",
      "needs `name`"
    ),
    ("name: n\npipeline: [{name: a, external: «[1]»}]\nstages: {}", "HL1103", "a map"),
    ("name: n\npipeline: [{name: «[a]»}]\nstages: {}", "HL1103", "a name"),
    ("name: n\npipeline: [{name: a, filter: «[a]»}]\nstages: {}", "HL1103", "a condition"),
    ("name: n\npipeline: [{name: a, «filer»: x}]\nstages: {}", "HL1101", "did you mean `filter`"),
    ("name: n\npipeline: []\nstages: «[]»", "HL1103", "a map"),
    ("name: n\npipeline: []\nstages: {a: «x»}", "HL1103", "a map"),
    ("name: n\npipeline: []\nstages: {a: {actions: «x»}}", "HL1103", "a list"),
    ("name: n\npipeline: []\nstages: {a: {actions: [«x»]}}", "HL1103", "which is a map"),
    ("name: n\npipeline: []\nstages: {a: {actions: [{set: «[x]»}]}}", "HL1103", "a map"),
    ("name: n\npipeline: []\nstages: {a: {actions: [{delete: «x»}]}}", "HL1103", "a list"),
    (
      "name: n\npipeline: []\nstages: {a: {actions: [{dictionary: {}, mapping: {a: «[b]»}}]}}",
      "HL1103", "target"
    ),
    ("name: n\npipeline: []\nstages: {a: {actions: [{«default»: x}]}}", "HL1101", "no effect"),
    ("name: n\npipeline: []\nstages: {a: {«filter»: x}}", "HL1101", "pipeline"),
    ("name: n\n«ignored_value»: []\npipeline: []\nstages: {}", "HL1101", "`ignored_values`"),
    ("name: n\n«ignore-values»: []\npipeline: []\nstages: {}", "HL1101", "no effect"),
    ("name: «[n]»\npipeline: []\nstages: {}", "HL1103", "a name"),
    ("name: x\npipeline: «{stages: []}»\n", "HL1103", "a list of stages"),
  ])
  func findings(marked: String, code: String, words: String) {
    expectFinding(code, in: marked, words)
  }

  /// Faults in templates, in scalars of every style.
  @Test(arguments: [
    "a: \"{{ x «$» }}\"", "a: '{{ ''y'' «$» }}'", "a: \"{{ \\\"é\\\" «$» }}\"",
    "a: >\n            {{ x\n            «$» }}\n",
    "a: >-\n            {{ x }}\n\n            {{ «$» }}",
    "a: |\n            {{ x }}\n              {{ «$» }}\n", "a: x {{ «$» }}", "a: ['{{ «$» }}']",
  ])
  func faultsOfTemplates(marked: String) {
    expectFinding(
      DiagnosticCode.templateSyntax.rawValue,
      in: "name: n\npipeline: []\nstages:\n  s:\n    actions:\n      - set:\n          \(marked)",
      "the template never gives a value")
  }

  @Test func unsupportedTemplates() {
    expectFinding(
      DiagnosticCode.unsupportedTemplate.rawValue,
      in: "name: n\npipeline: [{name: a, filter: '{% «macro» a() %}{% endmacro %}'}]\nstages: {}")
  }

  /// A native rule file stays one, whatever it calls its keys.
  @Test func recognition() {
    #expect(IntakeTests.read("hlmap: 1\npipeline: []").format == nil)
    #expect(IntakeTests.read("stages: {}").format == nil)
    #expect(IntakeTests.read("[pipeline]").format == nil)
  }
}

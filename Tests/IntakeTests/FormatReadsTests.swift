import Planning
import Testing
import Text

@testable import Intake

/// What formats read of what was received.
@Suite struct FormatReadsTests {
  private func reads(_ filter: String, _ value: String, input: String = "original.message")
    throws -> RuleReads
  {
    let text = """
      name: one
      pipeline:
        - name: json
          external: {name: json.parse-json, properties: {input_field: \(input)}}
        - name: set
          filter: "{{ \(filter) }}"
      stages:
        set: {actions: [{set: {process.name: "\(value)"}}]}
      """
    let file = read(text)
    #expect(file.diagnostics.isEmpty)
    return try #require(file.format).reads
  }

  private func text(_ read: RuleReads.Read) -> String {
    let names = read.steps.map { step in if case .member(let name) = step.value { name } else { "" }
    }
    let mark =
      switch read.use {
      case .taken: ""
      case .takenIfPresent: "?"
      case .inspected: "!"
      }
    return names.joined(separator: ".") + mark
  }

  /// `!` marks what is only inspected, `?` what need not be there.
  @Test(arguments: [
    ("{{ json.message.a.b }}", ["a.b"]),
    ("{{ json.message.a['b'] }}", ["a.b"]),
    ("{{ json.message.a.get('b') }}", ["a.b"]),
    ("{{ json.message.a.get('b', 'none') }}", ["a.b?", "a!"]),
    ("{{ json.message.a.get('b', {}).get('c') }}", ["a.b.c?", "a!"]),
    ("{{ json.message.a.get('b', json.message.c) }}", ["a.b?", "a!", "c"]),
    ("{% if json.message.a.get('b', {}).c %}x{% endif %}", ["a!"]),
    ("{% if json.message.a %}{{ json.message.b }}{% endif %}", ["a!", "b"]),
    ("{{ json.message.a if json.message.b is defined else json.message.c }}", ["b!", "a", "c"]),
    ("{% for x in json.message.a %}{{ x.b.c }}{% endfor %}", ["a"]),
    ("{{ json.message.a and json.message.b }}", ["a", "b"]),
  ])
  func usesOfPaths(value: String, expected: [String]) throws {
    let found = try reads("json.message.z", value).reads
    #expect(found.map(text) == ["z!"] + expected)
  }

  @Test(arguments: [
    ("json.message.a == 'x'", ["a"]), ("json.message.a and not json.message.b", ["a!", "b!"]),
    ("json.message.a != None", ["a"]),
  ])
  func usesOfConditions(filter: String, expected: [String]) throws {
    #expect(try reads(filter, "x").reads.map(text) == expected)
  }

  @Test(arguments: [
    ("original.message", ["json.message"]), ("\"{{ original.a.b }}\"", ["json.message"]),
    ("other.message", []), ("\"{{ original.a or other.b }}\"", []),
  ])
  func stagesThatParseWhatWasReceived(input: String, expected: [String]) throws {
    #expect(try reads("json.message.a", "x", input: input).received.values.sorted() == expected)
  }
}

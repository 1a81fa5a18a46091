import Foundation
import Testing

@testable import Running
@testable import hl_map

/// `hl-map check` on the folders of intake formats, from outside.
@Suite(.serialized, .timeLimit(.minutes(10))) struct IntakeCheckCommandTests {
  let program: Program

  init() throws { program = try Program() }

  private static let parser = """
    pipeline:
      - name: parsed
        external: {name: json.parse-json}
      - name: fields
    stages:
      fields:
        actions:
          - set:
              acme.level: "{{ parsd.message.a }}" # hl-map: ignore[HL1310] because it is a sample
              event.type: >
                {% if parsed.message.x.toUpperCase() == 'A' %}
                  ["start"]
                {% endif %}
              user.id: '{{ "it''s" ~ parsd.message.users }}'
              host.name: "{{ parsed.message.hosts.0.name }}"
              user.name: "\\"{{ parsed.message.a | loer }}\\""
            filer: "{{ parsed.message.b }}"

    """

  private func write(fields: String) throws {
    try program.write("module/format/ingest/parser.yml", Self.parser)
    try program.write("module/format/_meta/fields.yml", fields)
    try program.write("module/format/_meta/manifest.yml", "uuid: 1\nname: sample\n")
    try program.write("module/format/tests/one.json", "{}")
    try program.write("module/_meta/manifest.yml", "name: module\n")
  }

  /// Only parsers are checked, with the taxonomies beside them.
  @Test func folders() throws {
    defer { program.remove() }
    try write(fields: "acme.level:\n  name: acme.level\n  type: keyword\n")
    let outcome = try program.run(["check", "--format", "compact", "module"])
    let codes = outcome.output.split(separator: "\n").compactMap { line in
      line.range(of: "[HL").map { range in String(line.suffix(from: range.upperBound).prefix(4)) }
    }
    #expect(codes == ["1301", "1310", "1311", "1301", "1101"], "\(outcome.output)")
    #expect(outcome.error.contains("1 file checked") && outcome.code == 0)
  }

  @Test func taxonomyFindings() throws {
    defer { program.remove() }
    try write(fields: "acme.level:\n  name: acme.level\n")
    let outcome = try program.run(["check", "--format", "compact", "module"])
    #expect(outcome.output.contains("module/format/_meta/fields.yml:1:1: warning[HL2002]"))
    try write(fields: "acme.level: [\n")
    let broken = try program.run(["check", "--format", "compact", "module"])
    #expect(broken.output.contains("module/format/_meta/fields.yml:2:1: error[HL1005]"))
    #expect(broken.code == 1)
  }

  /// Edits land inside templates, however YAML writes them.
  @Test func fixes() throws {
    defer { program.remove() }
    try write(fields: "acme.level:\n  name: acme.level\n  type: keyword\n")
    #expect(try program.run(["check", "--fix", "module"]).code == 0)
    let text = try program.read("module/format/ingest/parser.yml")
    let expected = Self.parser
      .replacingOccurrences(of: "toUpperCase", with: "upper")
      .replacingOccurrences(of: "~ parsd", with: "~ parsed")
      .replacingOccurrences(of: "hosts.0.name", with: "hosts[0].name")
      .replacingOccurrences(of: "loer", with: "lower")
      .replacingOccurrences(of: "filer", with: "filter")
    #expect(text == expected)
  }
}

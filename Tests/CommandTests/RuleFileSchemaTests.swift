import Foundation
import Testing

@testable import Running

/// The JSON Schema of rule files, judged by Python's `jsonschema`.
@Suite(.serialized, .timeLimit(.minutes(10))) struct RuleFileSchemaTests {
  static let hasValidator: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", "import jsonschema, yaml"]
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Prints `ok` or `refused` and the name for each file, after checking the schema itself.
  ///
  /// YAML is read by the core schema, as editors and rule files do.
  static let judge = #"""
    import json, re, sys, yaml, jsonschema

    class Core(yaml.SafeLoader):
        pass

    Core.yaml_implicit_resolvers = {}
    for tag, pattern, first in [
        ("null", r"(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
        ("bool", r"(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
        ("int", r"[-+]?(0|[1-9][0-9]*)$", list("-+0123456789")),
        ("float", r"[-+]?([0-9]*\.[0-9]+|[0-9]+\.[0-9]*)$", list("-+.0123456789")),
    ]:
        Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)

    def named(value):
        if isinstance(value, dict):
            return {str(key): named(item) for key, item in value.items()}
        return [named(item) for item in value] if isinstance(value, list) else value

    with open(sys.argv[1]) as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            document = named(yaml.load(file, Core))
        error = next(iter(validator.iter_errors(document)), None)
        print("ok" if error is None else "refused", path)
    """#

  func judge(_ program: Program, _ files: [String], rules: String? = nil) throws -> [String] {
    let schema = try program.run(
      ["schema", "json-schema"] + (rules.map { ["--rules", $0] } ?? []))
    #expect(schema.code == 0)
    try program.write("schema.json", schema.output)
    try program.write("judge.py", Self.judge)
    let names = files.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try program.shell("python3 -W ignore judge.py schema.json \(names)")
    #expect(outcome.code == 0, "\(outcome.error)")
    return outcome.lines
  }

  @Test(.enabled(if: hasValidator, "needs python3 with jsonschema and yaml"))
  func acceptsTheRepository() throws {
    let program = try Program()
    defer { program.remove() }
    let find = "find '\(Repository.path)/Mappings' '\(Repository.path)/Fixtures/language' "
    let files = try program.shell(find + "'\(Repository.path)/Fixtures/bench' -name '*.yml'").lines
      .filter { !$0.hasSuffix(".fields.yml") }
    #expect(files.count > 25)
    let verdicts = try judge(program, files)
    #expect(verdicts.filter { !$0.hasPrefix("ok ") } == [])
    #expect(verdicts.count == files.count)
    let rules = "\(Repository.path)/Mappings/harfanglab.yml"
    #expect(try judge(program, [rules], rules: rules) == ["ok \(rules)"])
  }

  /// Mistakes of shape, each a whole file below `hlmap: 1`.
  static let mistakes = [
    "stagess: []", "stages: {map: {user.name: a}}", "stages: [map]", "stages: [{}]",
    "stages: [{mapp: {user.name: a}}]", "stages: [{map: {user.name: 1}}]",
    "stages: [{map: {user.name: true}}]", "stages: [{map: {user.name: []}}]",
    "stages: [{map: [user.name]}]", "stages: [{set: event.kind}]",
    "stages: [{map: {user.name: {form: a}}}]", "stages: [{map: {user.name: {from: a, value: b}}}]",
    "stages: [{to: user.name}]", "stages: [{from: user.name}]",
    "stages: [{to: user.name, from: a, on_error: ignore}]",
    "stages: [{to: user.name, from: a, unless_set: 1}]",
    "stages: [{match: log_type}]", "stages: [{cases: [{is: a}]}]",
    "stages: [{match: log_type, cases: [{set: {event.kind: event}}]}]",
    "stages: [{match: log_type, cases: [{is: a, else: true}]}]",
    "stages: [{match: log_type, cases: {is: a}}]", "stages: [{match: a, map: {user.name: b}}]",
    "stages: [{for_each: users}]", "stages: [{for_each: users, to: user.name}]",
    "stages: [{decode: {jsn: message, name: m}}]", "stages: [{decode: {json: message}}]",
    "stages: [{decode: {json: message, name: m, pattern: x}}]", "stages: [{use: [1]}]",
    "stages: [{drop: false}]", "stages: [{emit: {}}]", "stages: [{emit: {drop: true}}]",
    "stages: [{set: {event.kind: event}, whem: a}]", "stages: [{drop: true, when: 3}]",
    "decode: {json: message, name: m}", "decode: message", "infer: related", "infer: [relatd]",
    "infer: [{when: a}]", "ignore: null", "tables: {levels: [a]}",
    "tests: [{name: a, in: {}}]", "tests: [{name: a, in: {}, out: [1]}]",
    "tests: [{name: a, in: {}, out: {}, partal: true}]", "include: []", "include: {a: b}",
    "unread: [a]", "unread: {a: null}", "unread: {a: \" \"}", "unread: {a: [b]}",
    "schema: 9.4", "schema: [ecs@9.4, {a.b: {typ: long}}]", "fragments: [a]",
  ]

  @Test(.enabled(if: hasValidator, "needs python3 with jsonschema and yaml"))
  func refusesMistakes() throws {
    let program = try Program()
    defer { program.remove() }
    var files = ["none.yml", "two.yml"]
    try program.write("none.yml", "stages: []\n")
    try program.write("two.yml", "hlmap: 2\n")
    for (place, text) in Self.mistakes.enumerated() {
      files.append("m\(place).yml")
      try program.write("m\(place).yml", "hlmap: 1\n\(text)\n")
    }
    let judged = try judge(program, files)
    for (place, file) in files.enumerated() {
      let text = place < 2 ? file : Self.mistakes[place - 2]
      #expect(judged[place] == "refused \(file)", "\(text)")
      // The schema is no stricter than the program.
      #expect(try program.run(["check", file]).code == 1, "\(text)")
    }
  }

  /// Of the syntax fixtures the schema refuses those that show a mistake of shape or of a word; it
  /// cannot know what stands in other files, in comments, in expressions, or twice.
  @Test(.enabled(if: hasValidator, "needs python3 with jsonschema and yaml"))
  func syntaxFixtures() throws {
    let program = try Program()
    defer { program.remove() }
    let path = "\(Repository.path)/Fixtures/diagnostics"
    let folders = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let refused = ["HL11", "HL1306", "HL1307"]
    let bad = folders.filter { name in refused.contains { name.hasPrefix($0) } }
    #expect(bad.count == 8)
    let files = bad.map { "\(path)/\($0)/bad.yml" }
    #expect(try judge(program, files) == files.map { "refused \($0)" })
    // Intake formats are not described by it.
    let good = folders.filter { $0.hasPrefix("HL1") }.map { "\(path)/\($0)/good.yml" }
      .filter { (try? String(contentsOfFile: $0, encoding: .utf8))?.hasPrefix("hlmap:") == true }
    #expect(good.count > 15)
    #expect(try judge(program, good) == good.map { "ok \($0)" })
  }

  @Test func offersFieldsAndFunctions() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run(["schema", "json-schema"])
    let schema =
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let definitions = schema?["definitions"] as? [String: Any]
    let fields = (definitions?["fields"] as? [String: Any])?["properties"] as? [String: Any]
    #expect(fields?["process.pid"] != nil)
    let expression = definitions?["expression"] as? [String: Any]
    #expect((expression?["description"] as? String)?.contains("before_first(") == true)
    #expect(outcome.output.utf8.count < 600_000)
  }
}

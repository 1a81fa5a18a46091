import Functions
import HLMap
import JSON
import Machine
import Testing
import Text

/// The examples of casts and decodes give what their declarations say.
@Suite struct ReferenceExampleTests {
  @Test(arguments: CastKindTable.all.filter(\.isListed).map(\.name))
  func casts(name: String) throws {
    let kind = try #require(CastKindTable.named(name))
    #expect(kind.examples.count >= 2, "`\(name)` needs examples: one that is cast, one that fails")
    let type = kind.fieldTypes.first ?? (kind.notation == .date ? "date" : ownType(kind.result))
    for example in kind.examples {
      let notation = example.notation ?? name
      let rules = """
        hlmap: 1
        schema: {r: \(type)}
        stages:
          - {to: r, from: v, as: '\(notation)'}
        """
      let result = try value(rules, event: "{\"v\":\(example.value)}")
      #expect(result == example.result, "\(example.value) as \(notation)")
    }
  }

  @Test(arguments: DecodeKindTable.rules.map(\.name))
  func decodes(name: String) throws {
    let kind = try #require(DecodeKindTable.rules(named: name))
    #expect(!kind.examples.isEmpty, "`\(name)` needs an example")
    let type = kind.singleValue == nil ? "flattened" : "keyword"
    for example in kind.examples {
      let options = example.options.map { ", \($0)" } ?? ""
      let rules = """
        hlmap: 1
        schema: {r: \(type)}
        stages:
          - decode: {\(name): text, name: d\(options)}
          - map: {r: $d}
        """
      let event = JSONTree.object([.init("text", .text(example.text))]).json
      let result = try value(rules, event: event)
      #expect(result == example.result, "\(example.text) by \(name)\(options)")
    }
  }

  /// The type of a field that takes what a cast without fields of its own gives.
  private func ownType(_ result: ResultType) -> String {
    result == .text ? "keyword" : "flattened"
  }

  /// What the field `r` of the mapped event holds, or `failed`.
  private func value(_ rules: String, event: String) throws -> String {
    let rules = try Rules.load(Array(rules.utf8), named: "rules.yml", files: MemoryFiles())
    var mapper = rules.makeMapper()
    guard let line = mapper.map(event.utf8).map({ Array($0) }).first else { return "failed" }
    return try JSONTreeParser.parse(line)["r"]?.json ?? "failed"
  }
}

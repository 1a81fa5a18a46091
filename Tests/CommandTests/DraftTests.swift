import Diagnostics
import HLMap
import JSON
import Machine
import Planning
import Schema
import TestSupport
import Testing
import Text

@testable import Workbench

/// First drafts from raw events of four products: what is proposed is right, and is most of what is
/// merely moved.
@Suite struct DraftTests {
  private static let products = ProjectFiles.shared.map { "\($0)/corpus/products" }

  /// A field with the value it should have, and the event's own values by their paths.
  private struct Sample {
    var source: [String: String]
    var golden: [String: String]
    var mapped: [String: String]
  }

  @Test(
    .enabled(if: products != nil, "the published events are not beside the project"),
    arguments: ["fortigate", "cloudtrail", "okta", "sysmon"])
  func proposals(product: String) throws {
    let folder = try #require(Self.products) + "/\(product)"
    let input = try #require(ProjectFiles.bytes(folder + "/input.ndjson"))
    let expected = try #require(ProjectFiles.bytes(folder + "/expected.ndjson"))
    let documents = SampleDocuments.read(input, limit: 10_000).documents
    let draft = try draft(of: documents)
    #expect(RuleLoader.load(text: draft.text, name: "draft").diagnostics.isEmpty)
    let mapped = try run(draft.text, documents)
    let golden = SampleDocuments.read(expected, limit: 10_000).documents
    try #require(mapped.count == golden.count && draft.events.count == golden.count)
    let samples = golden.indices.map { index in
      Sample(
        source: draft.events[index].map { Self.values($0) } ?? [:],
        golden: Self.members(golden[index]),
        mapped: Self.values(mapped[index]))
    }
    let fields = Set(samples.flatMap(\.golden.keys)).filter {
      !$0.hasPrefix("related.") && $0 != "event.kind"
    }
    let moves = fields.filter { field in Self.isMove(field, samples) }
    let right = moves.filter { field in
      samples.allSatisfy { $0.golden[field] == nil || $0.mapped[field] == $0.golden[field] }
    }
    let wrong = fields.filter { field in
      samples.contains { sample in
        guard let golden = sample.golden[field], let mapped = sample.mapped[field] else {
          return false
        }
        return golden != mapped
      }
    }
    #expect(right.count * 2 >= moves.count, "\(right.count) of \(moves.count) moves")
    #expect(wrong.isEmpty, "\(wrong.sorted())")
  }

  private func draft(of documents: [JSONTree]) throws -> (text: String, events: [JSONTree?]) {
    let (form, events) = EventForm.find(in: documents)
    var census = SampleCensus()
    for case let event? in events { census.add(event) }
    var diagnostics: [Diagnostic] = []
    let schema = Schema.build(layers: [], diagnostics: &diagnostics)
    let draft = FirstMapping(
      name: "draft", form: form, census: census, schema: schema, schemaPath: "schema.json")
    return (draft.text, events)
  }

  private func run(_ rules: String, _ documents: [JSONTree]) throws -> [JSONTree] {
    let rules = try Rules.load(Array(rules.utf8), named: "draft.yml", files: MemoryFiles())
    var mapper = rules.makeMapper()
    return try documents.flatMap { document in
      try mapper.map(document.json.utf8).map { try JSONTreeParser.parse(Array($0)) }
    }
  }

  /// Whether some path of the events holds the golden value wherever there is one.
  private static func isMove(_ field: String, _ samples: [Sample]) -> Bool {
    let having = samples.filter { $0.golden[field] != nil }
    guard let first = having.first else { return false }
    return first.source.keys.contains { path in
      having.allSatisfy { $0.source[path] == $0.golden[field] }
    }
  }

  // MARK: Values

  /// The members of a flat object, each as it compares.
  private static func members(_ tree: JSONTree) -> [String: String] {
    guard case .object(let members) = tree else { return [:] }
    return Dictionary(members.map { ($0.name, plain($0.value)) }) { $1 }
  }

  /// The scalars of an event, and lists of them, by dotted paths.
  private static func values(_ tree: JSONTree, below path: String = "") -> [String: String] {
    guard case .object(let members) = tree else { return [:] }
    var result: [String: String] = [:]
    for member in members {
      let path = path.isEmpty ? member.name : "\(path).\(member.name)"
      if case .object = member.value {
        result.merge(values(member.value, below: path)) { $1 }
      } else {
        result[path] = plain(member.value)
      }
    }
    return result
  }

  /// A value as it compares: numbers by value, dates as instants, a list of one as its item.
  private static func plain(_ value: JSONTree) -> String {
    if case .list(let items) = value {
      return items.count == 1 ? plain(items[0]) : items.map(plain).sorted().joined(separator: "\n")
    }
    guard let text = value.scalarText else { return value.json }
    if let number = Double(text) { return "\(number)" }
    return instant(text) ?? text
  }

  private static func instant(_ text: String) -> String? {
    guard text.utf8.count > 18, text.contains(":") else { return nil }
    let event = JSONTree.object([.init("t", .text(text))]).json
    let rules = "hlmap: 1\nstages: [{map: {\"@timestamp\": t}}]"
    guard let rules = try? Rules.load(Array(rules.utf8), named: "t", files: MemoryFiles()) else {
      return nil
    }
    var mapper = rules.makeMapper()
    let line = mapper.map(event.utf8).map { Array($0) }.first
    let date = line.flatMap { try? JSONTreeParser.parse($0) }?["@timestamp"]?.scalarText
    return date?.replacing(".000Z", with: "Z")
  }
}

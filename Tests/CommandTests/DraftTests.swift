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
    let mapped = try #require(GoldenFields.mapped(documents, by: draft.text))
    let golden = SampleDocuments.read(expected, limit: 10_000).documents
    try #require(mapped.count == golden.count && draft.events.count == golden.count)
    let samples = golden.indices.map { index in
      Sample(
        source: draft.events[index].map { GoldenFields.values($0) } ?? [:],
        golden: GoldenFields.members(golden[index]),
        mapped: GoldenFields.values(mapped[index]))
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

  /// Whether some path of the events holds the golden value wherever there is one.
  private static func isMove(_ field: String, _ samples: [Sample]) -> Bool {
    let having = samples.filter { $0.golden[field] != nil }
    guard let first = having.first else { return false }
    return first.source.keys.contains { path in
      having.allSatisfy { $0.source[path] == $0.golden[field] }
    }
  }
}

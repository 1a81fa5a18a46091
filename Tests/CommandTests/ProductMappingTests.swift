import Diagnostics
import Events
import Foundation
import Planning
import Testing

@testable import HLMap
@testable import JSON
@testable import Machine
@testable import Schema
@testable import Workbench
@testable import hl_map

/// The mappings of products: what they make of events is valid ECS, and agrees with the public
/// golden fields beside the project but for what `Fixtures/NAME/differences.json` lists.
@Suite struct ProductMappingTests {
  /// A product, and how many golden fields its mapping is to give at least.
  struct Product: Sendable, CustomTestStringConvertible {
    var name: String
    var given: Int
    var golden: Int

    var testDescription: String { name }
    var rules: String { "\(root)/Mappings/\(name).yml" }
    var fixtures: String { "\(root)/Fixtures/\(name)" }
  }

  static let products = [
    Product(name: "cloudtrail", given: 362, golden: 371),
    Product(name: "fortigate", given: 568, golden: 574),
    Product(name: "okta", given: 62, golden: 67),
    Product(name: "sysmon", given: 2163, golden: 2223),
  ]

  private static let root = String(
    #filePath.dropLast("/Tests/CommandTests/ProductMappingTests.swift".count))

  /// The golden events in the shared folder beside the project, or beside the checkout it is a work
  /// tree of.
  private static let corpus = ["../shared", "../../shared"]
    .map { "\(root)/\($0)/corpus/products" }
    .first { FileManager.default.fileExists(atPath: $0) }

  private static func lines(_ path: String) throws -> [JSONTree] {
    try TestFinder.lines(Array(Data(contentsOf: URL(fileURLWithPath: path)))).map {
      try JSONTreeParser.parse($0.bytes)
    }
  }

  /// What the mapping of a product makes of events: at least one event of each.
  private static func map(_ events: [[UInt8]], _ product: Product) throws -> [JSONTree] {
    let loaded = RuleLoader.load(path: product.rules, LoadRequest(onlyErrors: true))
    let errors = loaded.diagnostics.filter { $0.severity == .error }.map(\.message)
    let runner = TestRunner(
      plan: try #require(loaded.plan, "\(product.rules): \(errors)"),
      now: Instant.forTests.milliseconds)
    return try events.enumerated().flatMap { index, event in
      let name = "\(product.name) \(index)"
      let result = runner.run(
        MappingTest(name: name, place: name, input: event, expected: nil, origin: .inline))
      guard case .events(let mapped) = result.actual, !mapped.isEmpty else {
        Issue.record("\(name): \(result.actual)")
        throw MappingFailure()
      }
      return mapped
    }
  }

  private struct MappingFailure: Error {}

  // MARK: The golden fields

  @Test(.enabled(if: corpus != nil, "the corpus is not beside the project"), arguments: products)
  func agreesWithTheGoldenFields(_ product: Product) throws {
    let folder = "\(try #require(Self.corpus))/\(product.name)"
    let expected = try Self.lines("\(folder)/expected.ndjson")
    let mapped = try Self.map(
      SampleSet(paths: ["\(folder)/input.ndjson"]).events, product)
    try #require(mapped.count == expected.count)

    var differences = FieldDifferences(known: try Self.known(product))
    var given = 0
    var golden = 0
    for (index, (ours, theirs)) in zip(mapped, expected).enumerated() {
      guard case .object(let fields) = theirs else { continue }
      for field in fields where !Self.needsDatabase(field.name) {
        golden += 1
        let value = Self.value(at: field.name, in: ours)
        if let value, Self.agree(value, field.value) {
          given += 1
        } else {
          let one = FieldDifferences.Difference(
            field: field.name, theirs: field.value, ours: value ?? .null)
          differences.add([one], of: "event \(index)")
        }
      }
    }
    #expect(golden == product.golden)
    #expect(given >= product.given, "\(given) of \(golden) golden fields")
    let unlisted = differences.unlisted.map {
      "\($0.difference.field)  theirs \($0.difference.theirs.spaced)  ours "
        + "\($0.difference.ours.spaced)  \($0.entries) entries  \($0.event)"
    }
    #expect(unlisted.isEmpty, "not listed:\n\(unlisted.joined(separator: "\n"))")
    let unused = differences.unused.map { "entry \($0 + 1), \(differences.known[$0].field)" }
    #expect(unused.isEmpty, "match no difference: \(unused.joined(separator: "; "))")
  }

  /// Places and networks of addresses come from databases that are not part of the project.
  private static func needsDatabase(_ field: String) -> Bool {
    field.contains(".geo.") || field.contains(".as.")
  }

  private static func known(_ product: Product) throws -> [FieldDifferences.Known] {
    let path = "\(product.fixtures)/differences.json"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let tree = try JSONTreeParser.parse(Array(Data(contentsOf: URL(fileURLWithPath: path))))
    guard case .list(let entries) = tree else {
      Issue.record("\(path) is no list")
      return []
    }
    return try entries.map { try #require(FieldDifferences.Known($0), "\(path): \($0.spaced)") }
  }

  private static func value(at name: String, in event: JSONTree) -> JSONTree? {
    name.split(separator: ".").reduce(event) { $0?[String($1)] }
  }

  /// Lists as sets, objects by their members, dates as the moments they name.
  private static func agree(_ left: JSONTree, _ right: JSONTree) -> Bool {
    switch (left, right) {
    case (.list(let left), .list(let right)):
      left.allSatisfy { one in right.contains { agree(one, $0) } }
        && right.allSatisfy { one in left.contains { agree($0, one) } }
    case (.object(let members), .object(let others)):
      members.count == others.count
        && members.allSatisfy { member in
          right[member.name].map { agree(member.value, $0) } ?? false
        }
    case (.list, _), (_, .list), (.object, _), (_, .object): false
    default: FieldDifferences.equal(left, right)
    }
  }

  @Test(.enabled(if: corpus != nil, "the corpus is not beside the project"))
  func everyShippedProductIsCompared() throws {
    let corpus = try #require(Self.corpus)
    for name in try FileManager.default.contentsOfDirectory(atPath: corpus).sorted()
    where FileManager.default.fileExists(atPath: "\(corpus)/\(name)/expected.ndjson")
      && FileManager.default.fileExists(atPath: "\(Self.root)/Mappings/\(name).yml")
    {
      #expect(Self.products.contains { $0.name == name }, "\(name) has no floor")
    }
  }

  // MARK: Valid ECS

  @Test(arguments: products) func fixturesAreValid(_ product: Product) throws {
    let events = try SampleSet(paths: [product.fixtures]).events
    #expect(events.count >= 10)
    try Self.expectValid(try Self.map(events, product), product)
  }

  @Test(.enabled(if: corpus != nil, "the corpus is not beside the project"), arguments: products)
  func goldenEventsAreValid(_ product: Product) throws {
    let input = "\(try #require(Self.corpus))/\(product.name)/input.ndjson"
    let mapped = try Self.map(SampleSet(paths: [input]).events, product)
    #expect(mapped.allSatisfy { $0["@timestamp"] != nil })
    try Self.expectValid(mapped, product)
  }

  /// That categorization is that of ECS. Fields and their values are seen to by the schema: what it does
  /// not have cannot be written.
  private static func expectValid(_ events: [JSONTree], _ product: Product) throws {
    let schema = try #require(
      RuleLoader.load(path: product.rules, LoadRequest(onlyErrors: true)).schema)
    for (index, event) in events.enumerated() {
      let place = "\(product.name) \(index), \(event["event"]?["action"]?.spaced ?? "no action")"
      let categories = texts(event["event"]?["category"])
      #expect(event["event"]?["kind"] != nil, "\(place): no event.kind")
      let allowed = categories.flatMap { schema.expectedEventTypes(category: $0) ?? [] }
      for type in texts(event["event"]?["type"]) where !categories.isEmpty {
        #expect(allowed.contains(type), "\(place): \(type) beside \(categories)")
      }
    }
  }

  private static func texts(_ tree: JSONTree?) -> [String] {
    guard case .list(let items)? = tree else { return [] }
    return items.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }
}

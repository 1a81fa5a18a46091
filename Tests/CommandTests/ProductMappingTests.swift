import HLMap
import Machine
import TestSupport
import Testing

@testable import Workbench

/// The shipped mappings of products on published events with golden fields of ECS.
///
/// What a mapping writes beyond the golden fields does not count. Where a golden value is no ECS, or
/// stems from the collector, the mapping goes its own way, so that not all fields can be the same.
@Suite struct ProductMappingTests {
  private static let products = ProjectFiles.shared.map { "\($0)/corpus/products" }

  @Test(
    .enabled(if: products != nil, "the published events are not beside the project"),
    arguments: [("cloudtrail", 975), ("fortigate", 985), ("okta", 920), ("sysmon", 975)])
  func goldenFields(product: String, least permille: Int) throws {
    let folder = try #require(Self.products) + "/\(product)"
    let input = try #require(ProjectFiles.bytes(folder + "/input.ndjson"))
    let expected = try #require(ProjectFiles.bytes(folder + "/expected.ndjson"))
    let rules = try Rules.load("\(ProjectFiles.root)/Mappings/\(product).yml")
    let documents = SampleDocuments.read(input, limit: 10_000).documents
    let mapped = GoldenFields.mapped(documents, by: rules)
    let golden = SampleDocuments.read(expected, limit: 10_000).documents
    try #require(mapped.count == golden.count)
    var (same, total) = (0, 0)
    var others: [String: Int] = [:]
    for (event, wanted) in zip(mapped, golden) {
      let values = GoldenFields.values(event)
      for (field, value) in GoldenFields.members(wanted)
      where !field.contains(".geo.") && !field.contains(".as.") {
        total += 1
        if values[field] == value { same += 1 } else { others[field, default: 0] += 1 }
      }
    }
    #expect(same * 1000 >= total * permille, "\(same) of \(total); others: \(others)")
  }
}

import Diagnostics
import Foundation
import Planning
import Testing

@testable import Events
@testable import HLMap
@testable import JSON
@testable import Machine
@testable import Workbench
@testable import hl_map

/// The rule file for HarfangLab beside the intake format of the public collection: on the
/// collection's events the two agree on every field that both write, but for what
/// `Fixtures/harfanglab-ecs/differences.json` lists with its reason.
@Suite(.timeLimit(.minutes(10))) struct DifferentialTests {
  private static let root = String(
    #filePath.dropLast("/Tests/CommandTests/DifferentialTests.swift".count))
  private static let rules = "\(root)/Mappings/harfanglab-ecs.yml"
  private static let list = "\(root)/Fixtures/harfanglab-ecs/differences.json"

  /// The format in the shared folder beside the project, or beside the checkout it is a work tree of.
  private static let format = ["../shared", "../../shared"]
    .map { "\(root)/\($0)/corpus/intake-formats/HarfangLab/harfanglab" }
    .first { FileManager.default.fileExists(atPath: $0) }

  private static func runner(_ path: String) throws -> TestRunner {
    let loaded = RuleLoader.load(path: path, LoadRequest(onlyErrors: true))
    let errors = loaded.diagnostics.filter { $0.severity == .error }.map(\.message)
    let plan = try #require(loaded.plan, "\(path): \(errors)")
    return TestRunner(plan: plan, now: Instant.forTests.milliseconds)
  }

  private static func known() throws -> [FieldDifferences.Known] {
    guard FileManager.default.fileExists(atPath: list) else { return [] }
    let tree = try JSONTreeParser.parse(Array(Data(contentsOf: URL(fileURLWithPath: list))))
    guard case .list(let entries) = tree else {
      Issue.record("\(list) is no list")
      return []
    }
    return entries.compactMap { entry in
      let known = FieldDifferences.Known(entry)
      #expect(known != nil, "not an entry: \(entry.spaced)")
      return known
    }
  }

  @Test(
    .enabled(if: format != nil, "the collection is not beside the project"),
    .enabled(
      if: FileManager.default.fileExists(atPath: rules), "there is no Mappings/harfanglab-ecs.yml"))
  func agreesWithTheCollection() throws {
    let format = try #require(Self.format)
    let theirs = try Self.runner("\(format)/ingest/parser.yml")
    let ours = try Self.runner(Self.rules)
    var differences = FieldDifferences(known: try Self.known())
    var compared = 0
    for file in RuleFiles.walk("\(format)/tests", accept: { $0.hasSuffix(".json") }) {
      for event in try SampleSet(paths: [file]).events {
        let test = MappingTest(
          name: file, place: file, input: event, expected: nil, origin: .inline)
        guard case .events(let left) = theirs.run(test).actual, let left = left.first,
          case .events(let right) = ours.run(test).actual, let right = right.first
        else {
          Issue.record("\(file) is not mapped by both")
          continue
        }
        compared += 1
        differences.add(
          FieldDifferences.between(theirs: left, ours: right),
          of: String(file.dropFirst(format.count + 1)))
      }
    }
    #expect(compared >= 56)
    let unlisted = differences.unlisted.map { one in
      "\(one.difference.field)  theirs \(one.difference.theirs.spaced)  ours "
        + "\(one.difference.ours.spaced)  "
        + (one.entries == 0 ? "not listed" : "\(one.entries) entries match") + "  \(one.event)"
    }
    #expect(
      unlisted.isEmpty, "\(unlisted.count) differences:\n\(unlisted.joined(separator: "\n"))")
    let unused = differences.unused.map { "entry \($0 + 1), \(differences.known[$0].field)" }
    #expect(unused.isEmpty, "match no difference: \(unused.joined(separator: "; "))")
  }
}

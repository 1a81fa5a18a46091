import Diagnostics
import JSON
import Language
import Planning
import Running
import TestSupport
import Testing
import Text

@testable import HLMap
@testable import YAML

/// The files of `Fixtures/` and `Mappings/` through the whole engine.
@Suite struct EngineFixtureTests {
  private static let mappings =
    ProjectFiles.names(ProjectFiles.root + "/Fixtures/language").map { "Fixtures/language/\($0)" }
    + ProjectFiles.names(ProjectFiles.root + "/Mappings").map { "Mappings/\($0)" }

  private static let ruleFiles = mappings.filter {
    $0.hasSuffix(".yml") && !$0.hasSuffix(".fields.yml")
  }

  /// What is found of a file but for what its comments hide.
  private static func withoutHidden(_ loaded: LoadedRules) -> [Diagnostic] {
    var diagnostics = loaded.diagnostics
    var suppressions: [Suppression] = []
    for (number, text) in loaded.sources.texts.enumerated()
    where Suppression.mayOccur(in: text) {
      suppressions += Suppression.read(
        YAMLComments.find(in: text), in: text, source: UInt16(number), into: &diagnostics)
    }
    return SuppressedFindings(diagnostics, suppressions, in: loaded.sources).shown
  }

  @Test(arguments: ruleFiles)
  func inlineTests(path: String) throws {
    let loaded = RuleLoader.load(path: "\(ProjectFiles.root)/\(path)")
    let shown = Self.withoutHidden(loaded)
    #expect(
      shown.allSatisfy { $0.severity == .info },
      "\(CompactReport(sources: loaded.sources).render(shown))")
    let tests = try #require(loaded.syntax).tests
    let engine = try Engine(path: "\(ProjectFiles.root)/\(path)")
    for test in tests {
      let result = engine.map(test.input.value.json)
      guard let expected = test.output?.value.json else {
        #expect(result == .dropped, "\(test.name.value)")
        continue
      }
      // `out` is one event, or the list of all that are written.
      guard case .lines(let lines) = result else {
        Issue.record("\(test.name.value): \(result)")
        continue
      }
      let wanted = try #require(ReferenceJSON(expected))
      var got = try #require(ReferenceJSON(lines[0]))
      if case .list = wanted { got = .list(lines.compactMap { ReferenceJSON($0) }) }
      let isRight = test.isPartial ? got.holds(wanted) : got == wanted
      #expect(isRight, "\(test.name.value)\n wanted \(wanted.json)\n got    \(got.json)")
    }
  }

  @Test(
    arguments: ProjectFiles.names(ProjectFiles.root + "/Fixtures/harfanglab").filter {
      $0.hasSuffix(".json")
    })
  func events(name: String) throws {
    let engine = try Engine(path: "\(ProjectFiles.root)/Mappings/harfanglab.yml")
    let bytes = try #require(ProjectFiles.bytes("\(ProjectFiles.root)/Fixtures/harfanglab/\(name)"))
    let file = try #require(ReferenceJSON(bytes))
    let input = try #require(file["input"])
    let expected = try #require(file["expected"])
    let result = engine.map(raw(bytes, input))
    if expected == .null {
      #expect(result == .dropped)
      return
    }
    let got = ReferenceJSON(result.description)
    #expect(got == expected, "wanted \(expected.json)\n got    \(got?.json ?? "\(result)")")
  }

  /// The input as it is spelled in the file, on one line: duplicates and escapes matter.
  private func raw(_ file: [UInt8], _ input: ReferenceJSON) -> String {
    let text = String(decoding: file, as: UTF8.self)
    guard let start = text.firstRange(of: "\"input\":") else { return input.json }
    var depth = 0
    var isText = false
    var isEscaped = false
    var result = ""
    for scalar in text[start.upperBound...].unicodeScalars {
      result.unicodeScalars.append(scalar == "\n" ? " " : scalar)
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        isText.toggle()
      } else if !isText, scalar == "{" {
        depth += 1
      } else if !isText, scalar == "}" {
        depth -= 1
        if depth == 0 { break }
      }
    }
    return result
  }

  private func json(_ path: String) throws -> ReferenceJSON {
    let bytes = try #require(ProjectFiles.bytes(path))
    return try #require(ReferenceJSON(bytes))
  }

  private static let seed = ProjectFiles.shared.map { "\($0)/seed/events" }

  @Test(
    .enabled(if: seed != nil, "the seed events are not beside the project"),
    arguments: ["network", "process", "process2", "wineventlog"])
  func seedEvents(name: String) throws {
    let folder = try #require(EngineFixtureTests.seed)
    let engine = try Engine(path: "\(ProjectFiles.root)/Mappings/harfanglab.yml")
    let input = try json("\(folder)/\(name).input.json")
    let expected = try json("\(folder)/\(name).expected.json")
    let result = engine.map(input.json)
    let got = try #require(ReferenceJSON(result.description), "\(result)")
    let (a, b) = (got.without("message").relatedAsSets, expected.without("message").relatedAsSets)
    #expect(a == b, "wanted \(b.json)\n got    \(a.json)")
  }
}

extension ReferenceJSON {
  /// Whether everything in the other stands here too.
  fileprivate func holds(_ other: ReferenceJSON) -> Bool {
    guard case .object(let mine) = self, case .object(let theirs) = other else {
      return self == other
    }
    return theirs.allSatisfy { mine[$0.key]?.holds($0.value) ?? false }
  }

  fileprivate var relatedAsSets: ReferenceJSON {
    let related = Array("related".utf16)
    guard case .object(var members) = self, case .object(let lists)? = members[related] else {
      return self
    }
    members[related] = .object(
      lists.mapValues { list in
        if case .list(let items) = list { .list(items.sorted { $0.json < $1.json }) } else { list }
      })
    return .object(members)
  }
}

import Diagnostics
import Testing
import Text

@testable import Language

/// `docs:` of a rule file.
@Suite struct DocsTests {
  @Test func everyKeyWithItsPlace() throws {
    let text = """
      hlmap: 1
      docs:
        title: The reef
        data_sources: {Tides: Ebb and flow., "Winds": ""}
        samples: [up, down]
        hidden: event.outcome
      """
    let file = RuleFileReader.read(text: text, name: "r.yml")
    #expect(file.diagnostics.isEmpty)
    let docs = try #require(file.mapping?.docs)
    #expect(docs.title?.value == "The reef")
    #expect(docs.dataSources.map(\.name.value) == ["Tides", "Winds"])
    #expect(docs.dataSources.map(\.description.value) == ["Ebb and flow.", ""])
    #expect(docs.samples.map { file.sources.text(of: $0.span) } == ["up", "down"])
    #expect(docs.hidden.map { file.sources.text(of: $0.span) } == ["event.outcome"])
    #expect(file.sources.location(of: docs.span).hasPrefix("r.yml:3:"))
  }

  @Test(arguments: [
    ("[]", DiagnosticCode.wrongShape, "[]"), ("{titel: x}", .unknownKey, "titel"),
    ("{title: [a]}", .wrongShape, "[a]"), ("{data_sources: [a]}", .wrongShape, "[a]"),
    ("{data_sources: {a: [b]}}", .wrongShape, "[b]"), ("{samples: [[a]]}", .wrongShape, "[a]"),
    ("{hidden: ''}", .emptyPath, "''"),
  ])
  func mistakes(_ docs: String, _ code: DiagnosticCode, _ place: String) throws {
    let file = RuleFileReader.read(text: "hlmap: 1\ndocs: \(docs)\n", name: "r.yml")
    #expect(file.diagnostics.map(\.code) == [code])
    let span = try #require(file.diagnostics.first?.span)
    #expect(file.sources.text(of: span) == place)
  }
}

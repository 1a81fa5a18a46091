import Diagnostics
import Planning
import Testing
import Text

@testable import Language

/// `unread:` of a rule file.
@Suite struct UnreadTests {
  @Test func pathsAndReasonsWithTheirPlaces() throws {
    let text = """
      hlmap: 1
      unread:
        agent.version: changes with every update
        "rules[*].text": 'the whole source'
        event_data["Process Name"][0]: 7
      """
    let file = RuleFileReader.read(text: text, name: "r.yml")
    #expect(file.diagnostics.isEmpty)
    let unread = try #require(file.mapping?.unread)
    #expect(
      unread.map { file.sources.text(of: $0.path.span) } == [
        "agent.version", "rules[*].text", "event_data[\"Process Name\"][0]",
      ])
    #expect(unread[1].path.steps.map(\.value) == [.member("rules"), .each, .member("text")])
    #expect(unread.map(\.reason.value) == ["changes with every update", "the whole source", "7"])
    #expect(file.sources.text(of: unread[0].reason.span) == "changes with every update")
  }

  @Test(arguments: [
    ("[a]", DiagnosticCode.wrongShape, "[a]"), ("a", .wrongShape, "a"),
    ("{a: [b]}", .wrongShape, "[b]"), ("{a: {b: c}}", .wrongShape, "{b: c}"),
    ("{a: }", .wrongShape, ""), ("{a: ''}", .emptyPath, "''"), ("{a: ' '}", .emptyPath, "' '"),
    ("{$raw.a: b}", .wrongShape, "$raw.a"), ("{$out.a: b}", .wrongShape, "$out.a"),
    ("{$item: b}", .wrongShape, "$item"), ("{'a | lower': b}", .wrongShape, "'a | lower'"),
    ("{1: b}", .wrongShape, "1"), ("{a..b: c}", .expressionSyntax, "."),
    ("{'a[': c}", .expressionSyntax, ""), ("{'': c}", .expressionSyntax, ""),
    ("{a: b, a: c}", .duplicateKey, "a"),
  ])
  func mistakes(_ unread: String, _ code: DiagnosticCode, _ place: String) throws {
    let file = RuleFileReader.read(text: "hlmap: 1\nunread: \(unread)\n", name: "r.yml")
    #expect(file.diagnostics.map(\.code) == [code])
    let span = try #require(file.diagnostics.first?.span)
    if !place.isEmpty { #expect(file.sources.text(of: span) == place) }
  }

  /// One mistake takes no other entry with it.
  @Test func theRestStays() {
    let text = "hlmap: 1\nunread: {a: b, $raw.c: d, e: '', f: g}\n"
    let file = RuleFileReader.read(text: text, name: "r.yml")
    #expect(file.diagnostics.count == 2)
    #expect(file.mapping?.unread.map(\.reason.value) == ["b", "g"])
  }
}

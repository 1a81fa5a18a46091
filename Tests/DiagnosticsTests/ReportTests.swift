import Diagnostics
import Testing

@testable import Text

private func span(_ lower: Int, _ upper: Int, source: UInt16 = 0) -> Span {
  Span(source: source, lower: lower, upper: upper)
}

private func sources(_ texts: (name: String, text: String)...) -> SourceMap {
  var map = SourceMap()
  for entry in texts {
    _ = map.add(SourceText(name: entry.name, bytes: Array(entry.text.utf8)))
  }
  return map
}

@Suite struct TextReportTests {
  @Test func caretsLabelAndHelp() {
    let map = sources(("a.yml", "one: 1\n    event.kind: Alert\n"))
    let finding = Diagnostic(
      .valueNotAllowed, .error, "`event.kind` does not allow the value `Alert`", at: span(23, 28),
      label: "not one of: alert, event", help: "did you mean `alert`?",
      fix: .init(span(23, 28), "alert"))
    #expect(
      TextReport(sources: map).render(finding) == """
        error[HL2102]: `event.kind` does not allow the value `Alert`
          ┌─ a.yml:2:17
         2│     event.kind: Alert
          │                 ^^^^^ not one of: alert, event
          = help: did you mean `alert`?   (fixable with --fix)

        """)
  }

  @Test func otherPlaces() {
    let map = sources(("a.yml", "a: 1\nb: 2\nc: 3\na: 4\n"), ("b.yml", "x: 1\n"))
    let finding = Diagnostic(
      .duplicateKey, .warning, "twice", at: span(15, 16),
      labels: [.init(span(0, 1, source: 1), "there"), .init(span(0, 1), "first here")])
    #expect(
      TextReport(sources: map).render(finding) == """
        warning[HL1008]: twice
          ┌─ a.yml:4:1
         1│ a: 1
          │ - first here
          ·
         4│ a: 4
          │ ^
          ┌─ b.yml:1:1
         1│ x: 1
          │ - there

        """)
  }

  @Test func sameLineIsShownOnce() {
    let map = sources(("a.yml", "{a: 1, a: 2}\n"))
    let finding = Diagnostic(
      .duplicateKey, .error, "twice", at: span(7, 8), labels: [.init(span(1, 2), "first here")])
    #expect(
      TextReport(sources: map).render(finding) == """
        error[HL1008]: twice
          ┌─ a.yml:1:8
         1│ {a: 1, a: 2}
          │        ^
          │  - first here

        """)
  }

  @Test func withoutAPlace() {
    let finding = Diagnostic(.fileNotFound, .error, "no `x.yml`", at: nil, help: "look")
    #expect(
      TextReport(sources: SourceMap()).render(finding)
        == "error[HL1001]: no `x.yml`\n  = help: look\n")
  }

  @Test(arguments: [
    ("\tk: bad", 4, 7, "    k: bad", "       ^^^"),
    ("é: 日本 bad", 11, 14, "é: 日本 bad", "        ^^^"),
    ("a: \u{1B}[31m", 3, 4, "a: \u{FFFD}[31m", "   ^"),
    ("a: 1\r\n", 3, 4, "a: 1", "   ^"),
    ("a: |\n  x\n  y", 3, 12, "a: |", "   ^"),
    ("a:", 2, 2, "a:", "  ^"),
  ])
  func excerpts(text: String, lower: Int, upper: Int, line: String, carets: String) {
    let finding = Diagnostic(.wrongShape, .info, "m", at: span(lower, upper))
    let report = TextReport(sources: sources(("a", text))).render(finding)
    let lines = report.split(separator: "\n").map(String.init)
    #expect(lines[2] == " 1│ " + line)
    #expect(lines[3] == "  │ " + carets)
  }

  @Test func longLinesAreWindowed() {
    let text = String(repeating: "é", count: 5000) + "BAD" + String(repeating: "y", count: 5000)
    let finding = Diagnostic(.wrongShape, .error, "m", at: span(10_000, 10_003))
    let lines = TextReport(sources: sources(("a", text))).render(finding).split(separator: "\n")
    #expect(lines[2].count < 140)
    #expect(lines[2].contains("BAD"))
    let column = lines[2].firstRange(of: "BAD").map {
      lines[2].distance(from: lines[2].startIndex, to: $0.lowerBound)
    }
    let caret = lines[3].firstIndex(of: "^").map {
      lines[3].distance(from: lines[3].startIndex, to: $0)
    }
    #expect(column == caret)
    #expect(lines[1].hasSuffix(":1:5001"))
  }

  @Test func colorIsOptional() {
    let finding = Diagnostic(.wrongShape, .error, "m", at: nil)
    #expect(!TextReport(sources: SourceMap()).render(finding).contains("\u{1B}"))
    let colored = TextReport(sources: SourceMap(), usesColor: true).render(finding)
    #expect(colored.contains("\u{1B}[1;31merror[HL1103]\u{1B}[0m"))
  }

  @Test func messagesCannotSendEscapes() {
    let finding = Diagnostic(.wrongShape, .error, "a\u{1B}[2Jb\nc\u{202E}", at: nil)
    #expect(
      TextReport(sources: SourceMap()).render(finding)
        == "error[HL1103]: a\\u{1b}[2Jb\\nc\\u{202e}\n")
  }
}

@Suite struct LineReportTests {
  let map = sources(("a.yml", "a: é\nb: 2\n"))

  var finding: Diagnostic {
    Diagnostic(
      .unknownKey, .error, "no \"b\"", at: span(6, 7), label: "here",
      labels: [.init(span(0, 1), "first")], help: "do", fix: .init(span(6, 7), "c"))
  }

  @Test func compact() {
    #expect(
      CompactReport(sources: map).render(finding)
        == "a.yml:2:1: error[HL1101]: no \"b\": here (do)\n")
    #expect(
      CompactReport(sources: map).render(Diagnostic(.fileNotFound, .error, "x", at: nil))
        == "error[HL1001]: x\n")
  }

  @Test func json() {
    let place = #""file":"a.yml","line":2,"column":1,"endLine":2,"endColumn":2,"start":6,"end":7"#
    #expect(
      JSONReport(sources: map).render(finding)
        == #"{"code":"HL1101","severity":"error","message":"no \"b\"",\#(place),"#
        + #""label":"here","labels":[{"message":"first","file":"a.yml","line":1,"column":1,"#
        + #""endLine":1,"endColumn":2,"start":0,"end":1}],"help":"do","#
        + #""fix":{"replacement":"c",\#(place)}}"# + "\n")
  }

  @Test func jsonEscapesControls() {
    let finding = Diagnostic(.wrongShape, .error, "\u{1}\u{7F}\n\\", at: nil)
    #expect(
      JSONReport(sources: map).render(finding)
        == #"{"code":"HL1103","severity":"error","message":"\u0001\u007f\n\\"}"# + "\n")
  }

  @Test func findingsAreSortedByPlace() {
    let late = Diagnostic(.wrongShape, .error, "late", at: span(6, 7))
    let early = Diagnostic(.wrongShape, .error, "early", at: span(0, 1))
    let none = Diagnostic(.fileNotFound, .error, "none", at: nil)
    let other = Diagnostic(.wrongShape, .error, "also late", at: span(6, 7))
    #expect(
      [late, early, none, other].sortedByPlace().map(\.message)
        == ["none", "early", "late", "also late"])
    #expect(
      CompactReport(sources: map).render([late, early]).split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    ("a\n\tb\r\n", "a\n\tb\r\n"), ("\u{1B}[31mred\u{1B}[0m", "\u{1B}[31mred\u{1B}[0m"),
    ("\u{1B}[5m\u{1B}]0;x\u{07}", #"\u{1b}[5m\u{1b}]0;x\u{7}"#), ("a\rb\u{85}", #"a\rb\u{85}"#),
    ("\u{202E}\u{2069}\u{61C}\u{2028}\u{200F}", #"\u{202e}\u{2069}\u{61c}\u{2028}\u{200f}"#),
    ("a ::error::x\n  ::error::y\n::z", "a ::error::x\n  \\u{3a}:error::y\n\\u{3a}:z"),
    ("a ##[error]x ##vso[y] ## z", #"a \u{23}#[error]x \u{23}#vso[y] ## z"#),
    ("é ┌─ 漢 👩‍👩‍👧", "é ┌─ 漢 👩‍👩‍👧"),
  ])
  func reportsDoNotAct(text: String, safe: String) {
    #expect(SafeText.report(text) == safe)
    #expect(SafeText.report(safe) == safe)
  }

  @Test func jsonKeepsItsMeaning() {
    #expect(SafeText.json("{\"a\u{9B}\u{202E}é\":\n\"\\n\"}") == "{\"a\\u009b\\u202eé\":\n\"\\n\"}")
  }

  @Test func gitHubCommandsHoldNoOthers() {
    let name = "a,b:c%\n::error::x\u{1B}\u{202E}.yml"
    let text = GitHubReport(sources: sources((name, "a"))).render(
      Diagnostic(.unknownField, "m%\r\n::error::x\u{9B}", at: span(0, 1)))
    #expect(
      text.hasPrefix(#"::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax\u{1b}\u{202e}.yml,line=1"#))
    #expect(text.hasSuffix("::m%25%0D%0A::error::x\\u{9b}\n"))
  }
}

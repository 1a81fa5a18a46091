import Diagnostics
import Testing

@testable import Text

private func span(_ lower: Int, _ upper: Int) -> Span {
  Span(source: 0, lower: lower, upper: upper)
}

private func source(_ text: String) -> SourceText {
  SourceText(name: "a.yml", bytes: Array(text.utf8))
}

private func sources(_ text: String) -> SourceMap {
  var map = SourceMap()
  _ = map.add(source(text))
  return map
}

@Suite struct EditTests {
  @Test(arguments: [
    ([(0, 3, "ONE")], "ONE two three", 1, 0),
    ([(8, 13, "3"), (0, 3, "1")], "1 two 3", 2, 0),
    ([(0, 3, "1"), (0, 3, "1")], "1 two three", 1, 0),
    ([(0, 3, "1"), (0, 3, "I")], "1 two three", 1, 1),
    ([(0, 5, "x"), (4, 7, "y")], "xwo three", 1, 1),
    ([(3, 7, "")], "one three", 1, 0),
    ([(13, 13, "!"), (0, 0, "0 ")], "0 one two three!", 2, 0),
    ([(20, 30, "x")], "one two three", 0, 1),
    ([], "one two three", 0, 0),
  ])
  func edits(
    _ fixes: [(Int, Int, String)], expected: String, applied: Int, skipped: Int
  ) {
    let fixed = FixedText(
      source("one two three"), fixes.map { Diagnostic.Fix(span($0.0, $0.1), $0.2) })
    #expect(String(decoding: fixed.bytes, as: UTF8.self) == expected)
    #expect(fixed.applied == applied)
    #expect(fixed.skipped == skipped)
  }

  @Test(arguments: [
    ("abc", 2, 3), ("é: x", 3, 3), ("\u{1F600}: x", 6, 5), ("日本 x", 7, 4), ("a\n\u{1F600}b", 6, 3),
    ("abc", 99, 4),
  ])
  func utf16Columns(_ text: String, offset: Int, column: Int) {
    #expect(source(text).utf16Position(at: offset).column == column)
  }

  @Test func fingerprintsIgnoreWhereALineStands() {
    let first = Diagnostic(.unknownField, "x", at: span(2, 5))
    let second = Diagnostic(.unknownField, "x", at: span(9, 12))
    let name = { (path: String) in "rules/" + path }
    let one = Fingerprint(first, in: sources("  a: b  \n"), file: name)
    let two = Fingerprint(second, in: sources("# new\n\ta: b\n"), file: name)
    #expect(one == two)
    #expect(one.text == "a: b")
    #expect(one.file == "rules/a.yml")
    #expect(Fingerprint(first, in: sources("  a: c"), file: name) != one)
  }
}

@Suite struct MachineReportTests {
  @Test func gitHubEscapes() {
    let finding = Diagnostic(
      .unknownField, .info, "100 % of\r\n`x`", at: span(0, 7), help: "a: b, c")
    let report = GitHubReport(sources: sources("one\ntwo\n"))
    // More than one line has no columns.
    #expect(
      report.render(finding)
        == "::notice file=a.yml,line=1,endLine=2,title=HL2101::"
        + "100 %25 of%0D%0A`x`%0Aa: b, c\n")
    #expect(
      report.render(Diagnostic(.fileNotFound, .warning, "no file", at: nil))
        == "::warning title=HL1001::no file\n")
  }

  @Test func junitEscapes() {
    let finding = Diagnostic(.unknownField, "<a> & \"b\"\u{1}\n", at: span(0, 1))
    let file = CheckedFile(path: "a.yml", sources: sources("a"), diagnostics: [finding])
    let text = JUnitReport().render([file])
    #expect(text.contains(#"<failure message="&lt;a&gt; &amp; &quot;b&quot;"# + #"\u{1}&#10;""#))
    #expect(JUnitReport().render([]).contains(#"tests="0" failures="0""#))
  }

  @Test func sarifCountsUTF16AndNumbersRules() {
    let text = "\u{1F600} x\n"
    let findings = [
      Diagnostic(.valueNotAllowed, "no", at: span(5, 6), fix: .init(span(5, 6), "y")),
      Diagnostic(.unknownField, .info, "no", at: nil),
    ]
    let file = CheckedFile(path: "/a b.yml", sources: sources(text), diagnostics: findings)
    let log = SARIFReport(version: "1").render([file])
    for part in [
      #""startColumn": 4"#, #""endColumn": 5"#, #""level": "note""#, #""ruleIndex": 1"#,
      #""uri": "file:///a%20b.yml""#, #""uri": "a.yml""#,
    ] {
      #expect(log.contains(part), "\(part) in \(log)")
    }
    #expect(!log.contains("suppressions"))
  }

  @Test func everyCodeAboutCommentsHasAPage() {
    for code in DiagnosticCode.allCases where code.rawValue.hasPrefix("HL6") {
      #expect(code.explanation.title != code.rawValue)
      #expect(!code.explanation.text.isEmpty)
    }
  }
}

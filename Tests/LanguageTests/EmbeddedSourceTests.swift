import Diagnostics
import Testing

@testable import Text
@testable import YAML

/// The caret of a mistake inside a scalar, whatever the scalar's style.
@Suite struct EmbeddedSourceTests {
  @Test(arguments: [
    "stages: [{set: {a: 1}, when: b «=» 1}]",
    "stages:\n- set: {a: 1}\n  when: 'b == ''x'' and c «=» 1'",
    "stages:\n- set: {a: 1}\n  when: \"b == \\\"x\\\" and \\u00e9 «=» 1\"",
    "stages:\n- set: {a: 1}\n  when: \"\\x62\\t«=» 1\"",
    "stages:\n- set: {a: 1}\n  when: b\n    == 1\n\n    and c «=» 1",
    "stages:\n- set: {a: 1}\n  when: \"b\n    == 1  \n\n    and c «=» 1\"",
    "stages:\n- set: {a: 1}\n  when: \"b == \\\n    1 and \\\n\n    c «=» 1\"",
    "stages:\n- set: {a: 1}\n  when: 'b\n    == ''é''\n    and c «=» 1'",
    "stages:\n- set: {a: 1}\n  when: |\n    b == 1\n    and c «=» 1\n",
    "stages:\n- set: {a: 1}\n  when: |-\n    b == 1\n\n      and c «=» 1",
    "stages:\n- set: {a: 1}\n  when: >\n    b == 1\n    and c «=» 1\n",
    "stages:\n- set: {a: 1}\n  when: >-  # folded\n    b == 1\n\n    and x == 1\n      and y == 2\n    and c «=» 1\n\n",
    "stages:\n- set: {a: 1}\n  when: |2+\n      b == 1\n    and c «=» 1\n\n\n",
    "stages:\n- set: {a: 1}\n  when: >1\n     b == 1\n   and c «=» 1\n",
    "stages:\n- set: {a: 1}\n  when: >+\n\n\n    b == 1\n    and c «=» 1\n\n\n  note: x",
    "# é ü 日本\nname: 😀\nstages:\n- set: {é: ß}\n  when: |\n    é == 'ü😀'\n    and c «=» 1\n",
    "# é\nname: 😀\nstages: [{set: {a: 1}, when: é is present and 日本 «=» 1}]",
    "name: é\nstages:\n- set: {a: 1}\n  when: \"\\u65e5\\U0001F600 == '日' and é «=» 1\"",
    "stages:\n- set: {a: 1}\n  when: &x b «=» 1",
    "stages:\n- set: {a: 1}\n  when: !!str b «=» 1",
    "stages:\n- set: {a: 1}\n  when: &x !!str # why\n    b «=» 1",
    "stages:\n- set: {a: 1}\n  when: \"a matches '«\\\\d»'\"",
    "stages:\n- set: {a: 1}\n  when: a matches '«\\d»'",
  ])
  func caretOfAMistake(marked: String) {
    for ending in ["\n", "\r\n"] {
      for mark in ["", "\u{FEFF}"] {
        let text = mark + "hlmap: 1\n" + marked
        // Doing it by scalars keeps `\r\n` from being one character.
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
          if scalar == "\n" {
            scalars.append(contentsOf: ending.unicodeScalars)
          } else {
            scalars.append(scalar)
          }
        }
        let code = marked.contains("matches") ? "HL1202" : "HL1201"
        expectFinding(code, in: String(scalars))
      }
    }
  }

  @Test(arguments: [
    "a: |\n  x\n   y\n\n  z\n", "a: >\n  x\n  y\n\n   z\n\n\n  w\n", "a: |+\n  x\n\n\n",
    "a: >-\n\n  x",
    "a: |4\n       x\n    y\n", "a: \"x \\\n   y\\\n  \\  z\n\n\n  w \"", "a: ' x\n\n  y '",
    "a: x\n b\n\n\n c",
    "a: >\n  x\n  \ty\n  z\n", "a: |\n\n  \n  x", "a: \"\\0\\a\\b\\e\\N\\_\\L\\P\\/\\ \\v\"",
    "- |\n x\n", "- - >1\n    x\n   y\n", "|\n x", "a: |\n  \n", "a: |+\n \n\n", "a: \"\"", "a: ''",
  ])
  func valuesAreDerivedExactly(yaml: String) throws {
    for text in [yaml, yaml.replacingLineFeeds()] {
      var diagnostics: [Diagnostic] = []
      let source = SourceText(name: "t", bytes: Array(text.utf8))
      let root = YAMLReader.read(source, source: 0, into: &diagnostics)
      #expect(diagnostics == [])
      let (scalar, span) = try #require(root.flatMap(lastScalar))
      let range = Int(span.lower)..<Int(span.upper)
      let derivation = ScalarDerivation.derive(
        scalar.style, range, in: source.bytes, matching: Array(scalar.text.utf8))
      #expect(derivation != nil, "\(text.debugDescription) is \(scalar.text.debugDescription)")
    }
  }

  private func lastScalar(_ node: YAMLNode) -> (YAMLScalar, Span)? {
    switch node.kind {
    case .scalar(let scalar): (scalar, node.span)
    case .list(let items): items.last.flatMap(lastScalar)
    case .map(let entries): entries.last.flatMap { lastScalar($0.value) }
    }
  }

  @Test func unknownLayoutGivesTheWholeScalar() {
    let source = SourceText(name: "t", bytes: Array("abc".utf8))
    let span = Span(source: 0, lower: 0, upper: 3)
    let embedded = EmbeddedSource(
      YAMLScalar(text: "other", style: .doubleQuoted), at: span, in: source)
    #expect(embedded.span(1, 2) == span)
    #expect(embedded.fix(1, 2, "x") == nil)
  }
}

extension String {
  /// The text with CRLF line ends.
  func replacingLineFeeds() -> String {
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar == "\n" { result.append("\r") }
      result.append(scalar)
    }
    return String(result)
  }
}

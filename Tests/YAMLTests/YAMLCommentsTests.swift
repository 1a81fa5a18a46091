import Diagnostics
import Testing

@testable import Text
@testable import YAML

/// Where comments stand in YAML; each is shown as its text.
@Suite struct YAMLCommentsTests {
  @Test(arguments: [
    ("a: 1 # b", ["# b"]),
    ("# a\n\n  # b\r\nc: 1", ["# a", "# b"]),
    ("a: b#c", []),
    ("a: 'b # c' # d", ["# d"]),
    ("a: \"b \\\" # c\" # d", ["# d"]),
    ("a: 'b\n  # c'", []),
    ("a: |\n  # b\n  c\n# d\ne: 1", ["# d"]),
    ("a: >-\n  b # c\nd: 1 # e", ["# e"]),
    ("{a: b, # c\n d: [e, # f\n g]}", ["# c", "# f"]),
    ("a: # b\n  c # d", ["# b", "# d"]),
    ("a: b\n  c # d", ["# d"]),
    ("a: &x b # c\nd: *x # e", ["# c", "# e"]),
    ("\u{FEFF}# a\nb: é # c", ["# a", "# c"]),
    ("'a # b': 1 # c", ["# c"]),
    ("a: [\n", []),
    ("", []),
    ("# only", ["# only"]),
  ])
  func comments(_ text: String, expected: [String]) {
    let source = SourceText(name: "a.yml", bytes: Array(text.utf8))
    #expect(YAMLComments.find(in: source).map { source.text($0) } == expected)
  }
}

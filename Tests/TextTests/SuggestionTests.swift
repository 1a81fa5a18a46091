import Diagnostics
import Testing

@testable import Text

/// Which known name a mistyped one leads to.
@Suite struct SuggestionTests {
  static let names = ["to", "from", "value", "as", "when", "stages", "process.pid", "source.ip"]

  @Test(arguments: [
    ("form", "from"), ("From", "from"), ("whn", "when"), ("wehn", "when"), ("stagess", "stages"),
    ("satges", "stages"), ("ot", "to"), ("TO", "to"), ("proces.pid", "process.pid"),
    ("process_pidd", "process.pid"), ("sa", "as"),
  ])
  func nearby(word: String, expected: String) {
    #expect(Suggestion.nearest(to: word, in: Self.names) == expected)
  }

  @Test(arguments: ["", "x", "is", "xyz", "them", "frmmo", "destination.address", "ta", "if"])
  func nothingNear(word: String) {
    #expect(Suggestion.nearest(to: word, in: Self.names) == nil)
  }

  @Test func firstLetterDecidesBetweenEqualDistances() {
    #expect(Suggestion.nearest(to: "late", in: ["date", "gate", "lane"]) == "lane")
    #expect(Suggestion.nearest(to: "bate", in: ["date", "gate"]) == "date")
  }

  @Test func help() {
    #expect(Suggestion.help(for: "whn", in: Self.names) == "did you mean `when`?")
  }

  @Test func longWordsAreLeftAlone() {
    let long = String(repeating: "a", count: 201)
    #expect(Suggestion.nearest(to: long, in: [long + "b"]) == nil)
  }
}

import Testing

@testable import Functions

/// Which patterns can be split in very many ways.
@Suite struct PatternAmbiguityTests {
  @Test(arguments: [
    ("(a+)+", "(a+)+"), ("^(\\w+\\s?)*$", "(\\w+\\s?)*"), ("(.*)*x", "(.*)*"),
    ("x(?:[a-z]+[a-z0-9]*)+y", "(?:[a-z]+[a-z0-9]*)+"), ("((a|b)+)*", "((a|b)+)*"),
    ("(a*)+", "(a*)+"), ("(?<n>\\d+)+", "(?<n>\\d+)+"), ("(a+|b)*c", "(a+|b)*"),
    ("(a+){2,}", "(a+){2,}"), ("((a+))+", "((a+))+"),
  ])
  func ambiguous(pattern: String, part: String) {
    var reader = PatternAmbiguity(pattern)
    #expect(reader.find() == part)
  }

  @Test(arguments: [
    "a+b+", "(\\w+,)+", "(a+)", "(?>a+)+", "(a++)+", "([a-z]+\\.)*[a-z]+", "(ab)+", "(a|b)+",
    "(\\d{3})+", "(/[^/]+)*", "^(?:\\d{1,3}\\.){3}\\d{1,3}$", "(a+)?", "(?=a+)b*", "[(a+)+]",
    "\\(a+\\)+",
    "(", "(a+", "a{", "[", "\\", "(?", "(?<", "(?<=a+)*", "((((((((((", "(\\w+\\s)+", "",
  ])
  func harmless(pattern: String) {
    var reader = PatternAmbiguity(pattern)
    #expect(reader.find() == nil)
  }

  @Test func depthIsBounded() {
    var reader = PatternAmbiguity(String(repeating: "(", count: 100_000))
    #expect(reader.find() == nil)
  }
}

import Events
import Testing

@testable import Functions

/// What the search in linear time finds is what PCRE2 finds, group by group.
@Suite struct LinearSearchTests {
  /// The matches of a pattern in a text, each with all its groups.
  private static func matches(
    _ regex: Functions.Regex, _ text: String, linearly: Bool
  ) -> [[Range<Int>?]] {
    withText(text) { text, scratch in
      regex.search(text, linearly: linearly, in: scratch) { search in
        var found: [[Range<Int>?]] = []
        while found.count < 20, search.next() {
          found.append((0...regex.groupCount).map { search.range($0) })
        }
        return found
      }
    }
  }

  private static func compare(
    _ pattern: String, _ texts: [String], options: Functions.Regex.Options = []
  ) {
    guard let regex = try? Functions.Regex(pattern, options: options) else {
      Issue.record("\(pattern) is no pattern")
      return
    }
    #expect(regex.linear != nil, "\(pattern)")
    for text in texts {
      let expected = matches(regex, text, linearly: false)
      #expect(
        matches(regex, text, linearly: true) == expected, "\(pattern) in \(text.debugDescription)")
    }
  }

  static let texts = [
    "", "a", "ab", "aab", "abc abc", "ABC", "a1_b2", "x-y.z", " a \t b\u{B}c ", "a\nb\n", "\n",
    "\r\n",
    "1.2.3.4", "10.0.0.1 GET /a?b=c", "été à l'œil", "\u{E9}", "Straße ẞ", "K\u{212A}k sſS", "σςΣ",
    "日本 語\u{3000}x", "\u{2028}\u{A0}\u{85}", "a\u{301}b", "😀x😀", "foo=1; bar=two; baz=\"x y\"",
    "aaaa",
    "aXbXc", "٣४5", "(){}[]", "\\d", "\u{0}\u{7}\u{1B}",
  ]

  static let patterns = [
    "a", "ab|a", "a|ab", "(a)|(b)|(c)", "(a|ab)(c|bcd)?", "a*", "a+?", "a??b", "(a*)*", "(a*)+",
    "(a|b*)*?c",
    "(?:a?){2,4}(b)", "(a){0}b", "(a{1,2}){2}", "((a)|(b))*", "(?:(a)|b)*", "(|a)+", "(a||b)*c",
    "(?:|(a)|(b))+",
    "^a", "a$", "^$", "(?m)^.", "(?m).$", "(?m)^$", "\\Aa", "\\z", "\\Z", "a\\Z", "(?s).", ".",
    "\\N+", "$\\n?",
    "\\b", "\\B", "\\b\\w+\\b", "(*UCP)\\b", "(*UCP)\\B", "(*UCP)\\b\\w+\\b", "(*UCP)\\w+",
    "(*UCP)\\W+", "(*UCP)\\d+",
    "(*UCP)\\s+", "(*UCP)\\S+", "(*UCP)[\\s,]+", "(*UCP)[^\\w]", "(*UCP)[[:alpha:]]+",
    "(*UCP)[[:^space:]]+",
    "\\w+", "\\W+", "\\d+", "\\s+", "\\S+", "\\h+", "\\H+", "\\v+", "\\V+", "[\\h\\v]", "\\D+",
    "[abc]", "[^abc]", "[a-c]+", "[]a]", "[^]a]", "[a-]", "[-a]", "[\\w.-]+", "[\\b\\x07\\e]",
    "[[:alpha:]]+",
    "[[:punct:][:space:]]+", "[[:^digit:]]", "[x-z[:upper:]]+", "[é-ü]", "[\\x{e9}\\x{5}]",
    "(?i)abc", "(?i)k+", "(?i)[a-z]+", "(?i)[^a-z]+", "(?i)s", "(?i)ß", "(?i)σ+", "(?i)\\x{212a}",
    "(?i)é", "(?i)[ä-ü]",
    "a(?i)b|c", "(a(?i)b|c)C", "(?i:a)b", "(?i)a(?-i)b", "(?-i:a)B", "(?x) a b # c\n | c",
    "(?s-i:.)x", "(?n)(a)(?<x>b)",
    "\\p{L}+", "\\pL", "\\P{Lu}+", "\\p{Lu}", "\\p{^L}", "\\p{N}", "\\p{Z}", "\\p{L&}+",
    "[\\p{Ll}_]+", "\\p{Any}",
    "(?<=a)b", "(?<!a)b", "(?<=ab)c", "(?<=a|b)c", "(?<=^|\\s)\\w", "(?<!^)a", "a(?=b)", "a(?!b)",
    "(?=ab)a", "(?!\\s|$).",
    "(?<![0-9])[0-9]+(?![0-9.])", "(?<=\\b)a", "(?!)", "(?=)a", "(?<!é)t",
    "a++b", "\\w*+", "[^=]++=", "\\d{1,2}+", ".*+x", "a?+a",
    "(?<y>a)(?<z>b)?", "(?'q'a)", "(?P<p>a)|b", "(?J)(?<n>a)|(?<n>b)", "(?#c)a", "()", "(())a",
    "(a(b(c)?)?)?",
    "(?(DEFINE)(?<p0>a|b)(?<p1>(?&p0)c))((?&p1)|x)+", "(?(DEFINE)(?<w>(\\w)+))(?&w)-(?P>w)",
    "\\x41\\x{42}\\x43", "\\0", "\\.", "\\-", "a{", "a{x}", "{a}", "}", "]", "\\\\d",
    "^(?:(\\w+)\\s*)*;", "(.*?)a(.*)b", "(\\w+)=(\"[^\"]*\"|[^;]*);?", "(.*)\\n(.*)", "x*",
    "(x?)*y?", "(?:x|(?:y|z)*)*",
  ]

  @Test(arguments: patterns)
  func table(_ pattern: String) {
    Self.compare(pattern, Self.texts)
    Self.compare(pattern, Self.texts, options: .atStart)
    Self.compare(pattern, Self.texts, options: .wholeText)
    Self.compare(pattern, Self.texts, options: .namedGroupsOnly)
  }

  /// What cannot be matched in linear time, or is not known, is left to PCRE2.
  @Test(arguments: [
    "(a)\\1", "\\k<x>(?<x>a)", "(?=.*a)b", "(?<=\\w{2}|a)b*(?!a+)", "(?>a|ab)c", "(?:ab)++",
    "(a)(?1)", "(?R)?a",
    "(a)?(?(1)b|c)", "\\Ga", "a\\Kb", "\\R", "\\X", "(*ANYCRLF)a", "(?|(a)|(b))", "\\Qa\\E",
    "\\p{Greek}", "(?i)\\p{Lu}",
    "(?U)a*", "(?xx)a", "(?:a{1000}){1000}", "a(*PRUNE)b", "(?i)[\\x{100}-\\x{ffff}]",
  ])
  func leftToPCRE2(_ pattern: String) throws {
    // What PCRE2 does not know in this version is no pattern at all.
    guard let regex = try? Functions.Regex(pattern) else { return }
    #expect(regex.linear == nil)
  }

  /// Patterns put together from the pieces of the table, with texts of the same letters.
  @Test func seededPatterns() throws {
    var random = Numbers(state: 11)
    var compared = 0
    for _ in 0..<1_500 {
      let pattern = random.pattern(depth: 3)
      guard let regex = try? Functions.Regex(pattern), regex.linear != nil else { continue }
      for _ in 0..<6 {
        let text = random.text()
        let expected = Self.matches(regex, text, linearly: false)
        let found = Self.matches(regex, text, linearly: true)
        #expect(found == expected, "\(pattern) in \(text.debugDescription)")
        if found != expected { return }
        compared += 1
      }
    }
    #expect(compared > 5_000)
  }

  /// Where going back takes for ever, the search still ends with what is there.
  @Test func explosions() throws {
    let many = String(repeating: "a", count: 3_000)
    let cases: [(pattern: String, text: String, group: String?)] = [
      ("^(?:a+)+(;)", many + ";", ";"), ("^(?:a+)+(;)", many, nil),
      ("(?:a|a)*(b)", many + "b", "b"),
      ("^(?:\\w+\\s?)*(!)$", String(repeating: "word ", count: 400) + "!", "!"),
      ("^(.*)*(x)$", many + "x", "x"), ("^(?:(?:a*)*)*(b)", many + "b", "b"),
      ("^(.*?,){20}(P)", String(repeating: "1,", count: 60) + "P", "P"),
      ("(*UCP)^(?:\\b\\w+\\b ?)*(!)", String(repeating: "été ", count: 300) + "!", "!"),
    ]
    for (pattern, text, group) in cases {
      let regex = try Functions.Regex(pattern)
      let found = withText(text) { text, scratch -> String? in
        defer { #expect(scratch.reachedLimits == 0) }
        return regex.search(text, in: scratch) { search in
          guard search.next() else { return nil }
          return search.range(regex.groupCount).map {
            text.slice($0.lowerBound, $0.upperBound).string
          }
        }
      }
      #expect(found == group, "\(pattern)")
    }
  }

  /// What is left to PCRE2 reaches its limit, which is counted.
  @Test func countedLimits() throws {
    let regex = try Functions.Regex("^(?:(a+)+)+\\1;|(?=.*;)(?:a+)+b")
    withText(String(repeating: "a", count: 200)) { text, scratch in
      #expect(!regex.isMatch(text, in: scratch))
      #expect(scratch.reachedLimits == 1)
      scratch.reset()
      #expect(scratch.reachedLimits == 0)
    }
  }
}

/// Numbers that a seed gives, and patterns and texts of them.
private struct Numbers {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  mutating func pick(_ list: [String]) -> String { list[below(list.count)] }

  mutating func pattern(depth: Int) -> String {
    var text = below(8) == 0 ? pick(["(*UCP)", "(?i)", "(?s)", "(?m)"]) : ""
    text += choice(depth)
    return text
  }

  private mutating func choice(_ depth: Int) -> String {
    (0...below(3)).map { _ in sequence(depth) }.joined(separator: "|")
  }

  private mutating func sequence(_ depth: Int) -> String {
    (0..<below(4)).map { _ in item(depth) }.joined()
  }

  private mutating func item(_ depth: Int) -> String {
    let isGroup = depth > 0 && below(2) == 0
    if !isGroup, below(5) == 0 {
      return pick(["^", "$", "\\b", "\\B", "(?<=a)", "(?<!b)", "(?=a|$)", "(?!ab)", "\\Z"])
    }
    let atom =
      isGroup
      ? pick(["(", "(?:", "(?i:", "("]) + choice(depth - 1) + ")"
      : pick([
        "a", "b", "c", "B", ".", "[ab]", "[^a]", "\\w", "\\s", "\\d", "é", "[é-ü]", " ", "\\W",
      ])
    let count = pick([
      "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}",
    ])
    let isPossessive = !isGroup && !count.isEmpty && !count.hasSuffix("?") && below(6) == 0
    return atom + count + (isPossessive ? "+" : "")
  }

  mutating func text() -> String {
    (0..<below(9)).map { _ in pick(["a", "a", "b", "b", "c", "B", " ", "\n", "é", "É", "1"]) }
      .joined()
  }
}

import Events
import Functions
import Testing

@Suite struct PythonRegexTests {
  /// A pattern in Python's spelling, a text, and what the first match is.
  static let cases: [(pattern: String, text: String, match: String?)] = [
    (#"[\w-\.]+"#, "!a-b.c!", "a-b.c"), (#"[.\w-]+"#, "!a-b.c!", "a-b.c"),
    (#"[a-\d]+"#, "xa-1", "a-1"), (#"[\s\S]-x"#, "a-x", "a-x"), (#"[]a]+"#, "x]a]", "]a]"),
    (#"[^]a]+"#, "]xa", "x"), (#"[[a]+"#, "x[a", "[a"), (#"[[.]+"#, "x[.]", "[."),
    (#"[\]a]+"#, "a]", "a]"), (#"[[:alpha:]-]+"#, "1a-b", "a-b"), (#"x{,2}y"#, "xxxy", "xxy"),
    (#"x{,}"#, "x{,}", "x{,}"), (#"a\Z"#, "a\n", nil), (#"a$"#, "a\n", "a"), (#"a\Z"#, "ba", "a"),
    (#"\u00e9\U0001F600"#, "xé😀", "é😀"), (#"[\u00e0-\u00ef]"#, "é", "é"), (#"\x41"#, "A", "A"),
    (#"\w+"#, "été", "été"), (#"\d"#, "٣", "٣"), (#"\s"#, "a\u{A0}", "\u{A0}"), (#"."#, "\r", "\r"),
    (#"a.b"#, "a\nb", nil), (#"(?s)a.b"#, "a\nb", "a\nb"), (#"(?iu)É"#, "é", "é"),
    (#"(?u)a"#, "A", nil),
    (#"a(?i)b"#, "aB", "aB"), (#"a(?i)b"#, "AB", nil), (#"(?i:a)b"#, "AB", nil),
    (#"(?P<x>a)(?P=x)"#, "aa", "aa"), (#"(?P<x>a)|(?P<x>b)"#, "b", "b"), (#"a++a"#, "aaa", nil),
    (#"\<\_\%\'\=\,\ "#, "<_%'=, ", "<_%'=, "), (#"(.)\1"#, "abb", "bb"),
    (#"a{b}"#, "a{b}", "a{b}"),
    (#"\("#, "(", "("), (#"(?<=a)b"#, "ab", "b"), (#"\p{L}-"#, "a-", "a-"),
    (#"[\p{L}-x]+"#, "-x", "-x"),
  ]

  @Test func matches() throws {
    for (pattern, text, match) in Self.cases {
      let regex = try Functions.Regex(PythonRegex.translate(pattern))
      let utf8 = Array(text.utf8)
      let found = utf8.withUnsafeBufferPointer { buffer -> String? in
        guard let base = buffer.baseAddress else { return nil }
        let bytes = Bytes(base, count: buffer.count)
        let range = regex.search(bytes, in: Scratch()) { $0.next() ? $0.range(0) : nil }
        return range.map { bytes.slice($0.lowerBound, $0.upperBound).string }
      }
      #expect(found == match, "\(pattern) in \(text)")
    }
  }

  @Test func options() throws {
    for (options, expected) in [
      (Functions.Regex.Options.atStart, [true, true, false]),
      (.wholeText, [true, false, false]), ([], [true, true, true]),
    ] {
      let regex = try Functions.Regex(PythonRegex.translate("b|a"), options: options)
      let results = ["a", "ac", "ca"].map { text in
        Array(text.utf8).withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { regex.isMatch(Bytes($0, count: buffer.count), in: Scratch()) }
            ?? false
        }
      }
      #expect(results == expected)
    }
  }

  /// Whatever is written, translating ends, and the pattern is refused or used.
  @Test func unfinished() {
    for pattern in [
      "\\", "[", "[^", "[]", "[\\", "(", "(?", "(?i", "{,", "{,3", "\\u12", "\\p{", "[a-", "%{",
    ] {
      _ = try? Functions.Regex(PythonRegex.translate(pattern))
    }
  }
}

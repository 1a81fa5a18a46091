import Events
import Testing

@Suite struct EncodingTests {
  @Test(
    arguments: [
      ("", ""), ("YQ==", "a"), ("YQ", "a"), ("YWI=", "ab"), ("YWJj", "abc"), ("fn5-", "~~~"),
      ("fn5+", "~~~"), ("YQ=", nil), ("YQ===", nil), ("Y", nil), ("YR==", nil), ("Y Q=", nil),
      ("+_==", nil), ("=", nil), ("====", nil), ("YQ==YQ==", nil),
    ] as [(String, String?)])
  func base64(text: String, expected: String?) {
    #expect(written(text) { Base64.decoded($0, in: $1) } == expected)
  }

  @Test(arguments: ["", "a", "ab", "abc", "héllo wörld"])
  func base64RoundTrip(text: String) {
    let result = written(text) { bytes, scratch in
      Base64.encoded(bytes, in: scratch).flatMap { Base64.decoded($0, in: scratch) }
    }
    #expect(result == text)
  }

  @Test(
    arguments: [
      ("a%20b", "a b"), ("%C3%A9", "é"), ("100%", "100%"), ("%zz%4", "%zz%4"), ("a+b", "a+b"),
      ("%ff", nil),
    ] as [(String, String?)])
  func percent(text: String, expected: String?) {
    #expect(written(text) { Percent.decoded($0, in: $1) } == expected)
  }

  @Test func plus() {
    #expect(written("a+b%2B") { Percent.decoded($0, plusIsSpace: true, in: $1) } == "a b+")
  }

  @Test(arguments: [
    ("1", true), (" {\"a\" : [1, -2.5e+3, null, true, \"\\u00e9\\n\"]} \n", true), ("[]", true),
    ("[[],{}]", true), ("\"\"", true), ("", false), (" ", false), ("[1,]", false), ("{,}", false),
    ("{\"a\"}", false), ("{\"a\":1,}", false), ("{a:1}", false), ("01", false), ("1.", false),
    ("+1", false), ("\"\\x\"", false), ("\"\\u12\"", false), ("\"\u{1}\"", false), ("tru", false),
    ("1 2", false), ("[1}", false), ("{]", false), ("]", false), ("[", false), ("\"a", false),
    ("nulll", false), ("'a'", false), ("-", false), ("[1 2]", false), ("{\"a\" 1}", false),
  ])
  func json(text: String, isValid: Bool) {
    withBytes(text) { bytes, scratch in
      #expect((JSONScanner.value(in: bytes, scratch: scratch) != nil) == isValid)
    }
  }

  @Test func jsonDepth() {
    for (depth, isValid) in [(256, true), (257, false), (100_000, false)] {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      withBytes(text) { bytes, scratch in
        #expect((JSONScanner.value(in: bytes, scratch: scratch) != nil) == isValid)
      }
    }
  }
}

import Events
import Functions
import Testing

@Suite struct PythonLiteralTests {
  private func read(_ text: String, _ reader: (Bytes, Scratch) -> Value?) -> String? {
    let scratch = Scratch(firstChunk: 2048)
    var text = text
    return text.withUTF8 { utf8 in
      let bytes = utf8.baseAddress.flatMap { scratch.copy(Bytes($0, count: utf8.count)) } ?? .empty
      return withExtendedLifetime(scratch) {
        guard let value = reader(bytes, scratch), value.isPresent else { return nil }
        var builder = ByteBuilder(in: scratch)
        builder.appendJSON(value)
        return builder.finish()?.string
      }
    }
  }

  private func container(_ text: String) -> String? {
    read(text) { PythonLiteral.container($0, in: $1) }
  }

  private func literal(_ text: String) -> String? {
    read(text) { PythonLiteral.value($0, in: $1) }
  }

  @Test(arguments: [
    ("[]", "[]"), (" {} \n", "{}"), ("\u{a0}['a', \"b\",]", #"["a","b"]"#),
    ("{'a': 1, 'b': [True, False, None]}", #"{"a":1,"b":[true,false,null]}"#),
    ("[1_000, 0x_fF, 0b101, 0o17, 00, -1, +2, - 3]", "[1000,255,5,15,0,-1,2,-3]"),
    ("[1., .5, 1e5, 1_0.5e-1, -0.0, -0, 1e400]", "[1.0,0.5,100000.0,1.05,-0.0,0,1e999]"),
    ("[(), (1,), (1, 2), [[]]]", "[[],[1],[1,2],[[]]]"),
    ("['a' \"b\" u'c' r'\\d']", #"["abc\\d"]"#), ("['''a\n\"'b''']", #"["a\n\"'b"]"#),
    (#"['\x41\u00e9\U0001F600\101\n\'\q\\']"#, #"["Aé😀A\n'\\q\\"]"#),
    ("['a\\\nb']", #"["ab"]"#), ("[1, # one\n 2]", "[1,2]"), ("[1, 2] # end", "[1,2]"),
    ("{1: 'a', 1.5: 'b', True: 'c', None: 'd'}", #"{"1":"a","1.5":"b","True":"c","None":"d"}"#),
    ("['\u{1}\u{7f}']", "[\"\\u0001\u{7f}\"]"), (#"['\ud800']"#, "[\"\u{fffd}\"]"),
    ("[99999999999999999999]", "[99999999999999999999]"), ("['\"']", #"["\""]"#),
  ])
  func containers(text: String, json: String) {
    #expect(container(text) == json)
    #expect(literal(text.hasPrefix("\u{a0}") ? String(text.dropFirst()) : text) == json)
  }

  @Test(arguments: [
    "", "[", "[1", "[1,,2]", "[,]", "(1, 2)", "'a'", "1", "[1], [2]", "[1] [2]", "[1];", "{1, 2}",
    "[{1}]", "[set()]", "[true]", "[null]", #"{"a": true}"#, "[Trueish]", "[a]", "[1+2]", "[1j]",
    "[b'a']", "[f'a']", "[ur'a']", "['a' b'b']", "[...]", "[*[]]", "{**{}}", "[012]", "[1__0]",
    "[1_]", "[0x]", "[0xg]", "[1e]", "[1.real]", "[--1]", "[-True]", "[not 1]", "['a\nb']",
    "['a", "['''a']", #"['\x4']"#, #"['\u12']"#, #"['\U00110000']"#, #"['\N{BULLET}']"#,
    "['\0']", "[\0]", "[1 2]", "[1: 2]", "{1}", "{1: }", "{: 1}", "{[]: 1}", "{(1, 2): 3}",
    "[\u{a0}1]", "[1\u{b}]", "[é]", "[0x10000000000000000]", "[1 if 1 else 2]", "[1][0]",
  ])
  func notContainers(text: String) {
    #expect(container(text) == nil)
  }

  @Test(arguments: [
    ("'a'", #""a""#), ("  1", "1"), ("-1.5", "-1.5"), ("None", "null"), ("True", "true"),
    ("1, 2", "[1,2]"), ("'a',", #"["a"]"#), ("(1)", "1"), ("('a'\n'b')", #""ab""#),
    ("\n[1]", "[1]"), ("-(1)", "-1"), ("(1,)", "[1]"), ("(({'a': (1)}))", #"{"a": 1}"#),
  ])
  func literals(text: String, json: String) {
    #expect(literal(text) == json)
  }

  @Test(arguments: ["", "a", "'a'\n'b'", "1\n2", "\n 1", "{1}", "1 +", ",", "1,,", "()()"])
  func notLiterals(text: String) {
    #expect(literal(text) == nil)
  }

  @Test func nesting() {
    func nested(_ open: String, _ inner: String, _ close: String, _ depth: Int) -> String {
      String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
    }
    #expect(container(nested("[", "", "]", 200)) == nested("[", "", "]", 200))
    #expect(container(nested("[", "", "]", 201)) == nil)
    #expect(container(nested("{'a':", "1", "}", 200)) == nested("{\"a\":", "1", "}", 200))
    #expect(container(nested("{'a':", "1", "}", 201)) == nil)
    #expect(literal(nested("(", "1", ")", 200)) == "1")
    #expect(literal(nested("(", "1", ")", 100_000)) == nil)
    #expect(literal(nested("-(", "1", ")", 100_000)) == nil)
    #expect(literal("-" + nested("(", "1", ")", 100_000)) == nil)
  }

  /// Reading is linear in what is read.
  @Test(.timeLimit(.minutes(10)))
  func longTexts() {
    let count = 200_000
    #expect(container("[" + String(repeating: "'a' ", count: count) + "]")?.utf8.count == count + 4)
    #expect(
      container("[" + String(repeating: "(1,),", count: count) + "]")?.utf8.count == 4 * count + 1)
    #expect(container("[" + String(repeating: " ", count: count) + "]") == "[]")
    #expect(container("[" + String(repeating: "[", count: count)) == nil)
    #expect(
      container("['" + String(repeating: "\\", count: 2 * count) + "']")?.utf8.count == 2 * count
        + 4)
  }
}

import Functions
import Testing

@Suite struct PairTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var items = #"\s"#
    var values = "="
    var text: String
    var result: String

    var testDescription: String { "\(items) \(values) \(text)" }
  }

  static let cases = [
    Case(text: "a=1 b=2", result: #"{"a":"1","b":"2"}"#), Case(text: "", result: "{}"),
    Case(text: "no pairs here", result: "{}"), Case(text: "=x", result: "{}"),
    Case(text: "a=", result: #"{"a":""}"#), Case(text: "a= b=", result: #"{"a":"","b":""}"#),
    Case(text: "x a=1\tb=2\n", result: #"{"a":"1","b":"2"}"#),
    // A value runs to the next pair.
    Case(text: "a=one two  b=3 four", result: #"{"a":"one two","b":"3 four"}"#),
    Case(text: "a=b=c d", result: #"{"a":"b=c d"}"#),
    Case(text: "a=1 b=2 a=3", result: #"{"a":"3","b":"2"}"#),
    // Quotes that close where the value ends.
    Case(text: #"a="x b=y" c=1"#, result: #"{"a":"x b=y","c":"1"}"#),
    Case(text: #"a='x b=y' c=1"#, result: #"{"a":"x b=y","c":"1"}"#),
    Case(text: #"a="x\" b=y" c=1"#, result: #"{"a":"x\\\" b=y","c":"1"}"#),
    Case(text: #"a="x b=y"  c=1"#, result: #"{"a":"\"x","b":"y\"","c":"1"}"#),
    Case(text: #"a="x" y" b=1"#, result: #"{"a":"x\" y","b":"1"}"#),
    Case(text: #"a=" x " "#, result: #"{"a":"x"}"#), Case(text: #"a=""#, result: #"{"a":"\""}"#),
    Case(text: #"a="x b=1"#, result: #"{"a":"\"x","b":"1"}"#),
    // Separators are regular expressions.
    Case(items: ",", text: "a=1,b c=2, d=3,,", result: #"{"a":"1","b c":"2","d":"3"}"#),
    Case(items: ",", text: "a=1,2,b=3", result: #"{"a":"1","b":"3"}"#),
    Case(items: ",", text: "a=1,2", result: #"{"a":"1"}"#),
    Case(items: ",", text: "x,\ny,a=1,\nb=2", result: #"{"a":"1","b":"2"}"#),
    Case(items: ",", text: "a=\"1,2\",3,b=\"4,5\"", result: #"{"a":"1,2","b":"4,5"}"#),
    // Between pairs of which expressions are told apart, what has no value begins the next key.
    Case(items: #",\s"#, values: #":\s"#, text: "a: 1, x, b: 2", result: #"{"a":"1","x, b":"2"}"#),
    Case(items: ";+", text: "a=1;;x\ny;b=2", result: #"{"a":"1","b":"2"}"#),
    Case(items: #",\s"#, values: #":\s"#, text: "a: 1, b: 2,c", result: #"{"a":"1","b":"2,c"}"#),
    Case(items: "[,;]", values: "=|:", text: "a:1;b=2,c", result: #"{"a":"1","b":"2"}"#),
    Case(items: "*,*", text: "a=1*,*b=2", result: #"{"a":"1","b":"2"}"#),
    Case(items: #"\\r\\n"#, values: ":", text: #"a:1\r\nb:2"#, result: #"{"a":"1","b":"2"}"#),
    Case(items: #"\|"#, text: "a=1|b=2|", result: #"{"a":"1","b":"2"}"#),
    Case(items: "SEP", text: "a=1SEPb=2SEP", result: #"{"a":"1","b":"2"}"#),
    // A single blank parts nothing: words in front of a value separator do.
    Case(items: " ", text: "a=1\tb=2 c=3", result: #"{"a":"1","b":"2","c":"3"}"#),
    Case(
      items: " ", text: #"a="x y" z?b=1 é=2="#,
      result: #"{"a":"\"x y\" z?","b":"1","é":"","2":""}"#),
    Case(items: " ", text: "= a =1", result: "{}"),
    Case(items: "x*", text: "a=1xxb=2", result: #"{"a":"1","b":"2"}"#),
    Case(items: ",", text: ",  =1", result: #"{"":"1"}"#),
    Case(text: "é=ü\u{A0}b=ö", result: #"{"é":"ü","b":"ö"}"#),
  ]

  @Test(arguments: cases)
  func pairs(_ sample: Case) throws {
    let pattern = try PairPattern(itemSeparator: sample.items, valueSeparator: sample.values)
    #expect(pattern.object(sample.text) == sample.result)
  }

  static let groups: [(text: String, result: String)] = [
    ("a=1 b=\"x y\"", #"{"a":"1","b":"x y"}"#),
    (
      "[user name=root [host ip=::1] uid=0] z=1",
      #"{"user":{"name":"root","host":{"ip":"::1"},"uid":"0"},"z":"1"}"#
    ),
    ("[a=1 b=2] c=3", #"{"a":"1","b":"2","c":"3"}"#), ("[x ] [x a=1]", #"{"x":{"a":"1"}}"#),
    ("[x ]", #"{"x":{}}"#), ("[x", "{}"), ("a=1 2 b=3", #"{"a":"1 2","b":"3"}"#),
    ("a=1]b=2", #"{"a":"1"}"#), ("[x a=1][x b=2]", #"{"x":{"b":"2"}}"#),
    ("a=\"\"x\"\"", #"{"a":""}"#),
    ("[a b=1] a=2", #"{"a":"2"}"#),
  ]

  @Test func nestedPairs() throws {
    let pattern = try PairPattern(groups: true)
    for (text, result) in Self.groups { #expect(pattern.object(text) == result, "\(text)") }
    let deep = { String(repeating: "[a ", count: $0) }
    #expect(pattern.object(deep(200)) != nil)
    #expect(pattern.object(deep(100_000)) == nil)
  }

  @Test func refused() {
    #expect(throws: PairPattern.Failure.self) { try PairPattern(itemSeparator: "") }
    #expect(throws: PairPattern.Failure.self) { try PairPattern(valueSeparator: "") }
  }

  /// Texts that make a reader go back again and again take time in proportion to their length.
  @Test(.timeLimit(.minutes(10)))
  func linearWork() throws {
    let units = [
      "a", " ", "a ", "a=", "a=\"", "a='", "=\"", " \"", "a=1 ", "a=\\\"", ",", ", ", ",  x", "[",
      "[a ",
      "[a=", "\n", "é ",
    ]
    for items in [#"\s"#, ","] {
      let pattern = try PairPattern(itemSeparator: items)
      for unit in units {
        for start in ["", "a=\""] {
          let text = start + String(repeating: unit, count: 100_000 / unit.utf8.count)
          #expect(pattern.object(text + "x") != nil)
        }
      }
    }
    for items in [#"\s+"#, #",\s*"#, "--", "[,;]"] {
      let pattern = try PairPattern(itemSeparator: items)
      for unit in [" ", ",", "-", "a=", "; "] {
        // Searches are charged by the time they take, which on a busy machine is longer.
        let text = "a=1" + String(repeating: unit, count: 20_000 / unit.utf8.count)
        #expect(pattern.object(text + "x") != nil)
      }
    }
    let groups = try PairPattern(groups: true)
    for unit in units {
      _ = groups.object(String(repeating: unit, count: 100_000 / unit.utf8.count))
    }
  }

  /// So do those of rule files.
  @Test(.timeLimit(.minutes(10)))
  func linearWorkOfRuleFiles() {
    let units = [
      "a", " ", "a ", "a=", "a=\"", "\"\"", "=\"", " \"", "a=1 ", "a=\\\"", "b[ ", "--a=1 ",
    ]
    for escape in KeyValueFormat.Escape.allCases {
      for reachesNextName in [false, true] {
        var format = KeyValueFormat()
        format.escape = escape
        format.quotes = Array("\"'[".utf8)
        format.reachesNextName = reachesNextName
        for unit in units {
          let text = "a=1 " + String(repeating: unit, count: 400_000 / unit.utf8.count)
          var count = 0
          withText(text) { text, scratch in
            _ = format.read(text, in: scratch) { _, _ in count += 1 }
          }
        }
      }
    }
  }

  @Test func memoryIsLimited() throws {
    let text = (0..<20_000).map { "k\($0)=v" }.joined(separator: " ")
    let pattern = try PairPattern()
    #expect(pattern.object(text, limit: 64 << 10) == nil)
    #expect(pattern.object(text)?.hasSuffix(#""k19999":"v"}"#) == true)
  }
}

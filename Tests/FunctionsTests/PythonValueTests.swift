import Events
import Functions
import Testing

@Suite struct PythonValueTests {
  private let scratch = Scratch()

  private func value(_ json: String) throws -> Value {
    if json == "absent" { return .absent }
    var json = json
    return try #require(
      json.withUTF8 { utf8 in
        utf8.baseAddress.flatMap {
          JSONScanner.value(in: Bytes($0, count: utf8.count), scratch: scratch)
        }
      }, "\(json)")
  }

  @Test(arguments: [
    ("1", "1.0", true), ("1", "true", true), ("0.0", "false", true), ("-0", "0", true),
    ("9007199254740993", "9007199254740992.0", false),
    ("18446744073709551616", "18446744073709551616.0", true),
    ("18446744073709551617", "18446744073709551616.0", false), ("1", #""1""#, false),
    ("null", "false", false), ("null", "absent", false), ("absent", "absent", true),
    (#""\u0061""#, #""a""#, true), (#"[1, [2.0]]"#, "[1.0,[2]]", true), ("[1]", "[1, 2]", false),
    (#"{"a": 1, "b": 2}"#, #"{"b": 2.0, "\u0061": 1}"#, true),
    (#"{"a": 9, "a": 1}"#, #"{"a": 1}"#, true), (#"{"a": 1}"#, #"{"b": 1}"#, false),
    ("[]", "{}", false), ("1e400", "2e400", true),
  ])
  func equality(left: String, right: String, isEqual: Bool) throws {
    #expect(try PythonValue.equal(value(left), value(right), in: scratch) == isEqual)
    #expect(try PythonValue.equal(value(right), value(left), in: scratch) == isEqual)
  }

  @Test(arguments: [
    ("1", "1.5", -1), ("true", "0", 1), ("9007199254740993", "9007199254740992.0", 1),
    ("-18446744073709551617", "-18446744073709551616", -1), ("1e400", "99999999999999999999", 1),
    (#""Z""#, #""a""#, -1), (#""a""#, #""ab""#, -1), (#""é""#, #""z""#, 1), ("[1, 2]", "[1]", 1),
    (#"["a", 1]"#, #"["a", 2]"#, -1), (#"[1, "a"]"#, "[1, 2]", nil), ("[null]", "[null]", 0),
    ("null", "1", nil), ("absent", "absent", nil), ("{}", "{}", nil), ("1", #""1""#, nil),
  ])
  func order(left: String, right: String, order: Int?) throws {
    #expect(try PythonValue.compare(value(left), value(right), in: scratch) == order)
    #expect(try PythonValue.compare(value(right), value(left), in: scratch) == order.map { -$0 })
  }

  @Test(arguments: [
    ("1", "[1.0]", true), ("absent", "[]", false), (#""b""#, #""abc""#, true),
    (#""""#, #""""#, true), ("1", #""1""#, nil), (#""a""#, #"{"a": null}"#, true),
    ("1", #"{"1": 2}"#, false), ("[]", "{}", nil), ("{}", "[{}]", true), ("1", "absent", false),
    ("1", "null", nil), ("1", "1", nil),
  ])
  func membership(needle: String, haystack: String, isIn: Bool?) throws {
    #expect(try PythonValue.contains(value(needle), value(haystack), in: scratch) == isIn)
  }

  @Test(arguments: [
    ("absent", false), ("null", false), ("false", false), ("true", true), ("0", false),
    ("-0", false), ("10", true), ("0.0", false), ("-0.0e5", false), ("1e-400", false),
    ("0.5", true), (#""""#, false), (#"" ""#, true), ("[ ]", false), ("{\n}", false),
    ("[0]", true), ("{\"\": 0}", true),
  ])
  func truth(json: String, isTrue: Bool) throws {
    #expect(try PythonValue.isTrue(value(json)) == isTrue)
  }

  @Test(arguments: [
    ("absent", ""), ("null", "None"), ("true", "True"), ("-0", "0"), ("1.10", "1.1"),
    ("1E5", "100000.0"), ("1e16", "1e+16"), ("12345678901234567", "12345678901234567"),
    ("123456789012345680.0", "1.2345678901234568e+17"), ("0.00001", "1e-05"),
    ("0.0001", "0.0001"), ("-1e400", "-inf"), ("5e-324", "5e-324"), (#""a\n'""#, "a\n'"),
    (#"["a", 1.0, null, [], {}]"#, "['a', 1.0, None, [], {}]"),
    (#"{"a": "it's", "b": "\"'"}"#, #"{'a': "it's", 'b': '"\''}"#),
    (
      #"["\n\t\\\u0001\u007f\u00a0\u200b\u00e9\ud83d\ude00\ue000"]"#,
      #"['\n\t\\\x01\x7f\xa0\u200bé😀\ue000']"#
    ),
    (#"{"a": 1, "b": 2, "a": 3}"#, "{'a': 3, 'b': 2}"),
  ])
  func text(json: String, text: String) throws {
    var builder = ByteBuilder(in: scratch)
    try PythonValue.appendText(value(json), to: &builder, in: scratch)
    #expect(builder.finish()?.string == text)
  }

  @Test(arguments: [("1", 0), ("[]", 1), (#"[{"a]": "[[\""}, 1]"#, 2), ("[[[]], {}]", 3)])
  func depth(json: String, depth: Int) throws {
    #expect(try PythonValue.depth(value(json)) == depth)
  }

  @Test func keys() throws {
    let groups = [
      ["1", "1.0", "true"], [#""1""#], ["0", "-0.0", "false"], ["null"], ["absent"],
      [#""a""#, #""\u0061""#], ["18446744073709551616", "18446744073709551616.0"], ["1.5"],
    ]
    var seen: Set<String> = []
    for group in groups {
      let keys = try group.map { try PythonValue.key(value($0), in: scratch)?.string }
      #expect(Set(keys).count == 1, "\(group)")
      #expect(seen.insert(try #require(keys[0])).inserted, "\(group)")
    }
    #expect(try PythonValue.key(value("[]"), in: scratch) == nil)
  }
}

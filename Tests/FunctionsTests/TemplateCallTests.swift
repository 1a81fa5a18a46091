import Events
import Functions
import Testing

/// What calls in templates give, as Jinja and Python give it.
@Suite struct TemplateCallTests {
  private func check(
    _ table: String, _ cases: [(name: String, arguments: [String], result: String)]
  ) throws {
    for (name, arguments, result) in cases {
      let function = try #require(TemplateFunctionTests.named(table, name), "\(name)")
      let expected: CallResult =
        result == "absent" ? .absent : result == "failed" ? .failed : .json(result)
      #expect(call(function, arguments) == expected, "\(name)(\(arguments))")
    }
  }

  @Test func splitting() throws {
    try check(
      "method",
      [
        ("split", [#""  a  b  c ""#, "null", "1"], #"["a","b  c "]"#),
        ("split", [#""a\u00a0b\u2003c""#], #"["a","b","c"]"#), ("split", [#""  ""#], "[]"),
        ("split", [#""""#, #"",""#], #"[""]"#), ("split", [#""a,b""#, #"",""#, "0"], #"["a,b"]"#),
        ("split", [#""a""#, "absent"], "failed"), ("split", [#""a""#, "1"], "failed"),
        ("split", ["{}"], "failed"), ("split", ["absent"], "failed"),
        ("rsplit", [#""aaa""#, #""aa""#], #"["a",""]"#),
        ("rsplit", [#""  a  b  ""#, "null", "1"], #"["  a","b"]"#),
        ("rsplit", [#""a,b,c""#, #"",""#, "-1"], #"["a","b","c"]"#),
        ("splitlines", [#""a\u2028b\u0085c\u001cd""#], #"["a","b","c","d"]"#),
        ("splitlines", [#""\n\n""#], #"["",""]"#),
        ("partition", [#""é=ü""#, #""=""#], #"["é","=","ü"]"#),
      ])
  }

  @Test func searching() throws {
    try check(
      "method",
      [
        ("find", [#""éaé""#, #""é""#, "1"], "2"), ("find", [#""abc""#, #""""#, "3"], "3"),
        ("find", [#""abc""#, #""""#, "4"], "-1"), ("find", [#""abc""#, #""c""#, "0", "-1"], "-1"),
        ("rfind", [#""abc""#, #""""#], "3"), ("rfind", [#""abab""#, #""ab""#, "0", "3"], "0"),
        ("count", [#""aaaa""#, #""aa""#, "1"], "1"), ("count", [#""abc""#, #""""#, "1"], "3"),
        ("count", [#"["a", "b", "a"]"#, #""a""#], "2"),
        ("index", [#"["a", {"b": 1.0}]"#, #"{"b": 1}"#], "1"),
        ("index", ["[1]", "absent"], "failed"),
        ("index", ["[1, 2, 1]", "1", "1"], "2"), ("index", ["[1, 2, 1]", "1", "-1", "9"], "2"),
        ("startswith", [#""éa""#, #""a""#, "1"], "true"), ("startswith", [#""a""#, "[]"], "false"),
        ("startswith", [#""a""#, "[1]"], "failed"),
        ("startswith", [#""a""#, #""""#, "2"], "false"),
        ("endswith", [#""abc""#, #""b""#, "0", "2"], "true"),
        ("endswith", [#""a""#, "absent"], "failed"),
      ])
  }

  @Test func letters() throws {
    try check(
      "method",
      [
        ("lower", [#""ΑΣ ΑΣΑ İ""#], #""ας ασα i̇""#), ("upper", [#""ßﬁ""#], #""SSFI""#),
        ("title", [#""ǆ x1y""#], #""ǅ X1Y""#), ("capitalize", [#""éA""#], #""Éa""#),
        ("isdigit", [#""²""#], "true"), ("isdecimal", [#""٣""#], "true"),
        ("isalpha", [#""日本""#], "true"),
        ("isnumeric", [#""Ⅷ""#], "true"), ("isalnum", [#""""#], "false"),
        ("isspace", [#""\u00a0\u2028""#], "true"), ("islower", [#""ǅa""#], "false"),
        ("strip", [#""\u3000a\u001f""#], #""a""#), ("strip", [#""éaé""#, #""é""#], #""a""#),
        ("zfill", [#""+é""#, "4"], #""+00é""#), ("ljust", [#""é""#, "3", #""ü""#], #""éüü""#),
      ])
    try check(
      "filter",
      [
        ("lower", ["[\"A\"]"], #""['a']""#), ("upper", ["1.50"], #""1.5""#),
        ("title", [#""a-b (c) [D]""#], #""A-B (C) [D]""#), ("trim", ["absent"], #""""#),
        ("capitalize", ["null"], #""None""#),
      ])
  }

  @Test func numbers() throws {
    try check(
      "filter",
      [
        ("int", [#"" -1_000 ""#], "-1000"), ("int", [#""1e3""#], "1000"),
        ("int", [#""0b101""#, "0", "0"], "5"),
        ("int", [#""99999999999999999999""#], "99999999999999999999"),
        ("int", [#""-9223372036854775808""#], "-9223372036854775808"),
        ("int", [#""0010""#], "10"), ("int", [#""010""#, "5", "0"], "10"),
        ("int", ["1e22"], "10000000000000000000000"),
        ("int", [#""inf""#, "7"], "7"), ("int", ["1e400"], "failed"),
        ("int", ["[]", #""x""#], #""x""#),
        ("int", ["null", "absent"], "absent"), ("int", [#""z""#, "0", "36"], "35"),
        ("float", [#""1_0.5""#], "10.5"), ("float", [#""1e400""#], "1e999"),
        ("float", [#""nan""#], "failed"),
        ("float", ["1e16"], "1e+16"), ("float", ["1e-5"], "1e-05"), ("float", ["[]"], "0.0"),
        ("round", ["2.675", "2"], "2.67"), ("round", ["-0.5"], "-0.0"), ("round", ["true"], "1"),
        ("round", ["2.1", "0", #""ceil""#], "3.0"),
        ("abs", ["-99999999999999999999"], "99999999999999999999"),
        ("sum", ["[0.1, 0.2]"], "0.30000000000000004"), ("sum", ["[[1]]"], "failed"),
        ("sum", ["[\"a\"]", "null", #""""#], "failed"),
      ])
    try check(
      "operator",
      [
        ("+", ["9223372036854775807", "0"], "9223372036854775807"), ("+", ["1", "true"], "2"),
        ("/", ["7", "2"], "3.5"), ("//", ["-7", "2.0"], "-4.0"), ("%", ["-7", "-3"], "-1"),
        ("%", ["1.5", "0"], "failed"), ("**", ["-8", "0.5"], "failed"),
        ("**", ["10.0", "400"], "failed"),
        ("neg", ["-9223372036854775808"], "failed"), ("neg", ["0.0"], "-0.0"),
        ("neg", ["absent"], "failed"),
        ("*", ["1e308", "10"], "1e999"), ("*", ["null", "2"], "failed"),
        ("~", ["1e400"], #""inf""#),
      ])
  }

  @Test func formats() throws {
    try check(
      "filter",
      [
        ("format", [#""%5.1f|%-4d|%+d""#, "2.25", "3", "4"], #""  2.2|3   |+4""#),
        ("format", [#""%#x %o %X""#, "255", "8", "171"], #""0xff 10 AB""#),
        ("format", [#""%r %s""#, #""a'b""#, "[null]"], #""\"a'b\" [None]""#),
        ("format", [#""%.2s|%05s""#, #""éèa""#, #""b""#], #""éè|    b""#),
        ("format", [#""%d""#, "1.9"], #""1""#), ("format", [#""a""#, "1"], "failed"),
        ("format", [#""%q""#, "1"], "failed"), ("format", [#""%""#, "1"], "failed"),
      ])
    try check(
      "method",
      [
        ("format", [#""{:*^7}|{:<3}|{:>4}""#, #""é""#, "1", "2.5"], #""***é***|1  | 2.5""#),
        (
          "format", [#""{:,} {:_x} {:.1%}""#, "1234567", "74565", "0.255"],
          #""1,234,567 1_2345 25.5%""#
        ),
        ("format", [#""{0}{0!r}""#, #""a""#], #""a'a'""#),
        ("format", [#""{}{0}""#, "1", "2"], "failed"),
        ("format", [#""{:d}""#, #""a""#], "failed"), ("format", [#""{""#], "failed"),
        ("format", [#""{:05}""#, "-1.5"], #""-01.5""#), ("format", [#""{:5}""#, "null"], "failed"),
        ("format", [#""{{}}""#], #""{}""#), ("format", [#""{:9999999999}""#, "1"], "failed"),
      ])
  }

  @Test func lists() throws {
    try check(
      "filter",
      [
        ("select", ["[1, 2, 3]", #""in""#, "[2, 3.0]"], "[2,3]"),
        ("reject", ["[1, null]", #""none""#], "[1]"),

        ("select", [#"{"a": 1}"#], #"["a"]"#), ("select", [#""""#, #""lower""#], "[]"),
        (
          "selectattr", [#"[{"k": ["a"]}, {"k": []}]"#, #""k""#, #""ne""#, "[]"], #"[{"k": ["a"]}]"#
        ),
        ("selectattr", [#"[["x", 1], ["y", 0]]"#, "1"], #"[["x", 1]]"#),
        (
          "selectattr", [#"[{"a": {"b": 1}}, {"a": {}}]"#, #""a.b""#, #""defined""#],
          #"[{"a": {"b": 1}}]"#
        ),
        ("rejectattr", [#"[{"a": 1}, {"a": "x"}]"#, #""a""#, #""number""#], #"[{"a": "x"}]"#),
        ("map", [#"[" a ", 1]"#, #""trim""#], #"["a","1"]"#),
        ("map", [#"[["b", "a"]]"#, #""first""#], #"["b"]"#),
        ("map", ["[[]]", #""first""#], "[?]"),
        ("map(attribute)", [#"["ab"]"#, "0"], #"["a"]"#),
        ("map(attribute)", ["[1]", #""a""#, #""z""#], #"["z"]"#),
        (
          "sort", [#"[{"a": 1, "b": 2}, {"a": 1, "b": 1}]"#, "false", "false", #""a,b""#],
          #"[{"a": 1, "b": 1},{"a": 1, "b": 2}]"#
        ),
        ("sort", [#"["b", "A", "a"]"#], #"["A","a","b"]"#),
        ("sort", ["[null, null]"], "[null,null]"),
        ("unique", [#"[1, "1", true, null, null]"#], #"[1,"1",null]"#),
        ("unique", ["[{}]"], "failed"),
        ("max", [#"[{"a": 1}, {"a": 3}]"#, "false", #""a""#], #"{"a": 3}"#),
        ("min", ["[null, 1]"], "failed"),
        ("batch", [#""abcde""#, "2", "null"], #"[["a","b"],["c","d"],["e"]]"#),
        ("last", [#"{"a": 1, "b": 2}"#], #""b""#), ("length", [#"{"a": 1, "a": 2}"#], "1"),
        ("join", [#"{"a": 1}"#, #"",""#], #""a""#),
        ("join", ["[1.0, true, null]", "0"], #""1.00True0None""#),
      ])
    let select = try #require(TemplateFunctions.filter(named: "select"))
    #expect(call(select, ["[1]", #""nope""#]) == .invalid(1))
    #expect(call(select, ["[1]", #""string""#, "1"]) == .invalid(1))
    #expect(call(select, ["[1]", "1"]) == .invalid(1))
    let map = try #require(TemplateFunctions.filter(named: "map"))
    #expect(call(map, [#"["a"]"#, #""re_search""#, #""(""#]) == .invalid(2))
    #expect(call(map, [#"["a", 1]"#, #""re_search""#, #""a""#]) == .json("[true,false]"))
  }

  @Test func maps() throws {
    try check(
      "method",
      [
        ("get", [#"{"a": 1, "a": 2}"#, #""a""#], "2"), ("get", [#"{"\u0061": 1}"#, #""a""#], "1"),
        ("get", [#"{"get": 1}"#, #""a""#], "failed"), ("get", ["{}", "[]"], "failed"),
        ("get", ["{}", "absent", "absent"], "absent"), ("get", [#""a""#, #""a""#], "failed"),
        ("items", [#"{"b": 1, "a": 2, "b": 3}"#], #"[["b",3],["a",2]]"#),
        ("update", [#"{"a": 1}"#, #"["bc"]"#], #"{"a":1,"b":"c"}"#),
        ("update", ["{}", "[[1]]"], "failed"),
        ("pop", [#"{"a": 1, "a": 2}"#, #""a""#], "{}"), ("pop", ["[1, 2, 3]", "-2"], "[1,3]"),
        ("extend", ["[]", #"{"a": 1}"#], #"["a"]"#), ("append", ["[1]", #""é\"""#], #"[1,"é\""]"#),
      ])
    try check(
      "operator",
      [
        ("getitem", ["[1]", "true"], "absent"), ("getitem", ["[1, 2]", "true"], "2"),
        ("getitem", ["[1]", "-2"], "absent"), ("getitem", [#""aé""#, "-1"], #""é""#),
        ("getitem", ["{}", "[]"], "absent"), ("getitem", ["null", #""a""#], "absent"),
        ("slice", ["[1, 2, 3, 4]", "null", "null", "-1"], "[4,3,2,1]"),
        ("slice", [#""abc""#, "5"], #""""#), ("slice", [#""aéb""#, "1", "-1"], #""é""#),
        ("slice", ["[1]", "absent"], "failed"), ("slice", ["null"], "failed"),
        ("slice", [#""abc""#, "-99999999999999999999", "99999999999999999999"], #""abc""#),
      ])
  }

  @Test func json() throws {
    try check(
      "filter",
      [
        (
          "tojson", [#"{"é": 1, "a": "😀\u007f"}"#],
          #""{\"a\": \"\\ud83d\\ude00\\u007f\", \"\\u00e9\": 1}""#
        ),
        ("tojson", ["[1, {}]", "2"], #""[\n  1,\n  {}\n]""#), ("tojson", ["1e400"], #""Infinity""#),
        ("to_json", [#"{"b": [ ], "a": 1.0, "a": -0}"#], #""{\"b\":[],\"a\":0}""#),
        ("from_json", [#"" [1,\n 2] ""#], "[1,2]"), ("from_json", [#""[1,]""#], "null"),
        ("from_json", ["1"], "null"),
      ])
  }

  @Test func patterns() throws {
    try check(
      "filter",
      [
        ("re_match", [#""abc""#, #""c""#], "false"), ("re_match", [#""ac""#, #""b|a""#], "true"),
        ("re_search", [#""a-b""#, #""[\\w-\\.]b""#], "true"), ("re_search", ["1", "1"], "false"),
        ("re_search", [#""a""#, "1"], "failed"),
      ])
    try check(
      "global",
      [
        ("re.match", [#""(a)|(b)""#, #""b""#], #"["b",null,"b"]"#),
        ("re.match", [#""b""#, #""ab""#], "null"),
        ("re.search", [#""é""#, #""aé""#], #"["é"]"#),
        ("re.findall", [#""x*""#, #""axb""#], #"["","x","",""]"#),
        ("re.sub", [#""x*""#, #""-""#, #""axb""#], #""-a--b-""#),
        ("re.sub", [#""(?P<n>a)""#, #""[\\g<n>\\g<0>]""#, #""ab""#], #""[aa]b""#),
        ("re.sub", [#""a""#, #""\\n\\.\\\\""#, #""a""#], #""\n\\.\\""#),
        ("re.sub", [#""a""#, #""\\q""#, #""b""#], "failed"),
        ("len", [#"[1, "é"]"#], "2"),
      ])
    let search = try #require(TemplateFunctions.global(named: "re.search"))
    #expect(call(search, [#""(""#, #""a""#]) == .invalid(0))
  }

  /// A pattern that comes with the event is compiled when it is met, and kept.
  @Test func patternsOfEvents() throws {
    let function = try #require(TemplateFunctions.filter(named: "re_search"))
    let prepare = try #require(function.prepare)
    guard case .ready(let prepared) = prepare([nil, nil], .system) else {
      Issue.record("a pattern need not be constant")
      return
    }
    let scratch = Scratch()
    for round in 0..<40 {
      let (pattern, result): (StaticString, Value.Kind) =
        switch round % 12 {
        case 0: ("(", .ignored)
        case 1: ("b$", .true)
        case 2: ("x", .false)
        case 3: ("[a", .ignored)
        case 4: ("a", .true)
        case 5: ("a.", .true)
        case 6: ("a.b", .false)
        case 7: ("^a", .true)
        case 8: ("^b", .false)
        case 9: ("ab", .true)
        case 10: ("ba", .false)
        default: ("", .true)
        }
      let values = [Value.text(Bytes("ab")), Value.text(Bytes(pattern))]
      let answer = values.withUnsafeBufferPointer {
        FunctionCall.invoke(function, values: $0, scratch: scratch, prepared: prepared, now: 0)
      }
      #expect(answer.kind == result, "\(pattern)")
    }
  }
}

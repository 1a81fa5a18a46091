import Testing

/// What expressions mean, whatever the event holds.
@Suite struct EngineExpressionTests {
  private static let operands = [
    "missing", "null", "'a'", "'1'", "'10'", "1", "10", "1.0", "true", "[1, 'a']", "{}",
  ]

  /// Rows: an operator, and where it holds, as `left right` pairs of the operands above.
  private static let holding: [(String, Set<String>)] = [
    (
      "==",
      [
        "null null", "'a' 'a'", "'1' '1'", "'10' '10'", "1 1", "10 10", "1.0 1.0", "1 1.0", "1.0 1",
        "'1' 1", "1 '1'", "'10' 10", "10 '10'", "true true", "[1, 'a'] [1, 'a']", "{} {}",
      ]
    ),
    (
      "<",
      [
        "1 10", "1.0 10", "'1' 10", "1 '10'", "1.0 '10'", "'1' '10'", "'1' 'a'", "'10' 'a'",
      ]
    ),
    (
      "in",
      [
        "1 [1, 'a']", "1.0 [1, 'a']", "'1' [1, 'a']", "'a' [1, 'a']", "'a' 'a'", "'1' '1'",
        "'1' '10'", "'10' '10'", "1 '1'", "1 '10'", "10 '10'", "1 1", "1 10", "10 10", "'1' 1",
        "'1' 10", "'10' 10", "1 1.0", "'1' 1.0", "1.0 1.0", "true true",
      ]
    ),
  ]

  @Test(arguments: holding.map(\.0))
  func operators(symbol: String) throws {
    let holding = try #require(Self.holding.first { $0.0 == symbol }).1
    for left in Self.operands {
      for right in Self.operands {
        // Both as fields, as the event may hold anything.
        var members: [String] = []
        for (name, operand) in [("l", left), ("r", right)] where operand != "missing" {
          members.append("\"\(name)\":\(operand.replacing("'", with: "\""))")
        }
        let event = "{\(members.joined(separator: ","))}"
        let isTrue = holding.contains("\(left) \(right)")
        #expect(try holds("l \(symbol) r", event) == isTrue, "\(left) \(symbol) \(right)")
        let isComparable = left != "missing" && right != "missing"
        if symbol == "==" {
          #expect(try holds("l != r", event) == (isComparable && !isTrue), "\(left) != \(right)")
          #expect(try holds("not (l == r)", event) == !isTrue)
          // The same as a case of a match, where a constant can stand there.
          if !right.hasPrefix("{"), !right.hasPrefix("["), right != "missing", right != "null" {
            for guarded in ["", ", when: 'true'"] {
              let rules =
                "schema: [{r: object}]\nignore: []\nstages: [{match: l, cases: [{is: \(right)\(guarded), set: {r.v: 1}}]}]"
              let result = try map(rules, event)
              #expect((result != "{}") == isTrue, "case \(right) of \(left)\(guarded)")
            }
            #expect(try holds("l in [\(right), 'zz']", event) == isTrue, "\(left) in [\(right)]")
          }
        }
        if symbol == "<" { #expect(try holds("r > l", event) == isTrue) }
        if symbol == "in" {
          #expect(try holds("l not in r", event) == (isComparable && !isTrue))
          #expect(try holds("r contains l", event) == isTrue, "\(right) contains \(left)")
        }
      }
    }
  }

  @Test(arguments: [
    ("9007199254740993 > 9007199254740992", true),
    ("18446744073709551615 == 18446744073709551614", false),
    ("18446744073709551615 > 18446744073709551614", true), ("-18446744073709551615 < 1", true),
    ("1e400 == 1e400", true), ("1.10 == 1.1", true), ("-0 == 0", true), ("0 in [-0]", true),
    ("1.8446744073709552e19 in [0, 18446744073709551615]", true),
    ("18446744073709551615 not in [18446744073709551614]", true),
    ("'é' in ['x', 'e\u{301}', 'é']", true), ("'e\u{301}' in ['x', 'é']", false),
    ("a == 'é'", false), ("true and not false", true), ("false and true or true", true),
    ("not false and false", false), ("'b' in ['a', 'b']", true), ("'a' is string", true),
    ("1 is number and 1 is integer", true), ("1.5 is integer", false), ("[] is empty", true),
    ("'' is empty", true), ("missing is empty", true), ("missing is not present", true),
    ("missing is not ip", true), ("null is null", true), ("'::1' is ipv6", true),
    ("'::1' is ipv4", false), ("' 10.0.0.1' is ip", false), ("missing else false else true", false),
    ("'abc' startswith 'ab'", true), ("'abc' endswith 'bc'", true), ("'abc' matches '^a.c$'", true),
    ("contains('abc', 'b')", true), ("'abc' | matches('b')", true), ("missing matches 'a'", false),
    ("not (missing matches 'a')", true), ("'a'", false), ("1", false),
  ])
  func conditions(condition: String, isTrue: Bool) throws {
    #expect(try holds(condition) == isTrue)
  }

  private static let event = #"""
    {"a":{"b":{"c":1.10},"list":[{"n":1,"tags":["x","y"]},{"n":null},3,{"n":2,"tags":["z"]}],"Process Name":"p"},"t":"C:\\x\u0041","big":123456789012345678901234567890,"exp":1e400,"nul":"\u0000","lone":"\ud800","e":"","no":null,"\u0061\u0301":"key","dup":1,"dup":{"x":2},"d":{"x":1},"d":{"y":1}}
    """#
  /// The event as it is written whole: of members of one name the last.
  private static let written = event.replacing(#""dup":1,"#, with: "")
    .replacing(#""d":{"x":1},"#, with: "")

  @Test(arguments: [
    ("a.b.c", "1.10"), ("big", "123456789012345678901234567890"), ("exp", "1e400"),
    ("nul", #""\u0000""#), ("lone", #""\ud800""#), ("t", #""C:\\x\u0041""#), ("no", "null"),
    ("e", "\"\""),
    (#"a["Process Name"]"#, "\"p\""), (#"$raw.a["b"].c"#, "1.10"), (#"$event["a"].b.c"#, "1.10"),
    ("$event", written), ("$event is object", "true"), ("$event[0]", written),
    ("$event[*]", "[\(written)]"), ("$event[1]", "absent"), ("a.b[0].c", "1.10"),
    ("a.b[-1].c", "1.10"),
    ("a.b[*].c", "[1.10]"), ("no[*]", "absent"), ("no[0]", "absent"), ("missing[*]", "absent"),
    ("a.list[*].n[*]", "[1,2]"), ("a.list[*].n[0]", "[1,2]"), ("a.b.c[*]", "[1.10]"),
    ("t[*] | upper", #"["C:\\XA"]"#), ("a.b | map_path('c')", "[1.10]"),
    ("t | unique", #"["C:\\x\u0041"]"#),
    ("a.list[0].n", "1"),
    ("a.list[-1].n", "2"), ("a.list[9]", "absent"), ("a.list[-9]", "absent"), ("a.list[2]", "3"),
    ("a.list[*].n", "[1,null,2]"), ("a.list[*].tags", #"[["x","y"],["z"]]"#),
    ("a.list[*].tags[*]", #"["x","y","z"]"#), ("a.list[*].tags[0]", #"["x","z"]"#),
    ("a.b[*]", #"[{"c":1.10}]"#), ("a.b.c.d", "absent"), ("t.x", "absent"), ("dup", #"{"x":2}"#),
    ("dup.x", "2"), ("d.x", "absent"), ("d.y", "1"), ("[a.b.c, missing, 'x']", #"[1.10,"x"]"#),
    ("missing else e", "\"\""), ("missing | upper else 'no'", "\"no\""), ("missing == 1", "false"),
    ("t == 'C:\\\\xA'", "true"), ("t | lower", #""c:\\xa""#), ("nul | length", "1"),
    ("lone | upper", "\"\u{FFFD}\""), ("a.list | length", "4"), ("'\\u0041\\n'", #""A\n""#),
    ("(a.b.c == 1.1) == true", "true"), ("not missing", "true"),
  ])
  func values(expression: String, expected: String) throws {
    #expect(try evaluate(expression, Self.event) == expected)
  }

  @Test func keysWrittenWithEscapes() throws {
    #expect(try evaluate("key.inner", #"{"\u006bey":{"inn\u0065r":"\u0061"}}"#) == #""\u0061""#)
    #expect(try holds("key == 'a'", #"{"k\u0065y":"\u0061"}"#))
    #expect(try holds("key in ['a', 'b']", #"{"k\u0065y":"\u0062"}"#))
    #expect(
      try map(
        "stages: [{to: event.kind, from: x, lookup: {a: alert}}, {match: x, cases: [{is: a, set: {event.code: hit}}]}]",
        #"{"x":"\u0061"}"#) == #"{"event":{"kind":"alert","code":"hit"}}"#)
  }
}

import Running
import Testing

/// What a worker keeps from one event to the next, or from one step to the next, shows in no output.
@Suite struct EngineRepeatTests {
  @Test func fieldsOfAnEventAreGoneInTheNext() throws {
    let engine = try Engine(
      """
      schema: [ecs@9.4, {r: object, l: long}]
      infer: [related]
      stages:
        - {map: {r.a: a, user.name: u, host.ip: ip}}
        - {to: l, from: l, on_error: tag}
        - {to: r.b, from: b, on_error: reject, as: long}
        - {when: d is present, drop: true}
        - {when: $out.r.a is not present, set: {r.none: true}}
      """)
    let events = [
      (
        #"{"a":1,"u":"alice","ip":"10.0.0.1","l":"x"}"#,
        #"{"r":{"a":1},"user":{"name":"alice"},"host":{"ip":["10.0.0.1"]},"tags":["uncastable:l"],"#
          + #""related":{"ip":["10.0.0.1"],"user":["alice"]}}"#
      ),
      ("{}", #"{"r":{"none":true}}"#), (#"{"a":2,"b":"x"}"#, "rejected: rejected_by_rule at 0"),
      (#"{"l":3}"#, #"{"r":{"none":true},"l":3}"#), (#"{"a":4,"u":"bob","d":1}"#, "dropped"),
      (#"{"a":"#, "rejected: invalid_json at 5"), ("{}", #"{"r":{"none":true}}"#),
    ]
    for (event, output) in events + events { #expect(engine.map(event).description == output) }
  }

  /// More fields than two words of bits.
  @Test func everyFieldOfManyIsWritten() throws {
    let names = (0..<300).map { "r.f\($0)" }
    let engine = try Engine(
      """
      schema: [{r: object}]
      stages: [{map: {\(names.map { "\($0): \($0)" }.joined(separator: ", "))}}]
      """)
    for step in [1, 7, 63, 64, 299] {
      let chosen = stride(from: 0, to: 300, by: step).map { "\"f\($0)\":\($0)" }
      let event = "{\"r\":{\(chosen.joined(separator: ","))}}"
      #expect(engine.map(event).description == event)
    }
    #expect(engine.map("{}").description == "{}")
  }

  @Test func matchesWithConditionsTakeTheFirstCaseThatFits() throws {
    let engine = try Engine(
      """
      schema: [{r: object}]
      stages:
        - match: c
          cases:
            - {is: [1, 2], when: a == 1, set: {r.v: first}}
            - {is: [2, x], set: {r.v: second}}
            - {is: 4624.0, when: a == 3, set: {r.v: third}}
            - {else: true, when: a == 2, set: {r.v: other}}
            - {is: [1, y], set: {r.v: fourth}}
            - {is: "true", set: {r.v: fifth}}
      """)
    let rows = [
      (#"{"c":1,"a":1}"#, "first"), (#"{"c":1,"a":2}"#, "other"), (#"{"c":1}"#, "fourth"),
      (#"{"c":"1","a":1}"#, "first"), (#"{"c":1.0,"a":1}"#, "first"),
      (#"{"c":"1.0","a":1}"#, nil), (#"{"c":2,"a":1}"#, "first"), (#"{"c":2,"a":2}"#, "second"),
      (#"{"c":"\u0078"}"#, "second"), (#"{"c":4624,"a":3}"#, "third"),
      (#"{"c":4624,"a":2}"#, "other"), (#"{"c":4624}"#, nil), (#"{"c":"y"}"#, "fourth"),
      (#"{"c":"y","a":2}"#, "other"), (#"{"c":true}"#, "fifth"), (#"{"c":[1],"a":1}"#, nil),
      (#"{"c":null,"a":2}"#, "other"), (#"{"a":2}"#, "other"), (#"{"a":1}"#, nil), ("{}", nil),
    ]
    for (event, value) in rows {
      let expected = value.map { #"{"r":{"v":"\#($0)"}}"# } ?? "{}"
      #expect(engine.map(event).description == expected, "\(event)")
    }
  }

  /// Numbers are the same by value, whichever spelling a table knows.
  @Test(arguments: ["a == 1", nil])
  func matchesCompareNumbersByValue(condition: String?) throws {
    func cases(_ first: String, _ second: String, _ third: String) throws -> Engine {
      try Engine(
        """
        schema: [{r: object}]
        stages:
          - match: c
            cases:
              - {is: \(first), \(condition.map { "when: \($0), " } ?? "")set: {r.v: first}}
              - {is: \(second), set: {r.v: second}}
              - {is: \(third), set: {r.v: third}}
        """)
    }
    let rows = [
      (("1.50", "'1.5'", "x"), #"{"c":1.5,"a":1}"#, "first"),
      (("1.50", "'1.5'", "x"), #"{"c":1.5}"#, condition == nil ? "first" : "second"),
      (("1.50", "'1.5'", "x"), #"{"c":"1.5"}"#, "second"),
      (("'1.5'", "1.50", "x"), #"{"c":15e-1,"a":1}"#, "second"),
      (("1", "1.0", "-1"), #"{"c":1.0,"a":1}"#, "first"),
      (("1", "1.0", "-1"), #"{"c":-1.0}"#, "third"),
      (("-0", "0", "x"), #"{"c":0,"a":1}"#, "first"),
      (("['7', 70e-1]", "7.0", "x"), #"{"c":7.0,"a":1}"#, "first"),
      (
        ("y", "x", "123456789012345678901234567890"),
        #"{"c":1.23456789012345678901234567890e29}"#, "third"
      ),
      (("y", "x", "12345678901234567890.0"), #"{"c":12345678901234567890}"#, "third"),
      ((#""e\u0301""#, #""\u00e9""#, "x"), "{\"c\":\"\u{e9}\"}", "second"),
      ((#""e\u0301""#, #""\u00e9""#, "x"), "{\"c\":\"e\u{301}\",\"a\":1}", "first"),
    ]
    for ((first, second, third), event, value) in rows {
      let engine = try cases(first, second, third)
      #expect(engine.map(event).description == "{\"r\":{\"v\":\"\(value)\"}}", "\(event)")
    }
  }

  /// Null is not the text, and what tables find numbers by is no text either.
  @Test(arguments: ["match", "in"])
  func tablesFindOnlyWhatIsEqual(kind: String) throws {
    let rules = [
      "match": """
      - match: c
        cases:
          - {is: ["null", 1, "\\x002"], set: {r.v: found}}
      """,
      "in": #"- {set: {r.v: found}, when: "c in ['null', 1]"}"#,
    ]
    let engine = try Engine(
      "schema: [{r: object}]\nignore: []\nstages:\n\(rules[kind, default: ""])\n")
    for event in [#"{"c":null}"#, #"{"c":"\u00001"}"#, #"{"c":2}"#, #"{"c":[1]}"#] {
      #expect(engine.map(event).description == "{}", "\(event)")
    }
    let text = kind == "match" ? [#"{"c":"\u00002"}"#] : []
    for event in [#"{"c":"null"}"#, #"{"c":1.0}"#, #"{"c":"1"}"#] + text {
      #expect(engine.map(event).description == #"{"r":{"v":"found"}}"#, "\(event)")
    }
  }

  /// A text that is written as a list takes its brackets too, however many there are.
  @Test func manyTextsAreWrittenAsLists() throws {
    let count = 300
    let schema = (0..<count).map { "acme.l\($0): {type: keyword, array: true}" }
    let fields = (0..<count).map { "acme.l\($0): v" }
    let body = "map: {\(fields.joined(separator: ", "))}"
    let written = (0..<count).map { "\"l\($0)\":[\"abcdefgh\"]" }.joined(separator: ",")
    let event = "{\"acme\":{\(written)}}"
    for (stage, output) in [(body, event), ("emit: {\(body)}", "{}\n" + event)] {
      let engine = try Engine(
        "schema: [{\(schema.joined(separator: ", "))}]\nstages:\n  - {\(stage)}")
      #expect(engine.map(#"{"v":"abcdefgh"}"#).description == output)
    }
  }

  /// What equals a value that was left out need not equal one that is there.
  @Test func relatedValuesAreComparedWithThoseKept() throws {
    let engine = try Engine(
      """
      schema:
        - ecs@9.4
        - {user.name: double, source.user.name: long, destination.user.name: keyword}
      infer: [related]
      stages:
        - map: {user.name: a, source.user.name: b, destination.user.name: c}
      """)
    let output = engine.map(#"{"a":1.0,"b":1,"c":"1"}"#).description
    #expect(output.contains(#""related":{"user":[1.0,"1"]}"#), "\(output)")
  }

  @Test func severalPathsGoThroughOneItem() throws {
    let engine = try Engine(
      """
      schema: [{r: object}]
      ignore: []
      stages:
        - map:
            r.a: 'l[0].a'
            r.b: 'l[0].b'
            r.c: 'l[-1].a'
            r.d: 'm[0].a'
            r.e: 'l[0].o.a'
            r.f: 'l[0].a'
            r.g: 'l[*].a'
            r.h: 'l[0]["x\\"y"]'
      """)
    let many = (0..<40).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    let rows = [
      (
        #"{"l":[{"a":1,"b":2,"a":3,"o":{"a":4}}],"m":[{"a":5}]}"#,
        #""a":3,"b":2,"c":3,"d":5,"e":4,"f":3,"g":[3]"#
      ),
      (#"{"l":[{"a":1},{"a":2}],"m":[1]}"#, #""a":1,"c":2,"f":1,"g":[1,2]"#),
      (#"{"l":[{"\u0061":1,"x\"y":2}]}"#, #""a":1,"c":1,"f":1,"g":[1],"h":2"#),
      ("{\"l\":[{\(many),\"a\":1,\"b\":2}]}", #""a":1,"b":2,"c":1,"f":1,"g":[1]"#),
      (#"{"l":[[{"a":1}]]}"#, nil), (#"{"l":{"a":1}}"#, #""a":1,"c":1,"f":1,"g":[1]"#),
    ]
    for (event, fields) in rows + rows {
      let expected = fields.map { "{\"r\":{\($0)}}" } ?? "{}"
      #expect(engine.map(event).description == expected, "\(event)")
    }
  }

  @Test func rememberedAnswersAreThoseOfTheText() throws {
    let engine = try Engine(
      """
      schema: [{r: object}]
      stages: [{map: {r.a: a | registered_domain, r.b: b | registered_domain}}]
      """)
    let label = String(repeating: "x", count: 60)
    let long = [label, label, label, label, "example.com"].joined(separator: ".")
    let hosts = ["a.example.com", "b.example.co.uk", "com", long, "10.0.0.1", "A.Example.COM"]
    for host in hosts + hosts + (0..<200).map({ "h.d\($0).org" }) + hosts {
      let other = "www." + host
      let fresh = [host, other].map { try? evaluate("a | registered_domain", "{\"a\":\"\($0)\"}") }
      let expected = zip(["a", "b"], fresh).compactMap { name, value in
        value == "absent" ? nil : "\"\(name)\":\(value ?? "")"
      }
      let output = engine.map("{\"a\":\"\(host)\",\"b\":\"\(other)\"}").description
      #expect(output == (expected.isEmpty ? "{}" : "{\"r\":{\(expected.joined(separator: ","))}}"))
    }
  }

  /// Texts are looked at in blocks of 32 bytes.
  @Test func escapesStandAnywhere() throws {
    let engine = try Engine("schema: [{r: object}]\nstages: [{map: {r.v: a, r.w: 'l[0].a'}}]")
    for before in 0..<70 {
      for escapes in [#"\n"#, #"\\"#, #"\""#, #"\u00e9"#, #"\\\""#, #"\n\t\\\\\u0041"#, "é"] {
        let text = String(repeating: "x", count: before) + escapes + "y" + escapes
        let event = "{\"a\":\"\(text)\",\"l\":[{\"b\":\"\(text)\",\"a\":\"\(text)\"}],\"z\":1}"
        let expected = "{\"r\":{\"v\":\"\(text)\",\"w\":\"\(text)\"}}"
        #expect(engine.map(event).description == expected)
      }
      let start = 6 + before
      for mistake in [#"\x"#, #"\u12g4"#, #"\"#, "\u{1}"] {
        let event = "{\"a\":\"" + String(repeating: "x", count: before) + mistake
        guard case .rejected(.invalidJSON, let offset) = engine.map(event) else {
          Issue.record("\(event) is no JSON")
          continue
        }
        #expect(offset == start)
      }
      let broken = Array("{\"a\":\"".utf8) + Array(repeating: 0x78, count: before) + [0xC3, 0x28]
      #expect(engine.map(broken + Array("\\n\"}".utf8)) == .rejected(.invalidUTF8, start))
    }
  }
}

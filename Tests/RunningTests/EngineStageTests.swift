import Running
import Testing

/// Stages, one behaviour a row: rules, event, output.
@Suite struct EngineStageTests {
  private static let head =
    "schema: [ecs@9.4, {r: object, n: nested, k: keyword, l: long, u: unsigned_long, b: byte}]\n"

  private static let rows: [(String, String, String)] = [
    // Writers.
    ("[{map: {r.v: a}}, {map: {r.v: b}}]", #"{"a":1,"b":2}"#, #"{"r":{"v":2}}"#),
    ("[{map: {r.v: a}}, {map: {r.v: b}}]", #"{"a":1}"#, #"{"r":{"v":1}}"#),
    (
      "[{map: {r.v: a}}, {to: r.v, from: b, unless_set: true}]", #"{"a":1,"b":2}"#,
      #"{"r":{"v":1}}"#
    ),
    ("[{to: [r.v, k], from: a}]", #"{"a":1.50}"#, #"{"r":{"v":1.50},"k":"1.50"}"#),
    (
      "[{set: {r.v: 1}, map: {r.v: a}, stages: [{map: {r.v: b}}]}]", #"{"a":2,"b":3}"#,
      #"{"r":{"v":3}}"#
    ),
    ("[{map: {r.v: a, r.w: $out.r.v}}]", #"{"a":1}"#, #"{"r":{"v":1,"w":1}}"#),
    // Casts.
    ("[{map: {l: a}}]", #"{"a":" 12 "}"#, #"{"l":12}"#), ("[{map: {l: a}}]", #"{"a":"1.5"}"#, "{}"),
    ("[{map: {l: a}}]", #"{"a":["1","x",3,null]}"#, #"{"l":[1,3]}"#),
    ("[{map: {l: a}}]", #"{"a":["x"]}"#, "{}"), ("[{map: {l: a}}]", #"{"a":{}}"#, "{}"),
    ("[{map: {k: a}}]", #"{"a":[1,true,"x"]}"#, #"{"k":["1","true","x"]}"#),
    ("[{map: {tags: a}}]", #"{"a":"x"}"#, #"{"tags":["x"]}"#),
    ("[{map: {tags: a}}]", #"{"a":["x"]}"#, #"{"tags":["x"]}"#),
    ("[{to: k, from: a, as: long}]", #"{"a":"007"}"#, #"{"k":"7"}"#),
    ("[{to: r.v, from: a, as: json}]", #"{"a":"{\"x\": [1.0]}"}"#, #"{"r":{"v":{"x": [1.0]}}}"#),
    ("[{map: {u: a}}]", #"{"a":18446735308637077504}"#, #"{"u":18446735308637077504}"#),
    ("[{map: {u: a}}]", #"{"a":-1}"#, "{}"),
    ("[{map: {b: a}}]", #"{"a":["127",128]}"#, #"{"b":[127]}"#),
    ("[{to: k, from: a, as: short}]", #"{"a":"40000"}"#, "{}"),
    ("[{set: {u: 18446744073709551615}}]", "{}", #"{"u":18446744073709551615}"#),
    // Errors.
    ("[{to: l, from: a, on_error: {value: 7}}]", #"{"a":"x"}"#, #"{"l":7}"#),
    ("[{to: l, from: a, on_error: {value: 7}}]", #"{"a":["x"]}"#, #"{"l":7}"#),
    ("[{to: l, from: a, on_error: {value: 7}}]", "{}", "{}"),
    ("[{to: l, from: a, on_error: tag}]", #"{"a":"x"}"#, #"{"tags":["uncastable:l"]}"#),
    (
      "[{set: {tags: [a]}}, {to: l, from: a, on_error: tag}]", #"{"a":"x"}"#,
      #"{"tags":["a","uncastable:l"]}"#
    ),
    ("[{to: l, from: a, on_error: reject}]", #"{"a":"x"}"#, "rejected: rejected_by_rule at 0"),
    // Lookup.
    ("[{to: k, from: a, lookup: {1: one, true: yes}}]", #"{"a":1}"#, #"{"k":"one"}"#),
    ("[{to: k, from: a, lookup: {x: one}, else: none}]", #"{"a":"y"}"#, #"{"k":"none"}"#),
    ("[{to: k, from: a, lookup: {x: one}}]", #"{"a":"y"}"#, "{}"),
    ("[{to: k, from: a, lookup: {x: one}, else: none}]", "{}", "{}"),
    (
      "[{to: tags, from: a, lookup: {x: one, 1: two}}]",
      #"{"a":["x",1,"y",null,"",{},["x"],"\u0078"]}"#,
      #"{"tags":["one","two","one"]}"#
    ),
    (
      "[{to: tags, from: a, lookup: {x: [b, c], z: []}, else: d}]",
      #"{"a":["x","y","z",null,["x"],{}]}"#, #"{"tags":["b","c","d","d","d"]}"#
    ),
    (
      "[{to: tags, from: a, lookup: {x: one}, else: [d, e]}]", #"{"a":["y",["x"]]}"#,
      #"{"tags":["d","e","d","e"]}"#
    ),
    ("[{to: tags, from: a, lookup: {x: one}}]", #"{"a":["y"]}"#, "{}"),
    ("[{to: tags, from: a, lookup: {x: one}, else: none}]", #"{"a":[]}"#, "{}"),
    ("[{to: tags, from: a, lookup: {x: one}, else: none}]", #"{"a":{}}"#, #"{"tags":["none"]}"#),
    ("[{to: k, from: a, lookup: {x: \"1\"}, as: long}]", #"{"a":["x"]}"#, #"{"k":["1"]}"#),
    (
      "[{to: r.v, from: a, lookup: {x: {b: 1}}}]", #"{"a":["x","x"]}"#,
      #"{"r":{"v":[{"b":1},{"b":1}]}}"#
    ),
    (
      "[{for_each: a, to: n, map: {v: {from: $item.k, lookup: {x: one}}}}]",
      #"{"a":[{"k":["x"]}]}"#, #"{"n":[{"v":["one"]}]}"#
    ),
    // Flow.
    ("[{when: a == 1, map: {r.v: a}}]", #"{"a":2}"#, "{}"),
    ("[{drop: true, when: a is present}]", #"{"a":2}"#, "dropped"),
    (
      "[{match: a, cases: [{is: [1, 2], set: {r.v: x}}, {else: true, set: {r.v: y}}]}]",
      #"{"a":2}"#, #"{"r":{"v":"x"}}"#
    ),
    (
      "[{match: a, cases: [{is: 1, set: {r.v: x}}, {else: true, set: {r.v: y}}]}]", "{}",
      #"{"r":{"v":"y"}}"#
    ),
    (
      "[{match: a, cases: [{is: 1, when: b, set: {r.v: x}}, {is: 1, set: {r.v: y}}]}]", #"{"a":1}"#,
      #"{"r":{"v":"y"}}"#
    ),
    ("[{emit: {map: {k: b}}}, {map: {k: a}}]", #"{"a":1,"b":2}"#, "{\"k\":\"1\"}\n{\"k\":\"2\"}"),
    (
      "[{emit: {for_each: a, map: {k: $item.x}}}, {drop: true}]", #"{"a":[{"x":1},{"x":2}]}"#,
      "{\"k\":\"1\"}\n{\"k\":\"2\"}"
    ),
    (
      "[{emit: {for_each: a, stages: [{decode: {json: $item.j, name: d}, when: $item.j is present}, {map: {k: $d.x, l: $item.n}}]}}, {drop: true}]",
      #"{"a":[{"j":"{\"x\":1}","n":1},{"n":2}]}"#, "{\"k\":\"1\",\"l\":1}\n{\"l\":2}"
    ),
    // Loops.
    (
      "[{for_each: a, to: n, map: {x: $item.x, y: b}}]", #"{"a":[{"x":1},{},null,{"x":""}],"b":2}"#,
      #"{"n":[{"x":1,"y":2},{"y":2},{"y":2}]}"#
    ),
    (
      "[{for_each: a, to: k, where: $item != 'b', from: $item | upper}]", #"{"a":["a","b","c"]}"#,
      #"{"k":["A","C"]}"#
    ),
    ("[{for_each: a, to: k, from: $item}]", #"{"a":"x"}"#, #"{"k":["x"]}"#),
    ("[{for_each: a, to: k, from: $item}]", #"{"a":null}"#, "{}"),
    ("[{for_each: a, to: k, from: $item}]", #"{"a":""}"#, "{}"),
    (
      "[{emit: {for_each: a, map: {k: $item.x}}}, {drop: true}]", #"{"a":{"x":1}}"#,
      "{\"k\":\"1\"}"
    ),
    // Decodes.
    (
      "[{decode: {json: a, name: d}}, {map: {r.v: $d.x, r.w: $d}}]", #"{"a":" {\"x\": 1} "}"#,
      #"{"r":{"v":1,"w":{"x": 1}}}"#
    ),
    (
      "[{decode: {json: a, name: d}}, {map: {r.v: $d}}]", #"{"a":[1, 2] ,"b":1}"#,
      #"{"r":{"v":[1, 2]}}"#
    ),
    (
      "[{decode: {json: a, name: d, else: b}}, {map: {r.v: $d.x}}]", #"{"a":"{","b":{"x":2}}"#,
      #"{"r":{"v":2}}"#
    ),
    (
      "[{decode: {kv: a, name: d}}, {map: {r.v: $d.x, r.w: $d}}]", #"{"a":"x=1 y=\"b c\""}"#,
      #"{"r":{"v":"1","w":{"x":"1","y":"b c"}}}"#
    ),
    (
      "[{decode: {csv: a, name: d, columns: [p, q]}}, {map: {r.v: $d.q}}]",
      #"{"a":"1,\"2,\"\"3\""}"#, #"{"r":{"v":"2,\"3"}}"#
    ),
    (
      "[{decode: {dissect: a, name: d, pattern: '%{p} - %{q}'}}, {map: {r.v: $d}}]",
      #"{"a":"1 - 2"}"#, #"{"r":{"v":{"p":"1","q":"2"}}}"#
    ),
    (
      "[{decode: {regex: a, name: d, pattern: '(?<p>\\d+)'}}, {map: {r.v: $d.p}}]", #"{"a":"x12"}"#,
      #"{"r":{"v":"12"}}"#
    ),
    (
      "[{decode: {base64: a, name: d}}, {map: {r.v: $d}}]", #"{"a":"YSJi"}"#, #"{"r":{"v":"a\"b"}}"#
    ),
    (
      "[{decode: {url: a, name: d}}, {map: {r.v: $d.domain}}]", #"{"a":"https://a.example/x"}"#,
      #"{"r":{"v":"a.example"}}"#
    ),
    // Built-in fragment.
    (
      "[{use: 'account(a, user)'}]", #"{"a":"CORP\\ann"}"#,
      #"{"user":{"domain":"CORP","name":"ann"}}"#
    ),
  ]

  @Test(arguments: rows.indices)
  func row(number: Int) throws {
    let (stages, event, expected) = Self.rows[number]
    #expect(try map("\(Self.head)stages: \(stages)", event) == expected, "\(stages) of \(event)")
  }

  @Test func ignoredValues() throws {
    let rules = """
      ignore: ["-", 0]
      schema: [{r: object, n: nested}]
      stages:
        - decode: {json: j, name: d}
        - map: {r.a: a, r.b: b, r.n: n, r.d: $d.x, r.e: 'l[0]', r.f: 'trim(s)'}
        - {for_each: i, to: n, map: {x: $item.x, y: $item.y}}
      """
    #expect(
      try map(
        rules,
        #"{"a":"-","b":"","n":null,"j":"{\"x\":\"-\"}","l":["-"],"s":" - ","i":[{"x":"-","y":1}]}"#)
        == #"{"r":{"b":"","n":null},"n":[{"y":1}]}"#)
  }

  @Test func fragmentsInFragments() throws {
    let rules = """
      schema: [{r: object}]
      fragments:
        outer(src, dst): [{use: 'inner($src.x, $dst)'}, {use: 'inner($src, $dst.sub)'}]
        inner(value, to): [{map: {"${to}.v": '$value.y else $value'}}]
      stages: [{use: 'outer(a, r)'}]
      """
    #expect(try map(rules, #"{"a":{"x":{"y":1}}}"#) == #"{"r":{"v":1,"sub":{"v":{"x":{"y":1}}}}}"#)
  }

  @Test func inferences() throws {
    #expect(
      try map(
        "infer: [related, address, host.name]\nstages: [{map: {source.ip: a, destination.ip: b, host.hostname: h, user.name: u}}]",
        #"{"a":"10.0.0.1","b":"10.0.0.1","h":"pc","u":"ann"}"#)
        == #"{"source":{"ip":"10.0.0.1","address":"10.0.0.1"},"destination":{"ip":"10.0.0.1","address":"10.0.0.1"},"host":{"hostname":"pc","name":"pc"},"user":{"name":"ann"},"related":{"ip":["10.0.0.1"],"hosts":["pc"],"user":["ann"]}}"#
    )
  }

  // MARK: Rejects

  @Test(arguments: [
    ("", "invalid_json at 0"), ("{", "invalid_json at 1"), (#"{"a":1}x"#, "invalid_json at 7"),
    (#"{"a":1,}"#, "invalid_json at 7"), (#"{"a":01}"#, "invalid_json at 6"),
    ("[1]", "not_an_object at 0"),
    ("  7 ", "not_an_object at 2"), (#""a""#, "not_an_object at 0"), ("[1", "invalid_json at 2"),
    (#"{"a":"\ud8"}"#, "invalid_json at 6"), ("{\"a\":\"\u{1}\"}", "invalid_json at 6"),
    ("{} {}", "invalid_json at 3"), ("nul", "invalid_json at 0"),
  ])
  func rejects(event: String, expected: String) throws {
    #expect(try map("stages: []", event) == "rejected: \(expected)")
  }

  @Test func invalidUTF8() throws {
    let engine = try Engine("stages: []")
    for (bytes, offset) in [
      ([0xFF], 0), ([0x61, 0xC0, 0x80], 1), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
      ([0xE2, 0x82], 0),
    ] as [([UInt8], Int)] {
      let value = Array("\"".utf8) + bytes + Array("\"".utf8)
      #expect(
        engine.map(Array("{\"a\":".utf8) + value + [0x7D]) == .rejected(.invalidUTF8, 6 + offset))
      #expect(
        engine.map(Array("{".utf8) + value + Array(":1}".utf8))
          == .rejected(.invalidUTF8, 2 + offset))
      #expect(engine.map([0x5B] + value + [0x5D]) == .rejected(.invalidUTF8, 2 + offset))
    }
  }

  @Test(arguments: ["a", "a.a.a", "x"], [("[", "1", "]"), ("{\"a\":", "1", "}")])
  func depth(path: String, parts: (String, String, String)) throws {
    let engine = try Engine("schema: [{r: object}]\nstages: [{map: {r.v: \(path)}}]")
    func nested(_ depth: Int) -> String {
      "{\"a\":" + String(repeating: parts.0, count: depth - 1) + parts.1
        + String(repeating: parts.2, count: depth - 1) + "}"
    }
    guard case .lines = engine.map(nested(256)) else {
      Issue.record("256 levels are allowed")
      return
    }
    let offset = 5 + 255 * parts.0.utf8.count
    #expect(engine.map(nested(257)) == .rejected(.tooDeep, offset))
    #expect(engine.map(nested(5000)) == .rejected(.tooDeep, offset))
  }

  @Test func eventsThatDoNotDecode() throws {
    let rules = "decode: {json: $raw.message}\nschema: [{r: object}]\nstages: [{map: {r.v: a}}]"
    #expect(try map(rules, #"{"message":"{\"a\":1}","a":2}"#) == #"{"r":{"v":1}}"#)
    #expect(try map(rules, #"{"a":2}"#) == "rejected: not_decodable at 0")
    #expect(try map(rules, #"{"message":"{","a":2}"#) == "rejected: not_decodable at 0")
    let bare = rules.replacing("$raw.message}", with: "$raw.message, else: $raw}")
    #expect(try map(bare, #"{"message":"{","a":2}"#) == #"{"r":{"v":2}}"#)
    #expect(try map(bare, #"{"message":{"a":3},"a":2}"#) == #"{"r":{"v":3}}"#)
  }

  @Test(arguments: [
    ("json: $raw.m", #"{"a": 1.0}"#, #"{"a": 1.0}"#), ("kv: $raw.m", "a=1", #"{"a":"1"}"#),
    ("csv: $raw.m, columns: [a, b]", "1,2", #"{"a":"1","b":"2"}"#),
    ("xml: $raw.m", "<a>1</a>", #"{"a":"1"}"#),
  ])
  func theEventAsAWhole(decode: String, text: String, whole: String) throws {
    let rules = """
      decode: {\(decode), else: $raw}
      schema: [{r: object}]
      stages: [{map: {r.v: $event, r.a: $event.a}}]
      """
    let input = #"{"m":"\#(text.replacing("\"", with: "\\\""))"}"#
    let value = whole.contains("1.0") ? "1.0" : "\"1\""
    #expect(try map(rules, input) == #"{"r":{"v":\#(whole),"a":\#(value)}}"#)
    #expect(try map(rules, #"{"a":7}"#) == #"{"r":{"v":{"a":7},"a":7}}"#)
  }
}

import Diagnostics
import Planning
import Testing

@testable import HLMap

/// Where each check speaks, and where it keeps quiet.
@Suite struct CheckTests {
  private static func codes(_ stages: String, head: String = "") -> [String] {
    let text = "hlmap: 1\n\(head)stages:\n\(stages)\n"
    let loaded = RuleLoader.load(text: text, name: "t.yml")
    return loaded.diagnostics.filter { $0.code != .scalarIntoList }.map(\.code.rawValue)
  }

  private static func codes(when condition: String) -> [String] {
    codes("  - when: '\(condition)'\n    set: {event.kind: event}")
  }

  /// What a decode can give, and what it cannot.
  @Test(arguments: [
    (#"{regex: m, name: d, pattern: '(?<a>.)(?<b>.)'}"#, "$d.a", []),
    (#"{regex: m, name: d, pattern: '(?<a>.)(?<b>.)'}"#, "$d.c", ["HL1312"]),
    (#"{regex: m, name: d, pattern: '(?<a>.)'}"#, "$d.a.b", ["HL1312"]),
    (#"{regex: m, name: d, pattern: '(?<a>.)'}"#, "$d.a[0]", []),
    (#"{regex: m, name: d, pattern: '(?<a>.)'}"#, #"$d["x y"]"#, ["HL1312"]),
    (#"{dissect: m, name: d, pattern: '%{a->} %{+b} %{?c} %{b}'}"#, "concat($d.a, $d.b)", []),
    (#"{dissect: m, name: d, pattern: '%{a->} %{+b} %{?c}'}"#, "$d.c", ["HL1312"]),
    (#"{csv: m, name: d, columns: [a, b]}"#, "$d.b else $d.z", ["HL1312"]),
    (#"{dsv: m, name: d, columns: [a, b]}"#, "$d.ab", ["HL1312"]),
    (#"{grok: m, name: d, pattern: '%{WORD:a} %{INT:b:int} %{IP}'}"#, "$d.IP", []),
    (#"{grok: m, name: d, pattern: '%{WORD:a} %{INT:b:int}'}"#, "$d.INT", ["HL1312"]),
    (#"{grok: m, name: d, pattern: '%{WORD:a.b}'}"#, #"$d["a.b"]"#, []),
    (#"{grok: m, name: d, pattern: '%{WORD:a.b}'}"#, "$d.a.b", ["HL1312"]),
    (#"{url: m, name: d}"#, "$d.domain", []), (#"{url: m, name: d}"#, "$d.host", ["HL1312"]),
    (#"{kv: m, name: d}"#, "$d.x", []), (#"{json: m, name: d}"#, "$d.x.y", []),
    (#"{cef: m, name: d}"#, "$d.x", []), (#"{xml: m, name: d}"#, "$d.x.y", []),
    (#"{regex: m, name: d, pattern: '(?<a>.)', else: $raw}"#, "$d.c", []),
    (#"{regex: m, name: d, pattern: '(?<a>.)', else: other}"#, "$d.c", []),
  ])
  func members(decode: String, read: String, expected: [String]) {
    #expect(
      Self.codes("  - decode: \(decode)\n  - map:\n      event.reason: '\(read)'") == expected)
  }

  /// Of a fragment's reads only those are mistakes that none of its uses meets.
  @Test func membersThroughFragments() {
    let decodes = """
        - decode: {csv: m, name: d, columns: [a, b]}
        - decode: {csv: n, name: e, columns: [a, c]}
      """
    func codes(_ uses: String, _ read: String) -> [String] {
      Self.codes(
        decodes + "\n  - use: [\(uses)]\n  - set: {event.kind: event}",
        head: "fragments: {f(x): {map: {event.reason: '$x.\(read)'}}}\n"
      ).filter { $0 != "HL4009" && $0 != "HL4003" }
    }
    #expect(codes("f($d)", "a") == [])
    #expect(codes("f($d)", "c") == ["HL1312"])
    #expect(codes("f($d), f($e)", "c") == [])
    #expect(codes("f($d), f($e)", "z") == ["HL1312"])
    #expect(codes("f($event)", "z") == [])
  }

  /// The event itself, where the file's `decode:` says all it can have.
  @Test(arguments: [
    ("{csv: $raw.message, columns: [a, b]}", ["HL1312"]),
    ("{csv: $raw.message, columns: [a, b], else: $raw}", []), ("{kv: $raw.message}", []),
  ])
  func membersOfTheEvent(decode: String, expected: [String]) {
    #expect(
      Self.codes("  - map: {event.reason: c, event.action: a}", head: "decode: \(decode)\n")
        == expected)
  }

  /// Words that are most likely texts, and names that may well be paths.
  @Test(arguments: [
    ("a == deny", ["HL4014"]), ("a != deny", ["HL4014"]), ("deny == a", ["HL4014"]),
    ("a in [deny, blocked]", ["HL4014", "HL4014"]), ("a in [\"x\", deny]", ["HL4014"]),
    ("a not in [deny]", ["HL4014"]), ("a contains deny", ["HL4014"]),
    ("not (a startswith deny)", ["HL4014"]), ("a.b == deny", ["HL4014"]),
    ("c in [deny, blocked]", ["HL4014", "HL4014"]),
    ("a == deny or a == deny", ["HL4014", "HL4014"]),
    ("a == b", []), ("a in [b, deny]", []), ("c == d", []), ("\"x\" in [c, d]", []),
    ("c == \"x\"", []), ("a == $event.deny", []), ("a == deny.x", []), ("a < deny", []),
    ("$item.a == deny", []), ("$out.event.action == deny", []), ("deny == $raw.a", []),
    ("$raw.a != deny or deny in [\"x\"]", []), ("$raw.a in [deny]", ["HL4014"]),
    ("lower(a) == deny", []), ("a == deny and deny is present", []), ("a == lower(b)", []),
  ])
  func bareWords(condition: String, expected: [String]) {
    let stages = """
        - map: {event.action: a, event.reason: b}
        - when: '\(condition)'
          set: {event.kind: event}
      """
    #expect(Self.codes(stages).filter { $0 == "HL4014" } == expected)
  }

  /// What shows that a word is a path after all.
  @Test(arguments: [
    "tests: [{name: t, in: {deny: 1}, out: null}]", "unread: {deny.x: it is noise}",
    "decode: {csv: $raw.m, columns: [a, b, deny]}",
    "decode: {json: $raw.m}\ntests: [{name: t, in: {m: '{\"deny\" : 1}'}, out: null}]",
    "decode: {kv: $raw.m}\ntests: [{name: t, in: {m: 'a=b deny=c'}, out: null}]",
  ])
  func wordsThatArePaths(head: String) {
    for condition in ["a in [deny]", "a == deny", "a in [deny, blocked]"] {
      let stages = """
          - map: {event.action: a, event.reason: $event.b}
          - when: \(condition)
            set: {event.kind: event}
        """
      let isMet = Self.codes(stages, head: head + "\n").contains("HL4014")
      #expect(!isMet, "\(condition)")
    }
  }

  @Test(arguments: [
    ("a == \"x\"", []), ("a == \"x\" and b == \"y\"", []),
    ("a == \"x\" and a == \"y\"", ["HL4005"]),
    ("a == \"x\" and $event.a == \"y\"", ["HL4005"]), ("$event[0] == \"x\"", []),
    ("a == \"x\" and a != \"x\"", ["HL4005"]),
    ("a == \"x\" and a == \"x\"", ["HL4004"]), ("a == 1 and a == \"1\"", ["HL4004"]),
    ("a in [\"x\", \"y\"] and a == \"x\"", []), ("a in [\"x\", \"y\"] and a == \"z\"", ["HL4005"]),
    ("a in [\"x\", \"y\"] and a not in [\"x\", \"y\"]", ["HL4005"]),
    ("a != \"x\" and a != \"y\"", []), ("a != \"x\" or a != \"y\"", ["HL4004"]),
    ("a == \"x\" or a == \"y\"", []), ("a == \"x\" or a == \"x\"", ["HL4005"]),
    ("a in [1, 2] or a == 2", ["HL4005"]), ("a != \"x\" or b != \"y\"", []),
    ("a is present and a is not present", ["HL4005"]), ("a is present and a == \"x\"", []),
    ("a == \"x\" and a is present", ["HL4004"]), ("a is present or a is not present", ["HL4004"]),
    ("a > 5 and a < 3", ["HL4005"]), ("a > 5 and a < 9", []), ("a >= 5 and a <= 5", []),
    ("a > 5 and a < 5", ["HL4005"]), ("a > 5 and a == 3", ["HL4005"]), ("a > 5 and a == 7", []),
    ("not (a == \"x\") and a == \"x\"", ["HL4005"]), ("not (a == \"x\") and a == \"y\"", []),
    ("a == \"\"", ["HL4005"]), ("a == null", ["HL4005"]), ("a != \"\"", []), ("true", ["HL4004"]),
    ("false", ["HL4005"]), ("\"x\" == \"y\"", ["HL4005"]), ("length(a)", ["HL4005"]),
    ("is_ip(a)", []), ("a", []), ("a[0] == \"x\" and a[1] == \"y\"", []),
    ("a[*] == \"x\" and a[*] == \"y\"", ["HL3009", "HL3009"]), ("$out.a == \"x\"", ["HL2101"]),
    ("(a == \"x\" and b == 1) or (a == \"y\" and b == 2)", []),
    ("(a == \"x\" or a == \"y\") and a == \"z\"", []),
  ])
  func conditions(condition: String, expected: [String]) {
    #expect(Self.codes(when: condition) == expected)
  }

  @Test(arguments: [
    ("length(a) == \"five\"", ["HL3009"]), ("length(a) == \"5\"", []), ("length(a) > 5", []),
    ("length(a) > \"five\"", ["HL3009"]), ("\"x\" <= length(a)", ["HL3009"]),
    ("length(a) > \"5\"", []), ("lower(a) > \"x\"", []), ("a > \"x\"", []),
    ("is_ip(a) == \"yes\"", ["HL3009"]), ("is_ip(a) == true", []), ("is_ip(a) == \"true\"", []),
    ("is_ip(a) == 1", ["HL3009"]), ("is_ip(a) < 2", ["HL3009"]), ("lower(a) == \"x\"", []),
    ("lower(a) == \"X\"", ["HL3009"]), ("upper(a) in [\"X\"]", []),
    ("split(a, \",\") == \"x\"", ["HL3009"]),
    ("lower(a) in [\"x\", \"Y\"]", ["HL3010"]), ("length(a) not in [1, \"many\"]", ["HL3010"]),
    ("split(a, \",\") contains \"x\"", []), ("url_parts(a) contains \"x\"", ["HL3009"]),
    ("split(a, \",\") in [\"x\"]", ["HL3009"]), ("\"x\" in split(a, \",\")", []),
    ("split(a, \",\") startswith \"x\"", ["HL3009"]), ("a == split(b, \",\")", []),
    ("length(a) == true", ["HL3009"]), ("lower(a) == true", []),
    ("a | split(\",\") | length > 2", []), ("a | length | split(\",\") | length > 2", []),
    ("a | url_parts | length > 2", []), ("a | url_parts | lower == \"x\"", ["HL3002"]),
    ("a | lower | keys | length > 2", ["HL3002"]), ("a | lower | unique == b", []),
    ("a | length | unique == b", []), ("(a else b) | lower | unique == c", []),
    ("\"x\" | lower | unique == b", []), ("a | split(\",\") | to_long == [1]", []),
  ])
  func types(condition: String, expected: [String]) {
    #expect(Self.codes(when: condition) == expected)
  }

  @Test(arguments: [
    // Honest guards.
    ("username is present", "user.name: username", []),
    ("user is present", "user.name: user.name", []),
    ("user.name is present", "user.name: user", []), ("hashes is present", "user.name: login", []),
    ("saddr is present", "destination.ip: daddr", []), ("pid is present", "process.pid: ppid", []),
    ("user_name == \"x\"", "user.name: username", []),
    ("user_name is present and username is present", "user.name: username", []),
    ("src.name is present", "user.name: dst.name", []),
    ("$event.username is present", "user.name: username", []),
    ("$event is present", "user.name: username", []),
    ("user_name is present", "event.original: $event | to_json", []),
    // The others.
    ("user_name is present", "user.name: username", ["HL4006"]),
    ("$event.user_name is present", "user.name: username", ["HL4006"]),
    ("a.userName is present", "user.name: a.user_name", ["HL4006"]),
    ("user_nmae is present", "user.name: user_name", ["HL4006"]),
    ("data.name != null", "user.name: log.data.name", ["HL4006"]),
    ("user_name is present and b == 1", "user.name: username | lower", ["HL4006"]),
  ])
  func guards(condition: String, entry: String, expected: [String]) {
    #expect(Self.codes("  - when: '\(condition)'\n    map:\n      \(entry)") == expected)
  }

  @Test(arguments: [
    ("  - set: {event.code: a}\n  - set: {event.code: b}", ["HL4003"]),
    ("  - set: {event.code: a}\n  - map: {event.code: code}", []),
    ("  - map: {event.code: code}\n  - map: {event.code: id}", []),
    ("  - when: a is present\n    set: {event.code: a}\n  - set: {event.code: b}", ["HL4003"]),
    ("  - set: {event.code: a}\n  - when: a is present\n    set: {event.code: b}", []),
    (
      "  - set: {event.code: a}\n  - map: {event.provider: $out.event.code}\n  - set: {event.code: b}",
      []
    ),
    ("  - set: {event.code: a}\n  - {to: event.code, value: b, unless_set: true}", ["HL4003"]),
    ("  - map: {event.code: code}\n  - {to: event.code, value: b, unless_set: true}", []),
    ("  - map: {event.code: {from: code, on_error: reject}}\n  - set: {event.code: b}", []),
    ("  - emit: {set: {event.code: a}}\n  - set: {event.code: b}", []),
    (
      "  - match: a\n    cases:\n      - {is: x, set: {event.code: x}}\n      - {is: y, set: {event.code: y}}",
      []
    ),
  ])
  func stores(stages: String, expected: [String]) {
    #expect(Self.codes(stages) == expected)
  }

  @Test(arguments: [
    ("{event.category: [network], event.type: [connection]}", []),
    ("{event.category: [network], event.type: [creation]}", ["HL2107"]),
    ("{event.category: [network, file], event.type: [creation]}", []),
    ("{event.type: [creation]}", []), ("{event.category: [network]}", []),
  ])
  func eventTypes(set: String, expected: [String]) {
    #expect(Self.codes("  - set: \(set)") == expected)
  }

  @Test func categoriesOfDifferentCasesDoNotMix() {
    let stages = """
        - match: a
          cases:
            - {is: n, set: {event.category: [network], event.type: [connection]}}
            - {is: f, set: {event.category: [file], event.type: [creation]}}
            - {is: b, set: {event.category: [file], event.type: [connection]}}
        - map: {event.category: from_event}
        - {when: z == 1, set: {event.type: [user]}}
      """
    #expect(Self.codes(stages) == ["HL2107"])
  }

  @Test(arguments: [
    ("a == \"x\"", "a == \"y\"", ["HL4005"]), ("a == \"x\"", "a == \"x\"", ["HL4004"]),
    ("a in [\"x\", \"y\"]", "a == \"y\"", []), ("a == \"x\"", "b == \"y\"", []),
    ("a is present", "a is not present", ["HL4005"]),
  ])
  func nestedConditions(outer: String, inner: String, expected: [String]) {
    let stages = """
        - when: '\(outer)'
          stages:
            - when: '\(inner)'
              set: {event.kind: event}
      """
    #expect(Self.codes(stages) == expected)
  }

  @Test(arguments: [
    ("{is: x, when: b == 1, set: {event.kind: event}}", "{is: x, set: {event.kind: alert}}", []),
    (
      "{is: x, set: {event.kind: event}}", "{is: x, when: b == 1, set: {event.kind: alert}}",
      ["HL4002"]
    ),
    (
      "{is: x, stages: [{when: a == \"y\", set: {event.kind: event}}]}", "{is: y, drop: true}",
      ["HL1101", "HL4005"]
    ),
    (
      "{is: x, set: {event.kind: event}}", "{else: true, stages: [{when: a == \"x\", drop: true}]}",
      ["HL4005"]
    ),
    ("{is: \"\", set: {event.kind: event}}", "{is: y, set: {event.kind: alert}}", ["HL3010"]),
  ])
  func cases(first: String, second: String, expected: [String]) {
    #expect(
      Self.codes("  - match: a\n    cases:\n      - \(first)\n      - \(second)").sorted()
        == expected)
  }

  @Test(arguments: [
    ("lower(a)", "x", []), ("lower(a)", "X", ["HL3010"]), ("upper(a)", "x", ["HL3010"]),
    ("length(a)", "many", ["HL3010"]), ("length(a)", "3", []), ("is_ip(a)", "true", []),
    ("is_ip(a)", "here", ["HL3010"]), ("url_parts(a)", "x", ["HL3010"]), ("a", "X", []),
    ("$event", "x", ["HL3010"]), ("split(a, \",\") | lower | first", "x", []),
  ])
  func keys(subject: String, key: String, expected: [String]) {
    let lookup = """
        - map:
            event.action:
              from: '\(subject)'
              lookup: {\(key): done}
      """
    #expect(Self.codes(lookup) == expected)
    let match = """
        - match: '\(subject)'
          cases:
            - {is: \(key), set: {event.kind: event}}
      """
    #expect(Self.codes(match) == expected)
  }

  /// A list is looked up item by item, and gives a list.
  @Test(arguments: [
    ("tags", "split(a, \",\")", "x", []), ("tags", "split(a, \",\") | upper", "x", ["HL3010"]),
    ("tags", "split(a, \",\") | upper", "X", []), ("tags", "split(a, \",\")", "\"\"", ["HL3010"]),
    ("event.action", "split(a, \",\")", "x", ["HL2109"]), ("event.action", "a[*]", "x", ["HL2109"]),
    ("event.action", "split(a, \",\") | first", "x", []),
  ])
  func keysOfItems(target: String, subject: String, key: String, expected: [String]) {
    let map = "  - map: {\(target): {from: '\(subject)', lookup: {\(key): done}}}"
    #expect(Self.codes(map) == expected)
  }

  @Test(arguments: [
    ("process.pid", "is_ip(a)", ["HL3008"]), ("process.pid", "lower(a)", []),
    ("process.pid", "length(a)", []), ("process.pid", "a else \"none\"", ["HL3008"]),
    ("process.pid", "a else 0", []), ("process.pid", "url_parts(a)", ["HL3008"]),
    ("process.pid", "split(a, \",\")", ["HL2109"]), ("process.pid", "split(a, \",\") | first", []),
    ("source.ip", "length(a)", ["HL3008"]), ("source.ip", "lower(a)", []),
    ("source.ip", "\"10.0.0\"", ["HL3008"]), ("source.ip", "\"10.0.0.1\"", []),
    ("user.name", "url_parts(a)", ["HL3008"]), ("user.name", "is_ip(a)", []),
    ("user.name", "a and b", []), ("related.ip", "split(a, \",\")", []), ("user.name", "a", []),
    ("@timestamp", "is_ip(a)", ["HL3008"]), ("event.created", "length(a)", []),
  ])
  func values(target: String, source: String, expected: [String]) {
    #expect(Self.codes("  - map:\n      \"\(target)\": '\(source)'") == expected)
  }

  @Test func pathsOfNumbersAreNoBooleans() {
    let stages = """
        - map: {process.pid: pid}
        - when: pid == true
          set: {event.kind: event}
      """
    #expect(Self.codes(stages) == ["HL3009"])
  }

  @Test func errorsHideNothing() {
    let stages = """
        - wehn: a
          set: {event.kind: Alert}
        - map: {proces.pid: pid, user.name: nme | lwoer}
        - when: a == "x" and a == "y"
          set: {event.code: a}
      """
    #expect(
      Self.codes(stages).sorted() == ["HL1101", "HL1301", "HL2101", "HL2102", "HL4005"])
  }

  @Test func ignoredValuesAreThoseOfTheFile() {
    let stages = "  - when: 'a == \"-\" or b == \"\"'\n    set: {event.kind: event}"
    #expect(Self.codes(stages, head: "ignore: [\"-\"]\n") == ["HL4005"])
  }

  @Test func vendorLayersSilenceWhatTheyAllow() {
    let stages = "  - set: {event.category: network}"
    let text = "hlmap: 1\nschema: [ecs@9.4, {event.category: {array: false}}]\nstages:\n\(stages)\n"
    #expect(RuleLoader.load(text: text, name: "t.yml").diagnostics.isEmpty)
  }
}

import Diagnostics
import Glibc
import Planning
import Running
import Testing

@testable import HLMap

/// Rule files and events made to hurt: everything ends, in time and in memory.
@Suite struct EngineHostileTests {
  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  /// Loads a text and says the codes it gets.
  private func codes(_ rules: String) -> Set<String> {
    let loaded = RuleLoader.load(text: "hlmap: 1\n" + rules, name: "rules.yml")
    return Set(loaded.diagnostics.map(\.code.rawValue))
  }

  /// Runs a body and expects it to end within so much processor time of this thread.
  ///
  /// A bound against hangs, not a measure of speed: wide enough for debug builds.
  private func inTime<T>(
    _ seconds: Int = 2, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> T
  ) rethrows -> T {
    let start = Self.processorSeconds
    let result = try body()
    var factor = 5
    assert({ factor = 30 }() == ())
    let spent = Self.processorSeconds - start
    #expect(spent < Double(seconds * factor), sourceLocation: sourceLocation)
    return result
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Fewer repetitions where the optimiser is off.
  private static var many: Int {
    var count = 20_000
    assert({ count = 2_000 }() == ())
    return count
  }

  // MARK: Rules

  @Test func fragmentsThatDouble() {
    let fragments = (0..<30).map { number in
      number == 29
        ? "  f29(a): [{map: {r.v: $a}}]"
        : "  f\(number)(a): [{use: f\(number + 1)($a)}, {use: f\(number + 1)($a)}]"
    }
    let rules =
      "schema: [{r: object}]\nfragments:\n" + fragments.joined(separator: "\n")
      + "\nstages: [{use: f0(x)}]"
    #expect(inTime { codes(rules) } == ["HL1309"])
  }

  @Test(arguments: ["concat($a, $a)", "[$a, $a]", "$a else $a", "($a == $a) and ($a != $a)"])
  func argumentsThatDouble(argument: String) {
    let fragments = (0..<30).map { number in
      number == 29
        ? "  f29(a): [{map: {r.v: $a}}]"
        : "  f\(number)(a): [{use: \(quoted("f\(number + 1)(\(argument))"))}]"
    }
    let rules =
      "schema: [{r: object}]\nfragments:\n" + fragments.joined(separator: "\n")
      + "\nstages: [{use: f0(x)}]"
    #expect(inTime { codes(rules) } == ["HL1309"])
  }

  @Test func constantListsThatDouble() {
    let fragments = (0..<30).map { number in
      number == 29
        ? "  f29(a): [{map: {r.v: 'x | join($a)'}}]"
        : "  f\(number)(a): [{use: 'f\(number + 1)([$a, $a])'}]"
    }
    let rules =
      "schema: [{r: object}]\nfragments:\n" + fragments.joined(separator: "\n")
      + "\nstages: [{use: 'f0(\"x\")'}]"
    #expect(inTime { codes(rules) }.contains("HL1309"))
  }

  @Test func manyStages() throws {
    let stages = (0..<20_000).map { "  - {to: r.f\($0), from: a.b\($0)}" }
    let rules = "schema: [{r: object}]\nstages:\n" + stages.joined(separator: "\n")
    let engine = try inTime { try Engine(rules) }
    #expect(engine.map(#"{"a":{"b19999":1}}"#).description == #"{"r":{"f19999":1}}"#)
  }

  @Test func manyUnknownFields() {
    let stages = (0..<Self.many).map { "  - {to: unknown.feild\($0), from: a}" }
    #expect(inTime { codes("stages:\n" + stages.joined(separator: "\n")) }.contains("HL2101"))
  }

  @Test func manyCasesAndTables() throws {
    let cases = (0..<20_000).map { "    - {is: k\($0), set: {r.v: \($0)}}" }
    let rules =
      "schema: [{r: object}]\nstages:\n- match: a\n  cases:\n" + cases.joined(separator: "\n")
    let engine = try inTime { try Engine(rules) }
    #expect(engine.map(#"{"a":"k777"}"#).description == #"{"r":{"v":777}}"#)
  }

  @Test func nestedStages() {
    for depth in [20, 100, 5_000] {
      let open = repeated("[{stages: ", depth)
      let rules =
        "schema: [{r: object}]\nstages: \(open)[{to: r.v, from: a}]\(repeated("}]", depth))"
      inTime { _ = codes(rules) }
    }
  }

  @Test func nestedExpressions() {
    for (open, close) in [("(", ")"), ("[", "]"), ("lower(", ")"), ("not ", ""), ("a else (", ")")]
    {
      for depth in [60, 70, 20_000] {
        let expression = repeated(open, depth) + "a" + repeated(close, depth)
        inTime {
          _ = codes("schema: [{r: object}]\nstages: [{to: r.v, from: \(quoted(expression))}]")
        }
      }
    }
    for joint in [" and ", " or ", " else ", " | lower | ", " == "] {
      let expression = Array(repeating: "lower", count: 3_000).joined(separator: joint)
      inTime {
        _ = codes("schema: [{r: object}]\nstages: [{to: r.v, from: \(quoted(expression))}]")
      }
    }
  }

  @Test func longNames() {
    for name in [repeated("a", 100_000), repeated("a.", 100_000) + "a", repeated(".", 1000)] {
      inTime { _ = codes("schema: [{r: object}]\nstages: [{to: \"r.\(name)\", from: a}]") }
      inTime { _ = codes("schema: [{\"r.\(name)\": keyword}]\nstages: [{to: r, from: a}]") }
      inTime { _ = codes("schema: [{r: object}]\nstages: [{to: r.v, from: \"\(name)\"}]") }
    }
  }

  @Test func largeFile() {
    let text = repeated("# a comment that says nothing at all\n", 300_000)
    inTime { _ = codes(text + "stages: []") }
  }

  @Test func deepPathsClearTheirDuplicates() throws {
    let path = Array(repeating: "a", count: 250).joined(separator: ".")
    let engine = try Engine("schema: [{r: object}]\nstages: [{to: r.v, from: \(path)}]")
    let open = repeated("{\"a\":", 250)
    let deep = "\(open)1\(repeated("}", 250))"
    #expect(engine.map(deep).description == #"{"r":{"v":1}}"#)
    #expect(engine.map("{\"a\":\(deep.dropFirst(5).dropLast()),\"a\":2}").description == "{}")
  }

  // MARK: Events

  @Test func manyDuplicates() throws {
    let paths = (0..<200).map { "    r.f\($0): a.b\($0)" }.joined(separator: "\n")
    let engine = try Engine("schema: [{r: object}]\nstages:\n- map:\n\(paths)")
    let event = "{" + repeated("\"a\":{},", 500_000) + "\"a\":{\"b7\":1}}"
    #expect(inTime { engine.map(event) }.description == #"{"r":{"f7":1}}"#)
  }

  @Test(arguments: ["x[*][*]", "x[*][*][*]", "x[*].a[*].b", "x[*][0]", "x[-1]", "x[*][*] | unique"])
  func listsInLists(expression: String) throws {
    let inner = "[" + repeated("[1,2],", 1000) + "[3]]"
    let list = "[" + repeated(inner + ",", 300) + inner + "]"
    _ = try inTime { try evaluate(expression, "{\"x\":\(list)}") }
  }

  @Test(arguments: [
    "lower(x)", "upper(x)", "trim(x)", "replace(x, 'a', 'bb')", "x | split('a')",
    "x | split('a') | join('b')", "x | replace_regex('(a+)+$', '')", "x matches '(a+)+$'",
    "x matches '(a|aa)+$'", "x | capture('(.*)(.*)(.*)!')", "sha256(x)", "md5(x)", "sha1(x)",
    "base64_encode(x)", "base64_decode(x)", "parse_json(x)", "to_json(x)", "x | slice(1, -1)",
    "x | before_last('!')", "x | after_first('!')", "concat(x, x, x, x)", "x contains 'aaaa!'",
    "x | url_parts", "x | registered_domain", "x | parse_date", "x | in_cidr('10.0.0.0/8')",
    "x | hex_to_int", "x | mac_normalize", "x | to_long", "x | to_float", "x | is_ip",
    "x | length", "x | basename", "x | dirname", "x | format('{} {}', x)", "x == x",
    "x | replace('', 'abcdefghij')", "x | strip_prefix('a')", "x | grep('(a+)+$')",
  ])
  func functionsOnLongTexts(expression: String) throws {
    // Without the optimiser everything is slower by much.
    var size = 10_000_000
    assert({ size = 400_000 }() == ())
    for text in [repeated("a", size) + "!", repeated("\\u0061\\\\", size / 8)] {
      _ = try? inTime { try evaluate(expression, "{\"x\":\"\(text)\"}") }
    }
  }

  @Test func uniqueOfManyItems() throws {
    let items = (0..<100_000).map { "\"item\($0 % 60_000)\"" }.joined(separator: ",")
    let result = try inTime { try evaluate("x | unique | length", "{\"x\":[\(items)]}") }
    #expect(result == "60000")
  }

  @Test func relatedOfManyItems() throws {
    let engine = try Engine(
      "infer: [related]\nstages: [{map: {host.ip: x, source.ip: y}}]")
    let items = (0..<60_000).map { "\"10.\($0 >> 16).\($0 >> 8 & 255).\($0 & 255)\"" }
    let event = "{\"x\":[\(items.joined(separator: ","))],\"y\":\"10.0.0.1\"}"
    let result = inTime { engine.map(event) }
    guard case .lines(let lines) = result else {
      Issue.record("\(result)")
      return
    }
    guard case .list(let related)? = ReferenceJSON(lines[0])?["related"]?["ip"] else {
      Issue.record("no list")
      return
    }
    #expect(related.count == 60_000)
  }

  /// Values that feed themselves grow twofold a rule until the event's memory is spent.
  @Test func growth() throws {
    let stages = repeated("  - {to: r.v, from: 'concat($out.r.v, $out.r.v)'}\n", 40)
    let engine = try Engine(
      "schema: [{r: object}]\nstages:\n  - {to: r.v, from: x}\n\(stages)")
    let outcome = inTime { engine.map(#"{"x":"0123456789"}"#) }
    #expect(outcome == .rejected(.memoryLimit, 0) || outcome == .rejected(.workLimit, 0))
    #expect(engine.map(#"{"y":1}"#).description == "{}")
  }

  /// One large value in many fields: the output of one event is bounded too.
  @Test func copies() throws {
    let fields = (0..<3_000).map { "    r.f\($0): x" }.joined(separator: "\n")
    let engine = try Engine("schema: [{r: object}]\nstages:\n- map:\n\(fields)")
    let event = "{\"x\":\"\(repeated("a", 15_000_000))\"}"
    #expect(inTime { engine.map(event) } == .rejected(.memoryLimit, 0))
  }

  @Test func copiesInLoops() throws {
    let engine = try Engine(
      """
      schema: [{r: nested, e: object}]
      stages:
        - for_each: l
          to: r
          map: {a: x}
        - emit: {for_each: l, map: {e.v: x}}
      """)
    let event = "{\"x\":\"\(repeated("a", 1_000_000))\",\"l\":[\(repeated("1,", 5_000))1]}"
    #expect(inTime { engine.map(event) } == .rejected(.memoryLimit, 0))
  }

  @Test func manyItemsInLoops() throws {
    let engine = try Engine(
      """
      schema: [{r: nested, e: object}]
      stages:
        - for_each: l
          to: r
          map: {a: $item.a, b: 'x | length'}
        - emit: {for_each: l, map: {e.v: $item.a}}
      """)
    let event = "{\"x\":\"abc\",\"l\":[\(repeated("{\"a\":1},", 100_000))1]}"
    let result = inTime { engine.map(event) }
    guard case .lines(let lines) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(lines.count == 100_002)
  }

  @Test func longPatterns() {
    for pattern in [
      repeated("(", 100_000), repeated("(a", 1000) + repeated(")", 1000), repeated("a?", 50_000),
      repeated("(?:a{1000}){1000}", 3), "[\(repeated("a", 500_000))]", "(?R)", "\\", "*", "(?<n>",
    ] {
      inTime {
        _ = codes(
          "schema: [{r: object}]\nstages: [{to: r.v, from: \(quoted("x matches r"))}]\n# \(pattern.count)"
        )
        let literal = pattern.replacing("\\", with: "\\\\")
        _ = codes(
          "schema: [{r: object}]\nstages: [{to: r.v, from: \(quoted("x matches '\(literal)'"))}]")
      }
    }
  }
}

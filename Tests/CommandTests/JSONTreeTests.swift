import Testing

@testable import Events
@testable import JSON
@testable import Machine
@testable import Workbench
@testable import hl_map

/// Comparing outputs with what is expected.
@Suite struct JSONTreeTests {
  static func tree(_ text: String) throws -> JSONTree { try JSONTreeParser.parse(Array(text.utf8)) }

  @Test(arguments: [
    #"{"a":[1,-0.5e+3,true,false,null,"x\u00e9\n\ud83d\ude00"],"b":{}}"#, "[]", "1e400", "\"\"",
    " { } ",
  ])
  func accepted(text: String) throws {
    let parsed = try Self.tree(text)
    #expect(try Self.tree(parsed.spaced) == parsed)
    #expect(try Self.tree(parsed.pretty()) == parsed)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "01", "1.", "nul", "\"\\x\"", "\"\u{1}\"", "\"\\u12\"", "{} {}",
    "{1:2}", "'a'", "[1 2]", "\"abc",
  ])
  func refused(text: String) {
    #expect(throws: JSONTreeParser.Failure.self) { try Self.tree(text) }
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONTreeParser.Failure.self) { try Self.tree(deep) }
  }

  @Test(arguments: [
    ("1", "1", true), ("1", "2", false), ("1.10", "1.1", true), ("1e2", "100.0", true),
    ("1", "1.0", false), ("-0.0", "0.0", false), ("1e400", "10e399", true),
    ("123456789012345678901234567890", "123456789012345678901234567891", false),
    ("0.0", "0e9", true),
  ])
  func numbers(left: String, right: String, same: Bool) {
    #expect(JSONTree.sameNumber(left, right) == same)
  }

  @Test(arguments: [
    (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, []),
    (#"{"a":{"b":1}}"#, #"{"a":{"b":2}}"#, ["different a.b"]),
    (#"{"a":{"b":1}}"#, #"{}"#, ["missing a.b"]),
    (#"{}"#, #"{"a":{"b":1,"c":{}}}"#, ["unexpected a.b", "unexpected a.c"]),
    (#"{"a":[1,2]}"#, #"{"a":[2,1]}"#, ["different a[0]", "different a[1]"]),
    (#"{"a":[1,2]}"#, #"{"a":[1]}"#, ["different a"]),
    (#"{"related":{"ip":["a","b"]}}"#, #"{"related":{"ip":["b","a"]}}"#, []),
    (#"{"related":{"ip":["a"]}}"#, #"{"related":{"ip":["b"]}}"#, ["different related.ip"]),
    (#"{"a":"1"}"#, #"{"a":1}"#, ["different a"]),
    (#"{"a":"\u0041"}"#, #"{"a":"A"}"#, []),
  ])
  func differences(expected: String, actual: String, found: [String]) throws {
    let result = JSONDifference.find(
      expected: try Self.tree(expected), actual: try Self.tree(actual))
    #expect(result.map { "\($0.kind.rawValue) \($0.path)" } == found)
  }

  @Test func partialAndIgnored() throws {
    let expected = try Self.tree(#"{"a":1,"m":"x"}"#)
    let actual = try Self.tree(#"{"a":1,"b":2,"m":"y"}"#)
    var options = JSONDifference.Options(isPartial: true)
    #expect(
      JSONDifference.find(expected: expected, actual: actual, options: options).map(\.path)
        == ["m"])
    options = JSONDifference.Options(ignored: ["m", "b"])
    #expect(JSONDifference.find(expected: expected, actual: actual, options: options).isEmpty)
  }

  @Test func dottedNames() throws {
    let tree = try Self.tree(#"{"event.kind":"alert","event":{"type":["x"]},"a.b.c":1,"a.b.d":2}"#)
    #expect(
      tree.undotted.spaced
        == #"{"event": {"kind": "alert", "type": ["x"]}, "a": {"b": {"c": 1, "d": 2}}}"#)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-01-01T00:00:00Z", 1_767_225_600_000),
    ("2024-02-29T12:30:15.250+01:00", 1_709_206_215_250), ("2024-02-30T00:00:00Z", nil),
    ("2024-01-01", nil), ("", nil), ("2024-01-01T00:00:00", nil), ("2024-13-01T00:00:00Z", nil),
    ("2024-01-01T00:00:00.Z", nil),
  ])
  func instants(text: String, milliseconds: Int?) {
    #expect(Instant(argument: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    ("1", 1), ("64K", 65536), ("16MiB", 16 << 20), ("1g", 1 << 30), ("2G", 2 << 30), ("2000G", nil),
    ("0", nil),
    ("-1", nil), ("x", nil), ("1X", nil), ("99999999999999999999", nil),
  ])
  func sizes(text: String, bytes: Int?) {
    #expect(ByteCount(argument: text)?.bytes == bytes)
  }
}

import Testing

@testable import JSON
@testable import Workbench
@testable import hl_map

/// How intake formats compare events.
@Suite struct IntakeComparisonTests {
  private func differences(_ expected: String, _ actual: String) throws -> [String] {
    var options = JSONDifference.Options()
    options.equality = .collection
    return JSONDifference.find(
      expected: try JSONTreeParser.parse(Array(expected.utf8)),
      actual: try JSONTreeParser.parse(Array(actual.utf8)), options: options
    ).map { "\($0.kind) \($0.path)" }
  }

  @Test(arguments: [
    (#"{}"#, #"{}"#),
    (#"{"message":"a","a":1}"#, #"{"a":1.0}"#),
    (#"{"a":{"b":1,"c":2}}"#, #"{"a":{"c":2e0,"b":1}}"#),
    (#"{"a":-0}"#, #"{"a":0}"#),
    (#"{"a":0.1}"#, #"{"a":0.1000000000000000000001}"#),
    (#"{"a":["y","x"]}"#, #"{"a":["x","y"]}"#),
    (#"{"a":[10,9,1.5,true]}"#, #"{"a":[1.5,true,9.0,10]}"#),
    (#"{"a":[[2,1],["b"]]}"#, #"{"a":[[2,1],["b"]]}"#),
    (#"{"a":[[2,1],[1]]}"#, #"{"a":[[1],[1,2]]}"#),
    (#"{"related":{"ip":["b","a"]}}"#, #"{"related":{"ip":["a","b"]}}"#),
    // Where one list has no order the others stay, but for `related`.
    (#"{"x":[1,"a"],"related":{"ip":["b","a"]}}"#, #"{"x":[1,"a"],"related":{"ip":["a","b"]}}"#),
    // The names of one object are among those of the other.
    (#"{"a":[{"x":1,"y":2},{"x":3}]}"#, #"{"a":[{"x":3},{"y":2,"x":1}]}"#),
    // The service's own members stand for anything.
    (
      #"{"event":{"id":"1"},"sekoiaio":{"intake":{"dialect":"d","parsing_status":"x"}}}"#,
      #"{"event":{"id":2}}"#
    ),
    (#"{}"#, #"{"event":{},"sekoiaio":{"intake":{"dialect_uuid":"u"}}}"#),
    (#"{"a":"\u00e9","é":1}"#, #"{"a":"é","\u00e9":1}"#),
  ])
  func same(expected: String, actual: String) throws {
    #expect(try differences(expected, actual) == [])
    #expect(try differences(actual, expected) == [])
  }

  @Test(arguments: [
    (#"{"a":1}"#, #"{"a":true}"#, ["different a"]),
    (#"{"a":0}"#, #"{"a":false}"#, ["different a"]),
    (#"{"a":"1"}"#, #"{"a":1}"#, ["different a"]),
    (#"{"a":null}"#, #"{}"#, ["missing a"]),
    (#"{"a":{}}"#, #"{}"#, ["missing a"]),
    (#"{"a":[]}"#, #"{"a":{}}"#, ["different a"]),
    (#"{"a":9007199254740993}"#, #"{"a":9007199254740992.0}"#, ["different a"]),
    (#"{"a":9223372036854775808}"#, #"{"a":9223372036854775807}"#, ["different a"]),
    (#"{"a":["x"]}"#, #"{"a":["x","x"]}"#, ["different a"]),
    (#"{"related":{"ip":["a"]}}"#, #"{"related":{"ip":["a","a"]}}"#, ["different related.ip"]),
    (#"{"a":[1,"a"]}"#, #"{"a":["a",1]}"#, ["different a[0]", "different a[1]"]),
    (#"{"a":[null,"a"]}"#, #"{"a":["a",null]}"#, ["different a[0]", "different a[1]"]),
    // Objects of other names keep their order, and so do lists in them.
    (
      #"{"a":[{"x":1},{"y":2}]}"#, #"{"a":[{"y":2},{"x":1}]}"#,
      ["missing a[0].x", "unexpected a[0].y", "missing a[1].y", "unexpected a[1].x"]
    ),
    (
      #"{"a":[{"x":1},{"x":2}]}"#, #"{"a":[{"x":2},{"x":1}]}"#,
      ["different a[0].x", "different a[1].x"]
    ),
    (
      #"{"a":[{"x":[1,2]}]}"#, #"{"a":[{"x":[2,1]}]}"#,
      ["different a[0].x[0]", "different a[0].x[1]"]
    ),
    // Two spellings of one letter are two texts.
    (#"{"a":"e\u0301"}"#, #"{"a":"\u00e9"}"#, ["different a"]),
    (#"{"event":{"kind":"x","id":"1"}}"#, #"{"event":{"kind":"y"}}"#, ["different event.kind"]),
    (#"{"event":"x"}"#, #"{}"#, ["different event"]),
    (#"{"a":{"message":"x"}}"#, #"{"a":{"message":"y"}}"#, ["different a.message"]),
  ])
  func different(expected: String, actual: String, found: [String]) throws {
    #expect(try differences(expected, actual) == found)
  }

  /// Sets of letters, and the order in which Python's `sorted` leaves them by `<`.
  @Test(arguments: [
    ("", ""), ("a", "a"),
    ("abcd abcd acd abcd abcd - - b", "- - acd b abcd abcd abcd abcd"),
    ("- abc abcd - - abc ac abcd abc - - -", "- - - - - - ac abc abc abc abcd abcd"),
    ("a bcd acd ac", "a bcd ac acd"),
    ("ab - b - -", "- - - b ab"),
    ("acd abc abd", "acd abc abd"),
    ("a ac b acd d ac bc -", "- a ac b d ac acd bc"),
    ("cd bcd abcd bc b b acd acd - abcd abd -", "- - cd b b bc bcd acd acd abd abcd abcd"),
    ("acd - c ab bd", "- c acd ab bd"),
    ("- abd abcd - - - cd cd", "- - - - abd cd cd abcd"),
    ("abd abcd - a abd ac abcd abd abc b bcd b", "- a abd abd ac b b abd abc bcd abcd abcd"),
  ])
  func partialOrders(items: String, sorted: String) {
    let sets = items.split(separator: " ").map { Set($0.filter { $0 != "-" }) }
    let result = sets.insertionSorted { $0.isStrictSubset(of: $1) }
    let words = result.map { $0.isEmpty ? "-" : String($0.sorted()) }
    #expect(words.joined(separator: " ") == sorted)
  }

  @Test(arguments: [0, 1, 2, 3, 40, 63, 64, 65, 1000])
  func totalOrders(count: Int) {
    var seed: UInt64 = 7
    let items = (0..<count).map { place in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (key: Int(seed >> 60), place: place)
    }
    let sorted = items.insertionSorted { $0.key < $1.key }
    let expected = items.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
    #expect(sorted.map(\.place) == expected.map(\.place))
  }
}

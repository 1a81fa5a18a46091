import Events
import Testing

@testable import JSON
@testable import Workbench
@testable import hl_map

/// What is found the same at a glance is the same by the rules.
@Suite struct QuickComparisonTests {
  private let comparison = QuickComparison()

  private func areSame(_ expected: String, _ actual: String) -> Bool {
    let (expected, actual) = (Array(expected.utf8), Array(actual.utf8))
    return expected.withUnsafeBufferPointer { wanted in
      actual.withUnsafeBufferPointer { got in
        guard let wantedBase = wanted.baseAddress, let gotBase = got.baseAddress else {
          return false
        }
        return comparison.areSame(
          Bytes(wantedBase, count: wanted.count), Bytes(gotBase, count: got.count))
      }
    }
  }

  @Test(arguments: [
    (#"{}"#, #"{}"#, true),
    (#"{"a":1,"b":[]}"#, #"{ "b" : [ ] , "a" : 1 }"#, true),
    (#"{"a":"\u00e9"}"#, #"{"a":"é"}"#, true),
    (#"{"\u0061":"x"}"#, #"{"a":"x"}"#, true),
    (#"{"a":["x","y"]}"#, #"{"a":["y","x"]}"#, true),
    (#"{"message":"x","event":{"id":"1","kind":"k"}}"#, #"{"event":{"kind":"k"}}"#, true),
    (#"{"event":{"kind":"k"},"message":1}"#, #"{"message":["x"],"event":{"kind":"k"}}"#, true),
    (#"{"sekoiaio":{"intake":{"dialect":"d"}}}"#, #"{"sekoiaio":{"intake":{}}}"#, true),
    (#"{"a":{"b":{"c":[{"d":1}]}}}"#, #"{"a":{"b":{"c":[{"d":1}]}}}"#, true),
    (#"{"a":1}"#, #"{"a":2}"#, false), (#"{"a":1}"#, #"{}"#, false), (#"{}"#, #"{"a":1}"#, false),
    (#"{"a":"x"}"#, #"{"a":"xy"}"#, false), (#"{"a":"xy"}"#, #"{"a":"x"}"#, false),
    (#"{"a":["x"]}"#, #"{"a":["x","x"]}"#, false), (#"{"a":[1,2]}"#, #"{"a":[2,1]}"#, false),
    // What comes out twice, or stands in a list without an order, others compare.
    (#"{"b":0,"a":1,"a":2}"#, #"{"a":2,"b":0,"a":1}"#, false),
    (#"{"a":1,"a":1}"#, #"{"a":1,"b":2}"#, false),
    (#"{"a":[{"t":["x","y"]}]}"#, #"{"a":[{"t":["y","x"]}]}"#, false),
    (#"{"a":[1,"t"],"b":["x","y"]}"#, #"{"a":[1,"t"],"b":["y","x"]}"#, false),
    (
      #"{"a":[1,"t"],"related":{"b":["x","y"]}}"#, #"{"a":[1,"t"],"related":{"b":["y","x"]}}"#, true
    ),
    // A list in a member that is not compared.
    (
      #"{"sekoiaio":{"intake":{"dialect":"[","]":1}}}"#,
      #"{"sekoiaio":{"intake":{"dialect":[","]}}}"#, false
    ),
    (
      #"{"sekoiaio":{"intake":{"dialect":"[",",":"]"}}}"#,
      #"{"sekoiaio":{"intake":{"dialect":[",",":"]}}}"#, false
    ),
    (#"{"a":1}"#, "{\"a\":1}\n{\"a\":1}", false),
  ])
  func pairs(expected: String, actual: String, isSame: Bool) {
    #expect(areSame(expected, actual) == isSame)
  }

  /// Small events, and what a few changes make of them.
  private struct Events {
    var state: UInt64 = 7

    mutating func roll(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }

    mutating func pick(_ words: [String]) -> String { words[roll(words.count)] }

    static let names = [
      "message", "event", "id", "related", "sekoiaio", "intake", "dialect", "a", "b", #"\u0061"#,
    ]

    mutating func value(_ depth: Int) -> JSONTreeText {
      switch roll(depth > 3 ? 6 : 10) {
      case 0, 1: .scalar(pick([#""x""#, #""y""#, #""\u0078""#, #""[""#, #"",""#, #""]""#]))
      case 2: .scalar(pick(["1", "2", "1.0"]))
      case 3: .scalar(pick(["true", "null"]))
      case 4, 5: .list((0..<roll(3)).map { _ in .scalar(pick([#""x""#, #""y""#])) })
      case 6, 7: .list((0..<roll(4)).map { _ in value(depth + 1) })
      default: object(depth + 1)
      }
    }

    mutating func object(_ depth: Int) -> JSONTreeText {
      .object((0..<roll(4)).map { _ in (pick(Self.names), value(depth)) })
    }

    /// The same tree, or nearly.
    mutating func changed(_ tree: JSONTreeText) -> JSONTreeText {
      switch tree {
      case .scalar: roll(12) == 0 ? value(4) : tree
      case .list(let items):
        roll(3) == 0 ? .list(items.reversed()) : .list(items.map { changed($0) })
      case .object(let members):
        switch roll(8) {
        case 0: .object(members.reversed())
        case 1: .object(members + members.prefix(1))
        case 2: .object(Array(members.dropFirst()))
        default: .object(members.map { ($0.name, changed($0.value)) })
        }
      }
    }
  }

  private indirect enum JSONTreeText {
    case scalar(String)
    case list([JSONTreeText])
    case object([(name: String, value: JSONTreeText)])

    var text: String {
      switch self {
      case .scalar(let text): text
      case .list(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
      case .object(let members):
        "{" + members.map { "\"\($0.name)\":\($0.value.text)" }.joined(separator: ",") + "}"
      }
    }
  }

  @Test func quickIsRight() throws {
    var events = Events()
    var same = 0
    for _ in 0..<20_000 {
      let tree = events.object(0)
      let (expected, actual) = (tree.text, events.changed(tree).text)
      guard areSame(expected, actual) else { continue }
      same += 1
      let wanted = IntakeComparison.comparable(try JSONTreeParser.parse(Array(expected.utf8)))
      let got = IntakeComparison.comparable(try JSONTreeParser.parse(Array(actual.utf8)))
      #expect(IntakeComparison.equal(wanted, got), "\(expected)  \(actual)")
    }
    #expect(same > 2000)
  }
}

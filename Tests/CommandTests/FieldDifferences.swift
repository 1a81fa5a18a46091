import Events
import Testing

@testable import JSON
@testable import Machine
@testable import Workbench
@testable import hl_map

/// Where two mappings of one event give a field different values.
struct FieldDifferences {
  struct Difference: Equatable {
    var field: String
    var theirs: JSONTree
    var ours: JSONTree
  }

  /// The differences in fields that both events have, by name.
  ///
  /// A scalar is the same as a list of it alone, lists under `related` are the same in any order, and
  /// dates are the moments they name.
  static func between(theirs: JSONTree, ours: JSONTree) -> [Difference] {
    let left = leaves(of: theirs)
    let right = leaves(of: ours)
    return left.keys.sorted().compactMap { field in
      guard let theirs = left[field], let ours = right[field], !agree(field, theirs, ours) else {
        return nil
      }
      return Difference(field: field, theirs: theirs, ours: ours)
    }
  }

  /// What is no object, by dotted names.
  private static func leaves(of tree: JSONTree) -> [String: JSONTree] {
    var result: [String: JSONTree] = [:]
    func visit(_ tree: JSONTree, _ name: String) {
      guard case .object(let members) = tree else {
        result[name] = tree
        return
      }
      for member in members {
        visit(member.value, name.isEmpty ? member.name : "\(name).\(member.name)")
      }
    }
    visit(tree, "")
    return result
  }

  private static func agree(_ field: String, _ theirs: JSONTree, _ ours: JSONTree) -> Bool {
    let (left, right) = (items(theirs), items(ours))
    if field.hasPrefix("related.") {
      return left.allSatisfy { one in right.contains { equal($0, one) } }
        && right.allSatisfy { one in left.contains { equal($0, one) } }
    }
    return left.count == right.count && zip(left, right).allSatisfy(equal)
  }

  private static func items(_ tree: JSONTree) -> [JSONTree] {
    if case .list(let items) = tree { items } else { [tree] }
  }

  static func equal(_ left: JSONTree, _ right: JSONTree) -> Bool {
    if IntakeComparison.equal(left, right) { return true }
    guard let left = moment(left), let right = moment(right) else { return false }
    return left == right
  }

  /// The moment that a text in RFC 3339 names, with all its decimals; nil for anything else.
  ///
  /// No other value stands in a date field: both mappings write dates so.
  private static func moment(_ tree: JSONTree) -> [Int]? {
    guard case .text(let text) = tree, Instant(argument: text) != nil else { return nil }
    var bytes = Array(text.utf8)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let time = Timestamp(Bytes(UnsafePointer(base), count: buffer.count))
      return time.map { [$0.seconds, $0.nanoseconds] }
    }
  }

  // MARK: What is known

  /// A difference that is meant to be, of `differences.json`.
  struct Known {
    var field: String
    /// Values it is known for; any where nil.
    var theirs: JSONTree?
    var ours: JSONTree?

    /// An entry as it is written; nil for one that is not well formed.
    init?(_ tree: JSONTree) {
      guard case .object(let members) = tree, case .text(let field)? = tree["field"],
        case .text(let why)? = tree["why"], !field.isEmpty,
        why.contains(where: { !$0.isWhitespace }),
        members.allSatisfy({ ["field", "why", "theirs", "ours", "events"].contains($0.name) })
      else { return nil }
      if let events = tree["events"] { guard case .text = events else { return nil } }
      self.field = field
      theirs = tree["theirs"]
      ours = tree["ours"]
    }

    func matches(_ difference: Difference) -> Bool {
      field == difference.field && (theirs.map { equal($0, difference.theirs) } ?? true)
        && (ours.map { equal($0, difference.ours) } ?? true)
    }
  }

  /// The entries that are known, and the differences that each stands for.
  private(set) var known: [Known]
  private var uses: [Int]
  /// Differences for which there is no entry, or more than one; each once, with an event.
  private(set) var unlisted: [(difference: Difference, entries: Int, event: String)] = []

  init(known: [Known]) {
    self.known = known
    uses = Array(repeating: 0, count: known.count)
  }

  /// Takes in the differences of one event.
  mutating func add(_ differences: [Difference], of event: String) {
    for one in differences {
      let matching = known.indices.filter { known[$0].matches(one) }
      for index in matching { uses[index] += 1 }
      guard matching.count != 1, !unlisted.contains(where: { $0.difference == one }) else {
        continue
      }
      unlisted.append((one, matching.count, event))
    }
  }

  /// Entries that stand for nothing, by their numbers.
  var unused: [Int] { uses.indices.filter { uses[$0] == 0 } }
}

@Suite struct FieldDifferencesTests {
  private static func tree(_ text: String) throws -> JSONTree {
    try JSONTreeParser.parse(Array(text.utf8))
  }

  @Test(arguments: [
    (#"{"a":1}"#, #"{"a":1.0,"b":2}"#, []), (#"{"a":1}"#, #"{"a":"1"}"#, ["a"]),
    (#"{"a":"x"}"#, #"{"a":["x"]}"#, []), (#"{"a":["x"]}"#, #"{"a":"x"}"#, []),
    (#"{"a":["x","y"]}"#, #"{"a":["y","x"]}"#, ["a"]),
    (#"{"a":["x"]}"#, #"{"a":["x","x"]}"#, ["a"]),
    (#"{"related":{"ip":["x","y","x"]}}"#, #"{"related":{"ip":["y","x"]}}"#, []),
    (#"{"related":{"ip":["x"]}}"#, #"{"related":{"ip":["y","x"]}}"#, ["related.ip"]),
    (#"{"related":{"ip":["x","y"]}}"#, #"{"related":{"ip":["y"]}}"#, ["related.ip"]),
    (#"{"a":{"b":1,"c":2}}"#, #"{"a":{"b":2,"c":3}}"#, ["a.b", "a.c"]),
    (#"{"a":{"b":1}}"#, #"{"a":1}"#, []), (#"{"a":1}"#, #"{"b":1}"#, []),
    (#"{"a":[{"x":1,"y":2}]}"#, #"{"a":[{"y":2,"x":1}]}"#, []),
    (#"{"a":[{"x":1}]}"#, #"{"a":[{"x":2}]}"#, ["a"]),
    (#"{"a":"2024-05-06T07:08:09.438000Z"}"#, #"{"a":"2024-05-06T07:08:09.438Z"}"#, []),
    (#"{"a":"2024-05-06T07:08:09Z"}"#, #"{"a":["2024-05-06T07:08:09.000Z"]}"#, []),
    (#"{"a":"2024-05-06T09:08:09+02:00"}"#, #"{"a":"2024-05-06T07:08:09Z"}"#, []),
    (#"{"a":"2024-05-06T07:08:09.438001Z"}"#, #"{"a":"2024-05-06T07:08:09.438Z"}"#, ["a"]),
    (#"{"a":"2024-05-06T07:08:09Z"}"#, #"{"a":"2024-05-06T07:08:10Z"}"#, ["a"]),
    (#"{"a":"2024-05-06T07:08:09"}"#, #"{"a":"2024-05-06T07:08:09Z"}"#, ["a"]),
    (#"{"a":"2024-05-06"}"#, #"{"a":"2024-05-06T00:00:00Z"}"#, ["a"]),
    (#"{"a":"1714979289000"}"#, #"{"a":"1714979289"}"#, ["a"]),
    (
      #"{"related":{"x":["2024-05-06T07:08:09Z"]}}"#,
      #"{"related":{"x":["2024-05-06T07:08:09.0Z"]}}"#, []
    ),
  ])
  func differences(_ theirs: String, _ ours: String, _ fields: [String]) throws {
    let found = FieldDifferences.between(theirs: try Self.tree(theirs), ours: try Self.tree(ours))
    #expect(found.map(\.field) == fields, "\(theirs) \(ours)")
  }

  @Test(arguments: [
    (#"{"field":"a","why":"w"}"#, true), (#"{"field":"a","why":"w","theirs":1,"ours":null}"#, true),
    (#"{"field":"a","why":"w","events":"alerts"}"#, true), (#"{"field":"a"}"#, false),
    (#"{"why":"w"}"#, false), (#"{"field":"a","why":" "}"#, false), (#"["a"]"#, false),
    (#"{"field":"a","why":"w","their":1}"#, false), (#"{"field":"a","why":"w","events":1}"#, false),
  ])
  func entries(_ text: String, _ isSound: Bool) throws {
    #expect((FieldDifferences.Known(try Self.tree(text)) != nil) == isSound, "\(text)")
  }

  @Test func listed() throws {
    let texts = [
      #"{"field":"a","why":"w","theirs":1}"#, #"{"field":"b","why":"w"}"#,
      #"{"field":"b","why":"w","ours":2}"#, #"{"field":"c","why":"w"}"#,
    ]
    var differences = FieldDifferences(
      known: try texts.compactMap { FieldDifferences.Known(try Self.tree($0)) })
    let theirs = try Self.tree(#"{"a":1,"b":1,"d":1}"#)
    let ours = try Self.tree(#"{"a":2,"b":2,"d":2}"#)
    for name in ["one", "two"] {
      differences.add(FieldDifferences.between(theirs: theirs, ours: ours), of: name)
    }
    #expect(differences.unlisted.map(\.difference.field) == ["b", "d"])
    #expect(differences.unlisted.map(\.entries) == [2, 0])
    #expect(differences.unlisted.map(\.event) == ["one", "one"])
    #expect(differences.unused == [3])
    let other = try Self.tree(#"{"a":9}"#)
    differences.add(FieldDifferences.between(theirs: other, ours: ours), of: "three")
    #expect(differences.unlisted.map(\.difference.field) == ["b", "d", "a"])
  }
}

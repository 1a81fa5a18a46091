import HLMap
import JSON

/// One event and what a mapping should make of it.
package struct MappingTest: Sendable {
  /// What should come out.
  package enum Outcome: Equatable, Sendable {
    case dropped
    case rejected(String)
    case events([JSONTree])

    /// The outcome a JSON value stands for: `null`, an object, a list of objects, or
    /// `{"rejected": "reason"}`.
    package init(_ tree: JSONTree) {
      switch tree {
      case .null: self = .dropped
      case .list(let events): self = .events(events)
      case .object(let members):
        if members.count == 1, members[0].name == "rejected",
          case .text(let reason) = members[0].value
        {
          self = .rejected(reason)
        } else {
          self = .events([tree])
        }
      default: self = .events([tree])
      }
    }

    /// The JSON value that stands for the outcome.
    package var tree: JSONTree {
      switch self {
      case .dropped: .null
      case .rejected(let reason):
        .object([JSONTree.Member("rejected", .text(reason))])
      case .events(let events): events.count == 1 ? events[0] : .list(events)
      }
    }

    /// The outcome in a few words, for messages.
    package var words: String {
      switch self {
      case .dropped: "the event is dropped"
      case .rejected(let reason): "the event is rejected (\(reason))"
      case .events(let events): events.count == 1 ? "one event" : "\(events.count) events"
      }
    }
  }

  /// Where the expected part is written, so that `--update` can replace it.
  package enum Origin {
    /// `tests:` of the rule file.
    case inline
    /// The whole file is the expected part.
    case file(String)
    /// A member of the file's object.
    case member(String, Range<Int>)
    /// A line (from 0, blank ones not counted) of an NDJSON file.
    case line(String, Int)
  }

  /// The files that the test stands in; none where it stands in the rules.
  package var files: [String] {
    switch origin {
    case .inline: []
    case .file(let expected): [place, expected]
    case .member(let file, _): [file]
    case .line(let expected, _):
      [place.lastIndex(of: ":").map { String(place[..<$0]) } ?? place, expected]
    }
  }

  /// The name of the test.
  package var name: String
  /// `file:line`, or the file.
  package var place: String
  /// The event as received.
  package var input: [UInt8]
  /// Nil when nothing is written yet.
  package var expected: Outcome?
  /// The JSON of what an intake format's test expects, which stands for `expected` until that is
  /// needed.
  var expectedText: [UInt8]?
  /// How strictly outputs are compared.
  package var options = JSONDifference.Options()
  /// Where the test is written.
  package var origin: Origin
}

/// How a test went.
package struct TestResult: Sendable {
  /// The test that ran.
  package var test: MappingTest
  /// What its event became.
  package var actual: MappingTest.Outcome
  /// How the output differs from what was expected; empty for none.
  package var differences: [JSONDifference] = []
  /// What is wrong that is not a difference between two values.
  package var remark: String?

  /// Whether the outcome is the expected one.
  package var isPassed: Bool { differences.isEmpty && remark == nil }

  /// A test that could not be run, and why.
  package init(test: MappingTest, unrun remark: String) {
    self.test = test
    actual = .events([])
    self.remark = remark
  }

  /// A test whose event came out as expected; its texts are not kept.
  package init(passed test: MappingTest) {
    self.test = test
    self.test.input = []
    self.test.expectedText = nil
    actual = .events([])
  }

  /// Compares an outcome with what the test expects.
  package init(test: MappingTest, actual: MappingTest.Outcome) {
    var test = test
    if test.expected == nil, let text = test.expectedText {
      test.expected = (try? JSONTreeParser.parse(text)).map { MappingTest.Outcome($0) }
    }
    self.test = test
    self.actual = actual
    switch (test.expected, actual) {
    case (nil, _): remark = "nothing is expected yet; --update writes what came out"
    case (.events(let wanted)?, .events(let got)) where wanted.count == got.count:
      for (index, pair) in zip(wanted, got).enumerated() {
        var found = JSONDifference.find(
          expected: pair.0, actual: pair.1, options: test.options)
        if wanted.count > 1 {
          for place in found.indices { found[place].path = "[\(index)] \(found[place].path)" }
        }
        differences += found
      }
    case (let wanted?, _):
      if wanted != actual { remark = "expected \(wanted.words), got: \(actual.words)" }
    }
  }
}

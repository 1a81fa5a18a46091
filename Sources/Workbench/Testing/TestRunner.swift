import Events
import HLMap
import JSON
import Planning
import Running

/// Maps the events of tests, and compares.
package struct TestRunner {
  private let worker: Worker
  private let output = OutputBuffer(capacity: 16 << 10)
  private let room = EventRoom()
  private let comparison = QuickComparison()

  /// A runner for one plan; `now` is in milliseconds since 1970-01-01T00:00:00Z.
  package init(plan: Plan, now: Int) {
    // Every rule file has a runner: it takes little memory for its few events.
    worker = Worker(
      plan: plan, now: now, multiline: true, scratch: Scratch(firstChunk: 16 << 10))
  }

  /// Maps the event of a test and compares the outcome.
  package func run(_ test: MappingTest) -> TestResult {
    output.removeAll()
    switch room.with(test.input, { worker.process($0, into: output) }) {
    case .dropped: return TestResult(test: test, actual: .dropped)
    case .rejected(let reason, _): return TestResult(test: test, actual: .rejected(reason.name))
    case .written:
      if let expected = test.expectedText, isSame(expected) {
        return TestResult(passed: test)
      }
      var events: [JSONTree] = []
      let bytes = Array(UnsafeBufferPointer(start: output.base, count: output.count))
      for line in TestFinder.lines(bytes) {
        do {
          events.append(try JSONTreeParser.parse(line.bytes))
        } catch {
          var result = TestResult(test: test, actual: .events([]))
          result.remark =
            "the output is not valid JSON at byte \(error.offset): \(error.message); this is a defect of hl-map"
          return result
        }
      }
      return TestResult(test: test, actual: events.isEmpty ? .dropped : .events(events))
    }
  }
}

extension TestRunner {
  /// Whether what came out is plainly what was expected.
  private func isSame(_ expected: [UInt8]) -> Bool {
    guard output.count > 0 else { return false }
    return expected.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      return comparison.areSame(
        Bytes(base, count: buffer.count), output.bytes.slice(0, output.count - 1))
    }
  }
}

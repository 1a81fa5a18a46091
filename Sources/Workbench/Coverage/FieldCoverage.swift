import HLMap
import JSON
import Planning
import Running

/// Which fields the samples' mapped events have.
package struct FieldCoverage {
  /// The fields that events of any source are searched by.
  static let common = ["@timestamp", "event.kind", "event.category", "event.type"]

  /// Mapped events.
  private(set) var events = 0
  private(set) var counts = Array(repeating: 0, count: common.count)
  /// Fields that got a value.
  private(set) var written: Set<String> = []
  /// All fields that some rule writes.
  let targets: [String]

  init(_ plan: Plan) { targets = plan.targets }

  mutating func add(_ trace: Trace, _ output: [UInt8]) {
    for case .write(let write) in trace.entries where write.outcome.value != nil {
      written.insert(write.target)
    }
    for line in TestFinder.lines(output) {
      guard let event = try? JSONTreeParser.parse(line.bytes) else { continue }
      events += 1
      for (index, field) in FieldCoverage.common.enumerated() {
        switch event.at(field) {
        case nil, .null, .list([]): break
        default: counts[index] += 1
        }
      }
    }
  }
}

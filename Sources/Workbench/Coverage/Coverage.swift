import Events
import HLMap
import JSON
import Machine
import Planning
import Running
import Text

/// What samples exercise of rules, and what rules read of samples.
package struct Coverage {
  /// The path of the rule file.
  package let file: String
  /// The texts that the rules were loaded from.
  package let sources: SourceMap
  /// The plan that mapped the samples.
  package let plan: Plan
  /// Which parts of the rules ran.
  package private(set) var rules: RuleCoverage
  /// Which paths of the samples rules read.
  package private(set) var source = SourceCoverage()
  /// Which fields were written.
  package private(set) var fields: FieldCoverage
  /// What rules read of samples, and leave out on purpose.
  package let reads: RuleReads
  /// Samples that were mapped, also where the event was dropped.
  package private(set) var events = 0
  /// Samples that cannot be read or decoded.
  package private(set) var refused = 0
  /// Events whose trace was cut, or whose values are too large to examine.
  package private(set) var cut = 0

  /// Maps all samples. The plan must have probes.
  package init(_ loaded: LoadedRules, _ plan: Plan, of samples: SampleSet, file: String) {
    self.file = file
    sources = loaded.sources
    self.plan = plan
    rules = RuleCoverage(plan)
    fields = FieldCoverage(plan)
    reads = loaded.syntax?.reads ?? RuleReads()
    let received = EventReads(reads, plan)
    let worker = Worker(plan: plan, now: Instant.forTests.milliseconds, multiline: true)
    let output = OutputBuffer(capacity: 64 << 10)
    for sample in samples.events {
      output.removeAll()
      let trace = sample.withPaddedEvent {
        worker.trace($0, into: output, keepsResults: true)
      }
      if case .rejected = trace.verdict {
        refused += 1
        continue
      }
      events += 1
      var isCut = trace.isCut
      rules.add(trace)
      fields.add(trace, Array(UnsafeBufferPointer(start: output.base, count: output.count)))
      let heldGuards = received.held(in: trace)
      if let root = received.trees[""] {
        // Where nothing is decoded the event is what was received.
        let event =
          plan.input.decode == nil
          ? try? JSONTreeParser.parse(sample)
          : sample.withPaddedEvent { worker.observe($0) }.event.flatMap(JSONTree.init(json:))
        if let tree = event {
          source.add(tree, from: "", root, where: heldGuards)
        } else {
          isCut = true
        }
      }
      for (step, text) in trace.results {
        guard let base = received.results[step], let root = received.trees[base],
          let tree = try? JSONTreeParser.parse(Array(text.utf8))
        else { continue }
        // A text stands in for a value that is too long to record.
        if case .text = tree { isCut = true }
        source.add(tree, from: base, root, where: heldGuards)
      }
      if isCut { cut += 1 }
    }
  }

  // MARK: Figures

  /// Parts of rules that were exercised, of all, in percent; nil where there are none.
  package static func percent(_ part: Int, of all: Int) -> Double? {
    all == 0 ? nil : 100 * Double(part) / Double(all)
  }

  /// Values that are read or left out on purpose, in percent; nil where there are no values.
  package var sourcePercent: Double? {
    Coverage.percent(source.totals.read + source.totals.unread, of: source.totals.all)
  }
}

import Planning

/// What is noted of one event so far.
final class TraceLog {
  private let plan: Plan
  var trace: Trace
  /// The item, from 0, that the body of a loop or of an `emit` is at; nil outside.
  var item: Int?
  /// The entry that gave each register its value.
  private var writers: [Int: Int] = [:]
  /// The entries of the tags that failures added and no rule replaced.
  private var tagEntries: [Int] = []

  init(_ plan: Plan) {
    self.plan = plan
    trace = Trace(of: plan)
  }

  func add(_ entry: Trace.Entry) { trace.entries.append(entry) }

  /// A step took one of what it chooses from, by its number among them.
  func addChoice(_ step: Int, _ number: Int) {
    let first = Int(plan.labels[step].alternatives)
    if first >= 0 { trace.takenAlternatives[first + number] = true }
  }

  /// An attempt to write a field, if the step writes one.
  func addWrite(
    _ step: Int, _ to: Register, _ made: [Trace.Reading], through functions: [String] = [],
    given: String?, _ outcome: Trace.Outcome, _ before: PriorState
  ) {
    guard let (target, scope) = plan.target(of: step) else { return }
    let changes: Bool =
      switch outcome {
      case .written: true
      case .castFailed(let instead): instead != nil
      case .sourceAbsent, .sourceIgnored, .kept, .lookupMissed, .searchLimited, .callFailed,
        .undeclared, .deleted:
        false
      }
    if changes {
      var earlier = before.target?.value == nil ? [] : writers[to.place].map { [$0] } ?? []
      if to == plan.tags {
        earlier += tagEntries
        tagEntries = []
      }
      for number in earlier { markOverridden(number) }
      writers[to.place] = trace.entries.count
    }
    add(
      .write(
        Trace.Write(
          step: step, target: target, scope: scope, item: item, sources: made,
          functions: functions, given: given, outcome: outcome)))
  }

  /// A failure added to the tags, which are `text` now.
  func addTag(_ text: String, _ step: Int, _ made: [Trace.Reading]) {
    tagEntries.append(trace.entries.count)
    add(
      .write(
        Trace.Write(
          step: step, target: "tags", scope: .event, item: item, sources: made, functions: [],
          given: text, outcome: .written(text), isTag: true)))
  }

  /// Whether an entry gave the register its value.
  func isWritten(_ place: Int) -> Bool { writers[place] != nil }

  /// The next entry replaces what stands in the registers.
  func overrideAll(_ places: Range<Int>) {
    for place in places {
      if let earlier = writers.removeValue(forKey: place) { markOverridden(earlier) }
    }
  }

  private func markOverridden(_ number: Int) {
    guard case .write(var write) = trace.entries[number] else { return }
    write.overriddenBy = trace.entries.count
    trace.entries[number] = .write(write)
  }
}

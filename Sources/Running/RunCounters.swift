import Functions
import Planning
import Text

/// What came of one write rule.
public struct RuleCounts: Sendable, Equatable {
  /// The source was absent.
  public var absent = 0
  /// It was a list or an object and the field takes a scalar, or the reverse.
  public var wrongType = 0
  /// It could not be cast.
  public var uncastable = 0
  /// It was cast to what the field does not allow.
  public var notAllowed = 0
  /// A search reached its limit.
  public var limited = 0

  /// How often there was a source and the field did not get it.
  var failed: Int { wrongType + uncastable + notAllowed }

  mutating func add(_ other: RuleCounts) {
    absent += other.absent
    wrongType += other.wrongType
    uncastable += other.uncastable
    notAllowed += other.notAllowed
    limited += other.limited
  }
}

/// What came of one decode.
public struct DecodeCounts: Sendable, Equatable {
  /// The source was there and did not decode.
  public var undecodable = 0
  /// Nothing came of a text that was there, nor of what is taken instead.
  public var failed = 0
  /// The same of a list or an object.
  public var containersForTexts = 0
  /// The same, since a search reached its limit.
  public var undecided = 0
  /// Characters that XML forbids, and that were replaced.
  public var replacedCharacters = 0
  /// A search reached its limit.
  public var limited = 0

  mutating func add(_ other: DecodeCounts) {
    undecodable += other.undecodable
    failed += other.failed
    containersForTexts += other.containersForTexts
    undecided += other.undecided
    replacedCharacters += other.replacedCharacters
    limited += other.limited
  }
}

/// What a worker counts while it runs; workers' counters add up.
public struct RunCounters: Sendable {
  /// By write rule of the plan.
  public var rules: [RuleCounts]
  /// By decode of the plan.
  public var decodes: [DecodeCounts]
  /// By drop reason of the plan: events that were dropped.
  public var dropped: [Int]
  /// By `RejectReason`: events that were refused.
  public var rejected = [Int](repeating: 0, count: RejectReason.allCases.count)
  /// Events that were read, whatever became of them.
  public var eventsIn = 0
  /// Events that were written, emitted ones too.
  public var eventsOut = 0
  /// Searches that reached their limit, so their results are unknown.
  public var limitedSearches = 0
  /// By call of the plan: those that its function made.
  public var limitedCalls: [Int]
  /// By call of the plan, and in each by `CallFailure`: those that failed.
  public var failedCalls: [Int]

  /// Nothing has been counted yet.
  public init(plan: Plan) {
    rules = Array(repeating: RuleCounts(), count: plan.rules.count)
    decodes = Array(repeating: DecodeCounts(), count: plan.decodes.count)
    dropped = Array(repeating: 0, count: plan.dropReasons.count)
    limitedCalls = Array(repeating: 0, count: plan.calls.count)
    failedCalls = Array(repeating: 0, count: plan.calls.count * CallFailure.allCases.count)
  }

  /// Adds what another worker has counted with the same plan.
  public mutating func add(_ other: RunCounters) {
    func sum(_ left: inout [Int], _ right: [Int]) {
      for index in left.indices { left[index] += right[index] }
    }
    for index in rules.indices { rules[index].add(other.rules[index]) }
    for index in decodes.indices { decodes[index].add(other.decodes[index]) }
    sum(&dropped, other.dropped)
    sum(&rejected, other.rejected)
    sum(&limitedCalls, other.limitedCalls)
    sum(&failedCalls, other.failedCalls)
    limitedSearches += other.limitedSearches
    eventsIn += other.eventsIn
    eventsOut += other.eventsOut
  }

  /// One line of statistics.
  public struct Row: Sendable, Equatable {
    /// What was counted, such as the name of a field.
    public var label: String
    /// How often.
    public var count: Int
  }

  /// Fields that were skipped, by target and reason; targets written by several rules are summed.
  public func skippedFields(of plan: Plan) -> [Row] {
    rows(plan, \.wrongType, "wrong type") + rows(plan, \.uncastable, "cannot be cast")
      + rows(plan, \.notAllowed, "not allowed")
  }

  /// Fields whose source was absent, by target.
  public func absentFields(of plan: Plan) -> [Row] { rows(plan, \.absent, nil) }

  /// Decodes that gave nothing for a value that was there, with the reason; `location` says where
  /// one stands in its file.
  public func failedDecodes(of plan: Plan, location: (Span) -> String) -> [Row] {
    var rows: [Row] = []
    for (decode, counts) in zip(plan.decodes, decodes) {
      let place = place(of: decode, location)
      for (count, reason) in [
        (counts.failed, decode.label.failure), (counts.containersForTexts, "no text"),
        (counts.undecided, Trace.DecodeOutcome.searchLimited),
      ] where count > 0 {
        rows.append(Row(label: "\(place)\(decode.label.name): \(reason)", count: count))
      }
    }
    return rows.sorted { $1.count < $0.count }
  }

  /// Counts a call that failed for the reason with this code.
  mutating func noteFailure(ofCall index: Int, _ code: UInt8) {
    failedCalls[index * CallFailure.allCases.count + Int(code)] += 1
  }

  /// Calls that failed, with the reason; `location` says where one stands in its file.
  public func failedCalls(of plan: Plan, location: (Span) -> String) -> [Row] {
    var rows: [Row] = []
    for (number, step) in plan.steps.enumerated() {
      guard case .call(_, let index) = step else { continue }
      for failure in CallFailure.allCases {
        let count = failedCalls[
          Int(index) * CallFailure.allCases.count + Int(failure.rawValue)]
        guard count > 0 else { continue }
        let place = location(plan.origins[number])
        rows.append(
          Row(label: "\(place) \(plan.calls[Int(index)].name): \(failure.reason)", count: count))
      }
    }
    return rows.sorted { ($1.count, $0.label) < ($0.count, $1.label) }
  }

  /// Rules whose searches reached their limit, each with how often.
  public func limitedSearches(of plan: Plan, location: (Span) -> String) -> [Row] {
    var counts: [String: Int] = [:]
    for (number, step) in plan.steps.enumerated() {
      let (name, count) =
        switch step {
        case .decode(let index): (plan.decodes[Int(index)].label.name, decodes[Int(index)].limited)
        case .call(_, let index): (plan.calls[Int(index)].name, limitedCalls[Int(index)])
        case .write(_, _, let index): (plan.rules[Int(index)].target, rules[Int(index)].limited)
        default: ("", 0)
        }
      if count > 0 { counts["\(location(plan.origins[number])) \(name)", default: 0] += count }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Row(label: $0.key, count: $0.value) }
  }

  /// Decodes of XML that had to replace characters, each with how many.
  public func replacedCharacters(of plan: Plan, location: (Span) -> String) -> [Row] {
    zip(plan.decodes, decodes).filter { $0.1.replacedCharacters > 0 }
      .map {
        Row(
          label: "\(place(of: $0.0, location))\($0.0.label.name)", count: $0.1.replacedCharacters)
      }
      .sorted { $1.count < $0.count }
  }

  /// Where a decode stands, with a blank behind it; nothing where that is no place of a file.
  private func place(of decode: DecodePlan, _ location: (Span) -> String) -> String {
    decode.label.span.map { "\(location($0)) " } ?? ""
  }

  /// Events that rules dropped, by the reason they give.
  public func droppedEvents(of plan: Plan) -> [Row] {
    zip(plan.dropReasons, dropped).filter { $0.1 > 0 }.map { Row(label: $0.0, count: $0.1) }
  }

  /// Events that were refused, by the reason.
  public var rejectedEvents: [Row] {
    RejectReason.allCases.filter { rejected[Int($0.rawValue)] > 0 }
      .map { Row(label: $0.name, count: rejected[Int($0.rawValue)]) }
  }

  private func rows(_ plan: Plan, _ count: KeyPath<RuleCounts, Int>, _ reason: String?) -> [Row] {
    var byTarget: [String: Int] = [:]
    for (rule, counts) in zip(plan.rules, rules) where counts[keyPath: count] > 0 {
      byTarget[rule.target, default: 0] += counts[keyPath: count]
    }
    return byTarget.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { pair in Row(label: reason.map { "\(pair.key): \($0)" } ?? pair.key, count: pair.value)
      }
  }
}

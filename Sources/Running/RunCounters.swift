import Planning
import Text

/// Why an event was not mapped.
public enum RejectReason: UInt8, CaseIterable, Sendable {
  case invalidJSON, invalidUTF8, notAnObject, tooDeep, tooLong, notDecodable, memoryLimit
  case workLimit, rejectedByRule

  /// The stable name used in dead letters and statistics.
  public var name: String {
    switch self {
    case .invalidJSON: "invalid_json"
    case .invalidUTF8: "invalid_utf8"
    case .notAnObject: "not_an_object"
    case .tooDeep: "too_deep"
    case .tooLong: "too_long"
    case .notDecodable: "not_decodable"
    case .memoryLimit: "memory_limit"
    case .workLimit: "work_limit"
    case .rejectedByRule: "rejected_by_rule"
    }
  }

  /// What happened, for people.
  public var message: String {
    switch self {
    case .invalidJSON: "the event is not valid JSON"
    case .invalidUTF8: "the event holds bytes that are not UTF-8"
    case .notAnObject: "the event is valid JSON but not an object"
    case .tooDeep: "the event is nested deeper than 256 levels"
    case .tooLong: "the event is longer than the limit (--max-event-size)"
    case .notDecodable: "the text that `decode` names is missing or cannot be decoded"
    case .memoryLimit: "mapping the event takes more memory than one event may"
    case .workLimit: "mapping the event takes more work than one event may"
    case .rejectedByRule: "a rule with `on_error: reject` refused the event"
    }
  }
}

/// What became of an event.
public enum Verdict: Sendable, Equatable {
  /// Lines were appended to the output: one, and one an emitted event.
  case written(events: Int)
  case dropped
  /// Nothing was written; `offset` is a byte within the event.
  case rejected(RejectReason, offset: Int)
}

/// What a worker counts while it runs; workers' counters add up.
public struct RunCounters: Sendable {
  /// By write rule: the source was absent, had the wrong kind, could not be cast, was cast to what
  /// the field does not allow.
  public var absent: [Int]
  public var wrongType: [Int]
  public var uncastable: [Int]
  public var notAllowed: [Int]
  public var dropped: [Int]
  public var rejected = [Int](repeating: 0, count: RejectReason.allCases.count)
  public var eventsIn = 0
  public var eventsOut = 0
  /// By decode: the source was there and did not decode.
  public var undecodable: [Int]
  /// By decode: characters of XML that XML forbids.
  public var replacedCharacters: [Int]
  /// Searches that reached their limit, so that nobody knows what they would have found.
  public var limitedSearches = 0
  /// Where they stood: by decode, by call of a function, by write rule.
  public var limitedDecodes: [Int]
  public var limitedCalls: [Int]
  public var limitedRules: [Int]
  /// By decode: nothing came of a text, or of a list or an object, that was there.
  public var failedDecodes: [Int]
  public var containersForTexts: [Int]
  /// By decode: nothing came of a value, since a search reached its limit.
  public var undecidedDecodes: [Int]

  public init(plan: Plan) {
    absent = Array(repeating: 0, count: plan.rules.count)
    wrongType = absent
    uncastable = absent
    notAllowed = absent
    dropped = Array(repeating: 0, count: plan.dropReasons.count)
    undecodable = Array(repeating: 0, count: plan.decodes.count)
    failedDecodes = undecodable
    containersForTexts = undecodable
    undecidedDecodes = undecodable
    replacedCharacters = undecodable
    limitedDecodes = undecodable
    limitedCalls = Array(repeating: 0, count: plan.calls.count)
    limitedRules = absent
  }

  public mutating func add(_ other: RunCounters) {
    func sum(_ left: inout [Int], _ right: [Int]) {
      for index in left.indices { left[index] += right[index] }
    }
    sum(&absent, other.absent)
    sum(&wrongType, other.wrongType)
    sum(&uncastable, other.uncastable)
    sum(&notAllowed, other.notAllowed)
    sum(&dropped, other.dropped)
    sum(&rejected, other.rejected)
    sum(&undecodable, other.undecodable)
    sum(&replacedCharacters, other.replacedCharacters)
    limitedSearches += other.limitedSearches
    sum(&failedDecodes, other.failedDecodes)
    sum(&containersForTexts, other.containersForTexts)
    sum(&undecidedDecodes, other.undecidedDecodes)
    sum(&limitedDecodes, other.limitedDecodes)
    sum(&limitedCalls, other.limitedCalls)
    sum(&limitedRules, other.limitedRules)
    eventsIn += other.eventsIn
    eventsOut += other.eventsOut
  }

  /// One line of statistics.
  public struct Row: Sendable, Equatable {
    public var label: String
    public var count: Int
  }

  /// Fields that were skipped, by target and reason; targets written by several rules are summed.
  public func skippedFields(of plan: Plan) -> [Row] {
    rows(plan, wrongType, "wrong type") + rows(plan, uncastable, "cannot be cast")
      + rows(plan, notAllowed, "not allowed")
  }

  /// Fields whose source was absent, by target.
  public func absentFields(of plan: Plan) -> [Row] { rows(plan, absent, nil) }

  /// Decodes that gave nothing for a value that was there, with the reason; `location` says where
  /// one stands in its file.
  public func failedDecodes(of plan: Plan, location: (Span) -> String) -> [Row] {
    var rows: [Row] = []
    for (index, decode) in plan.decodes.enumerated() {
      let place = place(of: decode, location)
      for (count, reason) in [
        (failedDecodes[index], decode.label.failure), (containersForTexts[index], "no text"),
        (undecidedDecodes[index], Trace.DecodeOutcome.searchLimited),
      ] where count > 0 {
        rows.append(Row(label: "\(place)\(decode.label.name): \(reason)", count: count))
      }
    }
    return rows.sorted { $1.count < $0.count }
  }

  /// Rules whose searches reached their limit, each with how often.
  public func limitedSearches(of plan: Plan, location: (Span) -> String) -> [Row] {
    var counts: [String: Int] = [:]
    for (number, step) in plan.steps.enumerated() {
      let (name, count) =
        switch step {
        case .decode(let index): (plan.decodes[Int(index)].label.name, limitedDecodes[Int(index)])
        case .call(_, let index): (plan.calls[Int(index)].name, limitedCalls[Int(index)])
        case .write(_, _, let index): (plan.rules[Int(index)].target, limitedRules[Int(index)])
        default: ("", 0)
        }
      if count > 0 { counts["\(location(plan.origins[number])) \(name)", default: 0] += count }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Row(label: $0.key, count: $0.value) }
  }

  /// Decodes of XML that had to replace characters, each with how many.
  public func replacedCharacters(of plan: Plan, location: (Span) -> String) -> [Row] {
    zip(plan.decodes, replacedCharacters).filter { $0.1 > 0 }
      .map { Row(label: "\(place(of: $0.0, location))\($0.0.label.name)", count: $0.1) }
      .sorted { $1.count < $0.count }
  }

  /// Where a decode stands, with a blank behind it; nothing where that is no place of a file.
  private func place(of decode: DecodePlan, _ location: (Span) -> String) -> String {
    decode.label.span.map { "\(location($0)) " } ?? ""
  }

  public func droppedEvents(of plan: Plan) -> [Row] {
    zip(plan.dropReasons, dropped).filter { $0.1 > 0 }.map { Row(label: $0.0, count: $0.1) }
  }

  public var rejectedEvents: [Row] {
    RejectReason.allCases.filter { rejected[Int($0.rawValue)] > 0 }
      .map { Row(label: $0.name, count: rejected[Int($0.rawValue)]) }
  }

  private func rows(_ plan: Plan, _ counts: [Int], _ reason: String?) -> [Row] {
    var byTarget: [String: Int] = [:]
    for (rule, count) in zip(plan.rules, counts) where count > 0 {
      byTarget[rule.target, default: 0] += count
    }
    return byTarget.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { pair in Row(label: reason.map { "\(pair.key): \($0)" } ?? pair.key, count: pair.value)
      }
  }
}

/// What became of an event.
public enum Verdict: Sendable, Equatable {
  /// Lines were appended to the output: one, and one an emitted event.
  case written(events: Int)
  case dropped
  /// Nothing was written; `offset` is a byte within the event.
  case rejected(RejectReason, offset: Int)
}

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

import Running

/// What became of one event.
public enum Outcome: Sendable, Equatable {
  /// It was mapped; rules that emit events give more than one.
  case written(events: Int)
  /// A rule dropped it.
  case dropped
  /// It was not mapped.
  case refused(Refusal)

  init(_ verdict: Verdict) {
    switch verdict {
    case .written(let events): self = .written(events: events)
    case .dropped: self = .dropped
    case .rejected(let reason, let offset): self = .refused(Refusal(reason, offset: offset))
    }
  }
}

/// Why an event was not mapped.
public struct Refusal: Sendable, Equatable {
  /// Stable, such as `invalid_json`; the names of dead letters.
  public var reason: String { kind.name }
  /// What happened, for people.
  public var message: String { kind.message }
  /// The byte of the event where reading it failed; 0 where no byte is to blame.
  public let offset: Int
  private let kind: RejectReason

  init(_ kind: RejectReason, offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

/// How many of several events became what.
public struct Counts: Sendable, Equatable {
  /// Events read.
  public var events = 0
  /// Events written; rules that emit events give more than one.
  public var written = 0
  /// Events that rules dropped.
  public var dropped = 0
  /// Events that could not be read or decoded, or that rules rejected.
  public var refused = 0

  mutating func add(_ outcome: Outcome) {
    events += 1
    switch outcome {
    case .written(let events): written += events
    case .dropped: dropped += 1
    case .refused: refused += 1
    }
  }
}

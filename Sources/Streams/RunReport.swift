import Planning
import Running

/// How a run ended.
public enum RunEnd: Sendable {
  /// All inputs are read, mapped and written.
  case complete
  /// Its `Cancellation` was requested; what was read is mapped and written.
  case cancelled
  /// Mapped events could not be written.
  case outputFailed(OutputFailure)
  /// Refused events could not be written.
  case deadLetterFailed(OutputFailure)
  /// Explanations could not be written, though the events they are about were.
  case explanationFailed(OutputFailure)
  /// The input of that name could not be read; what was read before is mapped and written.
  case inputFailed(String, InputFailure)
}

/// Where an event stands, as people say it.
public struct EventPlace: Sendable {
  /// The name of its input.
  public var input: String
  /// From 1.
  public var line: Int
  /// From the start of the input; nil where each line is an event, so that the line says it.
  public var offset: Int?
}

/// What a run did, complete when it has ended and up to now while it goes on.
public struct RunReport: Sendable {
  /// What ended it.
  public var end = RunEnd.complete
  /// Events read, whatever became of them.
  public var events = 0
  /// Events written; one event read may give none or several.
  public var written = 0
  /// Events that the rules gave no output for.
  public var dropped = 0
  /// Events that were refused.
  public var rejected = 0
  /// By `RejectReason.rawValue`.
  public var rejectedByReason = [Int](repeating: 0, count: 256)
  /// Of those refused, how many begin as no JSON object does.
  public var texts = 0
  /// The first few refused events.
  public var firstRejects: [(reason: RejectReason, place: EventPlace)] = []
  /// The last event that is safe, as all before it: its whole output is written or, where letters
  /// are kept, its letter.
  public var lastSafe: EventPlace?
  /// The first event that is not safe, where output or letters could not be written.
  public var firstUnsafe: EventPlace?
  /// Bytes that the inputs gave.
  public var bytesRead = 0
  /// Bytes of mapped events.
  public var bytesWritten = 0
  /// How long it took.
  public var seconds = 0.0
  /// What the rules met, by rule.
  public var counters: RunCounters
  /// The plan that the counters are about.
  public let plan: Plan

  /// The report of a run of which nothing is done.
  public init(plan: Plan) {
    self.plan = plan
    counters = RunCounters(plan: plan)
  }
}

import Planning
import Running

/// How a run ended.
public enum RunEnd: Sendable {
  case complete
  /// Its `Cancellation` was requested; what was read is mapped and written.
  case cancelled
  /// Whoever read the output went away.
  case outputClosed
  case outputFailed(SystemError)
  case deadLetterFailed(SystemError)
  case explanationFailed(SystemError)
  case inputFailed(InputSource, InputFailure)
}

/// Where an event stands, as people say it.
public struct EventPlace: Sendable {
  public var input: String
  /// From 1.
  public var line: Int
  /// From the start of the input; nil where each line is an event, so that the line says it.
  public var offset: Int?
}

/// What a run did, complete when it has ended and up to now while it goes on.
public struct RunReport: Sendable {
  public var end = RunEnd.complete
  /// Events read, whatever became of them.
  public var events = 0
  /// Events written; one event read may give none or several.
  public var written = 0
  public var dropped = 0
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
  public var bytesRead = 0
  public var bytesWritten = 0
  public var seconds = 0.0
  public var counters: RunCounters
  public let plan: Plan

  public init(plan: Plan) {
    self.plan = plan
    counters = RunCounters(plan: plan)
  }
}

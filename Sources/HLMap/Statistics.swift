import Planning
import Running
import Text

/// What a mapper counted: events, and the fields that rules did not fill.
public struct Statistics: Sendable {
  /// One line of statistics: what was counted, and how often.
  public struct Row: Sendable, Equatable {
    /// What was counted, such as the name of a field.
    public var label: String
    /// How often it happened.
    public var count: Int

    init(_ row: RunCounters.Row) {
      label = row.label
      count = row.count
    }
  }

  /// Events read.
  public let events: Int
  /// Events written; more than were read where rules emit events.
  public let written: Int
  /// Events that rules dropped, by the reason that the rules give.
  public let dropped: [Row]
  /// Events refused, by `Refusal.reason`.
  public let refused: [Row]
  /// Values that a field did not take, by field and reason.
  public let fieldsSkipped: [Row]
  /// Decodes that failed on a text, by rule and reason.
  public let decodesFailed: [Row]
  /// Calls that could make nothing of their arguments, by rule and why.
  public let callsFailed: [Row]
  /// Sources that were absent, by the field they would have filled.
  public let sourcesAbsent: [Row]
  /// Searches that reached their limit, by rule.
  public let searchesLimited: [Row]

  init(_ counters: RunCounters, _ plan: Plan, _ sources: SourceMap) {
    events = counters.eventsIn
    written = counters.eventsOut
    dropped = counters.droppedEvents(of: plan).map(Row.init)
    refused = counters.rejectedEvents.map(Row.init)
    fieldsSkipped = counters.skippedFields(of: plan).map(Row.init)
    decodesFailed = counters.failedDecodes(of: plan) { sources.location(of: $0) }.map(Row.init)
    callsFailed = counters.failedCalls(of: plan) { sources.location(of: $0) }.map(Row.init)
    sourcesAbsent = counters.absentFields(of: plan).map(Row.init)
    searchesLimited = counters.limitedSearches(of: plan) { sources.location(of: $0) }
      .map(Row.init)
  }

  /// One JSON object; rows are objects from label to count.
  public var json: String {
    func object(_ rows: [Row]) -> String {
      "{" + rows.map { "\(JSONString.quoted($0.label)):\($0.count)" }.joined(separator: ",") + "}"
    }
    return "{\"events\":\(events),\"written\":\(written)"
      + ",\"dropped\":\(object(dropped)),\"refused\":\(object(refused))"
      + ",\"fields_skipped\":\(object(fieldsSkipped)),\"decodes_failed\":\(object(decodesFailed))"
      + ",\"calls_failed\":\(object(callsFailed))"
      + ",\"sources_absent\":\(object(sourcesAbsent))"
      + ",\"searches_limited\":\(object(searchesLimited))}"
  }
}

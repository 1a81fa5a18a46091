import Events
import Running

/// How one event was mapped: which rule wrote each field, from what, under which conditions.
public struct EventTrace: Sendable {
  private let event: TracedEvent
  private let words: TraceWords

  init(_ event: TracedEvent, by words: TraceWords) {
    self.event = event
    self.words = words
  }

  /// What became of the event.
  public var outcome: Outcome { Outcome(event.trace.verdict) }

  /// The fields of the event with their values as JSON text, sorted by name.
  public var fields: [(name: String, json: String)] {
    event.trace.fields.map { (name: $0.key, json: $0.value) }
      .sorted { $0.name < $1.name }
  }

  /// The trace as one JSON object, with the members of a line of `hl-map run --explain`.
  public var json: String {
    let output = OutputBuffer(capacity: 1 << 10)
    output.append("{")
    words.append(event.trace, to: output)
    return output.bytes.string
  }

  /// The way of the event through all rules, for people, as `hl-map trace` prints it.
  public var text: String { TraceText(event: event).pretty(TraceStyle(usesColor: false)) }

  /// Where a field comes from, or why it is absent, as `hl-map why` prints it.
  public func why(_ field: String) -> String {
    WhyAnswer(event, field: field).pretty(TraceStyle(usesColor: false))
  }
}

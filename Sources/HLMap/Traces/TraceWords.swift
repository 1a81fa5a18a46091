import Events
import Planning
import Running
import Text

/// Says, for `run --explain`, where the fields of mapped events come from: one JSON object per event.
///
/// What does not change from event to event is put into words once, for all threads.
package struct TraceWords: Sendable {
  private let sources: SourceMap
  private let plan: Plan
  /// `"rule":…,"text":…` of each step.
  private let steps: [String]
  /// `"guard":…,"at":…` of each guard.
  private let guards: [String]
  /// Whether a step writes a field that is always a list.
  private let writesList: [Bool]

  /// The words for a plan, which must have been built with labels.
  package init(sources: SourceMap, plan: Plan) {
    self.sources = sources
    self.plan = plan
    let words = TracedEvent(sources: sources, plan: plan, trace: Trace(of: plan))
    steps = plan.steps.indices.map { words.json(ofStep: $0) }
    guards = plan.guards.indices.map { words.json(ofGuard: $0) }
    let lists = Set(
      plan.templates.flatMap(\.entries).filter { $0.operation == .putList }.map(\.register))
    writesList = plan.steps.indices.map { plan.writes(of: $0).contains(where: lists.contains) }
  }

  /// Appends the members of one event's line and its closing bracket; see `Explaining`.
  package func append(_ trace: Trace, to output: OutputBuffer) {
    let event = TracedEvent(sources: sources, plan: plan, trace: trace)
    var text = ""
    switch trace.verdict {
    case .written(let count): text += "\"verdict\":\"written\",\"events\":\(count)"
    case .dropped: text += "\"verdict\":\"dropped\",\"events\":0"
    case .rejected(let reason, let offset):
      text += "\"verdict\":\"rejected\",\"events\":0,\"rejected\":{\"reason\":\"\(reason.name)\""
      text += ",\"message\":\(JSONString.quoted(reason.message)),\"offset\":\(offset)"
      if let step = event.rejectingStep { text += ",\(steps[step])" }
      text += "}"
    }
    if let (step, reason) = event.drop {
      text += ",\"dropped\":{\"reason\":\(JSONString.quoted(reason)),\(steps[step])}"
    }
    if let isDecoded = trace.isDecoded { text += ",\"decoded\":\(isDecoded)" }
    var collection = Collection(words: self, event: event)
    for entry in trace.entries { collection.take(entry) }
    if case .rejected = trace.verdict {
    } else {
      text += ",\"fields\":[\(collection.fields.joined(separator: ","))]"
      if !collection.emitted.isEmpty {
        let emitted = collection.emitted.map { "[\($0.joined(separator: ","))]" }
        text += ",\"emitted\":[\(emitted.joined(separator: ","))]"
      }
    }
    if !collection.missed.isEmpty {
      text += ",\"missed\":[\(collection.missed.joined(separator: ","))]"
    }
    if trace.isCut { text += ",\"cut\":true" }
    text += "}"
    text.withUTF8 { utf8 in
      if let base = utf8.baseAddress { output.append(Bytes(base, count: utf8.count)) }
    }
  }

  // MARK: Fields

  /// The records of an event's fields, gathered in the order in which rules wrote them.
  private struct Collection {
    let words: TraceWords
    let event: TracedEvent
    var fields: [String] = []
    /// Of the emitted events, in the order in which they are written.
    var emitted: [[String]] = []
    var missed: [String] = []
    /// Of the events that an `emit` is building, by item.
    private var building: [Int: [String]] = [:]
    /// Of the items that a `for_each` gathers for the field that is written next.
    private var items: [String] = []
    /// What each guard read most recently.
    private var read: [Int: [Trace.Reading]] = [:]
    /// The numbers of the writes that replaced something, and what they replaced.
    private var overridden: [Int: [Int]] = [:]

    init(words: TraceWords, event: TracedEvent) {
      self.words = words
      self.event = event
      for case .write(let write) in event.trace.entries {
        if let later = write.overriddenBy { overridden[later, default: []].append(write.step) }
      }
    }

    private var number = 0

    mutating func take(_ entry: Trace.Entry) {
      defer { number += 1 }
      switch entry {
      case .write(let write): take(write)
      case .condition(let number, let readings, _, _): read[number] = readings
      case .match(_, let readings, let taken, _): if let taken { read[taken] = readings }
      case .emit(_, _, let items):
        emitted += items.map { building[$0] ?? [] }
        building = [:]
      case .decode(let step, let source, .failed(let reason)):
        var text = "{\"decode\":\(JSONString.quoted(event.decodeName(step)))"
        text += ",\(words.steps[step]),\"sources\":\(event.json(source))"
        missed.append(
          text + ",\"outcome\":\"decode_failed\",\"reason\":\(JSONString.quoted(reason))}")
      case .limit(let step):
        missed.append("{\(words.steps[step]),\"outcome\":\"search_limited\"}")
      case .failure(let step, let failure):
        missed.append(
          "{\(words.steps[step]),\"outcome\":\"call_failed\""
            + ",\"reason\":\(JSONString.quoted(failure.reason))}")
      case .decode, .loop, .drop: break
      }
    }

    private mutating func take(_ write: Trace.Write) {
      switch write.outcome {
      case .lookupMissed, .searchLimited, .castFailed(instead: nil), .undeclared:
        missed.append(record(write, value: nil))
      default: break
      }
      if write.isTag {
        // It may come between the items of a loop, and is not one of them.
        if write.overriddenBy == nil, let value = event.trace.fields[write.target] {
          fields.append(record(write, value: value))
        }
        return
      }
      guard write.overriddenBy == nil, let written = write.outcome.value else {
        if write.scope != .item { items = [] }
        return
      }
      let isList = words.writesList[write.step] && !written.hasPrefix("[")
      let value = isList ? "[\(written)]" : written
      switch write.scope {
      case .item: items.append(record(write, value: value))
      case .event:
        if let value = event.trace.fields[write.target] {
          fields += [record(write, value: value)] + items
        }
        items = []
      case .emitted:
        building[write.item ?? 0, default: []] += [record(write, value: value)] + items
        items = []
      }
    }

    /// Overridden writes are kept in order: earliest first.
    private func record(_ write: Trace.Write, value: String?) -> String {
      var text = "{\"field\":\(JSONString.quoted(write.target))"
      if let value { text += ",\"value\":\(value)" }
      if write.scope == .item, let item = write.item { text += ",\"item\":\(item)" }
      text += ",\"origin\":\"\(event.origin(of: write).rawValue)\",\(words.steps[write.step])"
      text += event.json(write)
      let guards = event.plan.guards(around: write.step).map {
        let readings = read[$0] ?? event.trace.readings[$0] ?? []
        return "{\(words.guards[$0]),\"read\":\(event.json(readings))}"
      }
      if !guards.isEmpty { text += ",\"conditions\":[\(guards.joined(separator: ","))]" }
      if value != nil, let earlier = overridden[number] {
        let rules = earlier.map { "{\(words.steps[$0])}" }
        text += ",\"overrode\":[\(rules.joined(separator: ","))]"
      }
      return text + "}"
    }
  }
}

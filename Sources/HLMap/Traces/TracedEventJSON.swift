import JSON
import Planning
import Running
import Text

/// The words that `why`, `trace` and `run --explain` share in JSON.
extension TracedEvent {
  /// What was read: a list of objects with name, value and whether there is one.
  package func json(_ readings: [Trace.Reading]) -> String {
    let items = readings.map {
      "{\"name\":\(JSONString.quoted(name($0))),\"value\":\($0.value ?? "null"),\"present\":\($0.value != nil)}"
    }
    return "[\(items.joined(separator: ","))]"
  }

  /// `"rule":…,"text":…`: where a step stands, and its line.
  package func json(ofStep step: Int) -> String {
    "\"rule\":\(JSONString.quoted(place(step))),\"text\":\(JSONString.quoted(line(step)))"
  }

  /// What a decode is called.
  func decodeName(_ step: Int) -> String {
    guard case .decode(let number) = plan.steps[step] else { return "" }
    return plan.decodes[Int(number)].label.name
  }

  /// `"guard":…,"at":…`: the words of a guard, and where it stands.
  package func json(ofGuard number: Int) -> String {
    "\"guard\":\(JSONString.quoted(text(ofGuard: number))),"
      + "\"at\":\(JSONString.quoted(place(ofGuard: number)))"
  }

  /// How a value came to be, each member after a comma: sources, functions, cast, outcome.
  package func json(_ write: Trace.Write) -> String {
    var text = ",\"sources\":\(json(write.sources))"
    if !write.functions.isEmpty {
      text +=
        ",\"through\":[\(write.functions.map { JSONString.quoted($0) }.joined(separator: ","))]"
    }
    if origin(of: write) == .source, let given = write.given { text += ",\"given\":\(given)" }
    if let cast = cast(of: write) { text += ",\"cast\":\"\(cast)\"" }
    return text + ",\"outcome\":\"\(write.outcome.name)\""
  }
}

extension Trace.Outcome {
  /// The stable name in JSON.
  package var name: String {
    switch self {
    case .written: "written"
    case .sourceAbsent: "source_absent"
    case .sourceIgnored: "source_ignored"
    case .kept: "kept"
    case .castFailed: "cast_failed"
    case .lookupMissed: "lookup_missed"
    case .searchLimited: "search_limited"
    case .callFailed: "call_failed"
    case .undeclared: "undeclared"
    case .deleted: "deleted"
    }
  }

  /// What the field was given, as JSON; nil where it was left as it was.
  package var value: String? {
    switch self {
    case .written(let value): value
    case .castFailed(let instead): instead
    case .sourceAbsent, .sourceIgnored, .kept, .lookupMissed, .searchLimited, .callFailed,
      .undeclared, .deleted:
      nil
    }
  }
}

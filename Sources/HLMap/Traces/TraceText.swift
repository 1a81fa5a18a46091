import Planning
import Running
import Text

/// The way of an event through all rules.
package struct TraceText {
  /// The event with its trace.
  package let event: TracedEvent

  /// A text about this event.
  package init(event: TracedEvent) {
    self.event = event
  }

  /// One line per step, indented below the guards that let it in; what was skipped is one line.
  package func pretty(_ style: TraceStyle) -> String {
    var text = ""
    if event.trace.isDecoded == true { text += style.dim("the event is decoded\n") }
    var shown: [Int] = []
    for entry in event.trace.entries {
      // A guard's own condition stands beside the guard, not below it.
      let around: [Int]
      switch entry {
      case .condition(let number, _, _, _): around = event.plan.chain(number).dropLast()
      case .match(let step, _, _, _): around = event.plan.guards(around: step)
      default: around = entry.step.map { event.plan.guards(around: $0) } ?? []
      }
      let common = zip(shown, around).prefix { $0 == $1 }.count
      for (depth, number) in around.enumerated().dropFirst(common)
      where event.plan.guards[number].kind == .use || event.plan.guards[number].kind == .item {
        text += indent(depth) + style.dim(event.text(ofGuard: number)) + "\n"
      }
      shown = around
      text += line(entry, depth: around.count, style)
    }
    if event.trace.isCut { text += style.dim("… there was more than is shown\n") }
    if let verdict = event.verdictText { text += style.bad(SafeText.line(verdict)) + "\n" }
    return text
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  private func line(_ entry: Trace.Entry, depth: Int, _ style: TraceStyle) -> String {
    var text: String
    var place = entry.step.map { event.end($0) ?? event.place($0) } ?? ""
    switch entry {
    case .write(let write):
      let outcome = event.text(write.outcome, step: write.step)
      if case .written = write.outcome {
        text = "\(SafeText.line(write.target)) \(style.good(outcome))"
      } else {
        text = "\(SafeText.line(write.target)): \(style.bad(outcome))"
      }
      if let item = write.item { text += " (item \(item))" }
      if !write.sources.isEmpty {
        text += style.dim(
          "  ← " + SafeText.line(write.sources.map(event.name).joined(separator: ", ")))
      }
      if write.overriddenBy != nil {
        text += style.dim(event.isAddedTo(write) ? "  (added to later)" : "  (overridden later)")
      }
    case .condition(let number, let readings, let holds, _):
      place = event.place(ofGuard: number)
      text = event.text(ofGuard: number) + " "
      text +=
        holds
        ? style.good("holds")
        : style.bad(
          event.trace.failedGuards.contains(number) ? "fails, skipped" : "is false, skipped")
      text += style.dim(list(readings))
    case .match(_, let readings, let taken, _):
      text = "match: " + readings.map(event.text).joined(separator: ", ") + " → "
      text += taken.map { style.good(event.text(ofGuard: $0)) } ?? style.bad("no case")
    case .decode(_, let source, let outcome):
      text = "decode: "
      switch outcome {
      case .decoded: text += style.good("done")
      case .otherwise where entry.step == event.plan.eventDecodeStep:
        text += "the event is taken as received"
      case .otherwise: text += "its `else` is taken"
      case .absent: text += style.bad("not decoded")
      case .failed(let reason): text += style.bad("failed, \(SafeText.line(reason))")
      }
      text += style.dim(list(source))
    case .loop(let step, let readings, let items):
      text =
        (event.isChoice(step) ? "condition tested: " : "for_each: ")
        + Wording.count(items, "item") + style.dim(list(readings))
    case .emit(_, let events, _): text = "emit: \(Wording.count(events, "event"))"
    case .drop(_, let reason): text = style.bad("drop: \(TracedEvent.short(reason))")
    case .limit: text = style.bad(TracedEvent.limitText)
    case .failure(let step, let failure):
      text = "\(event.callName(step)): " + style.bad("failed, \(failure.reason)")
    }
    return indent(depth) + text + "  " + style.dim(place) + "\n"
  }

  private func list(_ readings: [Trace.Reading]) -> String {
    readings.isEmpty ? "" : "  (" + readings.map(event.text).joined(separator: ", ") + ")"
  }

  /// One JSON object: the verdict, the entries in order, the fields.
  package var json: String {
    let entries = event.trace.entries.map(json).joined(separator: ",")
    let fields = event.trace.fields.sorted { $0.key < $1.key }
      .map { "\(JSONString.quoted($0.key)):\($0.value)" }.joined(separator: ",")
    let verdict = JSONString.quoted(event.verdictText ?? "written")
    let cut = event.trace.isCut ? ",\"cut\":true" : ""
    return "{\"verdict\":\(verdict),\"entries\":[\(entries)],\"fields\":{\(fields)}\(cut)}\n"
  }

  private func json(_ entry: Trace.Entry) -> String {
    var members: [(String, String)] = []
    func put(_ name: String, _ json: String?) {
      if let json { members.append((name, json)) }
    }
    func put(_ name: String, text: String?) { put(name, text.map { JSONString.quoted($0) }) }
    func put(_ name: String, _ readings: [Trace.Reading]) { put(name, event.json(readings)) }
    switch entry {
    case .write(let write):
      put("kind", text: "write")
      put("field", text: write.target)
      put("sources", write.sources)
      if !write.functions.isEmpty {
        let names = write.functions.map { JSONString.quoted($0) }
        put("through", "[\(names.joined(separator: ","))]")
      }
      put("given", write.given)
      put("outcome", text: write.outcome.name)
      put("value", write.outcome.value)
      put("cast", text: event.cast(of: write))
      put("item", write.item.map { "\($0)" })
      put("overridden_by", write.overriddenBy.map { "\($0)" })
    case .condition(let number, let readings, let holds, let item):
      put("kind", text: "condition")
      put("guard", text: event.text(ofGuard: number))
      put("rule", text: event.place(ofGuard: number))
      put("read", readings)
      put("holds", "\(holds)")
      put("item", item.map { "\($0)" })
    case .match(_, let readings, let taken, _):
      put("kind", text: "match")
      put("read", readings)
      put("taken", text: taken.map(event.text(ofGuard:)))
    case .decode(_, let source, let outcome):
      put("kind", text: "decode")
      put("read", source)
      put("decoded", "\(outcome == .decoded)")
      if case .failed(let reason) = outcome { put("failed", text: reason) }
    case .loop(let step, let list, let items):
      put("kind", text: event.isChoice(step) ? "choice" : "for_each")
      put("read", list)
      put("items", "\(items)")
    case .emit(_, let events, _):
      put("kind", text: "emit")
      put("events", "\(events)")
    case .drop(_, let reason):
      put("kind", text: "drop")
      put("reason", text: reason)
    case .limit: put("kind", text: "search_limited")
    case .failure(let step, let failure):
      put("kind", text: "call_failed")
      put("function", text: event.callName(step))
      put("reason", text: failure.reason)
    }
    put("rule", text: entry.step.map { event.place($0) })
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }
}

extension Trace.Entry {
  /// The step that the entry is about; nil for a condition, which is made of several.
  package var step: Int? {
    switch self {
    case .write(let write): write.step
    case .match(let step, _, _, _), .decode(let step, _, _), .loop(let step, _, _),
      .emit(let step, _, _), .drop(let step, _), .limit(let step),
      .failure(let step, _):
      step
    case .condition: nil
    }
  }
}

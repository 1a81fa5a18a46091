import Planning
import Running
import Text

/// Why a field has its value, or has none.
package struct WhyAnswer {
  /// A step that writes the field, and its result.
  struct Attempt {
    /// The result of an attempt.
    enum Result {
      /// It wrote the value that the event has.
      case decided(Trace.Write)
      /// It ran, and something else decided.
      case ran(Trace.Write)
      /// A guard did not hold.
      case stopped(by: Int)
      /// A template failed before it, or had nothing to give.
      case skipped(Trace.Skip)
      /// Nothing stopped it, but the event did not get there.
      case unreached
    }

    /// The index of the step that writes the field.
    var step: Int
    /// What came of the step in this event.
    var result: Result
  }

  /// The event with its trace.
  package let event: TracedEvent
  /// The dotted name of the field.
  package let field: String
  /// The value of the field as JSON; nil if it has none.
  package let value: String?
  /// The writes that ran, in the order they ran, then the steps that did not.
  private(set) var attempts: [Attempt] = []

  /// Explains the field of a traced event.
  package init(_ event: TracedEvent, field: String) {
    self.event = event
    self.field = field
    value = event.value(of: field)
    let plan = event.plan
    let targets = plan.holders(of: field).union([field])
    func concerns(_ target: String?) -> Bool { target.map(targets.contains) ?? false }
    let writes = event.trace.entries.indices.filter {
      if case .write(let write) = event.trace.entries[$0] { concerns(write.target) } else { false }
    }
    let isPresent = value != nil
    func stands(_ number: Int, isTag: Bool) -> Bool {
      guard isPresent, case .write(let write) = event.trace.entries[number] else { return false }
      return write.isTag == isTag && write.scope == .event && write.overriddenBy == nil
        && write.outcome.value != nil
    }
    let last = writes.last { stands($0, isTag: false) }
    for number in writes {
      guard case .write(let write) = event.trace.entries[number] else { continue }
      // Every tag has an origin of its own.
      let decides = number == last || stands(number, isTag: true)
      attempts.append(
        Attempt(step: write.step, result: decides ? .decided(write) : .ran(write)))
    }
    for step in plan.steps.indices
    where !event.trace.reachedSteps[step] && concerns(plan.target(of: step)?.name) {
      let blocking = plan.guards(around: step).first { !event.trace.heldGuards[$0] }
      let result: Attempt.Result =
        blocking.map { .stopped(by: $0) } ?? event.skip(over: step).map { .skipped($0) }
        ?? .unreached
      attempts.append(Attempt(step: step, result: result))
    }
  }

  /// Where the field was written, if not into the event itself.
  private var elsewhere: String? {
    let scopes =
      attempts.compactMap {
        guard case .ran(let write) = $0.result, gives(write) else { return nil }
        return write.scope
      } as [TargetScope]
    if scopes.contains(.emitted) { return "emitted events" }
    return scopes.contains(.item) ? "items" : nil
  }

  /// Whether a write gave the field a value, if only as a part of another one.
  private func gives(_ write: Trace.Write) -> Bool {
    guard let value = write.outcome.value else { return false }
    return write.target == field
      || TracedEvent.member(field, of: value, writtenAs: write.target) != nil
  }

  // MARK: For people

  /// The answer in several lines, for a terminal.
  package func pretty(_ style: TraceStyle) -> String {
    var text = answer(style)
    for step in event.limitedSteps {
      text += "\n\(place(step, style))\n  \(style.bad(TracedEvent.limitText))\n"
    }
    return text
  }

  private func answer(_ style: TraceStyle) -> String {
    var text = style.bold(SafeText.line(field))
    text +=
      value.map { " = \(style.good(TracedEvent.shown($0)))\n" }
      ?? elsewhere.map { " stands in \($0) only\n" } ?? " is absent\n"
    if let verdict = event.verdictText { text += style.bad(SafeText.line(verdict)) + "\n" }
    text += decisions(style)
    if value != nil {
      for attempt in attempts {
        guard case .ran(let write) = attempt.result, write.overriddenBy != nil else { continue }
        let verb = event.isAddedTo(write) ? "added to" : "overrode"
        text += "\n\(verb) \(event.place(write.step))  \(style.dim(event.line(write.step)))\n"
        text += "    \(event.text(write.outcome, step: write.step))\n"
      }
      let others = attempts.count {
        switch $0.result {
        case .decided: false
        case .ran(let write): write.overriddenBy == nil
        case .stopped, .skipped, .unreached: true
        }
      }
      if others > 0 {
        text += style.dim("\n\(Wording.count(others, "other rule")) for it had no effect\n")
      }
      return text
    }
    for attempt in attempts {
      text += "\n\(place(attempt.step, style))\n"
      switch attempt.result {
      case .decided: break
      case .ran(let write):
        let lacks = write.outcome.value != nil && !gives(write)
        let outcome = event.text(write.outcome, step: write.step)
        text +=
          "  "
          + style.bad(lacks ? "it is not in \(SafeText.line(write.target)) \(outcome)" : outcome)
        if let item = write.item { text += " (item \(item))" }
        if write.scope == .emitted { text += " (in an emitted event)" }
        text += "\n"
        for reading in write.sources { text += line(reading) }
      case .stopped(let number):
        text += "  \(style.bad(reason(number)))\n"
        for reading in event.trace.readings[number] ?? [] { text += line(reading) }
      case .skipped(let skip):
        text += "  \(style.bad(event.text(skip, step: attempt.step)))\n"
        for reading in skip.readings { text += line(reading) }
      case .unreached: text += "  the event did not get there\n"
      }
    }
    return text
  }

  /// The rule that wrote the value, and each that added a tag to it, the latter only once.
  private func decisions(_ style: TraceStyle) -> String {
    let writes = attempts.compactMap { attempt in
      if case .decided(let write) = attempt.result { write } else { nil }
    }
    var told: Set<String> = []
    return writes.map { write in
      let isSame = { (other: Trace.Write) in other.step == write.step && other.given == write.given
      }
      guard !write.isTag || told.insert("\(write.step) \(write.given ?? "")").inserted else {
        return ""
      }
      let others = write.isTag ? writes.count(where: isSame) - 1 : 0
      return "\n" + decided(write, style)
        + (others > 0 ? "  and in \(Wording.count(others, "other item"))\n" : "")
    }.joined()
  }

  /// The place of a step, and its line.
  private func place(_ step: Int, _ style: TraceStyle) -> String {
    if let end = event.end(step) { return end }
    return "\(event.place(step))  \(style.dim(event.line(step)))"
  }

  private func line(_ reading: Trace.Reading) -> String {
    "    \(event.text(reading))" + (event.cause(reading).map { ": \($0)" } ?? "") + "\n"
  }

  private func decided(_ write: Trace.Write, _ style: TraceStyle) -> String {
    var text = "written by \(place(write.step, style))\n"
    if write.isTag {
      let tag = style.good(TracedEvent.shown(write.given ?? ""))
      text = "\(tag) added by \(place(write.step, style))\n"
      text += failure(of: write).map { "  \($0)\n" } ?? ""
    }
    if write.target != field { text += "  as a part of \(SafeText.line(write.target))\n" }
    switch event.origin(of: write) {
    case .inferred: text += "  inferred from\n"
    case .constant: text += "  a constant\n"
    case .source: text += "  from\n"
    }
    for reading in write.sources { text += "    \(event.text(reading))\n" }
    if !write.functions.isEmpty {
      text += "  through \(write.functions.joined(separator: ", "))\n"
    }
    if event.appends(write.step), case .written(let now) = write.outcome {
      text += "  added to what stood: \(TracedEvent.shown(now))\n"
    } else if let given = write.given, case .written(let now) = write.outcome, given != now {
      text += "  cast to \(event.cast(of: write.step) ?? "its type"): "
      text += "\(TracedEvent.shown(given)) became \(TracedEvent.shown(now))\n"
    } else if case .castFailed(let instead) = write.outcome {
      text += "  \(event.text(.castFailed(instead: instead), step: write.step))\n"
    }
    for number in event.plan.guards(around: write.step) {
      text += "  in \(event.text(ofGuard: number))  \(style.dim(event.place(ofGuard: number)))\n"
      for reading in event.trace.readings[number] ?? [] { text += "    \(event.text(reading))\n" }
    }
    return text
  }

  /// What went wrong where a tag was added.
  private func failure(of tag: Trace.Write) -> String? {
    for entry in event.trace.entries {
      switch entry {
      case .decode(tag.step, _, .failed(let reason)):
        return "decode failed, \(SafeText.line(reason))"
      case .write(let write) where write.step == tag.step && write.item == tag.item:
        guard case .castFailed = write.outcome else { continue }
        return "\(SafeText.line(write.target)) " + event.text(write.outcome, step: write.step)
      default: continue
      }
    }
    return nil
  }

  /// What kept a guard's steps from running.
  private func reason(_ number: Int) -> String {
    let text = event.text(ofGuard: number)
    let isLooked = event.trace.readings[number] != nil
    switch event.plan.guards[number].kind {
    case .condition:
      guard isLooked else { return "not reached: \(text)" }
      let name = event.plan.vocabulary.condition
      let outcome = event.trace.failedGuards.contains(number) ? "fails" : "is false"
      return "\(name) \(outcome): \(text.drop { $0 != ":" }.dropFirst(2))"
    case .matchCase, .matchElse: return "the match did not take \(text)"
    case .item: return "no item went through \(text)"
    case .use: return "not reached: \(text)"
    }
  }

  // MARK: For programs

  /// The answer as one JSON object.
  package var json: String {
    func quoted(_ text: String) -> String { JSONString.quoted(text) }
    let rules = attempts.map { attempt in
      var result = "ran"
      var more = ""
      func describe(_ write: Trace.Write) {
        more += event.json(write)
        if write.overriddenBy != nil { more += ",\"overridden\":true" }
        if let item = write.item { more += ",\"item\":\(item)" }
      }
      switch attempt.result {
      case .decided(let write):
        result = "decided"
        describe(write)
      case .ran(let write): describe(write)
      case .stopped(let number):
        result = "stopped"
        more += ",\"by\":{\(event.json(ofGuard: number)),"
        more += "\"read\":\(event.json(event.trace.readings[number] ?? []))}"
      case .skipped(let skip):
        result = "skipped"
        more += ",\"because\":\(quoted(event.text(skip, step: attempt.step)))"
        more += ",\"read\":\(event.json(skip.readings))"
      case .unreached: result = "unreached"
      }
      if let target = event.plan.target(of: attempt.step)?.name, field.hasPrefix("\(target).") {
        more += ",\"part_of\":\(quoted(target))"
      }
      let guards = event.plan.guards(around: attempt.step).map { quoted(event.text(ofGuard: $0)) }
      return "{\(event.json(ofStep: attempt.step)),"
        + "\"result\":\"\(result)\"\(more),\"guards\":[\(guards.joined(separator: ","))]}"
    }
    let limited = event.limitedSteps.map { "{\(event.json(ofStep: $0))}" }.joined(separator: ",")
    return "{\"field\":\(quoted(field)),\"present\":\(value != nil),\"value\":\(value ?? "null"),"
      + "\"verdict\":\(quoted(event.verdictText ?? "written")),"
      + "\"rules\":[\(rules.joined(separator: ","))]"
      + (limited.isEmpty ? "" : ",\"searches_at_limit\":[\(limited)]") + "}\n"
  }
}

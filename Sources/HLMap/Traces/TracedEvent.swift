import Diagnostics
import Events
import Functions
import JSON
import Machine
import Planning
import Running
import Text

/// One event of an input, mapped by rules while every step is noted.
package struct TracedEvent {
  /// The texts that the rules were loaded from.
  package let sources: SourceMap
  /// The plan that mapped the event; built with labels.
  package let plan: Plan
  /// What was read, decided and written on the way of the event.
  package let trace: Trace

  /// An event with its trace; all three must belong together.
  package init(sources: SourceMap, plan: Plan, trace: Trace) {
    self.sources = sources
    self.plan = plan
    self.trace = trace
  }

  /// Maps one event; the plan must be traceable.
  package init(_ event: [UInt8], sources: SourceMap, plan: Plan, now: Instant) {
    let worker = Worker(plan: plan, now: now.milliseconds, multiline: true)
    self.plan = plan
    self.sources = sources
    let output = OutputBuffer(capacity: 4 << 10)
    trace = event.withPaddedEvent { worker.trace($0, into: output) }
  }

  // MARK: Words

  /// What is said where a search reached its limit.
  static let limitText = "a search reached its limit; the result is unknown"

  /// The steps whose searches reached their limit.
  var limitedSteps: [Int] {
    trace.entries.compactMap { if case .limit(let step) = $0 { step } else { nil } }
  }

  /// The name of the function that a step calls.
  func callName(_ step: Int) -> String {
    guard case .call(_, let number) = plan.steps[step] else { return "" }
    return plan.calls[Int(number)].name
  }

  /// Whether a step goes through items to choose some by a condition in brackets.
  func isChoice(_ step: Int) -> Bool {
    guard case .loop(let number) = plan.steps[step] else { return false }
    return plan.loops[Int(number)].result.isChoice
  }

  /// `file:line:column` of a step.
  package func place(_ step: Int) -> String { sources.location(of: plan.origins[step]) }

  /// The line of a rule file that a step comes from.
  package func line(_ step: Int) -> String { line(at: plan.origins[step]) }

  /// The line of a rule file that a span starts on, shortened to fit a line of a terminal.
  package func line(at span: Span) -> String {
    let text = sources[span]
    let line = text.position(at: Int(span.lower)).line
    return TracedEvent.short(text.text(text.lineRange(line)))
  }

  /// What the rules call a value that a step read: a path, a field, `value` without a name.
  package func name(_ reading: Trace.Reading) -> String {
    switch reading.name {
    case .source(let path): path
    case .target(let field, _): plan.vocabulary.fieldRoot + field
    case .expression(let span): TracedEvent.short(sources.text(of: span))
    case .none, .constant: "value"
    }
  }

  /// What a step read, such as `= "x"`, `is absent` or `is ignored (null or empty)`.
  package func text(_ reading: Trace.Reading) -> String {
    let value =
      reading.value.map { "= \(TracedEvent.shown($0))" }
      ?? (reading.isIgnored ? "is ignored (null or empty)" : "is absent")
    return "\(SafeText.line(name(reading))) \(value)"
  }

  /// The words of a guard: `when: log_type == "network"`, `case: process`.
  package func text(ofGuard number: Int) -> String {
    let one = plan.guards[number]
    let text = TracedEvent.short(sources.text(of: one.span))
    return switch one.kind {
    case .condition: "\(plan.vocabulary.conditionKey): \(unquoted(text))"
    case .matchCase: "case: \(text)"
    case .matchElse: "case: else"
    case .use: "use: \(text)"
    case .item: "item of: \(line(at: one.span))"
    }
  }

  /// `file:line:column` of a condition of the plan, given by index.
  package func place(ofGuard number: Int) -> String {
    sources.location(of: plan.guards[number].span)
  }

  /// On one line, fit for a terminal, not too long.
  package static func short(_ text: String) -> String {
    let words = text.split { $0 == "\n" || $0 == "\r\n" || $0 == " " || $0 == "\t" }
    return cut(SafeText.line(words.joined(separator: " ")))
  }

  /// A value as it is, on one line, fit for a terminal, not too long; only blanks and line breaks
  /// between its tokens are left out.
  package static func shown(_ json: String) -> String {
    var text = ""
    var isInText = false
    var isEscaped = false
    for scalar in json.unicodeScalars {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else if scalar == "\"" {
          isInText = false
        }
      } else if scalar == "\"" {
        isInText = true
      } else if scalar.value <= 0x20 {
        continue
      }
      text.unicodeScalars.append(scalar)
      if text.utf8.count > 4 * longest { break }
    }
    return cut(SafeText.line(text))
  }

  private static let longest = 160

  private static func cut(_ line: String) -> String {
    line.count > longest ? line.prefix(longest - 3) + "…" : line
  }

  /// What became of the event, if it was not written.
  var verdictText: String? {
    switch trace.verdict {
    case .written(let events):
      guard let (step, reason) = drop else { return nil }
      return "the event itself is dropped by \(place(step)): \(TracedEvent.short(reason)); "
        + "\(Wording.count(events, "event")) emitted"
    case .rejected(let reason, let offset):
      var text = "the event is rejected"
      if let step = rejectingStep { text += " by \(place(step))" }
      text += ": \(reason.message)"
      for case .decode(rejectingStep, _, .failed(let failure)) in trace.entries {
        text += " (\(failure))"
      }
      return text + (offset > 0 ? " (byte \(offset))" : "")
    case .dropped:
      guard let (step, reason) = drop else { return "the event is dropped" }
      return "the event is dropped by \(place(step)): \(TracedEvent.short(reason))"
    }
  }

  /// What dropped the event itself; events that it emitted may have been written.
  package var drop: (step: Int, reason: String)? {
    for case .drop(let step, let reason) in trace.entries where step < plan.mainEnd {
      return (step, reason)
    }
    return nil
  }

  /// The rule with `on_error: reject`, or the file's `decode:`, that refused the event.
  var rejectingStep: Int? {
    guard case .rejected(let verdict, _) = trace.verdict else { return nil }
    if verdict == .notDecodable { return plan.eventDecodeStep }
    guard verdict == .rejectedByRule else { return nil }
    for case .write(let write) in trace.entries {
      if case .castFailed = write.outcome, case .write(_, _, let rule) = plan.steps[write.step],
        case .reject = plan.rules[Int(rule)].onError
      {
        return write.step
      }
    }
    for case .decode(let step, _, .failed) in trace.entries {
      if case .decode(let number) = plan.steps[step],
        case .reject = plan.decodes[Int(number)].onError
      {
        return step
      }
    }
    return nil
  }

  /// The result of an attempt to write a field.
  package func text(_ outcome: Trace.Outcome, step: Int) -> String {
    switch outcome {
    case .written(let value): return "= \(TracedEvent.shown(value))"
    case .sourceAbsent: return plan.vocabulary.absent
    case .sourceIgnored: return plan.vocabulary.ignored
    case .kept: return "kept what was there"
    case .lookupMissed: return "lookup has no such key"
    case .searchLimited: return "a search reached its limit"
    case .callFailed(let failure): return "failed: \(failure.reason)"
    case .undeclared: return "not in the taxonomy"
    case .deleted: return "deleted"
    case .castFailed(let instead):
      let cast = cast(of: step) ?? "its type"
      let allowed = constraint(of: step).map { " (\($0.text))" } ?? ""
      return "cannot be cast to \(cast)\(allowed)"
        + (instead.map { "; became \(TracedEvent.shown($0))" } ?? "")
    }
  }

  /// A template without the quotes that YAML needs around it.
  private func unquoted(_ text: String) -> String {
    guard plan.vocabulary.quotesConditions, text.count > 1, let quote = text.first,
      quote == "'" || quote == "\"",
      text.last == quote
    else { return text }
    return String(text.dropFirst().dropLast())
  }

  /// Whether a register is a path of the event as it came.
  func isInput(_ register: Register) -> Bool {
    if case .source = plan.registerNames[register.place] { true } else { false }
  }

  private func constraint(of step: Int) -> ValueConstraint? {
    guard case .write(_, _, let rule) = plan.steps[step] else { return nil }
    return plan.rules[Int(rule)].constraint
  }

  /// What the value of a write was cast to.
  package func cast(of write: Trace.Write) -> String? { write.isTag ? nil : cast(of: write.step) }

  /// Whether a step adds to the list that stands in its field.
  func appends(_ step: Int) -> Bool {
    guard case .write(_, _, let rule) = plan.steps[step] else { return false }
    return plan.rules[Int(rule)].appends
  }

  /// Whether what a write gave was added to by a later one, not replaced.
  func isAddedTo(_ write: Trace.Write) -> Bool {
    guard let later = write.overriddenBy, case .write(let other) = trace.entries[later] else {
      return false
    }
    return appends(other.step)
  }

  /// The name of the type that a step casts to; nil for steps that do not cast.
  package func cast(of step: Int) -> String? {
    if case .assign(_, let number) = plan.steps[step], let documents = plan.documents {
      return documents.shapes.shapes[documents.assignments[Int(number)].shape].cast?.name
    }
    guard case .write(_, _, let rule) = plan.steps[step] else { return nil }
    let cast = plan.rules[Int(rule)].cast
    return cast == .any ? nil : cast.name
  }
}

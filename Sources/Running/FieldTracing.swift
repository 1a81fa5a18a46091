import Events
import Planning

/// Notes of the attempts to write fields, and what came of them.
extension TraceRecorder {
  func written(_ register: Register) -> Trace.Outcome {
    values.reading(register).value.map { .written($0) } ?? .sourceAbsent
  }

  func noteWrite(
    _ step: Int, _ to: Register, _ from: Register, _ rule: UInt32, _ before: Before
  ) {
    let source = space.registers[from.place]
    let made = values.sources(from)
    let outcome: Trace.Outcome
    if !source.isPresent {
      let isIgnored = source.kind == .ignored || made.contains(where: \.isIgnored)
      outcome = values.failure(from) ?? (isIgnored ? .sourceIgnored : .sourceAbsent)
    } else if plan.rules[Int(rule)].unlessSet, before.target?.value != nil {
      outcome = .kept
    } else if failed(rule) > before.failed {
      let now = values.reading(to).value
      outcome = .castFailed(instead: now == before.target?.value ? nil : now)
    } else {
      outcome = written(to)
    }
    guard plan.target(of: step) != nil else {
      var failure: Trace.Outcome?
      if case .castFailed = outcome { failure = outcome }
      return values.derive(to, made, values.functions(from), failure)
    }
    note(
      step, to, made, through: values.functions(from), given: values.text(source), outcome, before)
    if case .castFailed = outcome { noteTag(plan.rules[Int(rule)].onError, step, made) }
  }

  /// A failure may have added a tag.
  func noteTag(_ onError: WriteRule.OnError, _ step: Int, _ made: [Trace.Reading]) {
    guard case .tag(let tag) = onError, plan.tags != nil, let text = values.reading(tag).value
    else { return }
    tagEntries.append(trace.entries.count)
    trace.entries.append(
      .write(
        Trace.Write(
          step: step, target: "tags", scope: .event, item: item, sources: made, functions: [],
          given: text, outcome: .written(text), isTag: true)))
  }

  func noteInference(
    _ step: Int, _ to: Register, _ made: [Trace.Reading], _ before: Before
  ) {
    let now = values.reading(to).value
    let outcome: Trace.Outcome =
      now == nil ? .sourceAbsent : now == before.target?.value ? .kept : .written(now ?? "")
    note(step, to, made, given: now, outcome, before)
  }

  func note(
    _ step: Int, _ to: Register, _ made: [Trace.Reading], through functions: [String] = [],
    given: String?, _ outcome: Trace.Outcome, _ before: Before
  ) {
    guard let (target, scope) = plan.target(of: step) else { return }
    let changes: Bool =
      switch outcome {
      case .written: true
      case .castFailed(let instead): instead != nil
      case .sourceAbsent, .sourceIgnored, .kept, .lookupMissed, .searchLimited, .undeclared,
        .deleted:
        false
      }
    if changes {
      var earlier = before.target?.value == nil ? [] : writers[to.place].map { [$0] } ?? []
      if to == plan.tags {
        earlier += tagEntries
        tagEntries = []
      }
      for number in earlier {
        guard case .write(var write) = trace.entries[number] else { continue }
        write.overriddenBy = trace.entries.count
        trace.entries[number] = .write(write)
      }
      writers[to.place] = trace.entries.count
    }
    trace.entries.append(
      .write(
        Trace.Write(
          step: step, target: target, scope: scope, item: item, sources: made,
          functions: functions, given: given, outcome: outcome)))
  }
}

import Events
import Planning

/// Notes of the attempts to write fields, and what came of them.
struct FieldTracing {
  private let space: Workspace
  private let plan: Plan
  private let values: TracedValues
  private let log: TraceLog

  init(_ space: Workspace, _ values: TracedValues, _ log: TraceLog) {
    self.space = space
    self.values = values
    self.log = log
    plan = space.plan
  }

  /// How often the field of a rule did not get the value.
  func failed(_ rule: UInt32) -> Int { space.counters.rules[Int(rule)].failed }

  /// A step wrote to a field's register, or did not.
  func note(_ step: Int, _ before: PriorState) {
    switch plan.steps[step] {
    case .write(let to, let from, let rule): noteWrite(step, to, from, rule, before)
    case .set(_, let from) where space.registers[from.place].kind == .absent:
      if before.target?.value != nil { noteRemoval(step, before) }
    case .set(let to, _):
      log.addWrite(step, to, [], given: values.reading(to).value, written(to), before)
    case .setIfUnset(let to, let from):
      let isKept = before.target?.value != nil
      log.addWrite(
        step, to, [], given: values.reading(from).value, isKept ? .kept : written(to), before)
    case .first(let to, let start, let count):
      noteFirst(step, to, plan.arguments[Int(start)..<Int(start) + Int(count)], before)
    case .collect(let to, let start, let count):
      let made = values.sources(plan.arguments[Int(start)..<Int(start) + Int(count)].dropFirst())
      let present = made.filter { $0.value != nil }
      noteInference(step, to, present.isEmpty ? made : present, before)
    default: break
    }
  }

  /// A `remove` took off what stood.
  private func noteRemoval(_ step: Int, _ before: PriorState) {
    guard case .set(let to, _) = plan.steps[step] else { return }
    log.addWrite(step, to, [], given: before.target?.value, .deleted, before)
  }

  private func written(_ register: Register) -> Trace.Outcome {
    values.reading(register).value.map { .written($0) } ?? .sourceAbsent
  }

  private func noteWrite(
    _ step: Int, _ to: Register, _ from: Register, _ rule: UInt32, _ before: PriorState
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
    log.addWrite(
      step, to, made, through: values.functions(from), given: values.text(source), outcome, before)
    if case .castFailed = outcome { noteTag(plan.rules[Int(rule)].onError, step, made) }
  }

  /// A failure may have added a tag.
  func noteTag(_ onError: WriteRule.OnError, _ step: Int, _ made: [Trace.Reading]) {
    guard case .tag(let tag) = onError, plan.tags != nil, let text = values.reading(tag).value
    else { return }
    log.addTag(text, step, made)
  }

  /// The first of some values that is present was taken.
  private func noteFirst(
    _ step: Int, _ to: Register, _ run: ArraySlice<Register>, _ before: PriorState
  ) {
    // The target itself comes first where a field is inferred only if it is not set.
    let wasSet = before.target?.value != nil
    let arguments = run.filter { wasSet || $0 != to }
    let chosen = arguments.first { space.registers[$0.place].isPresent }
    let made = chosen.map(values.sources) ?? arguments.flatMap(values.sources)
    if let taken = run.firstIndex(where: { space.registers[$0.place].isPresent }) {
      log.addChoice(step, taken - run.startIndex)
    }
    values.derive(to, made, chosen.map(values.functions) ?? [])
    if plan.target(of: step) != nil { noteInference(step, to, made, before) }
  }

  private func noteInference(
    _ step: Int, _ to: Register, _ made: [Trace.Reading], _ before: PriorState
  ) {
    let now = values.reading(to).value
    let outcome: Trace.Outcome =
      now == nil ? .sourceAbsent : now == before.target?.value ? .kept : .written(now ?? "")
    log.addWrite(step, to, made, given: now, outcome, before)
  }

  /// Copies the fields of the event that is about to be written.
  func noteAll() {
    for entry in plan.template.entries where entry.operation == .put || entry.operation == .putList
    {
      let value = space.registers[entry.register.place]
      guard case .target(let name, _) = plan.registerNames[entry.register.place],
        let text = values.text(value)
      else { continue }
      let isWrapped = entry.operation == .putList && value.kind != .array
      log.trace.fields[name] = isWrapped ? "[\(text)]" : text
    }
  }
}

import Events
import Planning

/// Notes what the steps of one event read and write.
final class TraceRecorder {
  private unowned let worker: Worker
  private let plan: Plan
  private(set) var trace: Trace
  /// What values between two steps were made of, by register.
  private var origins: [Int: [Trace.Reading]] = [:]
  private var failures: [Int: Trace.Outcome] = [:]
  /// The entry that gave each register its value.
  private var writers: [Int: Int] = [:]
  /// A condition or match whose outcome the next step shows.
  private var pending: (entry: Int, guardNumber: Int?)?
  private var item: Int?
  private var emittedBefore = 0

  init(_ worker: Worker) {
    self.worker = worker
    plan = worker.plan
    trace = Trace(
      verdict: .dropped, isReached: Array(repeating: false, count: worker.plan.steps.count),
      isHeld: Array(repeating: false, count: worker.plan.guards.count))
  }

  // MARK: The way through the steps

  /// A body begins for its next item.
  func enterItem() { item = (item ?? -1) + 1 }

  /// A step is about to run; nil at the end of a body.
  func reach(_ step: Int?) {
    let around = step.map { plan.guards(around: $0) } ?? []
    if let (entry, number) = pending {
      if let number, let step, Int(plan.labels[step].condition) == number {
        return mark(step, around)
      }
      pending = nil
      switch trace.entries[entry] {
      case .condition(let number, let readings, _, let item):
        trace.entries[entry] = .condition(
          guard: number, readings: readings, holds: around.contains(number), item: item)
      case .match(let match, let readings, _, let item):
        let depth = plan.guards(around: match).count
        let taken = depth < around.count ? around[depth] : nil
        trace.entries[entry] = .match(
          step: match, readings: readings, taken: taken.flatMap { isCase($0) ? $0 : nil },
          item: item)
      default: break
      }
    }
    if let step { mark(step, around) }
  }

  private func mark(_ step: Int, _ around: [Int]) {
    trace.isReached[step] = true
    for number in around { trace.isHeld[number] = true }
  }

  private func isCase(_ number: Int) -> Bool {
    switch plan.guards[number].kind {
    case .matchCase, .matchElse: true
    case .condition, .use, .item: false
    }
  }

  /// A jump looks at values.
  func test(_ step: Int, _ operands: [Register]) {
    let number = Int(plan.labels[step].condition)
    guard number >= 0 else { return }
    var readings = operands.flatMap(evidence)
    if let (entry, pendingNumber) = pending, pendingNumber == number,
      case .condition(_, let earlier, _, _) = trace.entries[entry]
    {
      readings = earlier + readings.filter { !earlier.contains($0) }
      trace.entries[entry] = .condition(
        guard: number, readings: readings, holds: false, item: item)
    } else {
      pending = (trace.entries.count, number)
      trace.entries.append(
        .condition(guard: number, readings: readings, holds: false, item: item))
    }
    trace.readings[number] = readings
  }

  func match(_ step: Int, _ subject: Register) {
    let readings = evidence(subject)
    pending = (trace.entries.count, nil)
    trace.entries.append(.match(step: step, readings: readings, taken: nil, item: item))
    let outer = plan.labels[step].guardNumber
    for number in plan.guards.indices
    where plan.guards[number].outer == outer && plan.guards[number].subject == subject {
      trace.readings[number] = readings
    }
  }

  // MARK: Values

  private func reading(_ register: Register) -> Trace.Reading {
    let value = worker.registers[register.place]
    return Trace.Reading(
      name: plan.registerNames[register.place], value: text(value),
      isIgnored: value.kind == .ignored)
  }

  /// The paths that a register's value was made of.
  private func sources(_ register: Register) -> [Trace.Reading] {
    switch plan.registerNames[register.place] {
    case .source, .target: [reading(register)]
    case .constant: []
    case .none, .expression: origins[register.place] ?? []
    }
  }

  /// The same, and what was computed of them.
  private func evidence(_ register: Register) -> [Trace.Reading] {
    let made = sources(register)
    guard case .expression = plan.registerNames[register.place] else { return made }
    let whole = reading(register)
    return made.contains(whole) ? made : made + [whole]
  }

  private func sources(_ start: UInt32, _ count: UInt32) -> [Trace.Reading] {
    var result: [Trace.Reading] = []
    for register in plan.arguments[Int(start)..<Int(start) + Int(count)] {
      for one in sources(register) where !result.contains(one) { result.append(one) }
    }
    return result
  }

  /// A value as JSON; nil where it is absent or ignored.
  private func text(_ value: Value) -> String? {
    guard value.isPresent else { return nil }
    let buffer = OutputBuffer(capacity: 64)
    let room = buffer.reserve(6 * Int(value.count) + 64)
    buffer.count = JSONText.write(value, to: room) - room
    return buffer.bytes.string
  }

  // MARK: Steps that compute and write

  /// What a step's note needs to know from before it ran.
  struct Before {
    var target: Trace.Reading?
    var failed = 0
    var item: Int?
  }

  func before(_ step: Int) -> Before {
    var before = Before(item: item)
    switch plan.steps[step] {
    case .write(let to, _, let rule):
      before.target = reading(to)
      before.failed = failed(rule)
    case .set(let to, _), .setIfUnset(let to, _), .first(let to, _, _), .collect(let to, _, _):
      before.target = reading(to)
    case .loop, .emit:
      item = nil
      emittedBefore = worker.state.pointee.emittedCount
    case .decode(let number): before.failed = worker.counters.undecodable[Int(number)]
    default: break
    }
    return before
  }

  private func failed(_ rule: UInt32) -> Int {
    worker.counters.uncastable[Int(rule)] + worker.counters.wrongType[Int(rule)]
  }

  func after(_ step: Int, _ before: Before) {
    switch plan.steps[step] {
    case .write(let to, let from, let rule): noteWrite(step, to, from, rule, before)
    case .set(let to, _):
      note(step, to, [], given: reading(to).value, written(to), before)
    case .setIfUnset(let to, let from):
      let isKept = before.target?.value != nil
      note(step, to, [], given: reading(from).value, isKept ? .kept : written(to), before)
    case .first(let to, let start, let count):
      // The target itself comes first where a field is inferred only if it is not set.
      let wasSet = before.target?.value != nil
      let arguments = plan.arguments[Int(start)..<Int(start) + Int(count)].filter {
        wasSet || $0 != to
      }
      let chosen = arguments.first { worker.registers[$0.place].isPresent }
      let made = chosen.map(sources) ?? arguments.flatMap(sources)
      origins[to.place] = made
      if plan.target(of: step) != nil { noteInference(step, to, made, before) }
    case .collect(let to, let start, let count):
      let made = sources(start + 1, count - 1)
      let present = made.filter { $0.value != nil }
      noteInference(step, to, present.isEmpty ? made : present, before)
    case .move(let to, let from), .navigate(let to, let from, _), .asList(let to, let from):
      origins[to.place] = sources(from)
      failures[to.place] = failures[from.place]
    case .lookup(let to, let from, _):
      origins[to.place] = sources(from)
      let isMiss = worker.registers[from.place].isPresent && !worker.registers[to.place].isPresent
      failures[to.place] = isMiss ? .lookupMissed : nil
    case .call(let to, let number):
      let range = plan.calls[Int(number)].arguments
      origins[to.place] = sources(UInt32(range.lowerBound), UInt32(range.count))
    case .list(let to, let start, let count): origins[to.place] = sources(start, count)
    case .decode(let number):
      let decode = plan.decodes[Int(number)]
      let isDecoded =
        worker.registers[decode.source.place].isPresent
        && worker.counters.undecodable[Int(number)] == before.failed
      trace.entries.append(
        .decode(step: step, source: evidence(decode.source), isDecoded: isDecoded))
    case .loop(let number):
      let loop = plan.loops[Int(number)]
      let list = sources(loop.list)
      origins[loop.to.place] = list
      trace.entries.append(.loop(step: step, list: list, items: (item ?? -1) + 1))
      item = before.item
    case .emit:
      let count = worker.state.pointee.emittedCount - emittedBefore
      trace.entries.append(.emit(step: step, events: count))
      item = before.item
    case .drop(let reason):
      trace.entries.append(.drop(step: step, reason: plan.dropReasons[Int(reason)]))
    case .jump, .jumpIfPresent, .jumpUnlessPresent, .jumpIfEqual, .jumpUnlessEqual, .jumpIf,
      .jumpUnless, .jumpIfTest, .jumpUnlessTest, .dispatch:
      break
    }
  }

  private func written(_ register: Register) -> Trace.Outcome {
    reading(register).value.map { .written($0) } ?? .sourceAbsent
  }

  private func noteWrite(
    _ step: Int, _ to: Register, _ from: Register, _ rule: UInt32, _ before: Before
  ) {
    let source = worker.registers[from.place]
    let made = sources(from)
    let outcome: Trace.Outcome
    if !source.isPresent {
      let isIgnored = source.kind == .ignored || made.contains(where: \.isIgnored)
      outcome = failures[from.place] ?? (isIgnored ? .sourceIgnored : .sourceAbsent)
    } else if plan.rules[Int(rule)].unlessSet, before.target?.value != nil {
      outcome = .kept
    } else if failed(rule) > before.failed {
      let now = reading(to).value
      outcome = .castFailed(instead: now == before.target?.value ? nil : now)
    } else {
      outcome = written(to)
    }
    guard plan.target(of: step) != nil else {
      origins[to.place] = made
      if case .castFailed = outcome {
        failures[to.place] = outcome
      } else {
        failures[to.place] = nil
      }
      return
    }
    note(step, to, made, given: text(source), outcome, before)
    if case .castFailed = outcome, case .tag(let tag) = plan.rules[Int(rule)].onError,
      plan.tags != nil, let text = reading(tag).value
    {
      trace.entries.append(
        .write(
          Trace.Write(
            step: step, target: "tags", scope: .event, item: item, sources: made, given: text,
            outcome: .written(text))))
    }
  }

  private func noteInference(
    _ step: Int, _ to: Register, _ made: [Trace.Reading], _ before: Before
  ) {
    let now = reading(to).value
    let outcome: Trace.Outcome =
      now == nil ? .sourceAbsent : now == before.target?.value ? .kept : .written(now ?? "")
    note(step, to, made, given: now, outcome, before)
  }

  private func note(
    _ step: Int, _ to: Register, _ made: [Trace.Reading], given: String?,
    _ outcome: Trace.Outcome, _ before: Before
  ) {
    guard let (target, scope) = plan.target(of: step) else { return }
    let changes: Bool =
      switch outcome {
      case .written: true
      case .castFailed(let instead): instead != nil
      case .sourceAbsent, .sourceIgnored, .kept, .lookupMissed: false
      }
    if changes {
      if before.target?.value != nil, let earlier = writers[to.place],
        case .write(var write) = trace.entries[earlier]
      {
        write.overriddenBy = trace.entries.count
        trace.entries[earlier] = .write(write)
      }
      writers[to.place] = trace.entries.count
    }
    trace.entries.append(
      .write(
        Trace.Write(
          step: step, target: target, scope: scope, item: item, sources: made, given: given,
          outcome: outcome)))
  }

  // MARK: The end

  /// Copies the fields of the event that is about to be written.
  func noteFields() {
    for entry in plan.template.entries where entry.operation == .put || entry.operation == .putList
    {
      let value = worker.registers[entry.register.place]
      guard case .target(let name, _) = plan.registerNames[entry.register.place],
        let text = text(value)
      else { continue }
      let isWrapped = entry.operation == .putList && value.kind != .array
      trace.fields[name] = isWrapped ? "[\(text)]" : text
    }
  }

  func finish(_ verdict: Verdict, isDecoded: Bool?) -> Trace {
    trace.verdict = verdict
    trace.isDecoded = isDecoded
    if case .written = verdict {} else { trace.fields = [:] }
    return trace
  }
}

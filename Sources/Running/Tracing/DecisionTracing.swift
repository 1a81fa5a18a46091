import Events
import Planning

/// Notes of the way through the steps: what decides it, and what was chosen.
final class DecisionTracing {
  private let space: Workspace
  private let plan: Plan
  private let values: TracedValues
  private let log: TraceLog
  /// A condition or match whose outcome the next step shows.
  private var pending: (entry: Int, guardNumber: Int?)?
  /// The last jump that looked at values.
  private var tested: (step: Int, operands: [Register])?
  /// The key that a dictionary was asked for since the last field.
  private var looked: [Trace.Reading]?

  init(_ space: Workspace, _ values: TracedValues, _ log: TraceLog) {
    self.space = space
    self.values = values
    self.log = log
    plan = space.plan
  }

  // MARK: Guards

  /// Closes the pending condition, whose outcome shows in the step that is about to run; nil at the
  /// end of a body.
  func reach(_ step: Int?) {
    let around = step.map { plan.guards(around: $0) } ?? []
    if let (entry, number) = pending {
      if let number, let step, Int(plan.labels[step].condition) == number {
        return mark(step, around)
      }
      pending = nil
      switch log.trace.entries[entry] {
      case .condition(let number, let readings, _, let item):
        log.trace.entries[entry] = .condition(
          guard: number, readings: readings, holds: around.contains(number), item: item)
      case .match(let match, let readings, _, let item):
        let depth = plan.guards(around: match).count
        let taken = depth < around.count ? around[depth] : nil
        log.trace.entries[entry] = .match(
          step: match, readings: readings,
          taken: taken.flatMap { plan.guards[$0].kind.isCase ? $0 : nil },
          item: item)
      default: break
      }
    }
    if let step { mark(step, around) }
  }

  private func mark(_ step: Int, _ around: [Int]) {
    log.trace.reachedSteps[step] = true
    for number in around { log.trace.heldGuards[number] = true }
  }

  /// A step that decides where to go on looks at values.
  func look(_ step: Int) {
    if case .dispatch(let value, let table) = plan.steps[step] {
      if plan.documents == nil { match(step, value) } else { looked = values.sources(value) }
      let keys = plan.dispatches[Int(table)].keys.view
      if let entry = Comparer(space: space).slot(of: space.registers[value.place], in: keys) {
        log.addChoice(step, entry)
      }
    } else if plan.steps[step].isJump {
      let operands = plan.reads(of: step)
      if !operands.isEmpty { test(step, operands) }
    }
  }

  private func test(_ step: Int, _ operands: [Register]) {
    tested = (step, operands)
    let number = Int(plan.labels[step].condition)
    guard number >= 0 else { return values.judge(operands) }
    var readings = operands.flatMap(values.evidence)
    if let (entry, pendingNumber) = pending, pendingNumber == number,
      case .condition(_, let earlier, _, _) = log.trace.entries[entry]
    {
      readings = earlier + readings.filter { !earlier.contains($0) }
      if plan.documents != nil { readings = TracedValues.withoutHolders(readings) }
      log.trace.entries[entry] = .condition(
        guard: number, readings: readings, holds: false, item: log.item)
    } else {
      pending = (log.trace.entries.count, number)
      log.add(.condition(guard: number, readings: readings, holds: false, item: log.item))
    }
    log.trace.readings[number] = readings
  }

  private func match(_ step: Int, _ subject: Register) {
    let readings = values.evidence(subject)
    pending = (log.trace.entries.count, nil)
    log.add(.match(step: step, readings: readings, taken: nil, item: log.item))
    let outer = plan.labels[step].guardNumber
    for (number, one) in plan.guards.enumerated()
    where one.outer == outer && one.subject == subject { log.trace.readings[number] = readings }
  }

  // MARK: Jumps

  /// A jump was taken. If no guard explains it, the steps that it passes over are noted as skipped.
  func jump(_ step: Int, to target: Int) {
    let label = plan.labels[step]
    if label.condition >= 0, label.isFailure { log.trace.failedGuards.insert(Int(label.condition)) }
    guard plan.documents != nil, label.condition < 0, target > step else { return }
    var readings: [Trace.Reading] = []
    var isMiss = false
    if let tested, tested.step == step {
      readings = values.sources(tested.operands)
    } else if let looked {
      readings = looked
      isMiss = true
    }
    log.trace.skips[step] = Trace.Skip(target: target, readings: readings, isMiss: isMiss)
  }

  // MARK: Tables

  /// A value is looked up in a table, item by item where the table maps those.
  func lookUp(_ step: Int, _ key: Register, in table: LookupTable) {
    if plan.documents != nil { looked = values.sources(key) }
    addEntry(step, space.registers[key.place], in: table)
  }

  /// The field that a dictionary may have been asked for is set.
  func endField() { looked = nil }

  private func addEntry(_ step: Int, _ key: Value, in table: LookupTable) {
    guard plan.labels[step].alternatives >= 0, key.isPresent else { return }
    if table.mapsItems, key.kind == .array {
      var items = ArrayCursor(key)
      while let item = items.next() {
        if item.kind != .array { addEntry(step, item, in: table) }
      }
      return
    }
    if let number = Comparer(space: space).slot(of: key, in: table.keys.view) {
      log.addChoice(step, number)
    } else if table.otherwise != nil {
      log.addChoice(step, table.values.count)
    }
  }
}

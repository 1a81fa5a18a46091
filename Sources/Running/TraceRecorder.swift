import Events
import Planning

/// Notes what the steps of one event read and write.
final class TraceRecorder {
  let space: Workspace
  let plan: Plan
  let values: TracedValues
  var trace: Trace
  /// Whether `Trace.results` is wanted.
  private let keepsResults: Bool
  /// The entry that gave each register its value.
  var writers: [Int: Int] = [:]
  /// The entries of the tags that failures added and no rule replaced.
  var tagEntries: [Int] = []
  /// A condition or match whose outcome the next step shows.
  private var pending: (entry: Int, guardNumber: Int?)?
  private(set) var item: Int?
  private var emittedItems: [Int] = []
  /// What is known from before the steps that run, those inside bodies last; nil where a step is not
  /// noted.
  var begun: [Before?] = []
  /// From before the event was read, where it is decoded.
  var beforeReading: Before?
  /// Whether the file's `decode:` gave the event; nil without one.
  var isDecoded: Bool?
  /// Items that loops of templates went through, and the end of the one whose are not noted.
  private var loopCount = 0
  private var quietUntil: Int?
  /// The jump that looked at values last.
  private(set) var tested: (step: Int, operands: [Register])?
  /// The key that a dictionary was asked for since the last field.
  var looked: [Trace.Reading]?
  /// What the output of the template at hand and the lists of its loops are made of.
  var output: (sources: [Trace.Reading], functions: [String]) = ([], [])
  var iterated: [Int: (sources: [Trace.Reading], functions: [String])] = [:]

  init(_ space: Workspace, keepsResults: Bool) {
    self.space = space
    self.keepsResults = keepsResults
    plan = space.plan
    values = TracedValues(space)
    trace = Trace(of: space.plan)
  }

  // MARK: The way through the steps

  /// A body begins for its next item; false where no more of them are noted.
  func enterItem() -> Bool {
    item = (item ?? -1) + 1
    guard trace.entries.count < Trace.entryLimit, !values.isFull else {
      trace.isCut = true
      return false
    }
    return true
  }

  /// The event of the item at hand was emitted.
  func noteEmitted() {
    if !trace.isCut, let item { emittedItems.append(item) }
  }

  /// Whether a step is noted; those of template loops are until there have been too many.
  func isNoted(_ step: Int) -> Bool {
    guard let end = quietUntil else { return true }
    if step < end {
      trace.isReached[step] = true
      return false
    }
    quietUntil = nil
    return true
  }

  /// A step is about to run; nil at the end of a body.
  func reach(_ step: Int?) {
    // A loop that ends with the body leaves no step behind it to end the silence.
    if step == nil { quietUntil = nil }
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
          step: match, readings: readings,
          taken: taken.flatMap { plan.guards[$0].kind.isCase ? $0 : nil },
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

  /// A step that decides where to go on looks at values.
  func look(_ step: Int) {
    if case .dispatch(let value, let table) = plan.steps[step] {
      if plan.documents == nil { match(step, value) } else { look(value) }
      let keys = plan.dispatches[Int(table)].keys.view
      if let entry = Comparer(space: space).slot(of: space.registers[value.place], in: keys) {
        noteChoice(step, entry)
      }
    } else if plan.steps[step].isJump {
      let operands = plan.reads(of: step)
      if !operands.isEmpty { test(step, operands) }
    }
  }

  /// A step decided where to go on.
  func decided(_ step: Int, _ next: Int) {
    if case .next(_, _, let end) = plan.steps[step], next == step + 1 {
      noteTemplate(step)
      loopCount += 1
      if loopCount > Trace.loopLimit {
        quietUntil = Int(end)
        trace.isCut = true
      }
    }
    if next != step + 1 { jumped(step, to: next) }
  }

  private func test(_ step: Int, _ operands: [Register]) {
    tested = (step, operands)
    let number = Int(plan.labels[step].condition)
    guard number >= 0 else { return values.judge(operands) }
    var readings = operands.flatMap(values.evidence)
    if let (entry, pendingNumber) = pending, pendingNumber == number,
      case .condition(_, let earlier, _, _) = trace.entries[entry]
    {
      readings = earlier + readings.filter { !earlier.contains($0) }
      if plan.documents != nil { readings = TracedValues.withoutHolders(readings) }
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
    let readings = values.evidence(subject)
    pending = (trace.entries.count, nil)
    trace.entries.append(.match(step: step, readings: readings, taken: nil, item: item))
    let outer = plan.labels[step].guardNumber
    for (number, one) in plan.guards.enumerated()
    where one.outer == outer && one.subject == subject { trace.readings[number] = readings }
  }

  // MARK: Steps that compute and write

  /// What a step's note needs to know from before it ran.
  struct Before {
    var target: Trace.Reading?
    /// Of the rule of a write, how often its field did not get the value.
    var failed = 0
    /// Of a decode.
    var counts = DecodeCounts()
    /// Searches of the event that reached their limit.
    var limits = 0
    var emitted = 0
    var item: Int?

    init(limits: Int, item: Int?) {
      self.limits = limits
      self.item = item
    }
  }

  func before(_ step: Int) -> Before {
    var before = Before(limits: space.scratch.reachedLimits, item: item)
    switch plan.steps[step] {
    case .write(let to, _, let rule):
      before.target = values.reading(to)
      before.failed = failed(rule)
    case .set(let to, _), .setIfUnset(let to, _), .first(let to, _, _), .collect(let to, _, _):
      before.target = values.reading(to)
    case .assign, .put, .clear: before.target = node(of: step).map(values.reading)
    case .loop: item = nil
    case .emit:
      item = nil
      before.emitted = space.state.pointee.emittedCount
      emittedItems = []
    case .decode(let number):
      before.counts = space.counters.decodes[Int(number)]
    default: break
    }
    return before
  }

  private func note(
    _ decode: DecodePlan, _ step: Int, _ outcome: Trace.DecodeOutcome, isLimited: Bool
  ) {
    let source = values.evidence(decode.source)
    trace.entries.append(.decode(step: step, source: source, outcome: outcome))
    guard case .failed(let reason) = outcome else {
      if isLimited { trace.entries.append(.limit(step: step)) }
      return
    }
    if isLimited, reason != Trace.DecodeOutcome.searchLimited {
      trace.entries.append(.limit(step: step))
    }
    noteTag(decode.onError, step, source)
  }

  /// What the file's `decode:` came to, before the first step; nothing where it is as it should be,
  /// or did not get its turn. `before` is from before the event was read.
  func noteEventDecode(_ before: Before) {
    guard let number = plan.input.decode, let step = plan.eventDecodeStep,
      !trace.isReached[step]
    else { return }
    trace.isReached[step] = true
    let decode = plan.decodes[number]
    let isLimited = space.scratch.reachedLimits > 0
    if isEventDecoded(since: before) == true {
      if isLimited { trace.entries.append(.limit(step: step)) }
      return
    }
    let takesRaw = if case .raw = plan.input.otherwise { true } else { false }
    note(
      decode, step, takesRaw ? .otherwise : outcome(of: decode, number, before),
      isLimited: isLimited)
  }

  /// Whether the file's `decode:` gave the event; nil without one.
  func isEventDecoded(since before: Before) -> Bool? {
    plan.input.decode.map { number in
      space.counters.decodes[number].undecodable == before.counts.undecodable
        && space.registers[plan.decodes[number].source.place].isPresent
    }
  }

  /// What `noteEventDecode` needs to know from before the event was read.
  var beforeEventDecode: Before? {
    plan.eventDecodeStep.map { step in
      var before = before(step)
      before.limits = 0
      return before
    }
  }

  private func outcome(
    of decode: DecodePlan, _ number: Int, _ before: Before
  ) -> Trace.DecodeOutcome {
    let (now, earlier) = (space.counters.decodes[number], before.counts)
    if now.failed > earlier.failed { return .failed(decode.label.failure) }
    if now.containersForTexts > earlier.containersForTexts { return .failed("no text") }
    if now.undecided > earlier.undecided { return .failed(Trace.DecodeOutcome.searchLimited) }
    let isGiven = decode.otherwise.map { space.registers[$0.place].isPresent } ?? false
    return isGiven ? .otherwise : .absent
  }

  func failed(_ rule: UInt32) -> Int { space.counters.rules[Int(rule)].failed }

  func after(_ step: Int, _ before: Before) {
    let isLimited = space.scratch.reachedLimits > before.limits
    // The entry of a decode says it.
    let isDecode = if case .decode = plan.steps[step] { true } else { false }
    if isLimited, !isDecode { trace.entries.append(.limit(step: step)) }
    switch plan.steps[step] {
    case .write(let to, let from, let rule): noteWrite(step, to, from, rule, before)
    case .set(let to, _):
      note(step, to, [], given: values.reading(to).value, written(to), before)
    case .setIfUnset(let to, let from):
      let isKept = before.target?.value != nil
      note(step, to, [], given: values.reading(from).value, isKept ? .kept : written(to), before)
    case .first(let to, let start, let count):
      // The target itself comes first where a field is inferred only if it is not set.
      let wasSet = before.target?.value != nil
      let arguments = plan.arguments[Int(start)..<Int(start) + Int(count)].filter {
        wasSet || $0 != to
      }
      let chosen = arguments.first { space.registers[$0.place].isPresent }
      let made = chosen.map(values.sources) ?? arguments.flatMap(values.sources)
      if let taken = registers(start, count).firstIndex(where: {
        space.registers[$0.place].isPresent
      }) {
        noteChoice(step, taken - Int(start))
      }
      values.derive(to, made, chosen.map(values.functions) ?? [])
      if plan.target(of: step) != nil { noteInference(step, to, made, before) }
    case .collect(let to, let start, let count):
      let made = values.sources(registers(start, count).dropFirst())
      let present = made.filter { $0.value != nil }
      noteInference(step, to, present.isEmpty ? made : present, before)
    case .move(let to, let from):
      values.move(to, from: from)
      if space.registers[to.place].isPresent { noteChoice(step, 0) }
    case .navigate(let to, let from, _):
      values.derive(to, values.part(to, of: from), values.functions(from), values.failure(from))
    case .asList(let to, let from):
      values.derive(to, values.sources(from), values.functions(from), values.failure(from))
    case .lookup(let to, let from, let table):
      look(from)
      noteEntry(step, space.registers[from.place], in: plan.tables[Int(table)])
      let isMiss = space.registers[from.place].isPresent && !space.registers[to.place].isPresent
      values.derive(
        to, values.sources(from), values.functions(from) + ["lookup"],
        isMiss ? .lookupMissed : nil)
    case .call(let to, let number):
      let call = plan.calls[Int(number)]
      let arguments = plan.arguments[call.arguments]
      values.derive(
        to, values.sources(arguments), arguments.flatMap(values.functions) + [call.name],
        isLimited ? .searchLimited : nil)
    case .list(let to, let start, let count):
      let items = registers(start, count)
      values.derive(to, values.sources(items), items.flatMap(values.functions))
    case .decode(let number):
      let decode = plan.decodes[Int(number)]
      var isDecoded =
        space.registers[decode.source.place].isPresent
        && space.counters.decodes[Int(number)].undecodable == before.counts.undecodable
      if decode.isExternal, let root = decode.tree.rootSlot {
        let value = space.registers[root]
        isDecoded = isDecoded && value.isPresent && value.kind != .null
        if isDecoded, keepsResults { trace.results[step] = values.text(value) }
      }
      note(
        decode, step, isDecoded ? .decoded : outcome(of: decode, Int(number), before),
        isLimited: isLimited)
    case .loop(let number):
      let loop = plan.loops[Int(number)]
      let list = values.sources(loop.list)
      values.derive(loop.to, list, values.functions(loop.list))
      trace.entries.append(.loop(step: step, list: list, items: (item ?? -1) + 1))
      item = before.item
    case .emit:
      let count = space.state.pointee.emittedCount - before.emitted
      trace.entries.append(.emit(step: step, events: count, items: emittedItems))
      item = before.item
    case .drop(let reason):
      trace.entries.append(.drop(step: step, reason: plan.dropReasons[Int(reason)]))
    case .assign(let from, let number): noteAssignment(step, from, number, before)
    case .put(let to, let from, _): notePut(step, to, from, before)
    case .clear: noteDeletion(step, before)
    default: noteTemplate(step)
    }
  }

  /// A step took one of what it chooses from, by its number among them.
  func noteChoice(_ step: Int, _ number: Int) {
    let first = Int(plan.labels[step].alternatives)
    if first >= 0 { trace.isTaken[first + number] = true }
  }

  /// A step looks for the entry of a table that a value is the key of.
  private func noteEntry(_ step: Int, _ key: Value, in table: LookupTable) {
    guard plan.labels[step].alternatives >= 0, key.isPresent else { return }
    if table.mapsItems, key.kind == .array {
      var items = ArrayCursor(key)
      while let item = items.next() {
        if item.kind != .array { noteEntry(step, item, in: table) }
      }
      return
    }
    if let number = Comparer(space: space).slot(of: key, in: table.keys.view) {
      noteChoice(step, number)
    } else if table.otherwise != nil {
      noteChoice(step, table.values.count)
    }
  }

  func registers(_ start: UInt32, _ count: UInt32) -> ArraySlice<Register> {
    plan.arguments[Int(start)..<Int(start) + Int(count)]
  }

  // MARK: The end

  /// Copies the fields of the event that is about to be written.
  func noteFields() {
    noteDocument()
    for entry in plan.template.entries where entry.operation == .put || entry.operation == .putList
    {
      let value = space.registers[entry.register.place]
      guard case .target(let name, _) = plan.registerNames[entry.register.place],
        let text = values.text(value)
      else { continue }
      let isWrapped = entry.operation == .putList && value.kind != .array
      trace.fields[name] = isWrapped ? "[\(text)]" : text
    }
  }

  func finish(_ verdict: Verdict) -> Trace {
    trace.verdict = verdict
    trace.isDecoded = isDecoded
    if values.isFull { trace.isCut = true }
    if case .written = verdict {} else { trace.fields = [:] }
    return trace
  }
}

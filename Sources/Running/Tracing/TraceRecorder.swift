import Events
import Functions
import Planning

extension Worker {
  /// Maps one event as `process` does, and notes on its way what was read, decided and written.
  ///
  /// The plan must be traceable. What is noted is bounded: see `Trace.isCut`. `keepsResults` asks for
  /// `Trace.results`.
  public func trace(
    _ event: PaddedBytes, into output: OutputBuffer, keepsResults: Bool = false
  ) -> Trace {
    precondition(plan.isTraceable, "the plan was made without what traces need")
    let recorder = TraceRecorder(space, keepsResults: keepsResults)
    return recorder.finish(process(event, into: output, recorder))
  }
}

/// Watches one event on its way through the steps, and records what each reads and writes.
final class TraceRecorder: Observer {
  private let space: Workspace
  private let plan: Plan
  private let values: TracedValues
  private let log: TraceLog
  private let decisions: DecisionTracing
  private let origins: OriginTracing
  private let fields: FieldTracing
  private let decodes: DecodeTracing
  private let documents: DocumentTracing?
  private var emittedItems: [Int] = []
  /// The state before each step that is running, the innermost last, as bodies run within a step; nil
  /// for a step that is not noted.
  private var begun: [PriorState?] = []
  /// How many items template loops went through, and the end of the loop that is no longer noted.
  private var loopCount = 0
  private var quietUntil: Int?

  init(_ space: Workspace, keepsResults: Bool) {
    self.space = space
    plan = space.plan
    values = TracedValues(space)
    log = TraceLog(space.plan)
    decisions = DecisionTracing(space, values, log)
    origins = OriginTracing(space, values, log)
    fields = FieldTracing(space, values, log)
    decodes = DecodeTracing(space, values, log, fields, keepsResults: keepsResults)
    documents = DocumentTracing(space, values, log)
  }

  /// The trace of the event, whose verdict is known now.
  func finish(_ verdict: Verdict) -> Trace {
    var trace = log.trace
    trace.verdict = verdict
    if values.isFull { trace.isCut = true }
    if case .written = verdict {} else { trace.fields = [:] }
    return trace
  }

  // MARK: Watching

  static var watchesSteps: Bool { true }

  func willRead() { decodes.willRead() }

  func didRead(_ refusal: Verdict?) { decodes.didRead(refusal) }

  /// Steps of long loops of templates are not noted; see `isNoted`.
  func willRun(_ step: Int) {
    guard isNoted(step) else { return begun.append(nil) }
    decisions.reach(step)
    decisions.look(step)
    begun.append(before(step))
  }

  func didRun(_ step: Int, next: Int) {
    guard let before = begun.removeLast() else { return }
    if plan.steps[step].isJump {
      jumped(step, next)
    } else {
      after(step, before)
    }
  }

  func didReachEnd() {
    // A loop that ends with the body leaves no step behind it to end the silence.
    quietUntil = nil
    decisions.reach(nil)
  }

  /// False where no more items are noted.
  func willRunItem() -> Bool {
    log.item = (log.item ?? -1) + 1
    guard log.trace.entries.count < Trace.entryLimit, !values.isFull else {
      log.trace.isCut = true
      return false
    }
    return true
  }

  func didEmit() {
    if !log.trace.isCut, let item = log.item { emittedItems.append(item) }
  }

  func willWrite() {
    documents?.noteAll()
    fields.noteAll()
  }

  // MARK: Steps

  /// Whether a step is noted; steps of template loops are, until there have been too many items.
  private func isNoted(_ step: Int) -> Bool {
    guard let end = quietUntil else { return true }
    if step < end {
      log.trace.reachedSteps[step] = true
      return false
    }
    quietUntil = nil
    return true
  }

  /// A step decided where to go on.
  private func jumped(_ step: Int, _ next: Int) {
    if case .next(_, _, let end) = plan.steps[step], next == step + 1 {
      origins.note(step)
      loopCount += 1
      if loopCount > Trace.loopLimit {
        quietUntil = Int(end)
        log.trace.isCut = true
      }
    }
    if next != step + 1 { decisions.jump(step, to: next) }
  }

  private func before(_ step: Int) -> PriorState {
    var before = PriorState(
      limits: space.scratch.reachedLimits, failures: space.scratch.failures, item: log.item)
    switch plan.steps[step] {
    case .write(let to, _, let rule):
      before.target = reading(ofField: to, step)
      before.failed = fields.failed(rule)
    case .set(let to, _), .setIfUnset(let to, _), .first(let to, _, _), .collect(let to, _, _):
      before.target = reading(ofField: to, step)
    case .assign, .put, .clear:
      before.target = documents?.node(of: step).map(values.reading)
    case .loop: log.item = nil
    case .emit:
      log.item = nil
      before.emitted = space.state.pointee.emittedCount
      emittedItems = []
    case .decode(let number): before.counts = space.counters.decodes[Int(number)]
    default: break
    }
    return before
  }

  /// What stands in the field that a step is about to write; nil where it writes none.
  ///
  /// Registers that are no fields are not cleared between events: until a step gives them a value
  /// they may point into the memory of an earlier event, which is gone.
  private func reading(ofField register: Register, _ step: Int) -> Trace.Reading? {
    plan.target(of: step) == nil ? nil : values.reading(register)
  }

  private func after(_ step: Int, _ before: PriorState) {
    let isLimited = space.scratch.reachedLimits > before.limits
    // The entry of a decode says it.
    let isDecode = if case .decode = plan.steps[step] { true } else { false }
    if isLimited, !isDecode { log.add(.limit(step: step)) }
    switch plan.steps[step] {
    case .write, .set, .setIfUnset, .first, .collect: fields.note(step, before)
    case .lookup(_, let from, let table):
      decisions.lookUp(step, from, in: plan.tables[Int(table)])
      origins.note(step)
    case .decode(let number):
      decodes.note(step, Int(number), since: before.counts, isLimited: isLimited)
    case .loop(let number):
      let loop = plan.loops[Int(number)]
      let list = values.sources(loop.list)
      values.derive(loop.to, list, values.functions(loop.list))
      log.add(.loop(step: step, list: list, items: (log.item ?? -1) + 1))
      log.item = before.item
    case .emit:
      let count = space.state.pointee.emittedCount - before.emitted
      log.add(.emit(step: step, events: count, items: emittedItems))
      log.item = before.item
    case .drop(let reason):
      log.add(.drop(step: step, reason: plan.dropReasons[Int(reason)]))
    case .assign, .put, .clear:
      if case .assign = plan.steps[step] { decisions.endField() }
      documents?.note(step, before)
    default:
      let failure =
        space.scratch.failures > before.failures
        ? CallFailure(rawValue: space.scratch.lastFailure) : nil
      if let failure { log.add(.failure(step: step, failure)) }
      origins.note(step, isLimited: isLimited, failure: failure)
    }
  }
}

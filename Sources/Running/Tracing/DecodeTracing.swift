import Events
import Planning

/// Notes of decodes: those of stages, and the file's own before the first step.
final class DecodeTracing {
  private let space: Workspace
  private let plan: Plan
  private let values: TracedValues
  private let log: TraceLog
  private let fields: FieldTracing
  /// Whether `Trace.results` is wanted.
  private let keepsResults: Bool
  /// From before the event was read, where it is decoded.
  private var beforeReading: DecodeCounts?

  init(
    _ space: Workspace, _ values: TracedValues, _ log: TraceLog, _ fields: FieldTracing,
    keepsResults: Bool
  ) {
    self.space = space
    self.values = values
    self.log = log
    self.fields = fields
    self.keepsResults = keepsResults
    plan = space.plan
  }

  // MARK: The event's own

  /// The event is about to be read.
  func willRead() {
    guard plan.eventDecodeStep != nil, let number = plan.input.decode else { return }
    beforeReading = space.counters.decodes[number]
  }

  /// Notes what became of the file's `decode:`; nothing where it succeeded or was not run.
  func didRead(_ refusal: Verdict?) {
    guard let before = beforeReading, let number = plan.input.decode else { return }
    switch refusal {
    case nil: log.trace.isDecoded = isDecoded(number, since: before)
    case .rejected(.notDecodable, _): break
    default: return
    }
    guard let step = plan.eventDecodeStep, !log.trace.reachedSteps[step] else { return }
    log.trace.reachedSteps[step] = true
    let isLimited = space.scratch.reachedLimits > 0
    if isDecoded(number, since: before) {
      if isLimited { log.add(.limit(step: step)) }
      return
    }
    let takesRaw = if case .raw = plan.input.otherwise { true } else { false }
    let decode = plan.decodes[number]
    add(
      decode, step, takesRaw ? .otherwise : outcome(of: decode, number, since: before),
      isLimited: isLimited)
  }

  // MARK: Those of stages

  /// A step decoded a value.
  func note(_ step: Int, _ number: Int, since before: DecodeCounts, isLimited: Bool) {
    let decode = plan.decodes[number]
    var isDecoded = isDecoded(number, since: before)
    if decode.isExternal, let root = decode.tree.rootSlot {
      let value = space.registers[root]
      isDecoded = isDecoded && value.isPresent && value.kind != .null
      if isDecoded, keepsResults { log.trace.results[step] = values.text(value) }
    }
    add(
      decode, step, isDecoded ? .decoded : outcome(of: decode, number, since: before),
      isLimited: isLimited)
  }

  private func isDecoded(_ number: Int, since before: DecodeCounts) -> Bool {
    space.counters.decodes[number].undecodable == before.undecodable
      && space.registers[plan.decodes[number].source.place].isPresent
  }

  private func outcome(
    of decode: DecodePlan, _ number: Int, since earlier: DecodeCounts
  ) -> Trace.DecodeOutcome {
    let now = space.counters.decodes[number]
    if now.failed > earlier.failed { return .failed(decode.label.failure) }
    if now.containersForTexts > earlier.containersForTexts { return .failed("no text") }
    if now.undecided > earlier.undecided { return .failed(Trace.DecodeOutcome.searchLimited) }
    let isGiven = decode.otherwise.map { space.registers[$0.place].isPresent } ?? false
    return isGiven ? .otherwise : .absent
  }

  private func add(
    _ decode: DecodePlan, _ step: Int, _ outcome: Trace.DecodeOutcome, isLimited: Bool
  ) {
    let source = values.evidence(decode.source)
    log.add(.decode(step: step, source: source, outcome: outcome))
    guard case .failed(let reason) = outcome else {
      if isLimited { log.add(.limit(step: step)) }
      return
    }
    if isLimited, reason != Trace.DecodeOutcome.searchLimited { log.add(.limit(step: step)) }
    fields.noteTag(decode.onError, step, source)
  }
}

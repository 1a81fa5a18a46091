import Events
import Planning

/// Maps events one after the other, on one thread.
///
/// One event goes through `EventReader` (bytes → registers), `Executor` (registers → registers) and
/// `EventWriter` or `DocumentWriter` (registers → bytes). After the first events nothing is
/// allocated.
public final class Worker {
  let space: Workspace
  private let reader: EventReader

  /// The plan that events are mapped by.
  public var plan: Plan { space.plan }

  /// Milliseconds since 1970-01-01T00:00:00Z that the rules see as the time.
  public var now: Int {
    get { space.now }
    set { space.now = newValue }
  }

  /// - Parameters:
  ///   - now: milliseconds since 1970-01-01T00:00:00Z that the rules see as the time.
  ///   - multiline: events may span lines.
  ///   - scratch: memory of the worker's own; one that starts small suits few events.
  ///   - writtenLimit: bytes that one event may write, with all that it emits.
  public init(
    plan: Plan, now: Int, multiline: Bool, scratch: Scratch = Scratch(),
    writtenLimit: Int = 128 << 20
  ) {
    space = Workspace(plan: plan, now: now, scratch: scratch, writtenLimit: writtenLimit)
    reader = EventReader(space, multiline: multiline)
  }

  /// Maps one event and appends whole lines to `output`, or nothing.
  public func process(_ event: PaddedBytes, into output: OutputBuffer) -> Verdict {
    process(event, into: output, Silent())
  }

  /// The same, watched.
  @inline(__always)
  func process(
    _ event: PaddedBytes, into output: OutputBuffer, _ observer: some Observer
  ) -> Verdict {
    let state = space.state
    observer.willRead()
    state.pointee.eventsIn &+= 1
    defer { if space.scratch.isLarge { space.releaseMemory() } }
    space.reset()
    let refusal = reader.read(event)
    observer.didRead(refusal)
    if let refusal {
      if case .rejected(let reason, _) = refusal { count(reason) }
      return refusal
    }
    state.pointee.emittedCount = 0
    if space.emitted.count > 0 { space.emitted.removeAll(keeping: 64 << 10) }
    let isKept = Executor(space: space, observer: observer).run(0..<space.plan.mainEnd)
    if isKept { observer.willWrite() }
    return finish(isKept, into: output)
  }

  /// Writes what the rules made of the event.
  @inline(__always)
  private func finish(_ isKept: Bool, into output: OutputBuffer) -> Verdict {
    let scratch = space.scratch
    let state = space.state
    if scratch.reachedLimits > 0 { space.counters.limitedSearches += scratch.reachedLimits }
    var reason = scratch.isExhausted ? .memoryLimit : state.pointee.rejection
    if reason == nil, scratch.isOverworked { reason = .workLimit }
    let before = output.count
    if reason == nil, isKept,
      !writeResult(to: output) || output.count - before > space.writtenLimit
    {
      reason = .memoryLimit
    }
    let emittedCount = state.pointee.emittedCount
    if emittedCount > 0, reason == nil, !output.hasRoom(for: space.emitted.count) {
      reason = .memoryLimit
    }
    if let reason {
      output.count = before
      count(reason)
      return .rejected(reason, offset: 0)
    }
    if emittedCount > 0 { output.append(space.emitted.bytes) }
    let written = emittedCount + (isKept ? 1 : 0)
    state.pointee.eventsOut &+= written
    return written == 0 ? .dropped : .written(events: written)
  }

  /// Appends the event as the rules built it; false when it is too large.
  @inline(__always)
  private func writeResult(to output: OutputBuffer) -> Bool {
    space.program.documents.isEmpty
      ? EventWriter(space: space).writeFields(to: output)
      : DocumentWriter(space: space).write(space.program.documents[0], to: output)
  }

  private func count(_ reason: RejectReason) { space.counters.rejected[Int(reason.rawValue)] += 1 }

  /// What was counted so far.
  public func finishedCounters() -> RunCounters {
    var result = space.counters
    result.eventsIn = space.state.pointee.eventsIn
    result.eventsOut = space.state.pointee.eventsOut
    for index in space.absentCounts.indices {
      result.rules[index].absent += space.absentCounts[index]
    }
    return result
  }
}

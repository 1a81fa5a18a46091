import Events
import Functions
import Planning

/// Maps events one after the other: owns the registers, the scratch and the counters of one thread.
///
/// One event goes through `JSONScanner` (bytes → registers), `Executor.run` (registers →
/// registers) and `EventWriter` (registers → bytes). After the first events nothing is allocated.
public final class Worker {
  public let plan: Plan
  public var counters: RunCounters

  let scratch: Scratch
  let registers: UnsafeMutablePointer<Value>
  /// As many absent values as are copied at once: they stay in the first cache, as a copy of all
  /// registers would not.
  private let absentValues: UnsafeMutablePointer<Value>
  private static let clearedAtOnce = 64
  /// A bit a register, set where a step may have given a field its value.
  let noted: UnsafeMutablePointer<UInt64>
  /// Milliseconds since 1970-01-01T00:00:00Z that the rules see as the time.
  @exclusivity(unchecked) public var now: Int
  let writtenLimit: Int
  private let scanner: UnsafeMutablePointer<JSONScanner>
  /// Emitted events of the current event, written behind it.
  let emitted = OutputBuffer(capacity: 4 << 10)

  /// What changes with each event. Behind a pointer, as exclusivity checks of class properties
  /// would cost more than the steps that change them.
  struct State {
    var emittedCount = 0
    var rejection: RejectReason?
    /// Of this event: the bytes that it refers to are other ones in the next.
    var lastItem: LastItem?
    var members = KnownMembers()
    var eventsIn = 0
    var eventsOut = 0
  }
  let state: UnsafeMutablePointer<State>

  let program: Program
  let absentCounts: UnsafeMutableBufferPointer<Int>
  let argumentValues: UnsafeMutablePointer<Value>
  /// Nil where no call takes long.
  let answers: RememberedAnswers?
  let iterators: UnsafeMutablePointer<TemplateIterator>
  private let iteratorCount: Int
  /// One for each decode of the plan.
  private(set) var decodedRegisters: [DecodedRegisters] = []
  var templateOutput = TemplateOutput()
  var growingLists = GrowingLists()

  /// - Parameters:
  ///   - now: milliseconds since 1970-01-01T00:00:00Z that the rules see as the time.
  ///   - multiline: events may span lines.
  ///   - scratch: memory of the worker's own; one that starts small suits few events.
  ///   - writtenLimit: bytes that one event may write, with all that it emits.
  public init(
    plan: Plan, now: Int, multiline: Bool, scratch: Scratch = Scratch(),
    writtenLimit: Int = 128 << 20
  ) {
    self.plan = plan
    self.writtenLimit = writtenLimit
    self.now = now
    counters = RunCounters(plan: plan)
    self.scratch = scratch
    registers = .allocate(capacity: plan.registerCount + 1)
    registers.initialize(repeating: .absent, count: plan.registerCount + 1)
    absentValues = .allocate(capacity: Worker.clearedAtOnce)
    absentValues.initialize(repeating: .absent, count: Worker.clearedAtOnce)
    noted = .allocate(capacity: plan.registerCount / 64 + 1)
    noted.initialize(repeating: 0, count: plan.registerCount / 64 + 1)
    let firstConstant = plan.registerCount - plan.constants.count
    for (index, constant) in plan.constants.enumerated() {
      registers[firstConstant + index] = constant
    }
    scanner = .allocate(capacity: 1)
    scanner.initialize(
      to: JSONScanner(
        slots: registers, ignoresNull: plan.input.ignoresNull,
        ignoresEmpty: plan.input.ignoresEmpty, multiline: multiline))
    state = .allocate(capacity: 1)
    state.initialize(to: State())
    program = Program(plan)
    absentCounts = .allocate(capacity: plan.rules.count)
    absentCounts.initialize(repeating: 0)
    let widest = plan.calls.map(\.arguments.count).max() ?? 0
    argumentValues = .allocate(capacity: widest + 1)
    argumentValues.initialize(repeating: .absent, count: widest + 1)
    answers = plan.calls.contains { $0.call.takesLong } ? RememberedAnswers() : nil
    iteratorCount = plan.iteratorCount
    iterators = .allocate(capacity: iteratorCount + 1)
    iterators.initialize(repeating: TemplateIterator(), count: iteratorCount + 1)
    decodedRegisters = plan.decodes.indices.map { DecodedRegisters(self, $0) }
  }

  deinit {
    registers.deallocate()
    absentValues.deallocate()
    noted.deallocate()
    scanner.deallocate()
    state.pointee.members.deallocate()
    state.deallocate()
    absentCounts.deallocate()
    argumentValues.deallocate()
    iterators.deinitialize(count: iteratorCount + 1)
    iterators.deallocate()
  }

  /// Maps one event and appends whole lines to `output`, or nothing.
  ///
  /// The event must be followed by NUL, or by a line feed where events do not span lines, and by
  /// `Scratch.slack` readable bytes.
  public func process(_ event: Bytes, into output: OutputBuffer) -> Verdict {
    process(event, into: output, Silent())
  }

  /// The same, watched.
  @inline(__always)
  func process(
    _ event: Bytes, into output: OutputBuffer, _ observer: some Observer
  ) -> Verdict {
    observer.willRead()
    state.pointee.eventsIn &+= 1
    defer { if scratch.isLarge { releaseMemory() } }
    scratch.reset()
    state.pointee.rejection = nil
    state.pointee.lastItem = nil
    state.pointee.members.object = .absent
    clear(0..<program.clearedCount)
    forgetFields()
    let refusal = read(event)
    observer.didRead(refusal)
    if let refusal {
      if case .rejected(let reason, _) = refusal { counters.rejected[Int(reason.rawValue)] += 1 }
      return refusal
    }
    state.pointee.emittedCount = 0
    if emitted.count > 0 { emitted.removeAll(keeping: 64 << 10) }
    let isKept = run(0..<plan.mainEnd, observer)
    if isKept { observer.willWrite() }
    if scratch.reachedLimits > 0 { counters.limitedSearches += scratch.reachedLimits }
    var reason = scratch.isExhausted ? .memoryLimit : state.pointee.rejection
    if reason == nil, scratch.isOverworked { reason = .workLimit }
    let before = output.count
    if reason == nil, isKept, !writeResult(to: output) || output.count - before > writtenLimit {
      reason = .memoryLimit
    }
    let emittedCount = state.pointee.emittedCount
    if emittedCount > 0, reason == nil, !output.hasRoom(for: emitted.count) {
      reason = .memoryLimit
    }
    if let reason {
      output.count = before
      counters.rejected[Int(reason.rawValue)] += 1
      return .rejected(reason, offset: 0)
    }
    if emittedCount > 0 { output.append(emitted.bytes) }
    let written = emittedCount + (isKept ? 1 : 0)
    state.pointee.eventsOut &+= written
    return written == 0 ? .dropped : .written(events: written)
  }

  /// Gives back what a large event took: the next one of this worker may be long in coming.
  private func releaseMemory() {
    scratch.reset()
    emitted.removeAll(keeping: 64 << 10)
  }

  /// Appends the event as the rules built it; false when it is too large.
  @inline(__always)
  private func writeResult(to output: OutputBuffer) -> Bool {
    program.documents.isEmpty
      ? writeFields(to: output)
      : writeDocument(program.documents[0], to: output)
  }

  /// The counters with what is counted outside of them added.
  public func finishedCounters() -> RunCounters {
    var result = counters
    result.eventsIn = state.pointee.eventsIn
    result.eventsOut = state.pointee.eventsOut
    for index in absentCounts.indices { result.absent[index] += absentCounts[index] }
    return result
  }

  func clear(_ range: Range<Int>) {
    var place = range.lowerBound
    while place < range.upperBound {
      let count = min(Worker.clearedAtOnce, range.upperBound &- place)
      (registers + place).update(from: absentValues, count: count)
      place &+= count
    }
  }

  // MARK: Reading

  /// Fills the source registers; the rejection, or nil.
  private func read(_ received: Bytes) -> Verdict? {
    var event = received
    var end = scanner.pointee.object(at: event.base, into: program.input)
    if end == nil {
      // Files that were joined have byte order marks in between.
      event = received.withoutByteOrderMark
      if event.count == received.count { return rejected(event) }
      end = scanner.pointee.object(at: event.base, into: program.input)
    }
    guard let end else { return rejected(event) }
    let rest = skipBlanks(from: end, to: event.base + event.count)
    guard rest == event.base + event.count else {
      return .rejected(.invalidJSON, offset: min(rest - event.base, event.count))
    }
    for (from, to) in program.aliases { registers[to.place] = registers[from.place] }
    if let (decode, source) = program.eventDecode, !decodeEvent(decode, source) {
      return .rejected(.notDecodable, offset: 0)
    }
    if program.ignoresMore { ignoreValues(0..<plan.input.sourceCount) }
    return nil
  }

  /// The first byte behind a value that is not blank, or the end of its event.
  ///
  /// Gives `start` where, in an event that spans lines, the scanner has read on into what follows.
  private func skipBlanks(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var p = start
    while p < end, p.pointee == 0x20 || p.pointee &- 9 <= 1 || p.pointee == 13 { p += 1 }
    return p
  }

  private func rejected(_ event: Bytes) -> Verdict {
    let first = scanner.pointee.skipBlanks(event.base)
    let offset = min(max(0, scanner.pointee.failedAt - event.base), event.count)
    switch scanner.pointee.failure {
    case .utf8: return .rejected(.invalidUTF8, offset: offset)
    case .depth: return .rejected(.tooDeep, offset: offset)
    case .syntax:
      // `[1]` and `"text"` are JSON, but no event.
      if first.pointee != UInt8(ascii: "{"), let (_, end) = scanner.pointee.value(at: event.base),
        skipBlanks(from: end, to: event.base + event.count) == event.base + event.count
      {
        return .rejected(.notAnObject, offset: first - event.base)
      }
      // The bracket of an object was missing: the rest may have a better reason.
      let reason: RejectReason =
        switch scanner.pointee.failure {
        case .syntax: .invalidJSON
        case .utf8: .invalidUTF8
        case .depth: .tooDeep
        }
      let place = min(max(0, scanner.pointee.failedAt - event.base), event.count)
      // Bytes outside of texts that are no characters at all.
      if reason == .invalidJSON, let error = UTF8Text.firstError(in: event), error <= place {
        return .rejected(.invalidUTF8, offset: error)
      }
      return .rejected(reason, offset: place)
    }
  }

  /// Reads the object that starts at `start` into the registers of a tree, and gives its end.
  ///
  /// Line breaks are blanks: a text inside the event is not bound to one line.
  func scanText(
    _ start: UnsafePointer<UInt8>, into tree: PathTree.View, from node: Int = 0
  ) -> UnsafePointer<UInt8>? {
    var scanner = JSONScanner(
      slots: registers, ignoresNull: plan.input.ignoresNull,
      ignoresEmpty: plan.input.ignoresEmpty, multiline: true)
    return scanner.object(at: start, into: tree, from: node)
  }

  /// Marks source values that equal one of the rule file's further `ignore:` values.
  func ignoreValues(_ places: Range<Int>) {
    if plan.input.ignored.isEmpty { return }
    for place in places where registers[place].isPresent {
      for constant in plan.input.ignored
      where equal(registers[place], registers[constant.place]) {
        registers[place].kind = .ignored
      }
    }
  }

  /// A computed value, `.ignored` where the rule file ignores it.
  @inline(__always)
  func ignoring(_ value: Value) -> Value {
    if value.kind == .string && value.count == 0 && program.ignoresEmpty
      || value.kind == .null && program.ignoresNull
    {
      var ignored = value
      ignored.kind = .ignored
      return ignored
    }
    if program.ignoresMore, value.isPresent {
      for constant in plan.input.ignored where equal(value, registers[constant.place]) {
        var ignored = value
        ignored.kind = .ignored
        return ignored
      }
    }
    return value
  }
}

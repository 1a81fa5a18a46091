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
  private let absentValues: UnsafeMutablePointer<Value>
  let now: Int
  let multiline: Bool
  private var scanner: JSONScanner
  /// Emitted events of the current event, written behind it.
  let emitted = OutputBuffer(capacity: 4 << 10)
  var emittedCount = 0
  /// Bytes that calls and loops have looked at in this event.
  var work = 0
  var rejection: RejectReason?

  // The plan's arrays as plain memory: an array's bounds and ownership checks cost more than a step.
  let steps: UnsafeMutableBufferPointer<Step>
  let arguments: UnsafeMutableBufferPointer<Register>
  let rules: UnsafeMutableBufferPointer<WriteRule>
  let absentCounts: UnsafeMutableBufferPointer<Int>
  let argumentValues: UnsafeMutableBufferPointer<Value>

  /// Bytes of containers that one event's calls and loops may walk over.
  static let workLimit = 1 << 32

  /// - Parameters:
  ///   - now: milliseconds since 1970-01-01T00:00:00Z that the rules see as the time.
  ///   - multiline: events may span lines.
  public init(plan: Plan, now: Int, multiline: Bool) {
    self.plan = plan
    self.now = now
    self.multiline = multiline
    counters = RunCounters(plan: plan)
    scratch = Scratch()
    registers = .allocate(capacity: plan.registerCount + 1)
    registers.initialize(repeating: .absent, count: plan.registerCount + 1)
    absentValues = .allocate(capacity: plan.clearedCount + 1)
    absentValues.initialize(repeating: .absent, count: plan.clearedCount + 1)
    let firstConstant = plan.registerCount - plan.constants.count
    for (index, constant) in plan.constants.enumerated() {
      registers[firstConstant + index] = constant
    }
    scanner = JSONScanner(
      slots: registers, ignoresNull: plan.input.ignoresNull,
      ignoresEmpty: plan.input.ignoresEmpty, multiline: multiline)
    steps = Worker.memory(plan.steps)
    arguments = Worker.memory(plan.arguments)
    rules = Worker.memory(plan.rules)
    absentCounts = Worker.memory(Array(repeating: 0, count: plan.rules.count))
    let widest = plan.calls.map(\.arguments.count).max() ?? 0
    argumentValues = Worker.memory(Array(repeating: Value.absent, count: widest))
  }

  private static func memory<T>(_ array: [T]) -> UnsafeMutableBufferPointer<T> {
    let buffer = UnsafeMutableBufferPointer<T>.allocate(capacity: array.count)
    _ = buffer.initialize(from: array)
    return buffer
  }

  deinit {
    registers.deallocate()
    absentValues.deallocate()
    rules.baseAddress?.deinitialize(count: rules.count)
    steps.deallocate()
    arguments.deallocate()
    rules.deallocate()
    absentCounts.deallocate()
    argumentValues.deallocate()
  }

  /// Maps one event and appends whole lines to `output`, or nothing.
  ///
  /// The event must be followed by a line feed or NUL and `Scratch.slack` readable bytes.
  public func process(_ event: Bytes, into output: OutputBuffer) -> Verdict {
    counters.eventsIn += 1
    scratch.reset()
    work = 0
    rejection = nil
    clear(0..<plan.clearedCount)
    if let reject = read(event) {
      if case .rejected(let reason, _) = reject { counters.rejected[Int(reason.rawValue)] += 1 }
      return reject
    }
    emittedCount = 0
    emitted.count = 0
    let isKept = run(0..<plan.mainEnd)
    var reason = rejection ?? (scratch.isExhausted ? .memoryLimit : nil)
    if reason == nil, isKept, !writeEvent(plan.template, to: output) { reason = .memoryLimit }
    if let reason {
      counters.rejected[Int(reason.rawValue)] += 1
      return .rejected(reason, offset: 0)
    }
    if emittedCount > 0 { output.append(emitted.bytes) }
    let written = emittedCount + (isKept ? 1 : 0)
    counters.eventsOut += written
    return written == 0 ? .dropped : .written(events: written)
  }

  /// The counters with what is counted outside of them added.
  public func finishedCounters() -> RunCounters {
    var result = counters
    for index in absentCounts.indices { result.absent[index] += absentCounts[index] }
    return result
  }

  func clear(_ range: Range<Int>) {
    (registers + range.lowerBound).update(from: absentValues, count: range.count)
  }

  // MARK: Reading

  /// Fills the source registers; the rejection, or nil.
  private func read(_ event: Bytes) -> Verdict? {
    guard let end = scanner.object(at: event.base, into: plan.input.tree) else {
      return rejected(event)
    }
    let rest = scanner.skipBlanks(end)
    guard rest == event.base + event.count else {
      return .rejected(.invalidJSON, offset: rest - event.base)
    }
    for (from, to) in plan.input.aliases { registers[to.place] = registers[from.place] }
    if let decode = plan.input.decode, !decodeEvent(decode),
      case .reject = plan.input.otherwise
    {
      return .rejected(.notDecodable, offset: 0)
    }
    ignoreValues(0..<plan.input.sourceCount)
    return nil
  }

  private func rejected(_ event: Bytes) -> Verdict {
    let first = scanner.skipBlanks(event.base)
    let offset = min(max(0, scanner.failedAt - event.base), event.count)
    switch scanner.failure {
    case .utf8: return .rejected(.invalidUTF8, offset: offset)
    case .depth: return .rejected(.tooDeep, offset: offset)
    case .syntax:
      // `[1]` and `"text"` are JSON, but no event.
      if first.pointee != UInt8(ascii: "{"), let (_, end) = scanner.value(at: event.base),
        scanner.skipBlanks(end) == event.base + event.count
      {
        return .rejected(.notAnObject, offset: first - event.base)
      }
      // The bracket of an object was missing: the rest may have a better reason.
      let reason: RejectReason =
        switch scanner.failure {
        case .syntax: .invalidJSON
        case .utf8: .invalidUTF8
        case .depth: .tooDeep
        }
      let place = min(max(0, scanner.failedAt - event.base), event.count)
      return .rejected(reason, offset: place)
    }
  }

  /// Reads the object that starts at `start` into the registers of a tree.
  func scan(_ start: UnsafePointer<UInt8>, into tree: PathTree) -> UnsafePointer<UInt8>? {
    scanner.object(at: start, into: tree)
  }

  /// The same where line breaks are blanks: a text inside the event is not bound to one line.
  func scanText(_ start: UnsafePointer<UInt8>, into tree: PathTree) -> UnsafePointer<UInt8>? {
    var scanner = JSONScanner(
      slots: registers, ignoresNull: plan.input.ignoresNull,
      ignoresEmpty: plan.input.ignoresEmpty, multiline: true)
    return scanner.object(at: start, into: tree)
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
    if value.kind == .string && value.count == 0 && plan.input.ignoresEmpty
      || value.kind == .null && plan.input.ignoresNull
    {
      var ignored = value
      ignored.kind = .ignored
      return ignored
    }
    if !plan.input.ignored.isEmpty, value.isPresent {
      for constant in plan.input.ignored where equal(value, registers[constant.place]) {
        var ignored = value
        ignored.kind = .ignored
        return ignored
      }
    }
    return value
  }
}

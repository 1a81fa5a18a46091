import Events
import Functions
import Planning

/// What one worker maps events in: the registers, the scratch and the counters, with the plan.
///
/// Whatever works on an event is a view of it: a struct without state of its own. So each view has one
/// duty, and making one is free.
final class Workspace {
  let plan: Plan
  let program: Program
  let scratch: Scratch
  let registers: UnsafeMutablePointer<Value>
  let noted: NotedFields
  var counters: RunCounters
  /// Milliseconds since 1970-01-01T00:00:00Z that the rules see as the time.
  @exclusivity(unchecked) var now: Int
  /// Bytes that one event may write, with all that it emits.
  let writtenLimit: Int
  /// Emitted events of the current event, written behind it.
  let emitted = OutputBuffer(capacity: 4 << 10)

  /// What changes with each event. Behind a pointer, as exclusivity checks of class properties
  /// would cost more than the steps that change them.
  struct State {
    var emittedCount = 0
    var rejection: RejectReason?
    /// Valid for this event only: in the next one other bytes stand where it points.
    var lastItem: LastItem?
    var members = KnownMembers()
    var eventsIn = 0
    var eventsOut = 0
  }
  let state: UnsafeMutablePointer<State>

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

  /// As many absent values as are copied at once: they stay in the first cache, as a copy of all
  /// registers would not.
  private let absentValues: UnsafeMutablePointer<Value>
  private static let clearedAtOnce = 64

  init(plan: Plan, now: Int, scratch: Scratch, writtenLimit: Int) {
    self.plan = plan
    self.now = now
    self.scratch = scratch
    self.writtenLimit = writtenLimit
    counters = RunCounters(plan: plan)
    registers = .allocate(capacity: plan.registerCount + 1)
    registers.initialize(repeating: .absent, count: plan.registerCount + 1)
    absentValues = .allocate(capacity: Workspace.clearedAtOnce)
    absentValues.initialize(repeating: .absent, count: Workspace.clearedAtOnce)
    noted = NotedFields(plan)
    let firstConstant = plan.registerCount - plan.constants.count
    for (index, constant) in plan.constants.enumerated() {
      registers[firstConstant + index] = constant
    }
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
    state.pointee.members.deallocate()
    state.deallocate()
    absentCounts.deallocate()
    argumentValues.deallocate()
    iterators.deinitialize(count: iteratorCount + 1)
    iterators.deallocate()
  }

  /// Forgets all that the last event left.
  @inline(__always)
  func reset() {
    scratch.reset()
    state.pointee.rejection = nil
    state.pointee.lastItem = nil
    state.pointee.members.object = .absent
    clear(0..<program.clearedCount)
    let registers = self.registers
    // What stands beside the fields has no value between two events, or none that is looked at.
    noted.visit { registers[$0] = .absent }
    noted.removeAll()
  }

  /// Gives back what a large event took: the next one of this worker may be long in coming.
  func releaseMemory() {
    scratch.reset()
    emitted.removeAll(keeping: 64 << 10)
  }

  func clear(_ range: Range<Int>) {
    var place = range.lowerBound
    while place < range.upperBound {
      let count = min(Workspace.clearedAtOnce, range.upperBound &- place)
      (registers + place).update(from: absentValues, count: count)
      place &+= count
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
      for constant in plan.input.ignored
      where Comparer(space: self).equal(value, registers[constant.place]) {
        var ignored = value
        ignored.kind = .ignored
        return ignored
      }
    }
    return value
  }

  /// Counts a walk over a value against the limit of an event.
  func spend(_ value: Value) {
    scratch.spend(value)
    if scratch.isOverworked { state.pointee.rejection = .workLimit }
  }
}

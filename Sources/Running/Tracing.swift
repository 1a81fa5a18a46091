import Events
import Planning

extension Worker {
  /// Maps one event as `process` does, and notes on its way what was read, decided and written.
  ///
  /// Runs the same steps; the jumps are taken here, all other steps by `run` one at a time. The
  /// plan must be traceable. What is noted is bounded: see `Trace.isCut`. `keepsResults` asks for
  /// `Trace.results`.
  public func trace(
    _ event: Bytes, into output: OutputBuffer, keepsResults: Bool = false
  ) -> Trace {
    precondition(plan.isTraceable, "the plan was made without what traces need")
    let recorder = TraceRecorder(self, keepsResults: keepsResults)
    self.recorder = recorder
    defer { self.recorder = nil }
    let undecodable = counters.undecodable
    var isDecoded: Bool?
    let verdict = process(event, into: output) {
      if let number = plan.input.decode {
        isDecoded =
          counters.undecodable[number] == undecodable[number]
          && registers[plan.decodes[number].source.place].isPresent
      }
      let isKept = runTraced(0..<plan.mainEnd, recorder)
      if isKept { recorder.noteFields() }
      return isKept
    }
    return recorder.finish(verdict, isDecoded: isDecoded)
  }

  /// `run`, with a note of every step.
  func runTraced(_ range: Range<Int>, _ recorder: TraceRecorder) -> Bool {
    var pc = range.lowerBound
    while pc < range.upperBound {
      let at = pc
      pc += 1
      recorder.reach(at)
      switch plan.steps[at] {
      case .jump(let target): pc = Int(target)
      case .jumpIfPresent(let value, let target):
        recorder.test(at, [value])
        if registers[value.place].isPresent { pc = Int(target) }
      case .jumpUnlessPresent(let value, let target):
        recorder.test(at, [value])
        if !registers[value.place].isPresent { pc = Int(target) }
      case .jumpIfEqual(let left, let right, let target):
        recorder.test(at, [left, right])
        if equal(registers[left.place], registers[right.place]) { pc = Int(target) }
      case .jumpUnlessEqual(let left, let right, let target):
        recorder.test(at, [left, right])
        if !equal(registers[left.place], registers[right.place]) { pc = Int(target) }
      case .jumpIf(let comparison, let target):
        let operands = plan.comparisons[Int(comparison)]
        recorder.test(at, [operands.left, operands.right])
        if compare(Int(comparison)) { pc = Int(target) }
      case .jumpUnless(let comparison, let target):
        let operands = plan.comparisons[Int(comparison)]
        recorder.test(at, [operands.left, operands.right])
        if !compare(Int(comparison)) { pc = Int(target) }
      case .jumpIfTest(let value, let test, let target):
        recorder.test(at, [value])
        if passes(registers[value.place], test) { pc = Int(target) }
      case .jumpUnlessTest(let value, let test, let target):
        recorder.test(at, [value])
        if !passes(registers[value.place], test) { pc = Int(target) }
      case .dispatch(let value, let table):
        if plan.documents == nil { recorder.match(at, value) } else { recorder.look(value) }
        if let entry = slot(of: registers[value.place], in: plan.dispatches[Int(table)].keys.view) {
          recorder.noteChoice(at, entry)
        }
        pc = dispatch(registers[value.place], Int(table))
      case .jumpIfSame(let left, let right, let target):
        recorder.test(at, [left, right])
        if same(registers[left.place], registers[right.place]) { pc = Int(target) }
      case .jumpUnlessSame(let left, let right, let target):
        recorder.test(at, [left, right])
        if !same(registers[left.place], registers[right.place]) { pc = Int(target) }
      case .next(let to, let iterator, let target):
        if let item = next(Int(iterator)) {
          registers[to.place] = item
          recorder.noteTemplate(plan.steps[at])
        } else {
          pc = Int(target)
        }
      case .text, .items, .object, .values, .beginOutput, .addOutput, .endOutput, .iterate,
        .counter, .takeApart, .readNode, .assign, .put, .clear, .move, .write, .set, .setIfUnset,
        .first, .call, .navigate, .list, .collect, .asList, .lookup, .decode, .loop, .emit, .drop:
        let before = recorder.before(at)
        let goesOn = run(at..<at + 1)
        recorder.after(at, before)
        if !goesOn { return false }
      }
      if pc != at + 1 { recorder.jumped(at, to: pc) }
    }
    recorder.reach(nil)
    return true
  }
}

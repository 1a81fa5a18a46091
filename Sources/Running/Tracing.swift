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
    let before = recorder.beforeEventDecode
    var isDecoded: Bool?
    let verdict = process(event, into: output) {
      if let number = plan.input.decode, let before {
        isDecoded =
          counters.undecodable[number] == before.failed
          && registers[plan.decodes[number].source.place].isPresent
        recorder.noteEventDecode(before)
      }
      let isKept = runTraced(0..<plan.mainEnd, recorder)
      if isKept { recorder.noteFields() }
      return isKept
    }
    if case .rejected(.notDecodable, _) = verdict, let before { recorder.noteEventDecode(before) }
    return recorder.finish(verdict, isDecoded: isDecoded)
  }

  /// `run`, with a note of every step but those of long loops of templates.
  func runTraced(_ range: Range<Int>, _ recorder: TraceRecorder) -> Bool {
    var pc = range.lowerBound
    while pc < range.upperBound {
      let at = pc
      let isNoted = recorder.isNoted(at)
      if isNoted {
        recorder.reach(at)
        recorder.look(at)
      }
      if let next = successor(of: at) {
        pc = next
        if isNoted { recorder.decided(at, next) }
        continue
      }
      pc = at + 1
      guard isNoted else {
        if !run(at..<pc) { return false }
        continue
      }
      let before = recorder.before(at)
      let goesOn = run(at..<pc)
      recorder.after(at, before)
      if !goesOn { return false }
    }
    recorder.reach(nil)
    return true
  }

  /// The step behind one that decides where to go on; nil for one that computes.
  private func successor(of step: Int) -> Int? {
    func to(_ target: UInt32, if holds: Bool) -> Int { holds ? Int(target) : step + 1 }
    func value(_ register: Register) -> Value { registers[register.place] }
    switch plan.steps[step] {
    case .jump(let target): return Int(target)
    case .jumpIfPresent(let one, let target): return to(target, if: value(one).isPresent)
    case .jumpUnlessPresent(let one, let target): return to(target, if: !value(one).isPresent)
    case .jumpIfEqual(let left, let right, let target):
      return to(target, if: equal(value(left), value(right)))
    case .jumpUnlessEqual(let left, let right, let target):
      return to(target, if: !equal(value(left), value(right)))
    case .jumpIf(let comparison, let target): return to(target, if: compare(Int(comparison)))
    case .jumpUnless(let comparison, let target): return to(target, if: !compare(Int(comparison)))
    case .jumpIfTest(let one, let test, let target):
      return to(target, if: passes(value(one), test))
    case .jumpUnlessTest(let one, let test, let target):
      return to(target, if: !passes(value(one), test))
    case .dispatch(let one, let table): return dispatch(value(one), Int(table))
    case .jumpIfSame(let left, let right, let target):
      return to(target, if: same(value(left), value(right)))
    case .jumpUnlessSame(let left, let right, let target):
      return to(target, if: !same(value(left), value(right)))
    case .next(let register, let iterator, let target):
      guard let item = next(Int(iterator)) else { return Int(target) }
      registers[register.place] = item
      return step + 1
    case .text, .items, .object, .values, .beginOutput, .addOutput, .endOutput, .iterate,
      .counter, .takeApart, .append, .own, .isOne, .json, .readNode, .assign, .put, .clear, .move,
      .write, .set,
      .setIfUnset, .first, .call, .navigate, .list, .collect, .asList, .lookup, .decode, .loop,
      .emit, .drop:
      return nil
    }
  }
}

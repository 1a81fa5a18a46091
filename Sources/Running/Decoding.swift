import Events
import Planning

/// Texts inside the event that hold fields of their own.
extension Worker {
  /// Runs a stage's `decode`: its fields, or those of its `else`, or none.
  func decode(index: Int) {
    let decode = plan.decodes[index]
    let limits = scratch.reachedLimits
    defer { if scratch.reachedLimits > limits { counters.limitedDecodes[index] += 1 } }
    if decode.isExternal { return extract(decode, index) }
    clear(decode.registers)
    let source = registers[decode.source.place]
    if source.isPresent {
      if decodedRegisters[index].read(source) { return }
      counters.undecodable[index] += 1
      clear(decode.registers)
    }
    if let otherwise = decode.otherwise, registers[otherwise.place].isPresent {
      if decodedRegisters[index].read(registers[otherwise.place]) { return }
      clear(decode.registers)
      countFailure(of: registers[otherwise.place], index, since: limits)
    } else if source.isPresent {
      countFailure(of: source, index, since: limits)
      failed(decode.onError)
    }
  }

  /// Nothing came of a value that was there; so many searches had reached their limit before.
  private func countFailure(of source: Value, _ index: Int, since limits: Int) {
    if scratch.reachedLimits > limits {
      counters.undecidedDecodes[index] += 1
    } else if source.isContainer {
      counters.containersForTexts[index] += 1
    } else {
      counters.failedDecodes[index] += 1
    }
  }

  private func failed(_ onError: WriteRule.OnError) {
    switch onError {
    case .skip, .value: break
    case .reject: state.pointee.rejection = .rejectedByRule
    case .tag(let text): tag(text)
    }
  }

  /// Adds a text to the event's tags.
  func tag(_ text: Register) {
    guard let tags = plan.tags else { return }
    registers[tags.place] = union([registers[tags.place], registers[text.place]])
    note(tags)
  }

  /// Reads the file's `decode:` into the registers of the event; false where the event is refused
  /// because it does not decode. The registers hold the event as received where that is taken
  /// instead, and nothing where the failure is passed over.
  func decodeEvent(_ index: Int, _ sourceRegister: Register) -> Bool {
    // Most events have none, so the plan is asked behind this.
    let source = registers[sourceRegister.place]
    let takesRaw = if case .raw = plan.input.otherwise { true } else { false }
    guard source.isPresent else { return takesRaw }
    let decode = plan.decodes[index]
    guard let saved = scratchCopy(of: decode.registers) else { return false }
    clear(decode.registers)
    let isRead = decodedRegisters[index].read(source)
    if scratch.reachedLimits > 0 { counters.limitedDecodes[index] += 1 }
    if isRead { return true }
    counters.undecodable[index] += 1
    if takesRaw {
      (registers + decode.registers.lowerBound).update(from: saved, count: decode.registers.count)
      return true
    }
    countFailure(of: source, index, since: 0)
    if case .reject = decode.onError { return false }
    clear(decode.registers)
    failed(decode.onError)
    return true
  }

  /// Runs an external stage of an intake format: what it cannot read leaves what an earlier entry
  /// of the stage gave, or else null.
  private func extract(_ decode: DecodePlan, _ index: Int) {
    guard let root = decode.tree.rootSlot else { preconditionFailure("a decode has a root") }
    var saved: UnsafeMutablePointer<Value>?
    if registers[root].isPresent {
      saved = scratchCopy(of: decode.registers)
      clear(decode.registers)
    }
    let source = registers[decode.source.place]
    let limits = scratch.reachedLimits
    let isRead = source.isPresent && source.kind != .null && decodedRegisters[index].read(source)
    if isRead, registers[root].kind != .ignored {
      if !registers[root].isPresent { registers[root] = .emptyObject }
      return
    }
    if !isRead {
      counters.undecodable[index] += 1
      if source.isPresent, source.kind != .null {
        countFailure(of: source, index, since: limits)
      }
    }
    clear(decode.registers)
    if let saved {
      (registers + decode.registers.lowerBound).update(from: saved, count: decode.registers.count)
    } else if !isRead {
      registers[root] = .null
    }
  }

  private func scratchCopy(of range: Range<Int>) -> UnsafeMutablePointer<Value>? {
    let alignment = MemoryLayout<Value>.alignment
    guard
      let room = scratch.allocate(range.count * MemoryLayout<Value>.stride + alignment)
    else { return nil }
    let values = UnsafeMutableRawPointer(room).alignedUp(toMultipleOf: alignment)
      .bindMemory(to: Value.self, capacity: range.count)
    values.update(from: registers + range.lowerBound, count: range.count)
    return values
  }
}

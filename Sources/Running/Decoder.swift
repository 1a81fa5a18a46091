import Events
import Planning

/// Decodes texts inside the event that hold fields of their own.
struct Decoder {
  let space: Workspace

  /// Runs a stage's `decode`: its fields, or those of its `else`, or none.
  func decode(_ index: Int) {
    let decode = space.plan.decodes[index]
    let limits = space.scratch.reachedLimits
    defer { if space.scratch.reachedLimits > limits { space.counters.decodes[index].limited += 1 } }
    if decode.isExternal { return extract(decode, index) }
    space.clear(decode.registers)
    let source = space.registers[decode.source.place]
    if source.isPresent {
      if space.decodedRegisters[index].read(source) { return }
      space.counters.decodes[index].undecodable += 1
      space.clear(decode.registers)
    }
    if let otherwise = decode.otherwise, space.registers[otherwise.place].isPresent {
      if space.decodedRegisters[index].read(space.registers[otherwise.place]) { return }
      space.clear(decode.registers)
      countFailure(of: space.registers[otherwise.place], index, since: limits)
    } else if source.isPresent {
      countFailure(of: source, index, since: limits)
      failed(decode.onError)
    }
  }

  /// Nothing came of a value that was there; so many searches had reached their limit before.
  private func countFailure(of source: Value, _ index: Int, since limits: Int) {
    if space.scratch.reachedLimits > limits {
      space.counters.decodes[index].undecided += 1
    } else if source.isContainer {
      space.counters.decodes[index].containersForTexts += 1
    } else {
      space.counters.decodes[index].failed += 1
    }
  }

  private func failed(_ onError: WriteRule.OnError) {
    switch onError {
    case .skip, .value: break
    case .reject: space.state.pointee.rejection = .rejectedByRule
    case .tag(let text): FieldWriter(space: space).tag(text)
    }
  }

  /// Reads the file's `decode:` into the registers of the event; false where the event is refused
  /// because it does not decode. The registers hold the event as received where that is taken
  /// instead, and nothing where the failure is passed over.
  func decodeEvent(_ index: Int, _ sourceRegister: Register) -> Bool {
    // Most events lack the source, so the decode is fetched only after this check.
    let source = space.registers[sourceRegister.place]
    let takesRaw = if case .raw = space.plan.input.otherwise { true } else { false }
    if !source.isPresent, takesRaw { return true }
    let decode = space.plan.decodes[index]
    guard source.isPresent else { return decodeOtherwise(decode, index) }
    guard let saved = scratchCopy(of: decode.registers) else { return false }
    space.clear(decode.registers)
    let isRead = space.decodedRegisters[index].read(source)
    if space.scratch.reachedLimits > 0 { space.counters.decodes[index].limited += 1 }
    if isRead { return true }
    space.counters.decodes[index].undecodable += 1
    if takesRaw {
      (space.registers + decode.registers.lowerBound).update(
        from: saved, count: decode.registers.count)
      return true
    }
    if decodeOtherwise(decode, index) { return true }
    countFailure(of: source, index, since: 0)
    if case .reject = decode.onError { return false }
    space.clear(decode.registers)
    failed(decode.onError)
    return true
  }

  /// Reads what the file's `decode:` takes instead into the registers of the event.
  private func decodeOtherwise(_ decode: DecodePlan, _ index: Int) -> Bool {
    guard let otherwise = decode.otherwise, space.registers[otherwise.place].isPresent else {
      return false
    }
    space.clear(decode.registers)
    return space.decodedRegisters[index].read(space.registers[otherwise.place])
  }

  /// Runs an external stage of an intake format: what it cannot read leaves what an earlier entry
  /// of the stage gave, or else null.
  private func extract(_ decode: DecodePlan, _ index: Int) {
    guard let root = decode.tree.rootSlot else { preconditionFailure("a decode has a root") }
    var saved: UnsafeMutablePointer<Value>?
    if space.registers[root].isPresent {
      saved = scratchCopy(of: decode.registers)
      space.clear(decode.registers)
    }
    let source = space.registers[decode.source.place]
    let limits = space.scratch.reachedLimits
    let isRead =
      source.isPresent && source.kind != .null && space.decodedRegisters[index].read(source)
    if isRead, space.registers[root].kind != .ignored {
      if !space.registers[root].isPresent { space.registers[root] = .emptyObject }
      return
    }
    if !isRead {
      space.counters.decodes[index].undecodable += 1
      if source.isPresent, source.kind != .null {
        countFailure(of: source, index, since: limits)
      }
    }
    space.clear(decode.registers)
    if let saved {
      (space.registers + decode.registers.lowerBound).update(
        from: saved, count: decode.registers.count)
    } else if !isRead {
      space.registers[root] = .null
    }
  }

  private func scratchCopy(of range: Range<Int>) -> UnsafeMutablePointer<Value>? {
    guard let values = space.scratch.room(for: range.count, of: Value.self) else { return nil }
    values.update(from: space.registers + range.lowerBound, count: range.count)
    return values
  }
}

import Events
import Functions
import Planning

/// Calls the functions of rules.
struct FunctionCaller {
  let space: Workspace

  func call(_ index: Int) -> Value {
    let call = space.program.calls.baseAddress! + index
    let operands = space.program.arguments.baseAddress! + call.pointee.first
    let count = call.pointee.count
    for position in 0..<count {
      let value = space.registers[operands[position].place]
      space.argumentValues[position] = value
      if call.pointee.copiesLists {
        space.scratch.spend(Int(value.count))
      } else {
        space.scratch.spend(value)
      }
    }
    if space.scratch.isOverworked {
      space.state.pointee.rejection = .workLimit
      return .absent
    }
    if call.pointee.takesLong,
      let known = space.answers?.answer(of: index, to: space.argumentValues[0], in: space.scratch)
    {
      return space.ignoring(known)
    }
    let limits = space.scratch.reachedLimits
    let failures = space.scratch.failures
    let result = call.pointee.call._withUnsafeGuaranteedRef {
      $0.invoke(
        UnsafeBufferPointer(start: space.argumentValues, count: count), scratch: space.scratch,
        now: space.now)
    }
    if space.scratch.reachedLimits > limits { space.counters.limitedCalls[index] += 1 }
    if space.scratch.failures > failures {
      space.counters.noteFailure(ofCall: index, space.scratch.lastFailure)
    }
    if call.pointee.takesLong, !space.scratch.isExhausted, !space.scratch.isOverworked {
      space.answers?.remember(result, of: index, to: space.argumentValues[0])
    }
    return space.ignoring(result)
  }
}

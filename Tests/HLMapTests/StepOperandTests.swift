import Planning
import Testing

@testable import HLMap
@testable import Planning

/// What steps say of their operands, for the steps of all plans under `Fixtures/plans`, among which
/// is one of every kind.
@Suite struct StepOperandTests {
  private static let steps = PlanFixtureTests.names.flatMap {
    PlanFixtureTests.plan($0).plan?.steps ?? []
  }

  /// No number of a step is left out: how many it holds is seen without asking it.
  @Test func allNumbersAreOperands() {
    for step in Self.steps {
      let held = Mirror(reflecting: step).children.first.map { payload -> [Any] in
        let parts = Mirror(reflecting: payload.value)
        guard parts.displayStyle == .tuple else { return [payload.value] }
        return parts.children.filter { $0.label != "count" }.map(\.value)
      }
      let numbers = (held ?? []).filter { $0 is Register || $0 is UInt32 }
      #expect(step.operands.count == numbers.count, "\(step)")
    }
  }

  @Test func sameRegistersGiveTheSameStep() {
    for step in Self.steps { #expect("\(step.mapRegisters { $0 })" == "\(step)") }
  }

  @Test func operandsFollowRenumbering() {
    for step in Self.steps {
      let wanted = step.operands.map { operand in
        var operand = operand
        if operand.register != nil { operand.number += 1000 }
        return operand
      }
      let renumbered = step.mapRegisters { Register($0.place + 1000) }
      #expect(renumbered.operands == wanted, "\(step)")
      #expect("\(renumbered.mapRegisters { Register($0.place - 1000) })" == "\(step)")
    }
  }

  @Test func onlyTargetsAreRetargeted() {
    for step in Self.steps {
      let wanted = step.operands.map { operand in
        var operand = operand
        if operand.role == .target { operand.number = 9999 }
        return operand
      }
      #expect(step.retargeted(9999).operands == wanted, "\(step)")
      #expect(step.isJump || step.retargeted(9999).operands == step.operands, "\(step)")
    }
  }
}

extension Step {
  fileprivate var operands: [StepOperand] {
    var operands: [StepOperand] = []
    forEachOperand { operands.append($0) }
    return operands
  }
}

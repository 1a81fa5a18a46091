/// The steps that others jump to, numbered in their order: `L1`, `L2`, …
struct StepTargets {
  private let numbers: [Int: Int]
  /// The ends of the main program and of each body; a jump there ends it.
  private let ends: Set<Int>

  init(_ plan: Plan) {
    let ends = Set(
      [plan.mainEnd] + plan.loops.map(\.body.upperBound) + plan.emits.map(\.body.upperBound))
    var targets = Set(plan.dispatches.flatMap { $0.targets + [$0.otherwise] }.map { Int($0) })
    for step in plan.steps {
      step.forEachOperand { if $0.role == .target { targets.insert(Int($0.number)) } }
    }
    var numbers: [Int: Int] = [:]
    for target in targets.subtracting(ends).sorted() { numbers[target] = numbers.count + 1 }
    self.numbers = numbers
    self.ends = ends
  }

  /// What a jump to a step says.
  func name(_ target: UInt32) -> String {
    ends.contains(Int(target)) ? "end" : label(of: Int(target))
  }

  /// What stands before a step; nothing where none jumps there.
  func label(of step: Int) -> String { numbers[step].map { "L\($0)" } ?? "" }
}

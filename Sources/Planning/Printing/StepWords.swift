import Events
import Functions
import Text

/// One step of a printed plan: what it gives values, its operation, what it takes, where it jumps.
///
/// ```
///  `user.name` = write who as keyword
///  jumpUnlessEqual kind "login" -> L3
/// ```
struct StepWords {
  private let plan: Plan
  private let registers: RegisterWords
  private let targets: StepTargets

  init(_ plan: Plan, _ registers: RegisterWords, _ targets: StepTargets) {
    self.plan = plan
    self.registers = registers
    self.targets = targets
  }

  func text(of number: Int) -> String {
    let step = plan.steps[number]
    var given: [String] = []
    var words = [step.operation]
    var target = ""
    step.forEachOperand { operand in
      let place = Int(operand.number)
      switch operand.role {
      case .written, .changed: given.append(registers.name(Register(place)))
      case .read, .cleared: words.append(registers.name(Register(place)))
      case .readRun(let count):
        words.append("(\(registers.names(plan.arguments[place..<place + Int(count)])))")
      case .writtenRun(let count):
        given.append("(\(registers.names(plan.arguments[place..<place + Int(count)])))")
      case .target: target = " -> \(targets.name(operand.number))"
      case .entry(let table):
        if table == .assignment || table == .loop {
          given += plan.writes(of: number).map(registers.name)
        }
        words.append(self.words(at: place, in: table))
      }
    }
    switch step {
    case .jumpIfTest(_, let test, _), .jumpUnlessTest(_, let test, _): words.append("\(test)")
    case .counter(_, _, let counter): words.append("\(counter)")
    default: break
    }
    let result = given.isEmpty ? "" : given.joined(separator: ", ") + " = "
    return result + words.filter { !$0.isEmpty }.joined(separator: " ") + target
  }

  /// An entry of a table, or its index there if the table is printed before the steps.
  private func words(at place: Int, in table: StepOperand.Table) -> String {
    switch table {
    case .call:
      "\(plan.calls[place].name)(\(registers.names(plan.arguments[plan.calls[place].arguments])))"
    case .rule: words(of: plan.rules[place])
    case .path: plan.paths[place].map(words).joined()
    case .comparison: words(of: plan.comparisons[place])
    case .lookup: "in table \(place)"
    case .dispatch: "by cases \(place)"
    case .decode: "\(place)"
    case .loop: "\(place) over \(registers.name(plan.loops[place].list))"
    case .emit: "\(place)" + (plan.emits[place].list.map { " over \(registers.name($0))" } ?? "")
    case .dropReason: JSONString.quoted(plan.dropReasons[place])
    case .document: place == 0 ? "" : "in document \(place)"
    case .assignment: plan.documents?.cast(ofAssignment: place).map { "as \($0)" } ?? ""
    case .iterator: "iterator \(place)"
    }
  }

  private func words(of rule: WriteRule) -> String {
    var words = ["as \(rule.cast.name)"]
    if rule.format.map({ !$0.isAutomatic }) ?? false { words.append("by its format") }
    if let constraint = rule.constraint { words.append(constraint.text) }
    if rule.unlessSet { words.append("unless set") }
    if rule.appends { words.append("added to what stands") }
    if let onError = registers.words(of: rule.onError) { words.append(onError) }
    return words.joined(separator: ", ")
  }

  private func words(of step: NavigationStep) -> String {
    switch step {
    case .member(let name): "[\(registers.name(name))]"
    case .index(let index): "[\(index)]"
    case .each: "[*]"
    case .items: "[items]"
    }
  }

  private func words(of comparison: ComparisonPlan) -> String {
    let right =
      comparison.members.map { members in
        "[\(members.keys.members.map { JSONString.quoted($0.key) }.joined(separator: ", "))]"
      } ?? registers.name(comparison.right)
    return "\(registers.name(comparison.left)) \(comparison.operator) \(right)"
  }
}

extension Step {
  /// What the step does, by the name of its case.
  package var operation: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}

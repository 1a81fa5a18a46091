/// The registers of steps, with those in the tables that they refer to.
extension Plan {
  /// The registers that a step takes values from.
  ///
  /// What it compares a value with in a table, and what the body of a loop reads, is not among them.
  public func reads(of step: Int) -> [Register] { registers(of: step, areRead: true) }

  /// The registers that a step gives values, whether it always does or not.
  ///
  /// Those that a decode fills are `DecodePlan.registers`.
  public func writes(of step: Int) -> [Register] { registers(of: step, areRead: false) }

  private func registers(of step: Int, areRead: Bool) -> [Register] {
    var registers: [Register] = []
    forEachRegister(of: step) { if $1 == areRead { registers.append($0) } }
    return registers
  }

  /// Calls back for each register that a step reads or writes; for one that it changes, for both.
  func forEachRegister(of step: Int, _ body: (Register, _ isRead: Bool) -> Void) {
    steps[step].forEachOperand { operand in
      let number = Int(operand.number)
      switch operand.role {
      case .read: body(Register(number), true)
      case .written: body(Register(number), false)
      case .changed:
        body(Register(number), true)
        body(Register(number), false)
      case .readRun(let count):
        for register in arguments[number..<number + Int(count)] { body(register, true) }
      case .writtenRun(let count):
        for register in arguments[number..<number + Int(count)] { body(register, false) }
      case .entry(let table): forEachRegister(at: number, in: table, body)
      case .cleared, .target: break
      }
    }
  }

  private func forEachRegister(
    at place: Int, in table: StepOperand.Table, _ body: (Register, _ isRead: Bool) -> Void
  ) {
    switch table {
    case .call: for register in arguments[calls[place].arguments] { body(register, true) }
    case .comparison:
      body(comparisons[place].left, true)
      body(comparisons[place].right, true)
    case .decode:
      body(decodes[place].source, true)
      for register in [decodes[place].otherwise, decodes[place].parameter] {
        if let register { body(register, true) }
      }
    case .loop:
      body(loops[place].list, true)
      body(loops[place].to, false)
    case .emit: if let list = emits[place].list { body(list, true) }
    case .assignment:
      for node in documents?.assignments[place].nodes ?? [] { body(node.register, false) }
    case .rule, .path, .lookup, .dispatch, .dropReason, .document, .iterator: break
    }
  }
}

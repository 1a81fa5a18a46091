import Events
import Text

/// A plan as text for people: its registers and tables, its steps, and what it writes.
///
/// The same plan always gives the same text. Nothing in it depends on the language that the rules
/// were written in.
package struct PlanText {
  private let plan: Plan
  private let registers: RegisterWords
  private let sources: SourceMap

  /// The plan must know what its registers mean; `sources` are the texts that it was made from.
  package init(_ plan: Plan, sources: SourceMap) {
    precondition(plan.isTraceable, "the plan was made without the names of its registers")
    self.plan = plan
    self.sources = sources
    registers = RegisterWords(plan)
  }

  /// All of it; each line ends with a line feed, and none acts on a terminal.
  package var text: String {
    let steps = StepListing(plan, registers, sources)
    let objects = ObjectListing(plan, registers)
    let sections =
      [registerLines, inputLines] + decodes + tables + cases(steps.targets) + [steps.lines]
      + objects.sections
    return sections.filter { !$0.isEmpty }
      .map { $0.map { SafeText.line($0) + "\n" }.joined() }.joined(separator: "\n")
  }

  // MARK: What is there before the first step

  private var registerLines: [String] {
    let documents = plan.documents?.documents.map(\.registers) ?? []
    let inputEnd = plan.input.sourceCount
    let scratchEnd = documents.first?.lowerBound ?? plan.clearedCount
    var lines = ["registers"]
    func add(_ region: String, _ range: Range<Int>, listed: Bool = false) {
      guard !range.isEmpty else { return }
      lines.append("  \(region) \(range.lowerBound)..<\(range.upperBound)")
      if listed { lines += wrapped(range.map { registers.name(Register($0)) }) }
    }
    add("input", 0..<inputEnd, listed: true)
    add("scratch", inputEnd..<scratchEnd, listed: true)
    for (number, range) in documents.enumerated() { add("document \(number)", range) }
    add("fields", plan.fields, listed: true)
    add("temporary", registers.temporaries)
    add("constants", registers.constants)
    return lines
  }

  private var inputLines: [String] {
    let input = plan.input
    var ignored = input.ignoresNull ? ["null"] : []
    if input.ignoresEmpty { ignored += ["empty texts"] }
    ignored += input.ignored.map(registers.name)
    var lines = ["input"]
    if !ignored.isEmpty { lines += ["  ignored: \(ignored.joined(separator: ", "))"] }
    for (from, to) in input.aliases {
      lines.append("  \(registers.name(to)) is \(registers.name(from))")
    }
    if let decode = input.decode {
      let otherwise =
        switch input.otherwise {
        case .reject: "or reject the event"
        case .raw: "or take the event as received"
        }
      lines.append("  decode \(decode), \(otherwise)")
    }
    return lines.count > 1 ? lines : []
  }

  // MARK: Tables

  private var decodes: [[String]] {
    plan.decodes.enumerated().map { number, decode in
      var line = "decode \(number): \(registers.name(decode.source))"
      if let parameter = decode.parameter { line += " with \(registers.name(parameter))" }
      if !decode.label.name.isEmpty { line += " by \(decode.label.name)" }
      if let otherwise = decode.otherwise { line += ", else \(registers.name(otherwise))" }
      line += registers.words(of: decode.onError).map { ", \($0)" } ?? ""
      return [line] + wrapped(decode.registers.map { registers.name(Register($0)) })
    }
  }

  private var tables: [[String]] {
    plan.tables.enumerated().map { number, table in
      var lines = ["table \(number)" + (table.mapsItems ? " of items" : "")]
      lines += table.keys.members.map { key, slot in
        "  \(JSONString.quoted(key)): \(slot.map { registers.name(table.values[$0]) } ?? "")"
      }
      if let otherwise = table.otherwise { lines.append("  else: \(registers.name(otherwise))") }
      return lines
    }
  }

  private func cases(_ targets: StepTargets) -> [[String]] {
    plan.dispatches.enumerated().map { number, dispatch in
      ["cases \(number)"]
        + dispatch.keys.members.map { key, slot in
          let target = slot.map { targets.name(dispatch.targets[$0]) } ?? ""
          return "  \(JSONString.quoted(key)): \(target)"
        } + ["  else: \(targets.name(dispatch.otherwise))"]
    }
  }

  /// A list over as many lines as it takes.
  private func wrapped(_ words: [String]) -> [String] {
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + word.count < 96 {
        lines[lines.count - 1] = "\(last), \(word)"
      } else {
        if !lines.isEmpty { lines[lines.count - 1] += "," }
        lines.append("    \(word)")
      }
    }
    return lines
  }
}

import Text

/// The steps of a printed plan, one per line with the place that it comes from; bodies of loops and
/// emits stand below the step that runs them.
struct StepListing {
  let targets: StepTargets
  private let plan: Plan
  private let words: StepWords
  private let sources: SourceMap

  init(_ plan: Plan, _ registers: RegisterWords, _ sources: SourceMap) {
    self.plan = plan
    self.sources = sources
    targets = StepTargets(plan)
    words = StepWords(plan, registers, targets)
  }

  /// What is computed before the event is decoded, and all other steps.
  var lines: [String] {
    let prologue = lines(of: plan.input.prologue, depth: 0)
    return (prologue.isEmpty ? [] : ["before the event is decoded"] + prologue)
      + ["steps"] + lines(of: 0..<plan.mainEnd, depth: 0)
  }

  private func lines(of range: Range<Int>, depth: Int) -> [String] {
    var lines: [String] = []
    for step in range {
      lines.append(line(of: step, depth))
      switch plan.steps[step] {
      case .loop(let loop): lines += self.lines(of: plan.loops[Int(loop)].body, depth: depth + 1)
      case .emit(let emit): lines += self.lines(of: plan.emits[Int(emit)].body, depth: depth + 1)
      default: break
      }
    }
    return lines
  }

  private func line(of step: Int, _ depth: Int) -> String {
    let number = "\(step)"
    let label = targets.label(of: step)
    var line = "  " + label + blanks(10 - label.count - number.count) + number + "  "
    line += blanks(2 * depth) + words.text(of: step)
    return line + blanks(max(2, 72 - line.count)) + place(of: step)
  }

  private func place(of step: Int) -> String {
    let source = sources[plan.origins[step]]
    return "\(source.name):\(source.position(at: Int(plan.origins[step].lower)).line)"
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

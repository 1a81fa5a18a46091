import Events
import Functions
import Planning

/// Notes of what the values between two steps are made of.
final class OriginTracing {
  private typealias Ingredients = (sources: [Trace.Reading], functions: [String])

  private let space: Workspace
  private let plan: Plan
  private let values: TracedValues
  private let log: TraceLog
  /// What the output of the template at hand and the lists of its loops are made of.
  private var output: Ingredients = ([], [])
  private var iterated: [Int: Ingredients] = [:]

  init(_ space: Workspace, _ values: TracedValues, _ log: TraceLog) {
    self.space = space
    self.values = values
    self.log = log
    plan = space.plan
  }

  /// A step computed a value; `isLimited` where a search of its reached its limit,
  /// `failure` where it is a call that failed.
  func note(_ step: Int, isLimited: Bool = false, failure: CallFailure? = nil) {
    switch plan.steps[step] {
    case .move(let to, let from):
      values.move(to, from: from)
      if space.registers[to.place].isPresent { log.addChoice(step, 0) }
    case .navigate(let to, let from, _):
      values.derive(to, values.part(to, of: from), values.functions(from), values.failure(from))
    case .asList(let to, let from):
      values.derive(to, values.sources(from), values.functions(from), values.failure(from))
    case .lookup(let to, let from, _):
      let isMiss = space.registers[from.place].isPresent && !space.registers[to.place].isPresent
      values.derive(
        to, values.sources(from), values.functions(from) + ["lookup"],
        isMiss ? .lookupMissed : nil)
    case .call(let to, let number):
      let call = plan.calls[Int(number)]
      let arguments = plan.arguments[call.arguments]
      values.derive(
        to, values.sources(arguments), arguments.flatMap(values.functions) + [call.name],
        isLimited ? .searchLimited : failure.map { .callFailed($0) })
    case .list(let to, let start, let count):
      let items = plan.arguments[Int(start)..<Int(start) + Int(count)]
      values.derive(to, values.sources(items), items.flatMap(values.functions))
    default: noteTemplate(step)
    }
  }

  private func noteTemplate(_ step: Int) {
    switch plan.steps[step] {
    case .beginOutput: output = ([], [])
    case .addOutput(let value):
      for one in values.sources(value)
      where !output.sources.contains(one) && output.sources.count < Trace.originLimit {
        output.sources.append(one)
      }
      for one in values.functions(value)
      where !output.functions.contains(one) && output.functions.count < Trace.originLimit {
        output.functions.append(one)
      }
    case .endOutput(let to): values.derive(to, output.sources, output.functions)
    case .iterate(let list, let iterator):
      iterated[Int(iterator)] = (values.sources(list), values.functions(list))
    case .next(let to, let iterator, _):
      let list = iterated[Int(iterator)]
      values.derive(to, list?.sources ?? [], list?.functions ?? [])
    case .append(let to, let item):
      values.derive(
        to, values.sources([to, item]),
        values.functions(to) + (values.functions(to).last == "append" ? [] : ["append"]))
    case .isOne(let to, _, _): values.derive(to, [])
    case .readNode(let to, let from, _):
      var whole = values.reading(to)
      whole.name = plan.registerNames[from.place]
      values.derive(to, [whole])
    default:
      let parts = plan.reads(of: step)
      for to in plan.writes(of: step) {
        values.derive(to, values.sources(parts), parts.flatMap(values.functions))
      }
    }
  }
}

import HLMap
import Planning
import Running
import Text

/// Which parts of rules no sample exercised.
package struct RuleCoverage {
  /// The kinds of parts that are counted, by their names in reports.
  package enum Kind: String, CaseIterable {
    case rule
    case matchCase = "case"
    case entry = "lookup entry"
    case fallback
  }

  /// A part of the rules.
  package struct Item {
    var kind: Kind
    var span: Span
    var isExercised = false
    /// Why not, where nothing blocked it.
    var reason: String
    /// The outermost guard around it that let nothing through, a number in `Plan.guards`.
    var blocking: Int?
  }

  private let plan: Plan
  /// By step: whether a rule gave its field a value, or otherwise took effect.
  private var isEffective: [Bool]
  private var heldGuards: [Bool]
  private var takenAlternatives: [Bool]
  /// By step: what its attempts came to, where none was effective.
  private var outcomes: [Int: Set<String>] = [:]

  init(_ plan: Plan) {
    self.plan = plan
    let trace = Trace(of: plan)
    isEffective = Array(repeating: false, count: plan.steps.count)
    heldGuards = trace.heldGuards
    takenAlternatives = trace.takenAlternatives
  }

  mutating func add(_ trace: Trace) {
    for index in trace.heldGuards.indices where trace.heldGuards[index] { heldGuards[index] = true }
    for index in trace.takenAlternatives.indices where trace.takenAlternatives[index] {
      takenAlternatives[index] = true
    }
    for entry in trace.entries {
      switch entry {
      case .write(let write) where write.isTag: break
      case .write(let write):
        switch write.outcome {
        case .written, .castFailed(.some), .deleted: isEffective[write.step] = true
        default: outcomes[write.step, default: []].insert(write.outcome.name)
        }
      case .decode(let step, _, .decoded), .drop(let step, _): isEffective[step] = true
      case .emit(let step, let events, _): if events > 0 { isEffective[step] = true }
      case .decode, .condition, .match, .loop, .limit, .failure: break
      }
    }
  }

  /// All parts in the order in which they stand.
  var items: [Item] {
    var parts = Parts()
    for (number, one) in plan.guards.enumerated() where one.kind.isCase {
      parts.add(
        Item(
          kind: .matchCase, span: one.span, isExercised: heldGuards[number], reason: "",
          blocking: blocking(plan.chain(number))))
    }
    for step in plan.steps.indices where isRule(step) && step != plan.eventDecodeStep {
      parts.add(
        Item(
          kind: .rule, span: plan.origins[step], isExercised: isEffective[step],
          reason: RuleCoverage.words(outcomes[step] ?? []),
          blocking: blocking(plan.guards(around: step))))
    }
    var owner = 0
    let owners = plan.labels.indices.filter { plan.labels[$0].alternatives >= 0 }
      .sorted { plan.labels[$0].alternatives < plan.labels[$1].alternatives }
    for (number, one) in plan.alternatives.enumerated() {
      while owner + 1 < owners.count, Int(plan.labels[owners[owner + 1]].alternatives) <= number {
        owner += 1
      }
      parts.add(
        Item(
          kind: one.kind == .entry ? .entry : .fallback, span: one.span,
          isExercised: takenAlternatives[number],
          reason: one.kind == .source ? "never the first that has a value" : "never looked up",
          blocking: blocking(plan.guards(around: owners[owner]))))
    }
    return parts.items.sorted { left, right in
      (left.span.source, left.span.lower) < (right.span.source, right.span.lower)
    }
  }

  /// Parts by their places: a fragment's is the same wherever it is used.
  private struct Parts {
    private struct Place: Hashable {
      var kind: Kind
      var span: Span
    }

    private var numbers: [Place: Int] = [:]
    private(set) var items: [Item] = []

    mutating func add(_ item: Item) {
      let place = Place(kind: item.kind, span: item.span)
      guard let number = numbers[place] else {
        numbers[place] = items.count
        return items.append(item)
      }
      let isExercised = items[number].isExercised || item.isExercised
      if item.blocking == nil { items[number] = item }
      items[number].isExercised = isExercised
    }
  }

  /// The outermost of these guards that let nothing through.
  private func blocking(_ guards: some Sequence<Int>) -> Int? { guards.first { !heldGuards[$0] } }

  /// Whether a step is what a rule is for.
  private func isRule(_ step: Int) -> Bool {
    switch plan.steps[step] {
    case .drop, .emit, .decode, .clear(_, 0): true
    // What intake formats infer, and copy of their input.
    case .put: false
    default: plan.target(of: step) != nil
    }
  }

  private static func words(_ outcomes: Set<String>) -> String {
    if outcomes.contains("cast_failed") { return "no value could be cast" }
    if outcomes.contains("lookup_missed") { return "no value is a key of the table" }
    if outcomes.contains("kept") { return "the field was always set before" }
    if outcomes.contains("undeclared") { return "the taxonomy does not know the field" }
    return "there was never a value for it"
  }
}

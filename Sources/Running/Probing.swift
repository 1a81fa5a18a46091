import Events
import Planning

extension Worker {
  /// Maps one event as `process` does, without keeping what comes out, and notes what the event shows
  /// of the rules.
  ///
  /// The plan must have probes. An event that a rule refuses or drops shows what stood before.
  public func observe(_ event: PaddedBytes) -> Observation {
    precondition(plan.detail == .probes, "the plan was made without probes")
    let probing = Probing(space)
    let output = OutputBuffer(capacity: 4 << 10)
    probing.observation.verdict = process(event, into: output, probing)
    return probing.observation
  }
}

/// Notes the values that stand at a plan's probes, and the guards that hold.
private final class Probing: Observer {
  static var watchesSteps: Bool { true }

  var observation: Observation
  private let space: Workspace
  private let plan: Plan
  private let buffer = OutputBuffer(capacity: 256)
  /// The items that a loop has brought so far, and to which probe.
  private var items: [String] = []
  private var itemProbe = 0

  init(_ space: Workspace) {
    self.space = space
    plan = space.plan
    observation = Observation(
      verdict: .dropped, heldGuards: Array(repeating: false, count: plan.guards.count))
  }

  func willRead() {}

  func didRead(_ refusal: Verdict?) {
    guard refusal == nil, let root = plan.input.eventTree.rootSlot else { return }
    var event = space.registers[root]
    // Rules may ignore `{}`.
    if event.kind == .ignored { event.kind = .object }
    observation.event = json(event)
  }

  func willRun(_ step: Int) {
    let label = plan.labels[step]
    var number = Int(label.guardNumber)
    while number >= 0, !observation.heldGuards[number] {
      observation.heldGuards[number] = true
      number = Int(plan.guards[number].outer)
    }
    if label.probe >= 0, plan.probes[Int(label.probe)].kind != .result {
      look(Int(label.probe), step)
    }
  }

  func didRun(_ step: Int, next: Int) {
    let probe = Int(plan.labels[step].probe)
    if probe >= 0, plan.probes[probe].kind == .result { look(probe, step) }
    guard !items.isEmpty, case .loop = plan.steps[step] else { return }
    observation.values.append(
      .init(probe: itemProbe, value: "[\(items.joined(separator: ","))]"))
    items = []
  }

  func didReachEnd() {}
  func willRunItem() -> Bool { true }
  func didEmit() {}
  func willWrite() {}

  private func look(_ number: Int, _ step: Int) {
    let probe = plan.probes[number]
    let value = space.registers[probe.register.place]
    if case .assign(_, let assignment) = plan.steps[step] {
      return look(number, value, assignedBy: Int(assignment))
    }
    guard let text = json(value) else { return }
    guard case .item = probe.kind else {
      return observation.values.append(.init(probe: number, value: text))
    }
    itemProbe = number
    items.append(text)
  }

  /// Looks at what a field of a document is given.
  private func look(_ number: Int, _ given: Value, assignedBy assignment: Int) {
    let templates = TemplateRunner(space: space)
    let value = templates.literal(given)
    guard templates.countsAsValue(value), let text = json(value) else { return }
    var seen = Observation.Seen(probe: number, value: text)
    switch DocumentStore(space: space).refusal(of: value, assignment) {
    case .undeclared: return
    case .uncastable(let cast): seen.refusing = cast
    case nil: break
    }
    observation.values.append(seen)
  }

  /// A value as JSON, of a list the items that rules do not ignore; nil where there is none.
  private func json(_ value: Value) -> String? {
    var value = value
    if value.kind == .array {
      let items = value.mapItems(in: space.scratch) { item in
        item.kind == .null || space.ignoring(item).isPresent ? .kept(item) : .leftOut
      }.list
      if items.count <= 2, items.base != value.base { return nil }
      value = items
    }
    guard value.isPresent else { return nil }
    value = RepeatedMembers.removed(from: value, in: space.scratch)
    buffer.removeAll()
    let room = buffer.reserve(JSONText.capacity(for: value))
    buffer.count = JSONText.write(value, to: room) - room
    return buffer.bytes.string
  }
}

import Events
import Functions
import Planning

/// Notes on documents: what stages set, infer and delete, and what kept them from it.
struct DocumentTracing {
  private let space: Workspace
  private let plan: Plan
  private let documents: DocumentsPlan
  private let values: TracedValues
  private let log: TraceLog

  /// Nil where the plan builds no documents.
  init?(_ space: Workspace, _ values: TracedValues, _ log: TraceLog) {
    guard let documents = space.plan.documents else { return nil }
    self.space = space
    self.documents = documents
    self.values = values
    self.log = log
    plan = space.plan
  }

  /// A step stored something in a document, or did not.
  func note(_ step: Int, _ before: PriorState) {
    switch plan.steps[step] {
    case .assign(let from, let number): noteAssignment(step, from, number, before)
    case .put(let to, let from, _): notePut(step, to, from, before)
    case .clear: noteDeletion(step, before)
    default: break
    }
  }

  /// The value of a node of the event with all that is below it.
  private func field(_ node: Register) -> Trace.Reading { field(at: node.place) }

  private func field(at place: Int) -> Trace.Reading {
    let document = space.program.documents[0]
    let value = DocumentWriter(space: space).read(place - document.first, of: document)
    return Trace.Reading(name: plan.registerNames[place], value: values.text(value))
  }

  /// The node of the event that a step stores in.
  func node(of step: Int) -> Register? {
    switch plan.steps[step] {
    case .assign(_, let number): return documents.assignments[Int(number)].nodes.first?.register
    case .put(let to, _, 0), .clear(let to, 0): return to
    default: return nil
    }
  }

  private func noteAssignment(
    _ step: Int, _ from: Register, _ number: UInt32, _ before: PriorState
  ) {
    guard let node = node(of: step) else { return }
    let source = space.registers[from.place]
    let made = values.sources(from)
    let now = field(node).value
    let value = TemplateRunner(space: space).literal(source)
    let outcome: Trace.Outcome
    if !value.isPresent || value.kind == .null {
      outcome = .sourceAbsent
    } else if !TemplateRunner(space: space).countsAsValue(value) {
      outcome = .sourceIgnored
    } else if let failure = refusal(of: value, Int(number)) {
      outcome = failure
    } else {
      outcome = now.map { .written($0) } ?? .castFailed(instead: nil)
    }
    if case .written = outcome { overrideBelow(node) }
    log.addWrite(
      step, node, made, through: values.functions(from), given: values.text(source), outcome,
      before)
  }

  /// A field is inferred, or copied from the input.
  private func notePut(_ step: Int, _ to: Register, _ from: Register, _ before: PriorState) {
    guard node(of: step) != nil else { return }
    let now = field(to).value
    if now == nil, case .source = plan.registerNames[from.place] { return }
    let outcome: Trace.Outcome =
      space.registers[from.place].isPresent
      ? now.map { .written($0) } ?? .sourceAbsent : .sourceAbsent
    // What it adds to is no source of its own where it begins.
    let isNew = before.target?.value == nil
    let made = values.sources(from).filter { !isNew || $0.name != plan.registerNames[to.place] }
    log.addWrite(step, to, made, through: values.functions(from), given: now, outcome, before)
  }

  private func noteDeletion(_ step: Int, _ before: PriorState) {
    guard let node = node(of: step), before.target?.value != nil,
      case .target(let name, _) = plan.registerNames[node.place]
    else { return }
    overrideBelow(node, withNode: true)
    log.add(
      .write(
        Trace.Write(
          step: step, target: name, scope: .event, item: nil, sources: [], functions: [],
          given: nil, outcome: .deleted)))
  }

  /// The next entry replaces what stands below a node.
  private func overrideBelow(_ node: Register, withNode: Bool = false) {
    let document = documents.documents[0]
    let first = document.registers.lowerBound
    let end = first + Int(document.nodes[node.place - first].end)
    log.overrideAll(node.place + (withNode ? 0 : 1)..<end)
  }

  /// Copies the fields of the document that is about to be written.
  func noteAll() {
    let document = documents.documents[0]
    for (number, node) in document.nodes.enumerated() {
      let place = document.registers.lowerBound + number
      let isLeaf = Int(node.end) == number + 1
      guard space.registers[place].isPresent, isLeaf || log.isWritten(place),
        case .target(let name, _) = plan.registerNames[place]
      else { continue }
      log.trace.fields[name] = field(at: place).value
    }
  }

  /// Why `assign` stores nothing of a value that counts; nil where it does.
  private func refusal(of value: Value, _ number: Int) -> Trace.Outcome? {
    switch DocumentStore(space: space).refusal(of: value, number) {
    case nil: nil
    case .undeclared: .undeclared
    case .uncastable: .castFailed(instead: nil)
    }
  }
}

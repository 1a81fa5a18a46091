import Events
import Functions
import Planning

/// Notes on documents: what stages set, infer and delete, and what kept them from it.
extension TraceRecorder {
  // MARK: Jumps

  /// A jump that no guard stands for was taken: what it passes over did not run.
  func jumped(_ step: Int, to target: Int) {
    let label = plan.labels[step]
    if label.condition >= 0, label.isFailure { trace.failed.insert(Int(label.condition)) }
    guard plan.documents != nil, label.condition < 0, target > step else { return }
    var readings: [Trace.Reading] = []
    var isMiss = false
    if let tested, tested.step == step {
      readings = values.sources(tested.operands)
    } else if let looked {
      readings = looked
      isMiss = true
    }
    trace.skips[step] = Trace.Skip(target: target, readings: readings, isMiss: isMiss)
  }

  /// A key is looked up in a dictionary.
  func look(_ key: Register) {
    if plan.documents != nil { looked = values.sources(key) }
  }

  // MARK: Values of templates

  /// Notes what a step of a template makes its value of.
  func noteTemplate(_ step: Int) {
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
      values.derive(to, [whole(to, named: plan.registerNames[from.place])])
    default:
      let parts = plan.reads(of: step)
      for to in plan.writes(of: step) {
        values.derive(to, values.sources(parts), parts.flatMap(values.functions))
      }
    }
  }

  private func whole(_ register: Register, named name: RegisterName) -> Trace.Reading {
    var reading = values.reading(register)
    reading.name = name
    return reading
  }

  // MARK: Fields

  /// The value of a node of the event with all that is below it.
  func field(_ node: Register) -> Trace.Reading { field(at: node.place) }

  private func field(at place: Int) -> Trace.Reading {
    let document = space.program.documents[0]
    let value = DocumentWriter(space: space).read(place - document.first, of: document)
    return Trace.Reading(name: plan.registerNames[place], value: values.text(value))
  }

  /// The node of the event that a step stores in.
  func node(of step: Int) -> Register? {
    guard let documents = plan.documents else { return nil }
    switch plan.steps[step] {
    case .assign(_, let number): return documents.assignments[Int(number)].nodes.first?.register
    case .put(let to, _, 0), .clear(let to, 0): return to
    default: return nil
    }
  }

  func noteAssignment(_ step: Int, _ from: Register, _ number: UInt32, _ before: Before) {
    looked = nil
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
    note(
      step, node, made, through: values.functions(from), given: values.text(source), outcome,
      before)
  }

  /// A field is inferred, or copied from the input.
  func notePut(_ step: Int, _ to: Register, _ from: Register, _ before: Before) {
    guard node(of: step) != nil else { return }
    let now = field(to).value
    if now == nil, case .source = plan.registerNames[from.place] { return }
    let outcome: Trace.Outcome =
      space.registers[from.place].isPresent
      ? now.map { .written($0) } ?? .sourceAbsent : .sourceAbsent
    // What it adds to is no source of its own where it begins.
    let isNew = before.target?.value == nil
    let made = values.sources(from).filter { !isNew || $0.name != plan.registerNames[to.place] }
    note(step, to, made, through: values.functions(from), given: now, outcome, before)
  }

  func noteDeletion(_ step: Int, _ before: Before) {
    guard let node = node(of: step), before.target?.value != nil,
      case .target(let name, _) = plan.registerNames[node.place]
    else { return }
    overrideBelow(node, withNode: true)
    trace.entries.append(
      .write(
        Trace.Write(
          step: step, target: name, scope: .event, item: nil, sources: [], functions: [],
          given: nil, outcome: .deleted)))
  }

  /// The next entry replaces what stands below a node.
  private func overrideBelow(_ node: Register, withNode: Bool = false) {
    guard let document = plan.documents?.documents[0] else { return }
    let first = document.registers.lowerBound
    let end = first + Int(document.nodes[node.place - first].end)
    for place in node.place + (withNode ? 0 : 1)..<end {
      guard let earlier = writers.removeValue(forKey: place),
        case .write(var write) = trace.entries[earlier]
      else { continue }
      write.overriddenBy = trace.entries.count
      trace.entries[earlier] = .write(write)
    }
  }

  /// Copies the fields of the document that is about to be written.
  func noteDocument() {
    guard let document = plan.documents?.documents[0] else { return }
    for (number, node) in document.nodes.enumerated() {
      let place = document.registers.lowerBound + number
      let isLeaf = Int(node.end) == number + 1
      guard space.registers[place].isPresent, isLeaf || writers[place] != nil,
        case .target(let name, _) = plan.registerNames[place]
      else { continue }
      trace.fields[name] = field(at: place).value
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

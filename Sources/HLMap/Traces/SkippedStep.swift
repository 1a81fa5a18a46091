import Events
import JSON
import Planning
import Running

/// What kept steps of a document from running, where no guard did, and why a source is absent.
extension TracedEvent {
  /// The jump that passed over a step, the one nearest to it.
  package func skip(over step: Int) -> Trace.Skip? {
    trace.skips.filter { $0.key < step && $0.value.target > step }.max { $0.key < $1.key }?.value
  }

  /// A field as JSON, also where it is a part of one that was written whole; nil where it is absent.
  package func value(of field: String) -> String? {
    if let value = trace.fields[field] { return value }
    let holders = plan.holders(of: field).sorted { $0.count > $1.count }
    guard let holder = holders.first(where: { trace.fields[$0] != nil }) else { return nil }
    return trace.fields[holder].flatMap { TracedEvent.member(field, of: $0, writtenAs: holder) }
  }

  /// The value of a field within that of an enclosing one; for a list, its value in each item.
  package static func member(_ field: String, of json: String, writtenAs holder: String) -> String?
  {
    var tree = try? JSONTreeParser.parse(Array(json.utf8))
    for part in field.dropFirst(holder.count + 1).split(separator: ".") {
      tree = tree?.member(String(part))
    }
    return tree?.spaced
  }

  /// What stores a field if not a rule; nil for a rule.
  package func end(_ step: Int) -> String? {
    guard case .put(_, let from, _) = plan.steps[step] else { return nil }
    return isInput(from) ? "a copy of the input" : "inference, behind the pipeline"
  }

  /// Why a skipped step did not run.
  package func text(_ skip: Trace.Skip, step: Int) -> String {
    if case .put = plan.steps[step] { return "not inferred" }
    return skip.isMiss ? "the dictionary has no such key" : "its template failed"
  }

  /// Why a source is absent: the stage that gives it was skipped, or could not parse its text.
  package func cause(_ reading: Trace.Reading) -> String? {
    guard reading.value == nil, case .source(let path) = reading.name else { return nil }
    if let step = plan.eventDecodeStep, !path.hasPrefix("$") || path.hasPrefix("$event") {
      for case .decode(step, _, .failed(let reason)) in trace.entries {
        return "the decode at \(place(step)) failed, \(reason)"
      }
    }
    var result: String?
    for (step, decode) in plan.steps.enumerated() {
      guard case .decode(let number) = decode, let root = plan.decodes[Int(number)].tree.rootSlot,
        case .source(let name) = plan.registerNames[root],
        path == name || path.hasPrefix(name + ".")
      else { continue }
      if step == plan.eventDecodeStep { continue }
      if trace.reachedSteps[step] {
        let outcomes = trace.entries.compactMap { entry -> Trace.DecodeOutcome? in
          if case .decode(step, _, let outcome) = entry { outcome } else { nil }
        }
        if outcomes.contains(.decoded) { return nil }
        result = text(ofDecode: step, outcomes.last)
      } else if let skipped = plan.vocabulary.skippedDecode,
        let number = plan.guards(around: step).first(where: { !trace.heldGuards[$0] })
      {
        result = result ?? "\(skipped) \(text(ofGuard: number))"
      }
    }
    return result
  }
}

extension TracedEvent {
  private func text(ofDecode step: Int, _ outcome: Trace.DecodeOutcome?) -> String? {
    if let failed = plan.vocabulary.failedDecode { return "\(failed) \(place(step))" }
    guard case .failed(let reason) = outcome else { return nil }
    return "the decode at \(place(step)) failed, \(reason)"
  }
}

extension JSONTree {
  fileprivate func member(_ name: String) -> JSONTree? {
    guard case .list(let items) = self else { return self[name] }
    let found = items.compactMap { $0.member(name) }
    return found.isEmpty ? nil : .list(found)
  }
}

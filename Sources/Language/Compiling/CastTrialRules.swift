import JSON
import Planning
import Text

/// Rules that do nothing but cast: one stage for each field of each assignment of a mapping.
struct CastTrialRules {
  private(set) var trials: CastTrials

  init(_ mapping: Mapping) {
    var rules = Mapping(span: mapping.span)
    rules.schemas = mapping.filesInOrder.flatMap(\.schemas)
    rules.ignore = mapping.ignore
    var trials: [CastTrials.Trial] = []
    for write in RuleWalk(mapping).writes {
      // Members of a list's items have no field of their own that could be tried.
      guard let assignment = write.assignment, write.name == write.field else { continue }
      if case .constant = assignment.source { continue }
      rules.stages.append(CastTrialRules.stage(write.field, assignment, trials.count))
      trials.append(
        CastTrials.Trial(
          assignment: assignment.span, field: write.field, target: write.span,
          source: assignment.sourceSpan,
          cast: assignment.cast.map { Located($0.name.value, $0.span) },
          lowering: assignment.lowering))
    }
    self.trials = CastTrials(trials: trials, plan: Planner.plan(rules).plan)
  }

  /// Writes the value of an event to the field where the event names the trial.
  private static func stage(_ field: String, _ assignment: Assignment, _ number: Int) -> Stage {
    let span = assignment.span
    func path(_ name: String) -> Expression {
      .path(Path(root: .event, steps: [Located(.member(name), span)], span: span))
    }
    var trial = Assignment(
      targets: [Located(field, span)], source: .expression(path(CastTrials.valueName)), span: span)
    trial.cast = assignment.cast
    trial.when = .comparison(
      Located(.equal, span), path(CastTrials.trialName), .literal(.text(String(number)), span),
      span)
    return Stage(kind: .assign(trial), span: span)
  }
}

extension Assignment {
  fileprivate var sourceSpan: Span {
    switch source {
    case .expression(let expression): return expression.span
    case .firstPresent(let expressions):
      guard let first = expressions.first, let last = expressions.last else { break }
      return first.span.union(last.span)
    case .constant: break
    }
    return span
  }

  /// What a `lookup:` gives does not change with the case of its key.
  fileprivate var lowering: CastTrials.Trial.Lowering? {
    if lookup != nil { return nil }
    switch source {
    case .expression(.path), .expression(.call): return .behindSource("| lower")
    default: return .inSource("| lower")
    }
  }
}

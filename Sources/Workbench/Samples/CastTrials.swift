import Events
import JSON
import Language
import Machine
import Planning
import Schema
import Text

/// Casts the values that samples bring to each assignment, one by one.
final class CastTrials {
  /// Values that a target does not allow, though they may be of its type.
  struct Forbidden {
    var assignment: Assignment
    var field: Field
    /// How often each was there.
    var counts: [String: Int] = [:]
    /// Whether the field allows all of them in lower case.
    var fitsLowered = true
  }

  /// A target none of whose values could be cast.
  struct Failure {
    var assignment: Assignment
    var field: String
    /// Where the target is written.
    var target: Span
    var count: Int
    /// One of the values.
    var example: JSONTree
  }

  private struct Trial {
    var write: RuleWalk.Write
    var number: Int
    /// The field, where it allows only some values of its type.
    var limited: Field?
  }

  /// An assignment, by its place, and one of the fields it goes to.
  private struct Target: Hashable {
    var assignment: Span
    var field: String
  }

  private var trials: [Target: [Trial]] = [:]
  private let runner: TestRunner?
  private var succeeded: Set<Span> = []
  private var failures: [Span: Failure] = [:]
  private var failed: Set<String> = []
  private var forbidden: [Span: Forbidden] = [:]
  /// Whether a limited field allows a value, by its trial's number and the value.
  private var allowed: [String: Bool] = [:]
  private static let remembered = 10_000

  init(_ mapping: Mapping, walk: RuleWalk) {
    let files = Planner.inOrder(mapping)
    var rules = Mapping(span: mapping.span)
    rules.schemas = files.flatMap(\.schemas)
    rules.ignore = mapping.ignore
    for write in walk.writes {
      // Members of a list's items have no field of their own that could be tried.
      guard let assignment = write.assignment, write.name == write.field else { continue }
      if case .constant = assignment.source { continue }
      let number = rules.stages.count
      trials[Target(assignment: assignment.span, field: write.field), default: []].append(
        Trial(write: write, number: number))
      rules.stages.append(CastTrials.stage(write.field, assignment, number))
    }
    let (plan, schema, _) = Planner.plan(rules)
    runner = plan.map { TestRunner(plan: $0, now: Instant.forTests.milliseconds) }
    for target in trials.keys {
      guard let field = schema.field(target.field), field.isLimited else { continue }
      for index in trials[target, default: []].indices { trials[target]?[index].limited = field }
    }
  }

  /// Writes `v` to the field when `n` is the trial's number.
  private static func stage(_ field: String, _ assignment: Assignment, _ number: Int) -> Stage {
    let span = assignment.span
    func path(_ name: String) -> Expression {
      .path(Path(root: .event, steps: [Located(.member(name), span)], span: span))
    }
    var trial = Assignment(
      targets: [Located(field, span)], source: .expression(path("v")), span: span)
    trial.cast = assignment.cast
    trial.when = .comparison(
      Located(.equal, span), path("n"), .literal(.text(String(number)), span), span)
    return Stage(kind: .assign(trial), span: span)
  }

  /// Whether values that the assignment gives the field are tried.
  func tries(_ assignment: Span, _ field: String) -> Bool {
    trials[Target(assignment: assignment, field: field)] != nil
  }

  /// Tries a value that an assignment gives a field.
  func look(at value: JSONTree, of assignment: Span, to field: String) {
    for trial in trials[Target(assignment: assignment, field: field)] ?? [] {
      if let field = trial.limited {
        lookForForbidden(value, trial, field)
        continue
      }
      let place = trial.write.span
      guard let assignment = trial.write.assignment, !succeeded.contains(place) else { continue }
      let text = value.compact
      let key = "\(trial.number) \(text)"
      if failed.contains(key) {
        failures[place]?.count += 1
        continue
      }
      if casts(text, trial) {
        succeeded.insert(place)
        failures[place] = nil
        continue
      }
      if failed.count < CastTrials.remembered { failed.insert(key) }
      var failure =
        failures[place]
        ?? Failure(
          assignment: assignment, field: trial.write.field, target: place, count: 0, example: value)
      failure.count += 1
      failures[place] = failure
    }
  }

  /// Whether a target takes a value, given as JSON.
  private func casts(_ text: String, _ trial: Trial) -> Bool {
    let input = Array("{\"n\":\"\(trial.number)\",\"v\":\(text)}".utf8)
    let test = MappingTest(name: "", place: "", input: input, expected: nil, origin: .inline)
    guard case .events(let outputs)? = runner?.run(test).actual,
      let result = outputs.first?.at(trial.write.field)
    else { return false }
    return result != .list([])
  }

  private func lookForForbidden(_ value: JSONTree, _ trial: Trial, _ field: Field) {
    guard runner != nil, let assignment = trial.write.assignment else { return }
    let items = if case .list(let items) = value { items } else { [value] }
    for item in items {
      guard let text = item.scalarText, !text.isEmpty, !allows(item, trial) else { continue }
      let place = trial.write.span
      var found = forbidden[place] ?? Forbidden(assignment: assignment, field: field)
      found.counts[text, default: 0] += 1
      found.fitsLowered = found.fitsLowered && allows(.text(text.lowercased()), trial)
      forbidden[place] = found
    }
  }

  private func allows(_ item: JSONTree, _ trial: Trial) -> Bool {
    let text = item.compact
    let key = "\(trial.number) \(text)"
    if let known = allowed[key] { return known }
    let answer = casts(text, trial)
    if allowed.count < CastTrials.remembered { allowed[key] = answer }
    return answer
  }

  /// The targets with values that they do not allow.
  var limited: [Forbidden] { Array(forbidden.values) }

  /// The targets that had values and could cast none of them.
  var hopeless: [Failure] { Array(failures.values) }
}

extension Field {
  /// Whether it allows only some values of its type.
  fileprivate var isLimited: Bool { !allowedValues.isEmpty || pattern != nil }
}

import JSON
import Machine
import Planning
import Schema
import Text

/// Casts the values that samples bring to each assignment, one by one.
final class TriedCasts {
  /// Values that a target does not allow, though they may be of its type.
  struct Forbidden {
    var trial: CastTrials.Trial
    var field: Field
    /// How often each was there.
    var counts: [String: Int] = [:]
    /// Whether the field allows all of them in lower case.
    var fitsLowered = true
  }

  /// A target none of whose values could be cast.
  struct Failure {
    var trial: CastTrials.Trial
    var count: Int
    /// One of the values.
    var example: JSONTree
  }

  /// An assignment, by its place, and one of the fields it goes to.
  private struct Target: Hashable {
    var assignment: Span
    var field: String
  }

  private let trials: [CastTrials.Trial]
  /// The trials of each target, by their indices.
  private var numbers: [Target: [Int]] = [:]
  /// The fields that allow only some values of their types, by the names of targets.
  private var limits: [String: Field] = [:]
  private let runner: TestRunner?
  private var succeeded: Set<Span> = []
  private var failures: [Span: Failure] = [:]
  private var failed: Set<String> = []
  private var forbidden: [Span: Forbidden] = [:]
  /// Whether a limited field allows a value, by its trial's number and the value.
  private var allowed: [String: Bool] = [:]
  private static let remembered = 10_000

  init(_ casts: CastTrials, _ schema: Schema?) {
    trials = casts.trials
    runner = casts.plan.map { TestRunner(plan: $0, now: Instant.forTests.milliseconds) }
    for (number, trial) in trials.enumerated() {
      numbers[Target(assignment: trial.assignment, field: trial.field), default: []].append(number)
      guard let field = schema?.field(trial.field), field.isLimited else { continue }
      limits[trial.field] = field
    }
  }

  /// Whether values that the assignment gives the field are tried.
  func tries(_ assignment: Span, _ field: String) -> Bool {
    numbers[Target(assignment: assignment, field: field)] != nil
  }

  /// Tries a value that an assignment gives a field.
  func look(at value: JSONTree, of assignment: Span, to field: String) {
    for number in numbers[Target(assignment: assignment, field: field)] ?? [] {
      if let limit = limits[field] {
        lookForForbidden(value, number, limit)
      } else {
        lookForFailure(value, number)
      }
    }
  }

  private func lookForFailure(_ value: JSONTree, _ number: Int) {
    let place = trials[number].target
    guard !succeeded.contains(place) else { return }
    let text = value.spaced
    let key = "\(number) \(text)"
    if failed.contains(key) {
      failures[place]?.count += 1
      return
    }
    if casts(text, number) {
      succeeded.insert(place)
      failures[place] = nil
      return
    }
    if failed.count < TriedCasts.remembered { failed.insert(key) }
    failures[place, default: Failure(trial: trials[number], count: 0, example: value)].count += 1
  }

  /// Whether a target takes a value, given as JSON.
  private func casts(_ text: String, _ number: Int) -> Bool {
    let test = MappingTest(
      name: "", place: "", input: CastTrials.event(trial: number, value: text), expected: nil,
      origin: .inline)
    guard case .events(let outputs)? = runner?.run(test).actual,
      let result = outputs.first?.at(trials[number].field)
    else { return false }
    return result != .list([])
  }

  private func lookForForbidden(_ value: JSONTree, _ number: Int, _ field: Field) {
    guard runner != nil else { return }
    let items = if case .list(let items) = value { items } else { [value] }
    for item in items {
      guard let text = item.scalarText, !text.isEmpty, !allows(item, number) else { continue }
      let trial = trials[number]
      var found = forbidden[trial.target] ?? Forbidden(trial: trial, field: field)
      found.counts[text, default: 0] += 1
      found.fitsLowered = found.fitsLowered && allows(.text(text.lowercased()), number)
      forbidden[trial.target] = found
    }
  }

  private func allows(_ item: JSONTree, _ number: Int) -> Bool {
    let text = item.spaced
    let key = "\(number) \(text)"
    if let known = allowed[key] { return known }
    let answer = casts(text, number)
    if allowed.count < TriedCasts.remembered { allowed[key] = answer }
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

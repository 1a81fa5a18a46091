import Diagnostics
import Parsing
import Planning
import Schema

/// Casts the values that samples bring to each assignment, one by one.
final class CastTrials {
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
  }

  /// By the name of the note that brings their values.
  private var trials: [String: [Trial]] = [:]
  private let runner: TestRunner?
  private var succeeded: Set<Span> = []
  private var failures: [Span: Failure] = [:]
  private var failed: Set<String> = []

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
      trials[ProbedMapping.name("v", assignment.span), default: []].append(
        Trial(write: write, number: number))
      rules.stages.append(CastTrials.stage(write.field, assignment, number))
    }
    runner = Planner.plan(rules).plan.map {
      TestRunner(plan: $0, now: Instant.forTests.milliseconds)
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
      Located(.equal, span), path("n"), .literal(.text(String(number)), span))
    return Stage(kind: .assign(trial), span: span)
  }

  /// Tries the values that a note of one event holds, by the fields they go to.
  func look(at values: JSONTree, notedAs name: String) {
    guard let runner else { return }
    for trial in trials[name] ?? [] {
      let place = trial.write.span
      guard let assignment = trial.write.assignment, !succeeded.contains(place),
        let value = values.at(trial.write.name)
      else { continue }
      let text = value.compact
      let key = "\(trial.number) \(text)"
      if failed.contains(key) {
        failures[place]?.count += 1
        continue
      }
      let input = Array("{\"n\":\"\(trial.number)\",\"v\":\(text)}".utf8)
      let test = MappingTest(
        name: "", place: "", input: input, expected: nil, origin: .inline)
      if case .events(let outputs) = runner.run(test).actual,
        let result = outputs.first?.at(trial.write.field), result != .list([])
      {
        succeeded.insert(place)
        failures[place] = nil
        continue
      }
      if failed.count < 10_000 { failed.insert(key) }
      var failure =
        failures[place]
        ?? Failure(
          assignment: assignment, field: trial.write.field, target: place, count: 0, example: value)
      failure.count += 1
      failures[place] = failure
    }
  }

  /// The targets that had values and could cast none of them.
  var hopeless: [Failure] { Array(failures.values) }
}

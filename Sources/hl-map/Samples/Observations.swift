import Diagnostics
import Parsing
import Planning

/// What mapping the samples has shown.
struct Observations {
  /// Events that were mapped, and those that could not be read.
  private(set) var mapped = 0
  private(set) var rejected = 0
  /// What the events look like as received, decoded, and behind each decode.
  let raw = SampleShape()
  let event = SampleShape()
  private(set) var decodes: [Span: SampleShape] = [:]
  /// Conditions and cases that held at least once.
  private(set) var reached: Set<Span> = []
  /// How often each value was looked at by a `match`, by the place of its subject.
  private(set) var subjects: [Span: [String: Int]] = [:]

  /// Nil when the probed rules have no plan, which is then not for this mapping's author to mend.
  init?(
    of samples: SampleSet, rules: Mapping, walk: RuleWalk, casts: CastTrials
  ) {
    let (plan, _, _) = Planner.plan(ProbedMapping(rules).mapping)
    guard let plan else { return nil }
    let runner = TestRunner(plan: plan, now: Instant.forTests.milliseconds)
    let conditions = Set(
      walk.conditions.map(\.expression.span)
    ).map { ($0, ProbedMapping.name("c", $0)) }
    let cases = Set(walk.branchings.flatMap { $0.match.cases.map(\.span) })
      .map { ($0, ProbedMapping.name("k", $0)) }
    let matches = Set(walk.branchings.map(\.match.subject.span))
      .map { ($0, ProbedMapping.name("m", $0)) }
    let results = walk.decodeSpans.map { ($0, ProbedMapping.name("d", $0)) }

    for sample in samples.events {
      let test = MappingTest(
        name: "", place: "", input: sample, expected: nil, origin: .inline)
      guard case .events(let outputs) = runner.run(test).actual else {
        rejected += 1
        continue
      }
      mapped += 1
      if let tree = try? JSONTreeParser.parse(sample) { raw.add(tree) }
      for notes in outputs.flatMap(Observations.notes) {
        if let tree = notes[ProbedMapping.event] { event.add(tree) }
        for (span, name) in conditions + cases where !reached.contains(span) {
          if notes[name] != nil { reached.insert(span) }
        }
        for (span, name) in matches {
          if let text = notes[name]?.scalarText {
            subjects[span, default: [:]][text, default: 0] += 1
          }
        }
        for (span, name) in results {
          guard let tree = notes[name] else { continue }
          let shape = decodes[span] ?? SampleShape()
          decodes[span] = shape
          shape.add(tree)
        }
        casts.look(at: notes)
      }
    }
  }

  /// The notes in an output: at its top, and in the items of lists that rules made.
  private static func notes(in tree: JSONTree) -> [JSONTree] {
    switch tree {
    case .object(let members):
      members.flatMap { $0.name == ProbedMapping.field ? [$0.value] : notes(in: $0.value) }
    case .list(let items): items.flatMap(notes)
    default: []
    }
  }
}

extension JSONTree {
  /// A scalar as cases compare it; nil for null, lists and objects.
  var scalarText: String? {
    switch self {
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let text), .text(let text): text
    case .null, .list, .object: nil
    }
  }
}

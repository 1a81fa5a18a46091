import JSON
import Language
import Text

/// What mapping the samples has shown.
struct Observations {
  /// Events that were mapped, and those that could not be read.
  private(set) var mapped = 0
  private(set) var rejected = 0
  /// What the events look like as received, decoded, and behind each decode.
  let raw: SampleShape
  let event: SampleShape
  private(set) var decodes: [Span: SampleShape] = [:]
  /// Conditions and cases that held at least once.
  private(set) var reached: Set<Span> = []
  /// How often each value was looked at by a `match`, by the place of its subject.
  private(set) var subjects: [Span: [String: Int]] = [:]
  private let room = SampleShape.Room()

  /// Why not all that the samples have was looked at; nil where it was.
  var cut: String? {
    if room.isFull {
      return "the samples have more than \(Console.grouped(SampleShape.Room.mostPlaces)) paths"
    }
    return room.hasLargeObject
      ? "the samples have an object of more than \(Console.grouped(SampleShape.mostMembers)) members"
      : nil
  }

  /// Nil when the probed rules have no plan, which is then not for this mapping's author to mend.
  init?(
    of samples: SampleSet, rules: Mapping, walk: RuleWalk, casts: CastTrials
  ) {
    let (plan, _, _) = Planner.plan(ProbedMapping(rules).mapping)
    guard let plan else { return nil }
    raw = SampleShape(in: room)
    event = SampleShape(in: room)
    let readsRaw = walk.reads.contains { $0.base == .raw }
    let runner = TestRunner(plan: plan, now: Instant.forTests.milliseconds)
    let kept = Set(walk.conditions.map(\.expression.span))
      .union(walk.branchings.flatMap { $0.match.cases.map(\.span) })
    let matches = Set(walk.branchings.map(\.match.subject.span))
    // What each note is about, by its name.
    var held: [String: Span] = [:]
    for span in kept {
      held[ProbedMapping.name("c", span)] = span
      held[ProbedMapping.name("k", span)] = span
    }
    var looked: [String: Span] = [:]
    for span in matches { looked[ProbedMapping.name("m", span)] = span }
    var decoded: [String: Span] = [:]
    for span in walk.decodeSpans { decoded[ProbedMapping.name("d", span)] = span }

    for sample in samples.events {
      let test = MappingTest(
        name: "", place: "", input: sample, expected: nil, origin: .inline)
      guard case .events(let outputs) = runner.run(test).actual else {
        rejected += 1
        continue
      }
      mapped += 1
      if readsRaw, let tree = try? JSONTreeParser.parse(sample) { raw.add(tree) }
      for notes in outputs.flatMap(Observations.notes) {
        guard case .object(let members) = notes else { continue }
        for member in members {
          if let span = held[member.name] {
            reached.insert(span)
          } else if let span = looked[member.name], let text = member.value.scalarText {
            subjects[span, default: [:]][text, default: 0] += 1
          } else if let span = decoded[member.name] {
            let shape = decodes[span] ?? SampleShape(in: room)
            decodes[span] = shape
            shape.add(member.value)
          } else if member.name == ProbedMapping.event {
            event.add(member.value)
          } else {
            casts.look(at: member.value, notedAs: member.name)
          }
        }
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

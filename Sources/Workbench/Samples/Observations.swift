import Diagnostics
import Events
import Functions
import HLMap
import JSON
import Machine
import Planning
import Running
import Text

/// What mapping the samples has shown.
struct Observations {
  /// Events that were mapped, and those that could not be read.
  private(set) var mapped = 0
  private(set) var rejected = 0
  /// What the events look like as received, decoded, and after each decode.
  let raw: SampleShape
  let event: SampleShape
  private(set) var decodes: [Span: SampleShape] = [:]
  /// Conditions and cases that held at least once.
  private(set) var reached: Set<Span> = []
  /// How often each value was looked at by a `match`, by the place of its subject.
  private(set) var subjects: [Span: [String: Int]] = [:]
  /// Where values are not tried apart: fields that could take one, and those that none, by their
  /// places.
  private var fitting: Set<Span> = []
  private(set) var unfit: [Span: Unfit] = [:]
  private let room = SampleShape.Room()

  /// A field that none of its values could be cast for.
  struct Unfit {
    var field: String
    var type: TaxonomyCast
    var count = 0
    /// One of the values, as JSON.
    var example: String
  }

  /// Why not all that the samples have was looked at; nil where it was.
  var cut: String? {
    if room.isFull {
      return "the samples have more than \(Wording.grouped(SampleShape.Room.mostPlaces)) paths"
    }
    return room.hasLargeObject
      ? "the samples have an object of more than \(Wording.grouped(SampleShape.mostMembers)) members"
      : nil
  }

  /// The plan must have probes. `casts` receives the values that reach assignments.
  init(of samples: SampleSet, _ plan: Plan, reads: RuleReads, casts: TriedCasts?) {
    raw = SampleShape(in: room)
    event = SampleShape(in: room)
    let readsRaw = reads.reads.contains { $0.base == .raw }
    let worker = Worker(plan: plan, now: Instant.forTests.milliseconds, multiline: true)
    var heldGuards = Array(repeating: false, count: plan.guards.count)
    for sample in samples.events {
      let one = sample.withPaddedEvent { worker.observe($0) }
      switch one.verdict {
      // What a rule refuses or drops has reached it.
      case .written, .dropped, .rejected(.rejectedByRule, _): mapped += 1
      case .rejected:
        rejected += 1
        continue
      }
      for (number, holds) in one.heldGuards.enumerated() where holds { heldGuards[number] = true }
      if readsRaw, let tree = try? JSONTreeParser.parse(sample) { raw.add(tree) }
      if let tree = one.event.flatMap(JSONTree.init(json:)) { event.add(tree) }
      for value in one.values { add(value, at: plan.probes[value.probe], casts) }
    }
    addReached(plan, heldGuards, reads.branchings)
  }

  /// Whether all conditions at these places held.
  func isReached(_ guards: [Span]) -> Bool { guards.allSatisfy(reached.contains) }

  /// What samples have where a path starts; nil where that never ran.
  func shape(of base: RuleReads.Read.Base) -> SampleShape? {
    switch base {
    case .event: event
    case .raw: raw
    case .result(let span, _): decodes[span]
    }
  }

  /// What samples have where a path leads.
  func shape(at read: RuleReads.Read) -> SampleShape? {
    read.steps.reduce(shape(of: read.base)) { $0?.following($1.value) }
  }

  private mutating func add(_ seen: Observation.Seen, at probe: Probe, _ casts: TriedCasts?) {
    func tree() -> JSONTree? { JSONTree(json: seen.value) }
    switch probe.kind {
    case .subject:
      if let text = tree()?.scalarText { subjects[probe.span, default: [:]][text, default: 0] += 1 }
    case .result:
      guard let tree = tree() else { return }
      let shape = decodes[probe.span] ?? SampleShape(in: room)
      decodes[probe.span] = shape
      shape.add(tree)
    case .value(let field) where casts == nil: addCast(seen, of: field, at: probe.span)
    case .value(let field), .item(let field):
      guard let casts, casts.tries(probe.span, field), let tree = tree() else { return }
      casts.look(at: tree, of: probe.span, to: field)
    }
  }

  private mutating func addCast(_ seen: Observation.Seen, of field: String, at place: Span) {
    guard let type = seen.refusing else {
      fitting.insert(place)
      unfit[place] = nil
      return
    }
    if fitting.contains(place) { return }
    unfit[place, default: Unfit(field: field, type: type, example: seen.value)].count += 1
  }

  /// Notes the conditions and cases that held; one with nothing under it cannot be seen to hold, and
  /// is taken to.
  private mutating func addReached(
    _ plan: Plan, _ heldGuards: [Bool], _ branchings: [RuleReads.Branching]
  ) {
    var hasSteps = Array(repeating: false, count: plan.guards.count)
    for step in plan.steps.indices {
      for number in plan.guards(around: step) { hasSteps[number] = true }
    }
    var cases: Set<Span> = []
    for (number, one) in plan.guards.enumerated() where heldGuards[number] || !hasSteps[number] {
      switch one.kind {
      case .condition: reached.insert(one.span)
      case .matchCase, .matchElse: cases.insert(one.span)
      case .use, .item: break
      }
    }
    for one in branchings.flatMap(\.cases) {
      let isTaken = one.condition.map(reached.contains) ?? cases.contains(one.place)
      if isTaken { reached.insert(one.place) }
    }
  }
}

extension JSONTree {
  /// The value of a JSON text; nil for what is none.
  init?(json text: String) {
    guard let tree = try? JSONTreeParser.parse(Array(text.utf8)) else { return nil }
    self = tree
  }
}

import Events
import Intake
import Language
import Planning
import Running
import Text

/// What the rules of a plan read, and which of it ran on an event.
struct EventReads {
  /// The reads by what their paths start from: "" for the event; for intake formats a stage's output,
  /// such as `parsed.message`.
  private(set) var trees: [String: ReadTree] = [:]
  /// The paths that `unread:` lists, in order.
  private(set) var unread: [(path: String, reason: String)] = []
  /// What templates call the results of the decode steps that parse what was received, by step.
  private(set) var results: [Int: String] = [:]
  /// Numbers of the places at which guards stand.
  private var numbers: [Span: Int] = [:]
  /// For each guard of the plan the number of its place.
  private let places: [Int]

  private init(_ plan: Plan) {
    var places: [Int] = []
    for one in plan.guards {
      let number = numbers[one.span] ?? numbers.count
      numbers[one.span] = number
      places.append(number)
    }
    self.places = places
  }

  /// Whether anything at the place of each guard let a step through.
  func held(in trace: Trace) -> [Bool] {
    var isHeld = Array(repeating: false, count: numbers.count)
    for (one, number) in zip(trace.isHeld, places) where one { isHeld[number] = true }
    return isHeld
  }

  private mutating func add(_ base: String, _ steps: [PathStep], under guards: [Span]) {
    let tree = trees[base] ?? ReadTree()
    trees[base] = tree
    tree.node(at: steps).addReader(under: guards.compactMap { numbers[$0] })
  }
}

// MARK: Rule files

extension EventReads {
  init(_ mapping: Mapping, _ plan: Plan) {
    self.init(plan)
    let walk = RuleWalk(mapping)
    let files = Planner.inOrder(mapping)
    // The plan knows a case by its values.
    var cases: [Span: Span] = [:]
    for one in walk.branchings.flatMap(\.match.cases) { cases[one.span] = one.valueSpan }
    trees[""] = ReadTree()
    for read in walk.uses.reads where walk.takesValue(read) {
      add("", read.steps.map(\.value), under: read.guards.map { cases[$0] ?? $0 })
    }
    for entry in files.flatMap(\.unread) {
      let steps = entry.path.steps.map(\.value)
      trees[""]?.node(at: steps).reason = entry.reason.value
      unread.append((steps.text(), entry.reason.value))
    }
  }
}

// MARK: Intake formats

extension EventReads {
  init(_ format: IntakeFormat, _ plan: Plan) {
    self.init(plan)
    results = EventReads.results(of: format, plan)
    for base in results.values where trees[base] == nil {
      trees[base] = ReadTree()
    }
    for entry in format.pipeline {
      let guards = [entry.filter?.span].compactMap(\.self)
      if let filter = entry.filter { read(filter, under: [], isCondition: true) }
      for (name, value) in entry.external?.properties ?? [] {
        read(value, under: guards, isPath: name.value == "input_field")
      }
      guard entry.external == nil else { continue }
      let stage = format.stages.last { $0.name.value == entry.name.value }
      for action in stage?.actions ?? [] { read(action, under: guards) }
    }
  }

  private static func results(of format: IntakeFormat, _ plan: Plan) -> [Int: String] {
    let first = format.pipeline.compactMap { entry -> String? in
      guard let external = entry.external, readsOriginal(external) else { return nil }
      return "\(entry.name.value).\(external["output_field"]?.text ?? "message")"
    }
    var bases: [Int: String] = [:]
    for (step, decode) in plan.steps.enumerated() {
      guard case .decode(let number) = decode, let root = plan.decodes[Int(number)].tree.rootSlot,
        case .source(let base) = plan.registerNames[root], first.contains(base)
      else { continue }
      bases[step] = base
    }
    return bases
  }

  /// Whether the text that a stage parses comes from what was received, not from another stage.
  private static func readsOriginal(_ external: IntakeExternal) -> Bool {
    guard case .template(let template)? = external["input_field"] else { return true }
    let paths =
      template.constant.map { [$0.split(separator: ".").map(String.init)] }
      ?? TemplateReads(template, isCondition: false).paths
    return paths.allSatisfy { $0.first == "original" }
  }

  private mutating func read(_ action: IntakeAction, under outer: [Span]) {
    let guards = outer + [action.filter?.span].compactMap(\.self)
    if let filter = action.filter { read(filter, under: outer, isCondition: true) }
    for (_, value) in action.set { read(value, under: guards) }
    guard let translation = action.translation else { return }
    for (source, _) in translation.mapping { read(.template(source), under: guards, isPath: true) }
    for (_, value) in translation.dictionary { read(value, under: guards) }
    if let fallback = translation.fallback { read(fallback, under: guards) }
  }

  /// `isPath` says that a text is a dotted path.
  private mutating func read(_ value: IntakeValue, under guards: [Span], isPath: Bool = false) {
    switch value {
    case .template(let template):
      if isPath, let text = template.constant {
        return read(text.split(separator: ".").map(String.init), under: guards)
      }
      read(template, under: guards)
    case .list(let items, _): for item in items { read(item, under: guards) }
    case .constant, .map: break
    }
  }

  private mutating func read(
    _ template: Template, under guards: [Span], isCondition: Bool = false
  ) {
    for path in TemplateReads(template, isCondition: isCondition).paths {
      read(path, under: guards)
    }
  }

  private mutating func read(_ names: [String], under guards: [Span]) {
    guard names.count > 2 else { return }
    let base = "\(names[0]).\(names[1])"
    guard trees[base] != nil else { return }
    add(base, names[2...].map { .member($0) }, under: guards)
  }
}

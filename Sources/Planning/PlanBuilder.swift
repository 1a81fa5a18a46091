import Diagnostics
import Events
import Functions

/// Numbers everything a plan refers to: registers, steps, constants, tables.
///
/// Front ends build their plans through it and know nothing of how steps are run. `seal()` lays
/// out the registers and resolves the labels.
public final class PlanBuilder {
  let memory = ConstantMemory()
  /// Memory for casting constants while the rules load.
  let scratch = Scratch(firstChunk: 8 << 10)

  /// A tree of paths below one object and the registers of its nodes.
  final class Tree {
    var paths = PathTreeBuilder()
    var registers: [Register] = []
    let region: Register.Region
    /// What rules write before the paths below the object, such as `$item`.
    let name: String
    /// Whether rules read the object as one value.
    var readsWhole = false

    init(_ region: Register.Region, name: String) {
      self.region = region
      self.name = name
    }
  }

  struct Label: Hashable {
    var number: Int
    /// Whether who jumps there does so because a template failed.
    var isFailure = false

    /// The same place, for failures.
    var failing: Label { Label(number: number, isFailure: true) }
  }

  private struct Block {
    var steps: [Step] = []
    var origins: [Span] = []
    var labels: [StepLabel] = []
    /// Positions whose step jumps to a label, with that label.
    var jumps: [(position: Int, label: Label)] = []
  }

  private(set) var regions: [Register.Region] = []
  private(set) var constants: [Value] = []
  private struct ConstantKey: Hashable {
    var kind: Value.Kind
    var form: Value.Form
    var spelling: [UInt8]
  }
  private var constantByKey: [ConstantKey: Register] = [:]
  private var blocks = [Block()]
  private var current = 0
  private var labels: [(block: Int, position: Int)] = []
  private(set) var scopeCount = 0

  /// Whether the plan says what its steps, guards and registers mean; see `Plan.isTraceable`.
  let isTraceable: Bool
  let event: Tree
  let raw: Tree
  /// Where the rules at hand stand; given to each step.
  public var origin: Span
  var guards: [Guard] = []
  private var alternatives: [Alternative] = []
  /// Given to each step, as `origin` is.
  private var label = StepLabel()
  private var names: [RegisterName] = []

  var arguments: [Register] = []
  var calls: [CallPlan] = []
  var rules: [WriteRule] = []
  var paths: [[NavigationStep]] = []
  var comparisons: [ComparisonPlan] = []
  var tables: [LookupTable] = []
  var dispatches: [(keys: PathTree, targets: [Label], otherwise: Label)] = []
  var decodes: [PendingDecode] = []
  var loops: [PendingLoop] = []
  var emits: [PendingEmit] = []
  var dropReasons: [String] = []
  var documents: [DocumentBuilder] = []
  var shapes = FieldShapesBuilder()
  var assignments: [AssignmentPlan] = []
  var iteratorCount = 0
  var tags: Register?
  var template = OutputTemplateBuilder()
  var input = PendingInput()

  struct PendingInput {
    var ignoresNull = true
    var ignoresEmpty = true
    var ignored: [Register] = []
    var decode: Int?
    var otherwise = InputPlan.Otherwise.reject
  }

  struct PendingDecode {
    var kind: DecodePlan.Kind
    var source: Register
    var otherwise: Register?
    var tree: Tree
    var readsWhole = false
    var parameter: Register?
    var isExternal = false
  }

  struct PendingLoop {
    enum Result {
      case objects(OutputTemplateBuilder)
      case values(Register)
    }
    var list: Register
    var item: Tree
    var scope: Int
    var body: Int
    var filter: Register?
    var result: Result
    var to: Register
  }

  struct PendingEmit {
    var list: Register?
    var item: Tree?
    var scope: Int
    /// The last scope that was made in the body: what it decodes is forgotten with the item.
    var lastScope: Int
    var body: Int
    var template: OutputTemplateBuilder
  }

  /// `eventName` is what rules write before the paths of the event.
  public init(origin: Span, eventName: String = "", isTraceable: Bool = false) {
    self.origin = origin
    self.isTraceable = isTraceable
    event = Tree(.event, name: eventName)
    raw = Tree(.raw, name: "$raw")
    _ = register(of: [], in: event)
    _ = register(of: [], in: raw)
  }

  // MARK: Registers

  func makeRegister(_ region: Register.Region) -> Register {
    regions.append(region)
    if isTraceable { names.append(region == .constant ? .constant : .none) }
    return Register(regions.count - 1)
  }

  /// Says what the rules call a register; the first name stays.
  func name(_ register: Register, _ name: RegisterName) {
    if isTraceable, names[register.place] == .none { names[register.place] = name }
  }

  func makeTemporary() -> Register { makeRegister(.temporary) }

  func makeScope() -> Int {
    scopeCount += 1
    return scopeCount - 1
  }

  /// The register of a path of object keys below a tree's object.
  func register(of path: [String], in tree: Tree) -> Register {
    let node = tree.paths.node(path)
    while tree.registers.count < tree.paths.count {
      let register = makeRegister(tree.region)
      if isTraceable {
        let path = tree.paths.path(to: tree.registers.count)
        names[register.place] = .source(
          path.isEmpty && tree.name.isEmpty
            ? "$event" : PathSpelling.text(root: tree.name, path))
      }
      tree.registers.append(register)
    }
    return tree.registers[node]
  }

  /// The register of a constant; equal constants share one.
  func constant(_ value: Value) -> Register {
    let key = ConstantKey(
      kind: value.kind, form: value.form, spelling: Array(value.spelling))
    if let known = constantByKey[key] { return known }
    let register = makeRegister(.constant)
    constants.append(memory.keep(value))
    constantByKey[key] = register
    return register
  }

  func constant(_ text: String) -> Register { constant(memory.text(text)) }

  // MARK: Steps

  func add(_ step: Step) {
    blocks[current].steps.append(step)
    blocks[current].origins.append(origin)
    if isTraceable { blocks[current].labels.append(label) }
  }

  /// Adds a step that jumps; the target in `step` is not looked at.
  func add(_ step: Step, to label: Label) {
    blocks[current].jumps.append((blocks[current].steps.count, label))
    add(step)
    if isTraceable, label.isFailure {
      blocks[current].labels[blocks[current].labels.count - 1].isFailure = true
    }
  }

  /// Says what the step that was added last chooses from, in the order of its choices.
  func note(_ choices: @autoclosure () -> [Alternative]) {
    guard isTraceable, let last = blocks[current].labels.indices.last else { return }
    blocks[current].labels[last].alternatives = Int32(truncatingIfNeeded: alternatives.count)
    alternatives += choices()
  }

  /// Builds steps that run only where something holds; `condition` adds the steps that find out.
  func guarded(
    _ kind: Guard.Kind, _ span: Span, subject: Register? = nil,
    condition: () -> Void = {}, body: () -> Void
  ) {
    guard isTraceable else {
      condition()
      return body()
    }
    let outer = label
    guards.append(
      Guard(outer: label.guardNumber, kind: kind, span: span, subject: subject))
    let number = Int32(truncatingIfNeeded: guards.count - 1)
    label.condition = number
    condition()
    label = StepLabel(guardNumber: number)
    body()
    label = outer
  }

  func makeLabel() -> Label {
    labels.append((-1, -1))
    return Label(number: labels.count - 1)
  }

  /// The label stands before the next step.
  func place(_ label: Label) {
    labels[label.number] = (current, blocks[current].steps.count)
  }

  /// Builds a body that runs on its own; its number.
  func block(_ build: () -> Void) -> Int {
    let outer = current
    blocks.append(Block())
    current = blocks.count - 1
    let number = current
    build()
    current = outer
    return number
  }

  func argumentRun(_ registers: [Register]) -> (start: UInt32, count: UInt32) {
    arguments += registers
    return (UInt32(arguments.count - registers.count), UInt32(registers.count))
  }

  func table(
    _ entries: [(key: String, value: Register)], otherwise: Register?, mapsItems: Bool = false
  ) -> LookupTable {
    LookupTable(
      keys: keyTree(entries.map(\.key)), values: entries.map(\.value), otherwise: otherwise,
      mapsItems: mapsItems)
  }

  /// A tree of one level: slot n for the nth key.
  func keyTree(_ keys: [String]) -> PathTree {
    PathTree(
      keys: [[]] + keys.map { Array($0.utf8) }, parents: Array(repeating: 0, count: keys.count + 1),
      slots: [-1] + Array(keys.indices))
  }

  // MARK: Sealing

  /// The finished plan.
  public func seal() -> Plan {
    let (places, starts, cleared, fields) = layOut()
    func sealed(_ register: Register) -> Register { Register(places[register.place]) }
    // Several decodes may fill one tree.
    var builtTrees: [ObjectIdentifier: PathTree] = [:]
    func built(_ tree: Tree) -> PathTree {
      if let known = builtTrees[ObjectIdentifier(tree)] { return known }
      let result = tree.paths.build(firstSlot: places[tree.registers[0].place])
      builtTrees[ObjectIdentifier(tree)] = result
      return result
    }
    func range(_ scope: Int) -> Range<Int> { starts[.auxiliary(scope: scope)] ?? 0..<0 }

    let eventRange = starts[.event] ?? 0..<0
    let rawStart = places[raw.registers[0].place]
    let merged = PathTreeBuilder.merge(
      event.paths, firstSlot: eventRange.lowerBound, raw.paths, secondarySlot: rawStart)
    var plan = Plan(
      memory: memory, isTraceable: isTraceable,
      input: InputPlan(
        tree: merged.tree,
        aliases: merged.aliases.map { (Register($0.from), Register($0.to)) },
        eventTree: built(event)))
    plan.input.ignoresNull = input.ignoresNull
    plan.input.ignoresEmpty = input.ignoresEmpty
    plan.input.ignored = input.ignored.map(sealed)
    plan.input.sourceCount = (starts[.raw] ?? eventRange).upperBound
    plan.input.decode = input.decode
    plan.input.otherwise = input.otherwise

    plan.registerCount = regions.count
    plan.clearedCount = cleared
    plan.fields = fields
    plan.constants = constants
    plan.arguments = arguments.map(sealed)
    plan.calls = calls
    plan.rules = rules.map { rule in
      var rule = rule
      switch rule.onError {
      case .skip, .reject: break
      case .tag(let register): rule.onError = .tag(sealed(register))
      case .value(let register): rule.onError = .value(sealed(register))
      }
      return rule
    }
    plan.paths = paths.map { path in
      path.map { if case .member(let name) = $0 { .member(sealed(name)) } else { $0 } }
    }
    func sealed(_ table: LookupTable) -> LookupTable {
      LookupTable(
        keys: table.keys, values: table.values.map(sealed), otherwise: table.otherwise.map(sealed),
        mapsItems: table.mapsItems)
    }
    plan.comparisons = comparisons.map {
      ComparisonPlan(
        left: sealed($0.left), operator: $0.operator, right: sealed($0.right),
        members: $0.members.map(sealed))
    }
    plan.tables = tables.map(sealed)
    plan.decodes = decodes.map { decode in
      let scopeRange: Range<Int> =
        switch decode.tree.region {
        case .auxiliary(let scope): range(scope)
        default: eventRange
        }
      let readsWhole = decode.readsWhole || decode.tree.readsWhole
      let kind = decode.kind.reading(readsWhole ? nil : decode.tree.paths.members)
      return DecodePlan(
        kind: kind, names: kind.names.map { memory.text($0) },
        source: sealed(decode.source), otherwise: decode.otherwise.map(sealed),
        tree: built(decode.tree), registers: scopeRange,
        whole: readsWhole ? sealed(decode.tree.registers[0]) : nil,
        parameter: decode.parameter.map(sealed), isExternal: decode.isExternal)
    }
    plan.iteratorCount = iteratorCount
    if !documents.isEmpty {
      plan.documents = DocumentsPlan(
        documents: documents.map { document in
          document.build(
            in: memory, registers: starts[.document(number: document.number)] ?? 0..<0)
        },
        shapes: shapes.build(),
        assignments: assignments.map { assignment in
          AssignmentPlan(
            nodes: assignment.nodes.map { ($0.document, sealed($0.register)) },
            shape: assignment.shape)
        })
    }
    plan.dropReasons = dropReasons
    plan.tags = tags.map(sealed)
    plan.template = template.build(in: memory, sealed: sealed)

    // Blocks one behind the other, then labels and registers.
    var blockStarts: [Int] = []
    var total = 0
    for block in blocks {
      blockStarts.append(total)
      total += block.steps.count
    }
    func target(_ label: Label) -> UInt32 {
      let place = labels[label.number]
      precondition(place.block >= 0, "every label is placed")
      return UInt32(blockStarts[place.block] + place.position)
    }
    for block in blocks {
      var steps = block.steps
      for jump in block.jumps {
        steps[jump.position] = steps[jump.position].retargeted(target(jump.label))
      }
      plan.steps += steps.map { $0.mapRegisters(sealed) }
      plan.origins += block.origins
      plan.labels += block.labels
    }
    plan.mainEnd = blocks[0].steps.count
    if isTraceable {
      plan.guards = guards.map {
        Guard(outer: $0.outer, kind: $0.kind, span: $0.span, subject: $0.subject.map(sealed))
      }
      plan.alternatives = alternatives
      plan.registerNames = Array(repeating: .none, count: regions.count)
      for (number, name) in names.enumerated() { plan.registerNames[places[number]] = name }
    }
    func body(_ number: Int) -> Range<Int> {
      blockStarts[number]..<blockStarts[number] + blocks[number].steps.count
    }
    plan.dispatches = dispatches.map {
      DispatchTable(
        keys: $0.keys, targets: $0.targets.map(target), otherwise: target($0.otherwise))
    }
    plan.loops = loops.map { loop in
      let result: LoopPlan.Result =
        switch loop.result {
        case .objects(let template): .objects(template.build(in: memory, sealed: sealed))
        case .values(let register): .values(sealed(register))
        }
      return LoopPlan(
        list: sealed(loop.list), item: built(loop.item), registers: range(loop.scope),
        body: body(loop.body), filter: loop.filter.map(sealed), result: result, to: sealed(loop.to))
    }
    plan.emits = emits.map {
      EmitPlan(
        list: $0.list.map(sealed), item: $0.item.map(built),
        registers: range($0.scope).lowerBound..<range($0.lastScope).upperBound,
        body: body($0.body), template: $0.template.build(in: memory, sealed: sealed))
    }
    return plan
  }

  /// The place of each register, the range of each region, how many are cleared, and the fields.
  private func layOut() -> (
    places: [Int], ranges: [Register.Region: Range<Int>], cleared: Int, fields: Range<Int>
  ) {
    var order: [Register.Region] = [.event, .raw]
    order += (0..<scopeCount).map { .auxiliary(scope: $0) }
    order.append(.output)
    order += documents.map { .document(number: $0.number) }
    let lastCleared = order.last
    order += [.temporary, .constant]
    var members: [Register.Region: [Int]] = [:]
    for document in documents {
      members[.document(number: document.number)] = document.registers.map(\.place)
    }
    // The nodes of a scope's tree lead, in order, so that slots are contiguous.
    for tree in scopeTrees {
      members[tree.region, default: []] += tree.registers.map(\.place)
    }
    let written = template.registers
    let inTree = Set(
      scopeTrees.flatMap { $0.registers.map(\.place) } + members.values.joined()
        + written.map(\.place))
    for (number, region) in regions.enumerated() where !inTree.contains(number) {
      members[region, default: []].append(number)
    }
    var places = [Int](repeating: 0, count: regions.count)
    var ranges: [Register.Region: Range<Int>] = [:]
    var next = 0
    var cleared = 0
    var fields = 0..<0
    for region in order {
      let start = next
      for number in members[region] ?? [] {
        places[number] = next
        next += 1
      }
      ranges[region] = start..<next
      if region == lastCleared {
        cleared = next
        for register in written {
          places[register.place] = next
          next += 1
        }
        fields = cleared..<next
      }
    }
    return (places, ranges, cleared, fields)
  }

  private var scopeTrees: [Tree] {
    var seen: Set<ObjectIdentifier> = []
    let decoded = decodes.map(\.tree).filter {
      $0.region != .event && seen.insert(ObjectIdentifier($0)).inserted
    }
    return decoded + loops.map(\.item) + emits.compactMap(\.item)
  }
}

extension DecodePlan.Kind {
  /// The same for a plan that reads these fields only, or all.
  fileprivate func reading(_ fields: [String]?) -> DecodePlan.Kind {
    switch self {
    case .grok(let pattern): return .grok(fields.map(pattern.reading) ?? pattern)
    case .grokByKey(let keys, let patterns):
      var names = fields ?? []
      if fields == nil {
        for name in patterns.flatMap(\.names) where !names.contains(name) { names.append(name) }
      }
      return .grokByKey(keys: keys, patterns: patterns.map { $0.reading(names) })
    default: return self
    }
  }

  fileprivate var names: [String] {
    switch self {
    case .json, .keyValue, .base64, .call, .looseJSON, .pairs, .cef, .leef, .xml, .windowsEvent,
      .literal, .date:
      []
    case .grok(let pattern): pattern.names
    case .grokByKey(_, let patterns): patterns.first?.names ?? []
    case .row(let row): row.columns
    case .separated(let format): format.columns.map { String(decoding: $0, as: UTF8.self) }
    case .dissect(let pattern): pattern.names
    case .regex(let regex): regex.groupNames.map(\.name)
    }
  }
}

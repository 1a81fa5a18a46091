import Events
import Functions
import JSON
import Text

/// Numbers everything a plan refers to: registers, steps, constants, tables.
///
/// Front ends build their plans through it and know nothing of how steps are run. `seal()` lays
/// out the registers and resolves the labels.
///
/// Properties that every rule changes are `@exclusivity(unchecked)`, here and in what builds on them:
/// checking for overlapping access took 2.5 % of loading. Each change ends before anything else is
/// called.
public final class PlanBuilder {
  /// Owns the bytes of all constants of the plan.
  package let memory = ConstantMemory()
  /// Memory for casting constants while the rules load.
  package let scratch = Scratch(firstChunk: 8 << 10)

  /// A tree of paths below one object and the registers of its nodes.
  package final class Tree {
    /// The paths that rules read.
    @exclusivity(unchecked) package var paths = PathTreeBuilder()
    /// The registers of the nodes, by node.
    @exclusivity(unchecked) package var registers: [Register] = []
    /// The region that the registers belong to.
    package let region: Register.Region
    /// What rules write before the paths below the object, such as `$item`.
    package let name: String
    /// Whether rules read the object as one value.
    package var readsWhole = false

    /// A tree of the root alone, as yet without registers.
    package init(_ region: Register.Region, name: String) {
      self.region = region
      self.name = name
    }
  }

  /// A jump target, placed before a step once that step is known.
  package struct Label: Hashable {
    /// The index of the label.
    package var number: Int
    /// Whether jumps lead there because a template failed.
    package var isFailure = false

    /// The same place, for failures.
    package var failing: Label { Label(number: number, isFailure: true) }
  }

  struct Block {
    var steps: [Step] = []
    var origins: [Span] = []
    var labels: [StepLabel] = []
    /// Positions whose step jumps to a label, with that label.
    var jumps: [(position: Int, label: Label)] = []
    /// Given to each step.
    var origin: Span
    var label = StepLabel()

    mutating func add(_ step: Step, isTraceable: Bool) {
      steps.append(step)
      origins.append(origin)
      if isTraceable { labels.append(label) }
    }
  }

  /// The region of each register, by its number before sealing.
  @exclusivity(unchecked) private(set) var regions: [Register.Region] = []
  struct Constants: ~Copyable {
    /// The numbers of `values`; kind and form are the owner.
    var numbers = ByteTable()
    var values: [Value] = []
    var registers: [Register] = []
  }
  @exclusivity(unchecked) private(set) var constants = Constants()
  /// Blocks that are finished, by their numbers; the current one is `block`.
  private(set) var blocks: [Block]
  @exclusivity(unchecked) private var block: Block
  @exclusivity(unchecked) private var current = 0
  @exclusivity(unchecked) private(set) var labels: [(block: Int, position: Int)] = []
  /// How many scopes were made; they are numbered from 0.
  package private(set) var scopeCount = 0

  let vocabulary: TraceVocabulary
  /// Where functions find zones and user-agent rules.
  package let resources: Resources
  /// What the plan is to contain beyond what mapping needs.
  package let detail: PlanDetail
  /// Whether the plan says what its steps, guards and registers mean.
  package let isTraceable: Bool
  /// The paths below the decoded event.
  package let event: Tree
  /// The paths below the event as received.
  package let raw: Tree
  /// Where the current rules are written; recorded with each step.
  public var origin: Span {
    get { block.origin }
    set { block.origin = newValue }
  }
  /// What labels refer to; only filled for plans that have labels.
  package var guards: [Guard] = []
  private(set) var alternatives: [Alternative] = []
  private(set) var probes: [Probe] = []
  private(set) var names: [RegisterName] = []

  // The tables of the plan, which steps refer to by index. Front ends append to them.

  /// Registers that steps take as a run; `argumentRun` adds one.
  @exclusivity(unchecked) package var arguments: [Register] = []
  /// For `Step.call`.
  @exclusivity(unchecked) package var calls: [CallPlan] = []
  /// For `Step.write`.
  package var rules: [WriteRule] = []
  /// For `Step.navigate`.
  package var paths: [[NavigationStep]] = []
  /// For `Step.jumpIf` and `Step.jumpUnless`.
  package var comparisons: [ComparisonPlan] = []
  /// For `Step.lookup`.
  package var tables: [LookupTable] = []
  /// For `Step.dispatch`; their targets are labels until the plan is sealed.
  package var dispatches: [(keys: PathTree, targets: [Label], otherwise: Label)] = []
  /// For `Step.decode`; their trees may still grow.
  package var decodes: [PendingDecode] = []
  /// For `Step.loop`.
  package var loops: [PendingLoop] = []
  /// For `Step.emit`.
  package var emits: [PendingEmit] = []
  /// For `Step.drop`.
  package var dropReasons: [String] = []
  /// Empty for rules that write an output template.
  package var documents: [DocumentBuilder] = []
  /// The fields that assignments can reach.
  @exclusivity(unchecked) package var shapes = FieldShapesBuilder()
  /// For `Step.assign`.
  @exclusivity(unchecked) package var assignments: [AssignmentPlan] = []
  /// How many loops of templates there are.
  package var iteratorCount = 0
  /// The register of the `tags` field, once a rule needs it.
  package var tags: Register?
  /// Where front ends add the fields of the output.
  package var template = OutputTemplateBuilder()
  /// How an event is read.
  package var input = PendingInput()

  /// `eventName` is what rules write before the paths of the event, `vocabulary` what traces call
  /// things; functions that need something of the machine find it in `resources`.
  public init(
    origin: Span, eventName: String = "", vocabulary: TraceVocabulary, detail: PlanDetail = .none,
    resources: Resources = .system
  ) {
    self.vocabulary = vocabulary
    self.resources = resources
    block = Block(origin: origin)
    blocks = [block]
    self.detail = detail
    isTraceable = detail != .none
    event = Tree(.event, name: eventName)
    raw = Tree(.raw, name: "$raw")
    event.readsWhole = isProbed
    _ = register(of: [], in: event)
    _ = register(of: [], in: raw)
  }

  // MARK: Registers

  /// A new register of a region.
  package func makeRegister(_ region: Register.Region) -> Register {
    regions.append(region)
    if isTraceable { names.append(region == .constant ? .constant : .none) }
    return Register(regions.count - 1)
  }

  /// Says what the rules call a register; the first name stays.
  package func name(_ register: Register, _ name: RegisterName) {
    if isTraceable, names[register.place] == .none { names[register.place] = name }
  }

  /// A new register for an intermediate result.
  package func makeTemporary() -> Register { makeRegister(.temporary) }

  /// The number of a new scope; the registers of one scope are cleared together.
  package func makeScope() -> Int {
    scopeCount += 1
    return scopeCount - 1
  }

  /// The register of a path of object keys below a tree's object.
  package func register(of path: [String], in tree: Tree) -> Register {
    register(of: tree.paths.node(path), in: tree)
  }

  /// The register of a path of object keys below a tree's object, and that of the object it stands
  /// in; nil for the tree's object itself.
  package func register(
    of keys: ArraySlice<Located<String>>, in tree: Tree
  ) -> (value: Register, holder: Register?) {
    let node = tree.paths.node(keys.lazy.map(\.value))
    let value = register(of: node, in: tree)
    return (value, node == 0 ? nil : tree.registers[tree.paths.parent(of: node)])
  }

  private func register(of node: Int, in tree: Tree) -> Register {
    if node < tree.registers.count { return tree.registers[node] }
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
  package func constant(_ value: Value) -> Register {
    constant(
      UnsafeBufferPointer(start: value.base, count: Int(value.count)), value.kind, value.form)
  }

  /// The register of a constant text; equal constants share one.
  package func constant(_ text: String) -> Register {
    text.withBytes { constant($0, .string, ConstantMemory.form(of: $0)) }
  }

  /// The register of a constant as rules spell it; equal constants share one.
  package func constant(of value: JSONTree) -> Register {
    if case .text(let text) = value { constant(text) } else { constant(self.value(of: value)) }
  }

  private func constant(
    _ bytes: UnsafeBufferPointer<UInt8>, _ kind: Value.Kind, _ form: Value.Form
  ) -> Register {
    let owner = UInt32(kind.rawValue) << 8 | UInt32(form.rawValue)
    let number = constants.numbers.number(of: bytes, owner: owner)
    if number < constants.registers.count { return constants.registers[number] }
    let register = makeRegister(.constant)
    constants.values.append(Value(kind, memory.keep(bytes), form: form))
    constants.registers.append(register)
    return register
  }

  // MARK: Steps

  /// Appends a step to the block being built.
  package func add(_ step: Step) {
    block.add(step, isTraceable: isTraceable)
  }

  /// Adds a step that jumps; the target in `step` is not looked at.
  package func add(_ step: Step, to label: Label) {
    block.jumps.append((block.steps.count, label))
    add(step)
    if isTraceable, label.isFailure { block.labels[block.labels.count - 1].isFailure = true }
  }

  /// Says what the step that was added last chooses from, in the order of its choices.
  package func note(_ choices: @autoclosure () -> [Alternative]) {
    guard isTraceable, let last = block.labels.indices.last else { return }
    block.labels[last].alternatives = Int32(truncatingIfNeeded: alternatives.count)
    alternatives += choices()
  }

  /// Whether the plan says which values reach rules.
  package var isProbed: Bool { detail == .probes }

  /// The position of the next step in the current block.
  package var position: Int { block.steps.count }

  /// Adds a probe of a value to the step at a position, or to the step added last.
  package func probe(
    _ kind: Probe.Kind, _ span: Span, _ register: Register, at position: Int? = nil
  ) {
    let position = position ?? block.steps.count - 1
    guard isProbed, block.labels.indices.contains(position) else { return }
    block.labels[position].probe = Int32(truncatingIfNeeded: probes.count)
    probes.append(Probe(kind: kind, span: span, register: register))
  }

  /// Builds steps that run only where something holds; `condition` adds the steps that find out.
  package func guarded(
    _ kind: Guard.Kind, _ span: Span, subject: Register? = nil,
    condition: () -> Void = {}, body: () -> Void
  ) {
    guard isTraceable else {
      condition()
      return body()
    }
    let outer = block.label
    guards.append(
      Guard(outer: outer.guardNumber, kind: kind, span: span, subject: subject))
    let number = Int32(truncatingIfNeeded: guards.count - 1)
    block.label.condition = number
    condition()
    block.label = StepLabel(guardNumber: number)
    body()
    block.label = outer
  }

  /// A new label, to be placed later.
  package func makeLabel() -> Label {
    labels.append((-1, -1))
    return Label(number: labels.count - 1)
  }

  /// The label stands before the next step.
  package func place(_ label: Label) {
    labels[label.number] = (current, block.steps.count)
  }

  /// Builds a body that runs on its own; its number.
  package func block(_ build: () -> Void) -> Int {
    let (outer, outerBlock) = (current, block)
    let number = blocks.count
    current = number
    block = Block(origin: outerBlock.origin, label: outerBlock.label)
    blocks.append(block)
    build()
    blocks[number] = block
    (current, block) = (outer, outerBlock)
    block.origin = blocks[number].origin
    return number
  }

  /// Whether a body has no steps.
  package func isEmpty(_ block: Int) -> Bool { blocks[block].steps.isEmpty }

  /// Appends the registers to `arguments` as one run and returns its place.
  package func argumentRun(_ registers: [Register]) -> (start: UInt32, count: UInt32) {
    arguments += registers
    return (UInt32(arguments.count - registers.count), UInt32(registers.count))
  }

  /// A lookup table; of equal keys the first counts.
  package func table(
    _ entries: [(key: String, value: Register)], otherwise: Register?
  ) -> LookupTable {
    LookupTable(
      keys: keyTree(entries.map(\.key)), values: entries.map(\.value), otherwise: otherwise)
  }

  /// A tree of one level: slot n for the nth key; of equal keys the first counts.
  package func keyTree(_ keys: [String]) -> PathTree {
    keyTree(keys.enumerated().map { ($0.element, $0.offset) })
  }

  /// A tree of one level with a slot for each key; of equal keys the first counts.
  package func keyTree(_ keys: [(key: String, slot: Int)]) -> PathTree {
    var paths = PathTreeBuilder()
    var slots = [-1]
    for (key, slot) in keys where paths.child(key, of: 0) == slots.count { slots.append(slot) }
    return paths.build(slots: slots)
  }

  /// Lays out the registers, resolves the labels and gives the plan, which is complete.
  public func seal() -> Plan {
    blocks[0] = block
    var sealing = PlanSealing(self)
    return sealing.plan()
  }
}

import Events
import Functions

/// Makes the plan of what a builder collected: lays out the registers, joins the blocks of steps and
/// resolves their labels.
struct PlanSealing {
  private let builder: PlanBuilder
  private let layout: RegisterLayout
  /// Where each block of steps begins.
  private let blockStarts: [Int]
  /// Several decodes may fill one tree.
  private var builtTrees: [ObjectIdentifier: PathTree] = [:]

  init(_ builder: PlanBuilder) {
    self.builder = builder
    layout = RegisterLayout(of: builder)
    var starts: [Int] = []
    var total = 0
    for block in builder.blocks {
      starts.append(total)
      total += block.steps.count
    }
    blockStarts = starts
  }

  /// Numbers everything for good and gives the plan; called once.
  mutating func plan() -> Plan {
    var plan = Plan(
      memory: builder.memory, vocabulary: builder.vocabulary, detail: builder.detail,
      input: input())
    plan.registerCount = builder.regions.count
    plan.clearedCount = layout.fields.lowerBound
    plan.fields = layout.fields
    plan.constants = builder.constants.values
    plan.iteratorCount = builder.iteratorCount
    plan.dropReasons = builder.dropReasons
    plan.tags = builder.tags.map(sealed)
    plan.template = builder.template.build(in: builder.memory, sealed: sealed)
    addOperands(to: &plan)
    plan.decodes = builder.decodes.map { decode($0) }
    addDocuments(to: &plan)
    addSteps(to: &plan)
    addLabels(to: &plan)
    addBodies(to: &plan)
    return plan
  }

  // MARK: Renumbering

  private func sealed(_ register: Register) -> Register { Register(layout.places[register.place]) }

  private func sealed(_ onError: WriteRule.OnError) -> WriteRule.OnError {
    switch onError {
    case .skip, .reject: onError
    case .tag(let register): .tag(sealed(register))
    case .value(let register): .value(sealed(register))
    }
  }

  private func sealed(_ table: LookupTable) -> LookupTable {
    LookupTable(
      keys: table.keys, values: table.values.map(sealed), otherwise: table.otherwise.map(sealed),
      mapsItems: table.mapsItems)
  }

  private mutating func built(_ tree: PlanBuilder.Tree) -> PathTree {
    if let known = builtTrees[ObjectIdentifier(tree)] { return known }
    let result = tree.paths.build(firstSlot: layout.places[tree.registers[0].place])
    builtTrees[ObjectIdentifier(tree)] = result
    return result
  }

  private func range(_ scope: Int) -> Range<Int> { layout.range(.auxiliary(scope: scope)) }

  private func target(_ label: PlanBuilder.Label) -> UInt32 {
    let place = builder.labels[label.number]
    precondition(place.block >= 0, "every label is placed")
    return UInt32(blockStarts[place.block] + place.position)
  }

  private func body(_ number: Int) -> Range<Int> {
    blockStarts[number]..<blockStarts[number] + builder.blocks[number].steps.count
  }

  // MARK: Parts

  private mutating func input() -> InputPlan {
    let start = layout.range(.event).lowerBound
    let rawStart = layout.places[builder.raw.registers[0].place]
    let eventTree = built(builder.event)
    var plan = InputPlan(tree: eventTree, eventTree: eventTree)
    if builder.raw.paths.count == 1 {
      plan.aliases = [(Register(start), Register(rawStart))]
    } else {
      let merged = PathTreeBuilder.merge(
        builder.event.paths, firstSlot: start, builder.raw.paths, secondarySlot: rawStart)
      plan.tree = merged.tree
      plan.aliases = merged.aliases.map { (Register($0.from), Register($0.to)) }
    }
    plan.ignoresNull = builder.input.ignoresNull
    plan.ignoresEmpty = builder.input.ignoresEmpty
    plan.ignored = builder.input.ignored.map(sealed)
    plan.sourceCount = layout.range(.raw).upperBound
    plan.prologue = builder.input.prologue.map(body) ?? 0..<0
    plan.decode = builder.input.decode
    plan.otherwise = builder.input.otherwise
    return plan
  }

  private func addOperands(to plan: inout Plan) {
    plan.arguments = builder.arguments.map(sealed)
    plan.calls = builder.calls
    plan.rules = builder.rules.map { rule in
      var rule = rule
      rule.onError = sealed(rule.onError)
      return rule
    }
    plan.paths = builder.paths.map { path in
      path.map { if case .member(let name) = $0 { .member(sealed(name)) } else { $0 } }
    }
    plan.comparisons = builder.comparisons.map {
      ComparisonPlan(
        left: sealed($0.left), operator: $0.operator, right: sealed($0.right),
        members: $0.members.map(sealed))
    }
    plan.tables = builder.tables.map(sealed)
    plan.dispatches = builder.dispatches.map {
      DispatchTable(
        keys: $0.keys, targets: $0.targets.map(target), otherwise: target($0.otherwise))
    }
  }

  private mutating func decode(_ decode: PlanBuilder.PendingDecode) -> DecodePlan {
    let registers: Range<Int> =
      switch decode.tree.region {
      case .auxiliary(let scope): range(scope)
      default: layout.range(.event)
      }
    let readsWhole = decode.readsWhole || decode.tree.readsWhole
    let decoder = decode.decoder.reading(readsWhole ? nil : decode.tree.paths.members)
    var names: [String] = []
    if case .fields(let fields) = decoder.names { names = fields }
    return DecodePlan(
      decoder: decoder, sources: decode.kind?.sources ?? [],
      names: names.map { builder.memory.text($0) },
      source: sealed(decode.source), otherwise: decode.otherwise.map(sealed),
      tree: built(decode.tree), registers: registers,
      whole: readsWhole ? sealed(decode.tree.registers[0]) : nil,
      parameter: decode.parameter.map(sealed), isExternal: decode.isExternal,
      onError: sealed(decode.onError), label: decode.label)
  }

  private func addDocuments(to plan: inout Plan) {
    if builder.documents.isEmpty { return }
    plan.documents = DocumentsPlan(
      documents: builder.documents.map { document in
        document.build(
          in: builder.memory, registers: layout.range(.document(number: document.number)))
      },
      shapes: builder.shapes.build(),
      assignments: builder.assignments.map { assignment in
        AssignmentPlan(
          nodes: assignment.nodes.map { ($0.document, sealed($0.register)) },
          shape: assignment.shape)
      })
  }

  /// Blocks one after the other, then labels and registers.
  private func addSteps(to plan: inout Plan) {
    for block in builder.blocks {
      var steps = block.steps
      for jump in block.jumps {
        steps[jump.position] = steps[jump.position].retargeted(target(jump.label))
      }
      plan.steps += steps.map { $0.mapRegisters(sealed) }
      plan.origins += block.origins
      plan.labels += block.labels
    }
    plan.mainEnd = builder.blocks[0].steps.count
    if let decode = builder.input.decode { plan.stand(for: decode, at: builder.origin) }
  }

  private func addLabels(to plan: inout Plan) {
    guard builder.isTraceable else { return }
    plan.guards = builder.guards.map {
      Guard(outer: $0.outer, kind: $0.kind, span: $0.span, subject: $0.subject.map(sealed))
    }
    plan.alternatives = builder.alternatives
    plan.probes = builder.probes.map {
      Probe(kind: $0.kind, span: $0.span, register: sealed($0.register))
    }
    plan.registerNames = Array(repeating: .none, count: builder.regions.count)
    for (number, name) in builder.names.enumerated() {
      plan.registerNames[layout.places[number]] = name
    }
  }

  private mutating func addBodies(to plan: inout Plan) {
    plan.loops = builder.loops.map { loop in
      let result: LoopPlan.Result =
        switch loop.result {
        case .objects(let template):
          .objects(template.build(in: builder.memory, sealed: sealed))
        case .values(let register): .values(sealed(register))
        case .chosen(let register): .chosen(sealed(register))
        case .firstChosen(let register): .firstChosen(sealed(register))
        }
      return LoopPlan(
        list: sealed(loop.list), item: built(loop.item), registers: range(loop.scope),
        body: body(loop.body), filter: loop.filter.map(sealed), result: result, to: sealed(loop.to))
    }
    plan.emits = builder.emits.map { emit in
      EmitPlan(
        list: emit.list.map(sealed), item: emit.item.map { built($0) },
        registers: range(emit.scope).lowerBound..<range(emit.lastScope).upperBound,
        body: body(emit.body), template: emit.template.build(in: builder.memory, sealed: sealed))
    }
  }
}

import Diagnostics
import Events
import Functions
import JSON
import Planning
import Schema
import Text

/// `set`, `dictionary` and what they store.
extension IntakeCompiler {
  func assign(_ value: IntakeValue, to target: Located<String>, _ stage: DocumentBuilder?) {
    builder.origin = target.span
    let field = fields.number(of: target.value)
    guard let shape = shape(of: target, field) else { return }
    let fail = builder.makeLabel()
    let register = register(of: value, fail: fail)
    builder.origin = target.span
    store(register, target.value, field, shape, stage)
    builder.place(fail)
  }

  private func store(
    _ value: Register, _ target: String, _ field: Int, _ shape: Int, _ stage: DocumentBuilder?
  ) {
    var nodes: [(document: Int, register: Register)] = [(0, node(of: target))]
    if let stage { nodes.append((stage.number, stage.register(of: target))) }
    builder.assignments.append(AssignmentPlan(nodes: nodes, shape: shape))
    builder.add(.assign(value, assignment: UInt32(builder.assignments.count - 1)))
    builder.probe(.value(field: target), builder.origin, value)
    fields.noteAssigned(field)
  }

  /// The register of what a rule gives.
  private func register(of value: IntakeValue, fail: PlanBuilder.Label) -> Register {
    switch value {
    case .template(let template):
      guard let text = template.constant else { return self.value(of: template, fail: fail) }
      return decodedConstant(text)
    case .constant(let constant, _): return builder.constant(of: constant)
    case .list(let items, _):
      let result = builder.makeTemporary()
      let registers = items.map { element in item { register(of: element, fail: $0) } }
      let (start, count) = builder.argumentRun(registers)
      builder.add(.values(to: result, arguments: start, count: count))
      return result
    case .map(let members, _):
      return builder.constant(
        self.value(of: .object(members.map { .init($0.name.value, plain($0.value)) })))
    }
  }

  /// An item of a list of templates; one that fails is left out.
  private func item(_ body: (PlanBuilder.Label) -> Register) -> Register {
    let result = builder.makeTemporary()
    let fail = builder.makeLabel()
    builder.add(.move(to: result, from: builder.constant(.absent)))
    builder.add(.move(to: result, from: body(fail)))
    builder.place(fail)
    return result
  }

  private func plain(_ value: IntakeValue) -> JSONTree {
    switch value {
    case .template(let template): .text(template.constant ?? "")
    case .constant(let constant, _): constant
    case .list(let items, _): .list(items.map { plain($0) })
    case .map(let members, _): .object(members.map { .init($0.name.value, plain($0.value)) })
    }
  }

  /// The register of a constant text; a list or map in Python's spelling is one.
  private func decodedConstant(_ text: String) -> Register {
    let mayBeContainer = text.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
    return mayBeContainer ? builder.constant(decoded(text)) : builder.constant(text)
  }

  /// A constant text as a value; a list or map in Python's spelling is one.
  private func decoded(_ text: String) -> Value {
    builder.scratch.reset()
    let kept = builder.memory.keep(text)
    if let container = PythonLiteral.container(kept, in: builder.scratch) {
      return builder.memory.keep(container)
    }
    return builder.memory.text(text)
  }

  // MARK: Targets

  /// The number of a target's shape; nil where the target can hold nothing.
  ///
  /// What is set is dropped where nothing declares the field; only a map leaves itself, empty.
  private func shape(of target: Located<String>, _ field: Int) -> Int? {
    if let known = fields[field].shape { return known }
    let shape = findShape(of: target, field)
    fields[field].shape = .some(shape)
    return shape
  }

  private func findShape(of target: Located<String>, _ field: Int) -> Int? {
    let name = target.value
    let type = taxonomy.type(of: name)
    // Before anything is asked level by level.
    let isTooDeep = fields.depth(of: field) > JSONScanner.maximumDepth
    let isInsideOpaque = !isTooDeep && isInsideOpaque(name, field)
    // A text field takes a map as its JSON; below all others members have their own types.
    let hasDescendants = type != .text && taxonomy.hasDescendants(of: name)
    if type == nil, !isInsideOpaque, !hasDescendants {
      let near = nearestField(to: name)
      warn(
        .unknownField, "`\(name)` is not a field of the taxonomy; what is set is dropped",
        at: target.span,
        help: near.map { "did you mean `\($0)`?" } ?? "declare it in `_meta/fields.yml`",
        fix: near.map { .init(target.span, $0) })
    }
    if isTooDeep { return nil }
    let number = builder.shapes.add(
      name, type.map(TaxonomyCast.init), isInsideOpaque: isInsideOpaque)
    if hasDescendants {
      for (rest, type) in taxonomy.descendants(of: name) {
        builder.shapes.add(rest, below: number, TaxonomyCast(type))
      }
    }
    return number
  }

  /// Whether a field above takes members of any name.
  private func isInsideOpaque(_ name: String, _ field: Int) -> Bool {
    let group = fields.group(of: field)
    guard group > 0 else { return false }
    if let known = fields[group].takesAnything { return known }
    guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let groupName = String(name[..<point])
    let result = isInsideOpaque(groupName, group) || taxonomy.type(of: groupName) == .opaque
    fields[group].takesAnything = result
    return result
  }

  // MARK: Translations

  func compile(_ translation: IntakeTranslation) {
    let fallback = translation.fallback
    for (source, target) in translation.mapping {
      builder.origin = target.span
      let field = fields.number(of: target.value)
      guard let shape = shape(of: target, field) else { continue }
      let end = builder.makeLabel()
      let key = builder.makeTemporary()
      translationKey(of: source, into: key)
      translate(key, translation.dictionary, fallback, end: end) { value in
        store(value, target.value, field, shape, nil)
      }
      builder.place(end)
    }
  }

  /// The source's value as a text; absent where there is none.
  private func translationKey(of source: Template, into key: Register) {
    let fail = builder.makeLabel()
    let found = builder.makeLabel()
    let nothing = builder.constant(.absent)
    let raw = builder.makeTemporary()
    builder.add(.move(to: raw, from: nothing))
    if let text = source.constant {
      let path = Path(names: TargetPath.parts(text).map { Located($0, source.span) })
      if layers[path.root.value] != nil {
        builder.add(.move(to: raw, from: register(of: path, fail: nil)))
        builder.add(.jumpIfTest(raw, .given, 0), to: found)
      }
      builder.add(.readNode(to: raw, from: event.register(of: text), document: 0))
    } else {
      builder.add(.move(to: raw, from: value(of: source, fail: fail)))
    }
    builder.place(found)
    builder.place(fail)
    builder.add(.move(to: key, from: nothing))
    let end = builder.makeLabel()
    builder.add(.jumpUnlessTest(raw, .given, 0), to: end)
    let (start, count) = builder.argumentRun([raw])
    builder.add(.text(to: key, arguments: start, count: count))
    builder.place(end)
  }

  private func translate(
    _ key: Register, _ dictionary: [(key: Located<String>, value: IntakeValue)],
    _ fallback: IntakeValue?, end: PlanBuilder.Label, _ store: (Register) -> Void
  ) {
    // Of equal keys, the last counts.
    var keys = PathTreeBuilder()
    var entries: [(key: Located<String>, value: IntakeValue)] = []
    for entry in dictionary {
      let number = keys.child(entry.key.value, of: 0) - 1
      if number == entries.count { entries.append(entry) } else { entries[number] = entry }
    }
    let tree = keys.build(firstSlot: -1)
    func choices() -> [Alternative] {
      entries.map { Alternative(kind: .entry, span: $0.key.span) }
    }
    let result = builder.makeTemporary()
    let done = builder.makeLabel()
    let miss = builder.makeLabel()
    let constants = constantRegisters(entries.lazy.map(\.value))
    if let constants {
      builder.tables.append(LookupTable(keys: tree, values: constants, otherwise: nil))
      builder.add(.lookup(to: result, from: key, table: UInt32(builder.tables.count - 1)))
      builder.note(choices())
      builder.add(.jumpIfTest(result, .given, 0), to: done)
    } else {
      // Entries that are computed are computed only when they are met.
      let targets = entries.map { _ in builder.makeLabel() }
      builder.dispatches.append((tree, targets, miss))
      builder.add(.dispatch(key, table: UInt32(builder.dispatches.count - 1)))
      builder.note(choices())
      for (entry, target) in zip(entries, targets) {
        builder.place(target)
        builder.add(.move(to: result, from: register(of: entry.value, fail: end)))
        builder.add(.jump(0), to: done)
      }
    }
    builder.place(miss)
    if let fallback {
      builder.add(.move(to: result, from: register(of: fallback, fail: end)))
      builder.note([Alternative(kind: .otherwise, span: fallback.span)])
    } else {
      builder.add(.jump(0), to: end)
    }
    builder.place(done)
    store(result)
  }

  private func countsAsValue(_ text: String) -> Bool {
    !text.isEmpty && !format.ignored.contains { $0.value == text }
  }

  /// The registers of values that are constants all of them; nil where one is computed.
  private func constantRegisters(_ values: some Sequence<IntakeValue>) -> [Register]? {
    var registers: [Register] = []
    for value in values {
      guard let register = constantRegister(value) else { return nil }
      registers.append(register)
    }
    return registers
  }

  private func constantRegister(_ value: IntakeValue) -> Register? {
    switch value {
    case .template(let template): template.constant.map { decodedConstant($0) }
    case .constant(let constant, _): builder.constant(of: constant)
    case .list(let items, _):
      items.allSatisfy { $0.text.map { decoded($0).kind == .string } ?? false }
        ? builder.constant(
          self.value(of: .list(items.compactMap(\.text).filter(countsAsValue).map { .text($0) })))
        : nil
    case .map: nil
    }
  }
}

extension TaxonomyCast {
  init(_ type: TaxonomyType) {
    self =
      switch type {
      case .text: .text
      case .number: .number
      case .boolean: .boolean
      case .ip: .ip
      case .date: .date
      case .array: .list
      case .opaque: .opaque
      case .uncast: .uncast
      }
  }
}

import Events
import Planning

/// What the registers of a traced event hold, and what their values were made of.
final class TracedValues {
  private let space: Workspace
  private let plan: Plan
  /// What values between two steps were made of, by register.
  private var origins: [Int: [Trace.Reading]] = [:]
  /// The functions those values went through, in order.
  private var functions: [Int: [String]] = [:]
  private var failures: [Int: Trace.Outcome] = [:]
  /// The register that gets the outcome of a condition which is used as a value.
  private var judged: Int?
  /// Bytes of values that were copied.
  private var copied = 0
  private let buffer = OutputBuffer(capacity: 256)

  init(_ space: Workspace) {
    self.space = space
    plan = space.plan
  }

  /// Whether no more values are copied.
  var isFull: Bool { copied > Trace.copyLimit }

  // MARK: Reading

  func reading(_ register: Register) -> Trace.Reading {
    let value = space.registers[register.place]
    return Trace.Reading(
      name: plan.registerNames[register.place], value: text(value),
      isIgnored: value.kind == .ignored)
  }

  /// The paths that a register's value was made of.
  func sources(_ register: Register) -> [Trace.Reading] {
    switch plan.registerNames[register.place] {
    case .source, .target: [reading(register)]
    case .constant: []
    case .none, .expression: origins[register.place] ?? []
    }
  }

  func sources(_ registers: some Sequence<Register>) -> [Trace.Reading] {
    var result: [Trace.Reading] = []
    for register in registers {
      for one in sources(register) where !result.contains(one) { result.append(one) }
      if result.count > Trace.originLimit { break }
    }
    return result
  }

  /// Readings without the objects that another one is a part of.
  static func withoutHolders(_ readings: [Trace.Reading]) -> [Trace.Reading] {
    func path(_ reading: Trace.Reading) -> String? {
      switch reading.name {
      case .source(let path), .target(let path, _): path
      case .none, .constant, .expression: nil
      }
    }
    let paths = readings.compactMap(path)
    return readings.filter { reading in
      guard reading.value != nil, let path = path(reading) else { return true }
      return !paths.contains { $0.hasPrefix(path + ".") }
    }
  }

  /// The sources of a register, and what was computed of them.
  func evidence(_ register: Register) -> [Trace.Reading] {
    let made = sources(register)
    guard case .expression = plan.registerNames[register.place] else { return made }
    let whole = reading(register)
    return made.contains(whole) ? made : made + [whole]
  }

  /// A part of a value, as the path that the rules have for it; else what the whole was made of.
  func part(_ register: Register, of whole: Register) -> [Trace.Reading] {
    guard case .expression = plan.registerNames[register.place] else { return sources(whole) }
    return [reading(register)]
  }

  func functions(_ register: Register) -> [String] { functions[register.place] ?? [] }

  /// What kept a register from having a value, where it is not that its source has none.
  func failure(_ register: Register) -> Trace.Outcome? { failures[register.place] }

  /// A value as JSON; nil where it is absent or ignored. A long one is a text of its beginning.
  func text(_ value: Value) -> String? {
    guard value.isPresent else { return nil }
    if isFull { return "\"…\"" }
    let value = RepeatedMembers.removed(from: value, in: space.scratch)
    buffer.count = 0
    let count = Int(value.count)
    guard count > Trace.valueLimit else {
      copied += count
      let room = buffer.reserve(6 * count + 64)
      buffer.count = JSONText.write(value, to: room) - room
      return buffer.bytes.string
    }
    copied += Trace.valueLimit
    // The cut may fall into a character; what is left of it is dropped.
    var beginning = value.spelling.slice(0, Trace.valueLimit)
    if let error = UTF8Text.firstError(in: beginning) { beginning = beginning.slice(0, error) }
    buffer.appendJSON("\(beginning.string)… (\(count) bytes)")
    return buffer.bytes.string
  }

  // MARK: Noting

  /// A condition that no guard stands for reads values.
  func judge(_ operands: [Register]) {
    guard let judged else { return }
    for one in operands.flatMap(evidence) where origins[judged]?.contains(one) == false {
      origins[judged]?.append(one)
    }
  }

  func move(_ to: Register, from: Register) {
    if plan.registerNames[from.place] == .constant {
      // A condition sets its register to false, then looks, then sets it to true.
      if judged != to.place { derive(to, []) }
      judged = to.place
    } else {
      judged = nil
      derive(to, sources(from), functions(from), failure(from))
    }
  }

  func derive(
    _ to: Register, _ made: [Trace.Reading], _ through: [String] = [],
    _ failure: Trace.Outcome? = nil
  ) {
    origins[to.place] = Array(made.prefix(Trace.originLimit))
    functions[to.place] = through.isEmpty ? nil : Array(through.prefix(Trace.originLimit))
    failures[to.place] = failure
  }
}

import Events
import Functions
import Planning

/// Casts values as rules say, and stores them in their fields.
struct FieldWriter {
  let space: Workspace

  /// Casts a present value by a rule and stores it in its target.
  @inline(__always)
  func write(_ value: Value, to: Register, _ rule: Int) {
    let quick = space.program.quickRules.baseAddress![rule]
    if quick.flags & Program.QuickRule.looksAtTarget != 0, space.registers[to.place].isPresent {
      if quick.flags & Program.QuickRule.appends != 0 { append(value, to: to, rule, quick) }
      return
    }
    space.noted.add(to)
    if quick.keptKinds &>> UInt32(value.kind.rawValue) & 1 != 0 {
      space.registers[to.place] = value
    } else {
      castAndWrite(value, to: to, rule, quick)
    }
  }

  /// Adds what the value is cast to, to the list that stands in the target, once each.
  private func append(
    _ value: Value, to: Register, _ rule: Int, _ quick: Program.QuickRule
  ) {
    let before = space.registers[to.place]
    space.registers[to.place] = .absent
    if quick.keptKinds &>> UInt32(value.kind.rawValue) & 1 != 0 {
      space.registers[to.place] = value
    } else {
      castAndWrite(value, to: to, rule, quick)
    }
    let added = space.registers[to.place]
    space.registers[to.place] =
      added.isPresent ? Collector(space: space).union([before, added]) : before
  }

  private func castAndWrite(
    _ value: Value, to: Register, _ number: Int, _ quick: Program.QuickRule
  ) {
    if !value.isContainer, quick.flags & Program.QuickRule.needsRule == 0 {
      let cast = quick.cast._withUnsafeGuaranteedRef { $0.castOther(value, in: space.scratch) }
      if let result = cast {
        space.registers[to.place] = result
      } else {
        failed(number, value, to)
      }
      return
    }
    let rule = space.program.rules.baseAddress! + number
    if value.kind == .array, rule.pointee.cast.lists != .castWhole {
      writeItems(of: value, to: to, number)
      return
    }
    guard
      let result = rule.pointee.cast.cast(
        value, as: rule.pointee.format, now: space.now, in: space.scratch)
    else { return failed(number, value, to) }
    guard allows(number, result) else {
      space.counters.rules[number].notAllowed += 1
      return failed(rule, to)
    }
    space.registers[to.place] = result
  }

  /// Casts a list item by item, without those that the rules ignore. If none is left the field is
  /// skipped, as it would be for a single value.
  ///
  /// A list that is only copied keeps its nulls, on which the indices of later items depend.
  private func writeItems(of list: Value, to: Register, _ number: Int) {
    let rule = space.program.rules.baseAddress! + number
    let cast = rule.pointee.cast
    let format = rule.pointee.format
    let isCopied = cast.lists == .keepItems
    var forbidden = 0
    let (items, failures) = list.mapItems(in: space.scratch) { item in
      if item.kind == .null { return isCopied ? .kept(item) : .leftOut }
      guard space.ignoring(item).isPresent else { return .leftOut }
      if isCopied { return .kept(item) }
      guard let result = cast.cast(item, as: format, now: space.now, in: space.scratch) else {
        return .failed
      }
      guard allows(number, result) else {
        forbidden += 1
        return .failed
      }
      return .kept(result)
    }
    if forbidden > 0 { space.counters.rules[number].notAllowed += forbidden }
    if failures > forbidden {
      failed(number, list, to, count: failures - forbidden)
    } else if forbidden > 0 {
      failed(rule, to)
    }
    if items.isPresent, items.count > 2 || items.base == list.base {
      space.registers[to.place] = items
    }
  }

  /// Whether the field of a rule allows a value of its type.
  private func allows(_ rule: Int, _ value: Value) -> Bool {
    switch space.program.constraints[rule] {
    case .none: return true
    case .oneOf(let values): return Comparer(space: space).slot(of: value, in: values) != nil
    case .pattern(let pattern):
      guard let text = JSONText.decoded(value, in: space.scratch) else { return false }
      let limits = space.scratch.reachedLimits
      let isMatch = pattern._withUnsafeGuaranteedRef { $0.isMatch(text, in: space.scratch) }
      if space.scratch.reachedLimits > limits { space.counters.rules[rule].limited += 1 }
      return isMatch
    }
  }

  private func failed(_ number: Int, _ value: Value, _ to: Register, count: Int = 1) {
    let rule = space.program.rules.baseAddress! + number
    if value.isContainer && rule.pointee.cast.isScalar && value.kind != .array
      || !value.isContainer && !rule.pointee.cast.isScalar
    {
      space.counters.rules[number].wrongType += count
    } else {
      space.counters.rules[number].uncastable += count
    }
    failed(rule, to)
  }

  private func failed(_ rule: UnsafeMutablePointer<WriteRule>, _ to: Register) {
    switch rule.pointee.onError {
    case .skip: break
    case .reject: space.state.pointee.rejection = .rejectedByRule
    case .value(let register): space.registers[to.place] = space.registers[register.place]
    case .tag(let text): tag(text)
    }
  }

  /// Adds a text to the event's tags.
  func tag(_ text: Register) {
    guard let tags = space.plan.tags else { return }
    space.registers[tags.place] = Collector(space: space).union([
      space.registers[tags.place], space.registers[text.place],
    ])
    space.noted.add(tags)
  }
}

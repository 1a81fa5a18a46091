import Events
import Functions
import Planning

extension Worker {
  /// Runs the steps of a range; false when a `drop` ended it.
  ///
  /// The one loop every event goes through. Steps are read from plain memory by index; see `Step`.
  func run<Watcher: Observer>(_ range: Range<Int>, _ observer: Watcher) -> Bool {
    let r = registers
    let program = self.program
    let steps = program.steps.baseAddress!
    let arguments = program.arguments
    var pc = range.lowerBound
    let end = range.upperBound
    while pc < end {
      let number = pc
      let step = steps[number]
      pc &+= 1
      observer.willRun(number)
      switch step {
      case .write(var to, var from, var rule):
        // Most steps are writes behind one another: where nobody watches each of them, these need no
        // look at what the next step is.
        while true {
          let value = r[from.place]
          if value.isPresent {
            write(value, to: to, Int(rule))
          } else {
            absentCounts[Int(rule)] &+= 1
          }
          guard !Watcher.watchesSteps, pc < end,
            case .write(let nextTo, let nextFrom, let nextRule) = steps[pc]
          else {
            break
          }
          pc &+= 1
          (to, from, rule) = (nextTo, nextFrom, nextRule)
        }
      case .set(let to, let from):
        r[to.place] = r[from.place]
        note(to)
      case .setIfUnset(let to, let from):
        if !r[to.place].isPresent {
          r[to.place] = r[from.place]
          note(to)
        }
      case .move(let to, let from): r[to.place] = r[from.place]
      case .first(let to, let start, let count):
        var result = Value.absent
        for index in Int(start)..<Int(start &+ count) {
          let value = r[arguments[index].place]
          if value.isPresent, value.kind != .array || !isIgnoredWhole(value) {
            result = value
            break
          }
        }
        r[to.place] = result
        note(to)
      case .call(let to, let call): r[to.place] = self.call(Int(call))
      case .navigate(let to, let from, let path):
        r[to.place] = navigate(r[from.place], Int(path))
      case .list(let to, let start, let count):
        r[to.place] = list(arguments, Int(start)..<Int(start &+ count))
      case .collect(let to, let start, let count):
        r[to.place] = collect(arguments, Int(start)..<Int(start &+ count))
        note(to)
      case .asList(let to, let from): r[to.place] = r[from.place].asList(in: scratch)
      case .lookup(let to, let from, let table):
        r[to.place] = lookup(r[from.place], Int(table))
      case .jump(let target): pc = Int(target)
      case .jumpIfPresent(let value, let target):
        if r[value.place].isPresent { pc = Int(target) }
      case .jumpUnlessPresent(let value, let target):
        if !r[value.place].isPresent { pc = Int(target) }
      case .jumpIfEqual(let left, let right, let target):
        if equal(r[left.place], r[right.place]) { pc = Int(target) }
      case .jumpUnlessEqual(let left, let right, let target):
        if !equal(r[left.place], r[right.place]) { pc = Int(target) }
      case .jumpIf(let comparison, let target):
        if compare(Int(comparison)) { pc = Int(target) }
      case .jumpUnless(let comparison, let target):
        if !compare(Int(comparison)) { pc = Int(target) }
      case .jumpIfTest(let value, let test, let target):
        let value = r[value.place]
        if test == .present ? value.isPresent : passes(value, test) { pc = Int(target) }
      case .jumpUnlessTest(let value, let test, let target):
        let value = r[value.place]
        if !(test == .present ? value.isPresent : passes(value, test)) { pc = Int(target) }
      case .dispatch(let value, let table): pc = dispatch(r[value.place], Int(table))
      case .jumpIfSame(let left, let right, let target):
        if same(r[left.place], r[right.place]) { pc = Int(target) }
      case .jumpUnlessSame(let left, let right, let target):
        if !same(r[left.place], r[right.place]) { pc = Int(target) }
      case .assign(let value, let number): assign(r[value.place], Int(number))
      case .readNode(let to, let from, let document):
        let document = program.documents[Int(document)]
        r[to.place] = read(from.place - document.first, of: document)
      case .put(let to, let from, let document):
        let document = program.documents[Int(document)]
        put(r[from.place], in: document, at: to.place - document.first)
      case .clear(let node, let document):
        let document = program.documents[Int(document)]
        forget(node.place - document.first, in: document)
      case .text(let to, let start, let count):
        r[to.place] = text(arguments, Int(start)..<Int(start &+ count))
      case .items(let to, let start, let count):
        r[to.place] = items(arguments, Int(start)..<Int(start &+ count), onlyValues: false)
      case .values(let to, let start, let count):
        r[to.place] = items(arguments, Int(start)..<Int(start &+ count), onlyValues: true)
      case .object(let to, let start, let count):
        r[to.place] = object(arguments, Int(start)..<Int(start &+ count))
      case .beginOutput: templateOutput = TemplateOutput()
      case .addOutput(let value): addOutput(r[value.place])
      case .endOutput(let to): r[to.place] = endOutput()
      case .iterate(let list, let iterator): iterate(r[list.place], Int(iterator))
      case .next(let to, let iterator, let target):
        if let item = next(Int(iterator)) { r[to.place] = item } else { pc = Int(target) }
      case .counter(let to, let iterator, let counter):
        r[to.place] = self.counter(Int(iterator), counter)
      case .takeApart(let list, let start, let count):
        takeApart(r[list.place], arguments, Int(start)..<Int(start &+ count))
      case .append(let to, let item): append(r[item.place], to: to)
      case .own(let to, let from): r[to.place] = own(r[from.place])
      case .isOne(let to, let left, let right):
        r[to.place] = .boolean(isOne(r[left.place], r[right.place]))
      case .json(let to, let from): r[to.place] = PythonValue.json(r[from.place], in: scratch)
      case .decode(let index): decode(index: Int(index))
      case .loop(let index): loop(Int(index), observer)
      case .emit(let index): emit(Int(index), observer)
      case .drop(let reason):
        counters.dropped[Int(reason)] += 1
        observer.didRun(number, next: pc)
        return false
      }
      observer.didRun(number, next: pc)
    }
    observer.didReachEnd()
    return true
  }

  // MARK: Writing a target

  /// Casts a present value by a rule and stores it in its target.
  @inline(__always)
  private func write(_ value: Value, to: Register, _ rule: Int) {
    let quick = program.quickRules.baseAddress![rule]
    if quick.flags & Program.QuickRule.unlessSet != 0, registers[to.place].isPresent { return }
    note(to)
    if quick.keptKinds &>> UInt32(value.kind.rawValue) & 1 != 0 {
      registers[to.place] = value
    } else {
      castAndWrite(value, to: to, rule, quick)
    }
  }

  private func castAndWrite(
    _ value: Value, to: Register, _ number: Int, _ quick: Program.QuickRule
  ) {
    if !value.isContainer, quick.flags & Program.QuickRule.needsRule == 0 {
      let cast = quick.cast._withUnsafeGuaranteedRef { $0.castOther(value, in: scratch) }
      if let result = cast {
        registers[to.place] = result
      } else {
        failed(number, value, to)
      }
      return
    }
    let rule = program.rules.baseAddress! + number
    if value.kind == .array, rule.pointee.cast.lists != .castWhole {
      writeItems(of: value, to: to, number)
      return
    }
    guard let result = rule.pointee.cast.cast(value, as: rule.pointee.format, in: scratch) else {
      return failed(number, value, to)
    }
    guard allows(number, result) else {
      counters.notAllowed[number] += 1
      return failed(rule, to)
    }
    registers[to.place] = result
  }

  /// Casts a list item by item; what the rules ignore is no item. Where none is left the field is
  /// skipped, as one value would be.
  ///
  /// A list that is only copied keeps its nulls: what stands behind one has its number by it.
  private func writeItems(of list: Value, to: Register, _ number: Int) {
    let rule = program.rules.baseAddress! + number
    let cast = rule.pointee.cast
    let format = rule.pointee.format
    let isCopied = cast.lists == .keepItems
    var forbidden = 0
    let (items, failures) = list.mapItems(in: scratch) { item in
      if item.kind == .null { return isCopied ? .kept(item) : .leftOut }
      guard ignoring(item).isPresent else { return .leftOut }
      if isCopied { return .kept(item) }
      guard let result = cast.cast(item, as: format, in: scratch) else { return .failed }
      guard allows(number, result) else {
        forbidden += 1
        return .failed
      }
      return .kept(result)
    }
    if forbidden > 0 { counters.notAllowed[number] += forbidden }
    if failures > forbidden {
      failed(number, list, to, count: failures - forbidden)
    } else if forbidden > 0 {
      failed(rule, to)
    }
    if items.isPresent, items.count > 2 || items.base == list.base { registers[to.place] = items }
  }

  /// Whether the field of a rule allows a value of its type.
  private func allows(_ rule: Int, _ value: Value) -> Bool {
    switch program.constraints[rule] {
    case .none: return true
    case .oneOf(let values): return slot(of: value, in: values) != nil
    case .pattern(let pattern):
      guard let text = JSONText.decoded(value, in: scratch) else { return false }
      let limits = scratch.reachedLimits
      let isMatch = pattern._withUnsafeGuaranteedRef { $0.isMatch(text, in: scratch) }
      if scratch.reachedLimits > limits { counters.limitedRules[rule] += 1 }
      return isMatch
    }
  }

  private func failed(_ number: Int, _ value: Value, _ to: Register, count: Int = 1) {
    let rule = program.rules.baseAddress! + number
    if value.isContainer && rule.pointee.cast.isScalar && value.kind != .array
      || !value.isContainer && !rule.pointee.cast.isScalar
    {
      counters.wrongType[number] += count
    } else {
      counters.uncastable[number] += count
    }
    failed(rule, to)
  }

  private func failed(_ rule: UnsafeMutablePointer<WriteRule>, _ to: Register) {
    switch rule.pointee.onError {
    case .skip: break
    case .reject: state.pointee.rejection = .rejectedByRule
    case .value(let register): registers[to.place] = registers[register.place]
    case .tag(let text): tag(text)
    }
  }

  // MARK: Steps over several values

  /// Whether a list has items, and the rules ignore all of them.
  func isIgnoredWhole(_ list: Value) -> Bool {
    spend(list)
    var items = ArrayCursor(list)
    var isEmpty = true
    while let item = items.next() {
      if ignoring(item).isPresent { return false }
      isEmpty = false
    }
    return !isEmpty
  }

  private func call(_ index: Int) -> Value {
    let call = program.calls.baseAddress! + index
    let operands = program.arguments.baseAddress! + call.pointee.first
    let count = call.pointee.count
    for position in 0..<count {
      let value = registers[operands[position].place]
      argumentValues[position] = value
      if call.pointee.copiesLists {
        scratch.spend(Int(value.count))
      } else {
        scratch.spend(value)
      }
    }
    if scratch.isOverworked {
      state.pointee.rejection = .workLimit
      return .absent
    }
    if call.pointee.takesLong,
      let known = answers?.answer(of: index, to: argumentValues[0], in: scratch)
    {
      return ignoring(known)
    }
    let limits = scratch.reachedLimits
    let result = call.pointee.call._withUnsafeGuaranteedRef {
      $0.invoke(
        UnsafeBufferPointer(start: argumentValues, count: count), scratch: scratch, now: now)
    }
    if scratch.reachedLimits > limits { counters.limitedCalls[index] += 1 }
    if call.pointee.takesLong, !scratch.isExhausted, !scratch.isOverworked {
      answers?.remember(result, of: index, to: argumentValues[0])
    }
    return ignoring(result)
  }

  private func list(
    _ arguments: UnsafeMutableBufferPointer<Register>, _ range: Range<Int>
  ) -> Value {
    var builder = ByteBuilder(in: scratch)
    builder.append(UInt8(ascii: "["))
    var isEmpty = true
    for index in range {
      let value = registers[arguments[index].place]
      guard value.isPresent else { continue }
      if !isEmpty { builder.append(UInt8(ascii: ",")) }
      builder.appendJSON(value)
      isEmpty = false
    }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }

  private func lookup(_ value: Value, _ index: Int) -> Value {
    guard value.isPresent else { return .absent }
    let table = program.tables.baseAddress! + index
    if value.kind == .array, table.pointee.mapsItems { return lookupItems(of: value, index) }
    if let slot = slot(of: value, in: table.pointee.keys) {
      return registers[table.pointee.values[slot].place]
    }
    return otherwise(index)
  }

  private func otherwise(_ table: Int) -> Value {
    program.tables[table].otherwise.map { registers[$0.place] } ?? .absent
  }

  /// What a table gives for the items of a list, joined; absent where it gives nothing at all.
  private func lookupItems(of list: Value, _ index: Int) -> Value {
    spend(list)
    var found = ByteBuilder(in: scratch, capacity: Int(list.count) + 16)
    func append(_ value: Value) {
      guard value.isPresent else { return }
      found.append(UInt8(ascii: found.count == 0 ? "[" : ","))
      found.appendJSON(value)
    }
    var items = ArrayCursor(list)
    while !scratch.isExhausted, let item = items.next() {
      let item = ignoring(item)
      // A list among the items has no entry.
      let value = item.kind == .array ? otherwise(index) : lookup(item, index)
      if value.kind == .array {
        var parts = ArrayCursor(value)
        while let part = parts.next() { append(part) }
      } else {
        append(value)
      }
    }
    if found.count == 0 { return .absent }
    found.append(UInt8(ascii: "]"))
    return found.finish().map { Value(.array, $0) } ?? .absent
  }

  func dispatch(_ value: Value, _ index: Int) -> Int {
    let table = program.dispatches.baseAddress! + index
    if let slot = slot(of: value, in: table.pointee.keys) {
      return Int(table.pointee.targets[slot])
    }
    return table.pointee.otherwise
  }
}

import Events
import Planning

/// Bodies that run once an item: `for_each` and `emit`.
extension Worker {
  /// Runs a loop's body for each item and stores the list of results; absent when there is none.
  func loop(_ index: Int, _ observer: some Observer) {
    let loop = plan.loops[index]
    registers[loop.to.place] = .absent
    let list = registers[loop.list.place]
    guard list.isPresent else { return }
    var results = ByteBuilder(in: scratch, capacity: 256)
    results.append(UInt8(ascii: "["))
    var isEmpty = true
    forEachItem(list) { item in
      clear(loop.registers)
      read(item, loop.item.view, loop.registers)
      guard runBody(loop.body, observer), state.pointee.rejection == nil else { return }
      if let filter = loop.filter, registers[filter.place].kind != .true { return }
      switch loop.result {
      case .values(let register):
        guard registers[register.place].isPresent else { return }
        if !isEmpty { results.append(UInt8(ascii: ",")) }
        results.appendJSON(registers[register.place])
      case .objects:
        guard let layout = program.loopLayouts[index] else { return }
        let measure = measure(layout)
        guard measure.count > 0 else { return }
        if !isEmpty { results.append(UInt8(ascii: ",")) }
        guard let room = results.room(for: measure.capacity) else { return }
        results.advance(to: write(layout, measure, to: room))
      }
      isEmpty = false
    }
    results.append(UInt8(ascii: "]"))
    guard !isEmpty, let text = results.finish() else { return }
    registers[loop.to.place] = Value(.array, text)
  }

  /// Writes one more event, or one an item.
  func emit(_ index: Int, _ observer: some Observer) {
    let emit = plan.emits[index]
    guard let list = emit.list else {
      clear(emit.registers)
      write(emit, program.emitLayouts[index], observer)
      return
    }
    forEachItem(registers[list.place]) { item in
      clear(emit.registers)
      if let tree = emit.item { read(item, tree.view, emit.registers) }
      write(emit, program.emitLayouts[index], observer)
    }
  }

  private func runBody(_ range: Range<Int>, _ observer: some Observer) -> Bool {
    observer.willRunItem() ? run(range, observer) : run(range, Silent())
  }

  private func write(_ emit: EmitPlan, _ layout: OutputLayout, _ observer: some Observer) {
    guard runBody(emit.body, observer), state.pointee.rejection == nil else { return }
    // What one event may emit is bounded like what it may compute.
    guard writeEvent(layout, to: emitted), emitted.count <= writtenLimit else {
      state.pointee.rejection = .memoryLimit
      return
    }
    state.pointee.emittedCount += 1
    scratch.noteTaken(emitted.count)
    observer.didEmit()
  }

  /// Calls `body` for the items of a list; a value that is no list is a list of one.
  private func forEachItem(_ list: Value, _ body: (Value) -> Void) {
    guard list.kind == .array else {
      guard list.isPresent, list.kind != .null else { return }
      spend(list)
      if state.pointee.rejection == nil { body(list) }
      return
    }
    var items = ArrayCursor(list)
    while state.pointee.rejection == nil, !scratch.isExhausted, let item = items.next() {
      spend(item)
      let value = ignoring(item)
      if value.isPresent { body(value) }
    }
  }

  /// Puts an item and the paths read below it into their registers.
  private func read(_ item: Value, _ tree: PathTree.View, _ registers: Range<Int>) {
    if item.kind == .object {
      // An item is part of validated text, closed by its own bracket.
      _ = scanText(item.base, into: tree)
      ignoreValues(registers)
    }
    if let slot = tree.rootSlot { self.registers[slot] = item }
  }
}

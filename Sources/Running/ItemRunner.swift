import Events
import Planning

/// Runs bodies that run once an item: those of `for_each` and `emit`.
struct ItemRunner<Watcher: Observer> {
  let executor: Executor<Watcher>

  private var space: Workspace { executor.space }
  private var observer: Watcher { executor.observer }
  private var writer: EventWriter { EventWriter(space: space) }

  /// Runs a loop's body for each item and stores the list of results; absent when there is none.
  func loop(_ index: Int) {
    let loop = space.plan.loops[index]
    space.registers[loop.to.place] = .absent
    let list = space.registers[loop.list.place]
    guard list.isPresent else { return }
    if case .firstChosen(let register) = loop.result { return first(register, of: loop, in: list) }
    var results = ByteBuilder(in: space.scratch, capacity: 256)
    results.append(UInt8(ascii: "["))
    var isEmpty = true
    forEachItem(list) { item in
      space.clear(loop.registers)
      read(item, loop.item.view, loop.registers)
      guard runBody(loop.body), space.state.pointee.rejection == nil else { return }
      if let filter = loop.filter, space.registers[filter.place].kind != .true { return }
      switch loop.result {
      case .values(let register), .chosen(let register):
        guard space.registers[register.place].isPresent else { return }
        if !isEmpty { results.append(UInt8(ascii: ",")) }
        results.appendJSON(space.registers[register.place])
      case .firstChosen: break
      case .objects:
        guard let layout = space.program.loopLayouts[index] else { return }
        let measure = writer.measure(layout)
        guard measure.count > 0 else { return }
        if !isEmpty { results.append(UInt8(ascii: ",")) }
        guard let room = results.room(for: measure.capacity) else { return }
        results.advance(to: writer.write(layout, measure, to: room))
      }
      isEmpty = false
    }
    results.append(UInt8(ascii: "]"))
    guard !isEmpty, let text = results.finish() else { return }
    space.registers[loop.to.place] = Value(.array, text)
  }

  /// Stores what a register holds for the first item that the body lets pass.
  private func first(_ register: Register, of loop: LoopPlan, in list: Value) {
    var isFound = false
    forEachItem(list) { item in
      guard !isFound else { return }
      space.clear(loop.registers)
      read(item, loop.item.view, loop.registers)
      guard runBody(loop.body), space.state.pointee.rejection == nil else { return }
      if let filter = loop.filter, space.registers[filter.place].kind != .true { return }
      isFound = true
      space.registers[loop.to.place] = space.registers[register.place]
    }
  }

  /// Writes one more event, or one an item.
  func emit(_ index: Int) {
    let emit = space.plan.emits[index]
    guard let list = emit.list else {
      space.clear(emit.registers)
      write(emit, space.program.emitLayouts[index])
      return
    }
    forEachItem(space.registers[list.place]) { item in
      space.clear(emit.registers)
      if let tree = emit.item { read(item, tree.view, emit.registers) }
      write(emit, space.program.emitLayouts[index])
    }
  }

  private func runBody(_ range: Range<Int>) -> Bool {
    observer.willRunItem()
      ? executor.run(range) : Executor(space: space, observer: Silent()).run(range)
  }

  private func write(_ emit: EmitPlan, _ layout: OutputLayout) {
    guard runBody(emit.body), space.state.pointee.rejection == nil else { return }
    // What one event may emit is bounded like what it may compute.
    guard writer.write(layout, to: space.emitted), space.emitted.count <= space.writtenLimit else {
      space.state.pointee.rejection = .memoryLimit
      return
    }
    space.state.pointee.emittedCount += 1
    space.scratch.noteTaken(space.emitted.count)
    observer.didEmit()
  }

  /// Calls `body` for the items of a list; a value that is no list is a list of one.
  private func forEachItem(_ list: Value, _ body: (Value) -> Void) {
    guard list.kind == .array else {
      guard list.isPresent, list.kind != .null else { return }
      space.spend(list)
      if space.state.pointee.rejection == nil { body(list) }
      return
    }
    var items = ArrayCursor(list)
    while space.state.pointee.rejection == nil, !space.scratch.isExhausted, let item = items.next()
    {
      space.spend(item)
      let value = space.ignoring(item)
      if value.isPresent { body(value) }
    }
  }

  /// Puts an item and the paths read below it into their registers.
  private func read(_ item: Value, _ tree: PathTree.View, _ registers: Range<Int>) {
    if item.kind == .object {
      _ = TextReader(space: space).read(PaddedBytes(container: item), into: tree)
      TextReader(space: space).ignoreValues(registers)
    }
    if let slot = tree.rootSlot { space.registers[slot] = item }
  }
}

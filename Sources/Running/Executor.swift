import Events
import Functions
import Planning

/// Runs the steps of a plan: registers → registers.
struct Executor<Watcher: Observer> {
  let space: Workspace
  let observer: Watcher

  /// Runs the steps of a range; false when a `drop` ended it.
  ///
  /// The one loop every event goes through. Steps are read from plain memory by index; see `Step`.
  func run(_ range: Range<Int>) -> Bool {
    let r = space.registers
    let program = space.program
    let fields = FieldWriter(space: space)
    let comparer = Comparer(space: space)
    let collector = Collector(space: space)
    let tables = TableReader(space: space)
    let store = DocumentStore(space: space)
    let templates = TemplateRunner(space: space)
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
        // Most steps are writes, which come in runs. Unless each step is watched, a run is done here,
        // without the switch above for each of its steps.
        while true {
          let value = r[from.place]
          if value.isPresent {
            fields.write(value, to: to, Int(rule))
          } else {
            space.absentCounts[Int(rule)] &+= 1
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
        space.noted.add(to)
      case .setIfUnset(let to, let from):
        if !r[to.place].isPresent {
          r[to.place] = r[from.place]
          space.noted.add(to)
        }
      case .move(let to, let from): r[to.place] = r[from.place]
      case .first(let to, let start, let count):
        var result = Value.absent
        for index in Int(start)..<Int(start &+ count) {
          let value = r[arguments[index].place]
          if value.isPresent, value.kind != .array || !collector.isIgnoredWhole(value) {
            result = value
            break
          }
        }
        r[to.place] = result
        space.noted.add(to)
      case .call(let to, let call): r[to.place] = FunctionCaller(space: space).call(Int(call))
      case .navigate(let to, let from, let path):
        r[to.place] = Navigator(space: space).follow(r[from.place], Int(path))
      case .list(let to, let start, let count):
        r[to.place] = collector.list(arguments, Int(start)..<Int(start &+ count))
      case .collect(let to, let start, let count):
        r[to.place] = collector.collect(arguments, Int(start)..<Int(start &+ count))
        space.noted.add(to)
      case .asList(let to, let from): r[to.place] = r[from.place].asList(in: space.scratch)
      case .lookup(let to, let from, let table):
        r[to.place] = tables.lookup(r[from.place], Int(table))
      case .jump(let target): pc = Int(target)
      case .jumpIfPresent(let value, let target):
        if r[value.place].isPresent { pc = Int(target) }
      case .jumpUnlessPresent(let value, let target):
        if !r[value.place].isPresent { pc = Int(target) }
      case .jumpIfEqual(let left, let right, let target):
        if comparer.equal(r[left.place], r[right.place]) { pc = Int(target) }
      case .jumpUnlessEqual(let left, let right, let target):
        if !comparer.equal(r[left.place], r[right.place]) { pc = Int(target) }
      case .jumpIf(let comparison, let target):
        if comparer.compare(Int(comparison)) { pc = Int(target) }
      case .jumpUnless(let comparison, let target):
        if !comparer.compare(Int(comparison)) { pc = Int(target) }
      case .jumpIfTest(let value, let test, let target):
        let value = r[value.place]
        if test == .present ? value.isPresent : comparer.passes(value, test) { pc = Int(target) }
      case .jumpUnlessTest(let value, let test, let target):
        let value = r[value.place]
        if !(test == .present ? value.isPresent : comparer.passes(value, test)) { pc = Int(target) }
      case .dispatch(let value, let table): pc = tables.dispatch(r[value.place], Int(table))
      case .jumpIfSame(let left, let right, let target):
        if templates.same(r[left.place], r[right.place]) { pc = Int(target) }
      case .jumpUnlessSame(let left, let right, let target):
        if !templates.same(r[left.place], r[right.place]) { pc = Int(target) }
      case .assign(let value, let number): store.assign(r[value.place], Int(number))
      case .readNode(let to, let from, let document):
        let document = program.documents[Int(document)]
        r[to.place] = DocumentWriter(space: space).read(from.place - document.first, of: document)
      case .put(let to, let from, let document):
        let document = program.documents[Int(document)]
        store.put(r[from.place], in: document, at: to.place - document.first)
      case .clear(let node, let document):
        let document = program.documents[Int(document)]
        store.forget(node.place - document.first, in: document)
      case .text(let to, let start, let count):
        r[to.place] = templates.text(arguments, Int(start)..<Int(start &+ count))
      case .items(let to, let start, let count):
        r[to.place] = templates.items(
          arguments, Int(start)..<Int(start &+ count), onlyValues: false)
      case .values(let to, let start, let count):
        r[to.place] = templates.items(arguments, Int(start)..<Int(start &+ count), onlyValues: true)
      case .object(let to, let start, let count):
        r[to.place] = templates.object(arguments, Int(start)..<Int(start &+ count))
      case .beginOutput: templates.beginOutput()
      case .addOutput(let value): templates.addOutput(r[value.place])
      case .endOutput(let to): r[to.place] = templates.endOutput()
      case .iterate(let list, let iterator): templates.iterate(r[list.place], Int(iterator))
      case .next(let to, let iterator, let target):
        if let item = templates.next(Int(iterator)) { r[to.place] = item } else { pc = Int(target) }
      case .counter(let to, let iterator, let counter):
        r[to.place] = templates.counter(Int(iterator), counter)
      case .takeApart(let list, let start, let count):
        templates.takeApart(r[list.place], arguments, Int(start)..<Int(start &+ count))
      case .append(let to, let item): ListAppender(space: space).append(r[item.place], to: to)
      case .own(let to, let from): r[to.place] = templates.own(r[from.place])
      case .isOne(let to, let left, let right):
        r[to.place] = .boolean(templates.isOne(r[left.place], r[right.place]))
      case .json(let to, let from): r[to.place] = PythonValue.json(r[from.place], in: space.scratch)
      case .decode(let index): Decoder(space: space).decode(Int(index))
      case .loop(let index): ItemRunner(executor: self).loop(Int(index))
      case .emit(let index): ItemRunner(executor: self).emit(Int(index))
      case .drop(let reason):
        space.counters.dropped[Int(reason)] += 1
        observer.didRun(number, next: pc)
        return false
      }
      observer.didRun(number, next: pc)
    }
    observer.didReachEnd()
    return true
  }
}

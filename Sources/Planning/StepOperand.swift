/// A number that a step holds, and what it stands for there.
struct StepOperand: Hashable, Sendable {
  /// What the number stands for.
  enum Role: Hashable, Sendable {
    /// A register that the step takes a value from.
    case read
    /// A register that it gives a value.
    case written
    /// A register that it takes a value from and may give another.
    case changed
    /// A register whose value it forgets.
    case cleared
    /// The first of so many registers in `Plan.arguments`, which are read.
    case readRun(count: UInt32)
    /// The same, which are written.
    case writtenRun(count: UInt32)
    /// The step to go on at.
    case target
    /// A place in a table of the plan.
    case entry(Table)
  }

  /// What steps refer to by its place in the plan.
  enum Table: Hashable, Sendable {
    case call, rule, path, lookup, comparison, dispatch, decode, loop, emit, dropReason
    case document, assignment
    /// A loop of a template, which has a number only.
    case iterator
  }

  /// The number as the step holds it; for a register its raw value.
  var number: UInt32
  /// What the number stands for.
  var role: Role

  /// The register that the number is, nil where it is none.
  var register: Register? {
    switch role {
    case .read, .written, .changed, .cleared: Register(Int(number))
    case .readRun, .writtenRun, .target, .entry: nil
    }
  }
}

// What each step reads, writes and refers to is said here and nowhere else: how steps are renumbered,
// led to other steps, traced and printed follows from it.
extension Step {
  typealias OperandMap = (UInt32, StepOperand.Role) -> UInt32

  /// The same step with its numbers replaced, which are asked for one after the other.
  @inline(__always)
  func mapOperands(_ map: OperandMap) -> Step {
    switch self {
    case .move(let to, let from): .move(to: to.written(map), from: from.read(map))
    case .write(let to, let from, let rule):
      .write(to: to.written(map), from: from.read(map), rule: map(rule, .entry(.rule)))
    case .set(let to, let from): .set(to: to.written(map), from: from.read(map))
    case .setIfUnset(let to, let from): .setIfUnset(to: to.changed(map), from: from.read(map))
    case .first(let to, let start, let count):
      .first(to: to.written(map), arguments: map(start, .readRun(count: count)), count: count)
    case .call(let to, let call): .call(to: to.written(map), call: map(call, .entry(.call)))
    case .navigate(let to, let from, let path):
      .navigate(to: to.written(map), from: from.read(map), path: map(path, .entry(.path)))
    case .list(let to, let start, let count):
      .list(to: to.written(map), arguments: map(start, .readRun(count: count)), count: count)
    case .collect(let to, let start, let count):
      .collect(to: to.written(map), arguments: map(start, .readRun(count: count)), count: count)
    case .asList(let to, let from): .asList(to: to.written(map), from: from.read(map))
    case .lookup(let to, let from, let table):
      .lookup(to: to.written(map), from: from.read(map), table: map(table, .entry(.lookup)))
    case .decode(let decode): .decode(map(decode, .entry(.decode)))
    case .loop(let loop): .loop(map(loop, .entry(.loop)))
    case .emit(let emit): .emit(map(emit, .entry(.emit)))
    case .drop(let reason): .drop(reason: map(reason, .entry(.dropReason)))
    case .jump, .jumpIfPresent, .jumpUnlessPresent, .jumpIfEqual, .jumpUnlessEqual, .jumpIf,
      .jumpUnless, .jumpIfTest, .jumpUnlessTest, .jumpIfSame, .jumpUnlessSame, .dispatch, .next:
      mapJump(map)
    case .text, .items, .object, .values, .beginOutput, .addOutput, .endOutput, .iterate,
      .counter, .takeApart, .append, .own, .isOne, .json:
      mapTemplate(map)
    case .readNode(let to, let from, let document):
      .readNode(
        to: to.written(map), from: from.read(map), document: map(document, .entry(.document)))
    case .assign(let value, let assignment):
      .assign(value.read(map), assignment: map(assignment, .entry(.assignment)))
    case .put(let to, let from, let document):
      .put(to: to.written(map), from: from.read(map), document: map(document, .entry(.document)))
    case .clear(let node, let document):
      .clear(node.cleared(map), document: map(document, .entry(.document)))
    }
  }

  /// The part for steps that decide where to go on.
  @inline(__always)
  private func mapJump(_ map: OperandMap) -> Step {
    switch self {
    case .jump(let target): .jump(map(target, .target))
    case .jumpIfPresent(let value, let target):
      .jumpIfPresent(value.read(map), map(target, .target))
    case .jumpUnlessPresent(let value, let target):
      .jumpUnlessPresent(value.read(map), map(target, .target))
    case .jumpIfEqual(let left, let right, let target):
      .jumpIfEqual(left.read(map), right.read(map), map(target, .target))
    case .jumpUnlessEqual(let left, let right, let target):
      .jumpUnlessEqual(left.read(map), right.read(map), map(target, .target))
    case .jumpIf(let comparison, let target):
      .jumpIf(comparison: map(comparison, .entry(.comparison)), map(target, .target))
    case .jumpUnless(let comparison, let target):
      .jumpUnless(comparison: map(comparison, .entry(.comparison)), map(target, .target))
    case .jumpIfTest(let value, let test, let target):
      .jumpIfTest(value.read(map), test, map(target, .target))
    case .jumpUnlessTest(let value, let test, let target):
      .jumpUnlessTest(value.read(map), test, map(target, .target))
    case .jumpIfSame(let left, let right, let target):
      .jumpIfSame(left.read(map), right.read(map), map(target, .target))
    case .jumpUnlessSame(let left, let right, let target):
      .jumpUnlessSame(left.read(map), right.read(map), map(target, .target))
    case .dispatch(let value, let table):
      .dispatch(value.read(map), table: map(table, .entry(.dispatch)))
    case .next(let to, let iterator, let target):
      .next(to: to.written(map), iterator: map(iterator, .entry(.iterator)), map(target, .target))
    default: self
    }
  }

  /// The part for steps of templates that go on at the next one.
  @inline(__always)
  private func mapTemplate(_ map: OperandMap) -> Step {
    switch self {
    case .text(let to, let start, let count):
      .text(to: to.written(map), arguments: map(start, .readRun(count: count)), count: count)
    case .items(let to, let start, let count):
      .items(to: to.written(map), arguments: map(start, .readRun(count: count)), count: count)
    case .object(let to, let start, let count):
      .object(to: to.written(map), arguments: map(start, .readRun(count: count)), count: count)
    case .values(let to, let start, let count):
      .values(to: to.written(map), arguments: map(start, .readRun(count: count)), count: count)
    case .addOutput(let value): .addOutput(value.read(map))
    case .endOutput(let to): .endOutput(to: to.written(map))
    case .iterate(let list, let iterator):
      .iterate(list.read(map), iterator: map(iterator, .entry(.iterator)))
    case .counter(let to, let iterator, let counter):
      .counter(to: to.written(map), iterator: map(iterator, .entry(.iterator)), counter)
    case .takeApart(let list, let start, let count):
      .takeApart(list.read(map), arguments: map(start, .writtenRun(count: count)), count: count)
    case .append(let to, let item): .append(to: to.changed(map), item: item.read(map))
    case .own(let to, let from): .own(to: to.written(map), from: from.read(map))
    case .isOne(let to, let left, let right):
      .isOne(to: to.written(map), left.read(map), right.read(map))
    case .json(let to, let from): .json(to: to.written(map), from: from.read(map))
    default: self
    }
  }
}

extension Register {
  fileprivate func read(_ map: Step.OperandMap) -> Register { Register(Int(map(raw, .read))) }
  fileprivate func written(_ map: Step.OperandMap) -> Register { Register(Int(map(raw, .written))) }
  fileprivate func changed(_ map: Step.OperandMap) -> Register { Register(Int(map(raw, .changed))) }
  fileprivate func cleared(_ map: Step.OperandMap) -> Register { Register(Int(map(raw, .cleared))) }
}

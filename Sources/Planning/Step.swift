/// One instruction of a plan; cases hold numbers only, so that a step is 16 trivial bytes.
///
/// Jump targets are indices into the plan's steps. "Present" is `Value.isPresent`.
public enum Step: Sendable {
  /// Copies a value, absent or not.
  case move(to: Register, from: Register)
  /// Casts a present value to the target's type and stores it; see `WriteRule`.
  case write(to: Register, from: Register, rule: UInt32)
  /// Stores a constant that was cast when the rules were loaded.
  case set(to: Register, from: Register)
  /// Like `set`, but only where the target is still absent.
  case setIfUnset(to: Register, from: Register)
  /// The first present one of a run of `arguments`.
  case first(to: Register, arguments: UInt32, count: UInt32)
  case call(to: Register, call: UInt32)
  /// Follows indices, `[*]` and members below a value.
  case navigate(to: Register, from: Register, path: UInt32)
  /// The list a run of `arguments` makes; absent ones are left out.
  case list(to: Register, arguments: UInt32, count: UInt32)
  /// The items of a run of `arguments` (lists give theirs), each once, in order; absent when none.
  case collect(to: Register, arguments: UInt32, count: UInt32)
  /// A scalar as a list of one; lists and absent stay.
  case asList(to: Register, from: Register)
  case lookup(to: Register, from: Register, table: UInt32)
  case jump(UInt32)
  case jumpIfPresent(Register, UInt32)
  case jumpUnlessPresent(Register, UInt32)
  /// Equality as the rule language has it; false where either is absent.
  case jumpIfEqual(Register, Register, UInt32)
  case jumpUnlessEqual(Register, Register, UInt32)
  /// Any other comparison; see `Plan.comparisons`.
  case jumpIf(comparison: UInt32, UInt32)
  case jumpUnless(comparison: UInt32, UInt32)
  case jumpIfTest(Register, ValueTest, UInt32)
  case jumpUnlessTest(Register, ValueTest, UInt32)
  /// Goes where the table says for the value, or to its fallback.
  case dispatch(Register, table: UInt32)
  // Values of templates follow Python: absent is undefined, null is None, `Value.failed` an error.
  /// Equality of Python.
  case jumpIfSame(Register, Register, UInt32)
  case jumpUnlessSame(Register, Register, UInt32)
  /// The values of a run of `arguments` as one text.
  case text(to: Register, arguments: UInt32, count: UInt32)
  /// The list a run of `arguments` makes.
  case items(to: Register, arguments: UInt32, count: UInt32)
  /// The object that a run of keys and values makes.
  case object(to: Register, arguments: UInt32, count: UInt32)
  /// The list of those of a run of `arguments` that count as values; absent when none does.
  case values(to: Register, arguments: UInt32, count: UInt32)
  /// A template's output: one piece is the value itself, several are a text, none is null.
  case beginOutput
  case addOutput(Register)
  case endOutput(to: Register)
  /// Goes through the items of a list, the keys of an object or the characters of a text.
  case iterate(Register, iterator: UInt32)
  /// The next item, or on behind the loop.
  case next(to: Register, iterator: UInt32, UInt32)
  case counter(to: Register, iterator: UInt32, LoopCounter)
  /// Puts the items of a list into a run of `arguments`; where their number differs, the first one
  /// fails.
  case takeApart(Register, arguments: UInt32, count: UInt32)
  /// Appends an item to the list that a register holds; failed where that is none.
  case append(to: Register, item: Register)
  /// A list or map with bytes of its own: what changes it changes no other.
  case own(to: Register, from: Register)
  /// Whether two registers hold one list or map, so that a change of it changes both.
  case isOne(to: Register, Register, Register)
  /// A value without what JSON does not have: it leaves the template.
  case json(to: Register, from: Register)
  // Documents; see `DocumentPlan`.
  /// The value of a node with all that is below it.
  case readNode(to: Register, from: Register, document: UInt32)
  /// Casts a value and stores it in a field of the taxonomy.
  case assign(Register, assignment: UInt32)
  /// Stores a present value in a node as it is.
  case put(to: Register, from: Register, document: UInt32)
  /// Forgets a node and what is below it.
  case clear(Register, document: UInt32)
  case decode(UInt32)
  case loop(UInt32)
  case emit(UInt32)
  case drop(reason: UInt32)

  /// Whether the step decides where to go on.
  public var isJump: Bool {
    switch self {
    case .jump, .jumpIfPresent, .jumpUnlessPresent, .jumpIfEqual, .jumpUnlessEqual, .jumpIf,
      .jumpUnless, .jumpIfTest, .jumpUnlessTest, .jumpIfSame, .jumpUnlessSame, .dispatch, .next:
      true
    case .move, .write, .set, .setIfUnset, .first, .call, .navigate, .list, .collect, .asList,
      .lookup, .text, .items, .object, .values, .beginOutput, .addOutput, .endOutput, .iterate,
      .counter, .takeApart, .append, .own, .isOne, .json, .readNode, .assign, .put, .clear,
      .decode, .loop, .emit, .drop:
      false
    }
  }

  /// The same step with each register replaced.
  package func mapRegisters(_ f: (Register) -> Register) -> Step {
    switch self {
    case .move(let to, let from): .move(to: f(to), from: f(from))
    case .write(let to, let from, let rule): .write(to: f(to), from: f(from), rule: rule)
    case .set(let to, let from): .set(to: f(to), from: f(from))
    case .setIfUnset(let to, let from): .setIfUnset(to: f(to), from: f(from))
    case .first(let to, let arguments, let count):
      .first(to: f(to), arguments: arguments, count: count)
    case .call(let to, let call): .call(to: f(to), call: call)
    case .navigate(let to, let from, let path): .navigate(to: f(to), from: f(from), path: path)
    case .list(let to, let arguments, let count):
      .list(to: f(to), arguments: arguments, count: count)
    case .collect(let to, let arguments, let count):
      .collect(to: f(to), arguments: arguments, count: count)
    case .asList(let to, let from): .asList(to: f(to), from: f(from))
    case .lookup(let to, let from, let table): .lookup(to: f(to), from: f(from), table: table)
    case .jumpIfPresent(let value, let target): .jumpIfPresent(f(value), target)
    case .jumpUnlessPresent(let value, let target): .jumpUnlessPresent(f(value), target)
    case .jumpIfEqual(let left, let right, let target): .jumpIfEqual(f(left), f(right), target)
    case .jumpUnlessEqual(let left, let right, let target):
      .jumpUnlessEqual(f(left), f(right), target)
    case .jumpIfTest(let value, let test, let target): .jumpIfTest(f(value), test, target)
    case .jumpUnlessTest(let value, let test, let target): .jumpUnlessTest(f(value), test, target)
    case .dispatch(let value, let table): .dispatch(f(value), table: table)
    case .jumpIfSame(let left, let right, let target): .jumpIfSame(f(left), f(right), target)
    case .jumpUnlessSame(let left, let right, let target):
      .jumpUnlessSame(f(left), f(right), target)
    case .text(let to, let arguments, let count):
      .text(to: f(to), arguments: arguments, count: count)
    case .items(let to, let arguments, let count):
      .items(to: f(to), arguments: arguments, count: count)
    case .object(let to, let arguments, let count):
      .object(to: f(to), arguments: arguments, count: count)
    case .values(let to, let arguments, let count):
      .values(to: f(to), arguments: arguments, count: count)
    case .addOutput(let value): .addOutput(f(value))
    case .endOutput(let to): .endOutput(to: f(to))
    case .iterate(let list, let iterator): .iterate(f(list), iterator: iterator)
    case .next(let to, let iterator, let target): .next(to: f(to), iterator: iterator, target)
    case .counter(let to, let iterator, let counter):
      .counter(to: f(to), iterator: iterator, counter)
    case .takeApart(let list, let arguments, let count):
      .takeApart(f(list), arguments: arguments, count: count)
    case .append(let to, let item): .append(to: f(to), item: f(item))
    case .own(let to, let from): .own(to: f(to), from: f(from))
    case .isOne(let to, let left, let right): .isOne(to: f(to), f(left), f(right))
    case .json(let to, let from): .json(to: f(to), from: f(from))
    case .readNode(let to, let from, let document):
      .readNode(to: f(to), from: f(from), document: document)
    case .assign(let value, let assignment): .assign(f(value), assignment: assignment)
    case .put(let to, let from, let document): .put(to: f(to), from: f(from), document: document)
    case .clear(let node, let document): .clear(f(node), document: document)
    case .jump, .jumpIf, .jumpUnless, .beginOutput, .decode, .loop, .emit, .drop: self
    }
  }

  /// The same step with its jump target replaced.
  package func retargeted(_ target: UInt32) -> Step {
    switch self {
    case .jump: .jump(target)
    case .jumpIfPresent(let value, _): .jumpIfPresent(value, target)
    case .jumpUnlessPresent(let value, _): .jumpUnlessPresent(value, target)
    case .jumpIfEqual(let left, let right, _): .jumpIfEqual(left, right, target)
    case .jumpUnlessEqual(let left, let right, _): .jumpUnlessEqual(left, right, target)
    case .jumpIf(let comparison, _): .jumpIf(comparison: comparison, target)
    case .jumpUnless(let comparison, _): .jumpUnless(comparison: comparison, target)
    case .jumpIfTest(let value, let test, _): .jumpIfTest(value, test, target)
    case .jumpUnlessTest(let value, let test, _): .jumpUnlessTest(value, test, target)
    case .jumpIfSame(let left, let right, _): .jumpIfSame(left, right, target)
    case .jumpUnlessSame(let left, let right, _): .jumpUnlessSame(left, right, target)
    case .next(let to, let iterator, _): .next(to: to, iterator: iterator, target)
    default: self
    }
  }
}

/// What a template's loop knows of itself.
public enum LoopCounter: UInt8, Sendable {
  /// From 1 and from 0.
  case index, index0
  /// To the end, with and without this item.
  case revindex, revindex0
  case first, last, length
}

/// What `is …` asks of a value.
public enum ValueTest: UInt8, Sendable {
  case present, null, string, number, integer, boolean, list, object, ip, ipv4, ipv6, empty
  /// The boolean true; what a value alone means as a condition.
  case isTrue
  /// True in Python's sense.
  case truthy
  /// Evaluating a template failed.
  case failed
  /// Present and not null.
  case given
  /// The boolean true, or the text `True`: what lets a template pass as a condition.
  case passes
  /// A template's loop can go through it; absent has no items.
  case iterable
}

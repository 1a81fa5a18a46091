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
  /// Takes the next item; after the last one, jumps past the loop.
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
}

// What follows from a step's operands.
extension Step {
  /// Calls back for each number that the step holds, in their order.
  @inline(__always)
  func forEachOperand(_ body: (StepOperand) -> Void) {
    _ = mapOperands { number, role in
      body(StepOperand(number: number, role: role))
      return number
    }
  }

  /// Whether the step decides where to go on.
  public var isJump: Bool {
    var isJump = false
    forEachOperand { isJump = isJump || $0.role == .target || $0.role == .entry(.dispatch) }
    return isJump
  }

  /// The same step with each register replaced.
  func mapRegisters(_ replacement: (Register) -> Register) -> Step {
    mapOperands { number, role in
      StepOperand(number: number, role: role).register.map { replacement($0).raw } ?? number
    }
  }

  /// The same step with its jump target replaced.
  func retargeted(_ target: UInt32) -> Step {
    mapOperands { number, role in role == .target ? target : number }
  }
}

/// The variables that a template's loop defines.
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

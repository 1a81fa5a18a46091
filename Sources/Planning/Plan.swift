import Events
import Functions
import Text

/// Everything a worker needs to map events: flat arrays of numbers, made once from checked rules.
///
/// Immutable and shared by all workers. It does not know what language the rules were written in.
public struct Plan: Sendable {
  /// How many registers there are.
  public var registerCount = 0
  /// How many registers, from the first on, are set to absent before each event.
  public var clearedCount = 0
  /// The fields of `template` in its order, after those: a worker notes which of them an event has
  /// set, and clears only those.
  public var fields = 0..<0
  /// The last registers of the file, in order.
  public var constants: [Value] = []
  /// Owns the bytes of `constants`, of table keys and of the output templates.
  public let memory: ConstantMemory

  /// How an event becomes registers.
  public var input: InputPlan
  /// The instructions; jump targets are indices into this array.
  public var steps: [Step] = []
  /// The main program is `0..<mainEnd`; bodies of loops and emits follow.
  public var mainEnd = 0
  /// Where each step comes from in the rules; parallel to `steps`.
  public var origins: [Span] = []
  /// The step that represents the file's `decode:` in traces and statistics; it comes after all
  /// others and never runs.
  public var eventDecodeStep: Int?
  /// Which of the five arrays below are filled. Mapping never reads them; they are built only on
  /// request.
  public let detail: PlanDetail
  /// The words in which traces explain events, from the front end.
  public let vocabulary: TraceVocabulary
  /// What each step means; parallel to `steps`.
  public var labels: [StepLabel] = []
  /// The conditions around steps, which labels refer to by index.
  public var guards: [Guard] = []
  /// What steps choose from; the alternatives of one step are adjacent.
  public var alternatives: [Alternative] = []
  /// What the rules call each register.
  public var registerNames: [RegisterName] = []
  /// The values that checks against samples look at.
  public var probes: [Probe] = []

  /// Operands of steps that take a run of them.
  public var arguments: [Register] = []
  /// The calls that `Step.call` refers to.
  public var calls: [CallPlan] = []
  /// The rules that `Step.write` refers to.
  public var rules: [WriteRule] = []
  /// The paths that `Step.navigate` refers to.
  public var paths: [[NavigationStep]] = []
  /// The comparisons that jumps refer to.
  public var comparisons: [ComparisonPlan] = []
  /// The tables that `Step.lookup` refers to.
  public var tables: [LookupTable] = []
  /// The tables that `Step.dispatch` refers to.
  public var dispatches: [DispatchTable] = []
  /// The decodes that `Step.decode` refers to.
  public var decodes: [DecodePlan] = []
  /// The loops that `Step.loop` refers to.
  public var loops: [LoopPlan] = []
  /// The events that `Step.emit` refers to.
  public var emits: [EmitPlan] = []
  /// The reasons that `Step.drop` refers to.
  public var dropReasons: [String] = []
  /// How the event is written from the registers of its fields.
  public var template = OutputTemplate()
  /// Where the event is built as a document, as intake formats do; `template` is then empty.
  public var documents: DocumentsPlan?
  /// Loops of templates.
  public var iteratorCount = 0
  /// The register of the `tags` field, where a rule tags events it cannot cast.
  public var tags: Register?

  /// A plan without steps; `memory` must own every constant added later.
  package init(
    memory: ConstantMemory, vocabulary: TraceVocabulary, detail: PlanDetail, input: InputPlan
  ) {
    self.memory = memory
    self.vocabulary = vocabulary
    self.detail = detail
    self.input = input
  }
}

extension Plan {
  /// Whether events can be traced with it.
  public var isTraceable: Bool { detail != .none }

  /// Gives the file's `decode:` a step; `span` is the whole file.
  package mutating func stand(for eventDecode: Int, at span: Span) {
    eventDecodeStep = steps.count
    steps.append(.decode(UInt32(eventDecode)))
    origins.append(decodes[eventDecode].label.span ?? span)
    if isTraceable { labels.append(StepLabel()) }
  }
}

/// How an event's bytes become the values of its paths.
public struct InputPlan: Sendable {
  /// Paths of the event, and of the event as received where the two are read in one pass.
  public var tree: PathTree
  /// Registers that hold the same value as another after that pass.
  public var aliases: [(from: Register, to: Register)] = []
  /// Paths below the decoded event alone.
  public var eventTree: PathTree
  /// Whether `null` counts as absent.
  public var ignoresNull = true
  /// Whether `""` counts as absent.
  public var ignoresEmpty = true
  /// Further ignored values, as registers of constants.
  public var ignored: [Register] = []
  /// Registers that are compared with `ignored` after the event was read.
  public var sourceCount = 0
  /// The steps that compute what the file's `decode:` reads, a part of `Plan.steps`; empty where it
  /// reads members of the event as received.
  public var prologue = 0..<0
  /// The file's `decode:`, a number in `Plan.decodes`; its tree is `eventTree`.
  public var decode: Int?
  /// What becomes of an event that does not decode.
  public var otherwise = Otherwise.reject

  /// What to do with an event that does not decode.
  public enum Otherwise: Sendable {
    case reject
    /// The event as received is the event.
    case raw
  }
}

/// A function call with its operands.
public struct CallPlan: Sendable {
  /// What the rules call the function; for traces.
  public var name = ""
  /// The function, resolved and prepared.
  public var call: FunctionCall
  /// The operands, as a range of `Plan.arguments`.
  public var arguments: Range<Int>

  /// A call whose operands are in `Plan.arguments`.
  package init(name: String = "", call: FunctionCall, arguments: Range<Int>) {
    self.name = name
    self.call = call
    self.arguments = arguments
  }
}

/// How a value reaches a target field.
public struct WriteRule: Sendable {
  /// What to do with a value that cannot be cast.
  public enum OnError: Sendable {
    case skip, reject
    /// Adds this text to `tags`.
    case tag(Register)
    case value(Register)
  }

  /// The dotted name of the target field; for statistics and traces.
  public var target: String
  /// The type to cast to.
  public var cast: CastKind
  /// The date format of a cast to a date; nil for the automatic forms.
  public var format: TimestampFormat?
  /// Which values of its type the field allows; nil for all.
  public var constraint: ValueConstraint?
  /// What to do with a value that cannot be cast or is not allowed.
  public var onError = OnError.skip
  /// Whether a target that already has a value keeps it.
  public var unlessSet = false
  /// Whether the value is added to a target that already has one, which is a list.
  public var appends = false

  /// A rule for one target field.
  package init(
    target: String, cast: CastKind, format: TimestampFormat? = nil,
    constraint: ValueConstraint? = nil, onError: OnError = OnError.skip, unlessSet: Bool = false,
    appends: Bool = false
  ) {
    self.target = target
    self.cast = cast
    self.format = format
    self.constraint = constraint
    self.onError = onError
    self.unlessSet = unlessSet
    self.appends = appends
  }
}

/// One step of a path below a value.
public enum NavigationStep: Sendable {
  case member(Register)
  case index(Int)
  case each
  /// Each item of a list, or any other value itself.
  case items
}

/// A comparison that needs more than two registers.
public struct ComparisonPlan: Sendable {
  /// What a comparison asks of its two operands.
  public enum Operator: UInt8, Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, `in`, notIn
    case contains, startswith, endswith
  }

  /// The left operand.
  public var left: Register
  /// The operator.
  public var `operator`: Operator
  /// The right operand; not looked at when `members` is set.
  public var right: Register
  /// For `in` a constant list: its members by text, in place of `right`.
  public var members: LookupTable?

  /// A comparison of two registers, or of one with the members of a constant list.
  package init(left: Register, `operator`: Operator, right: Register, members: LookupTable? = nil) {
    self.left = left
    self.`operator` = `operator`
    self.right = right
    self.members = members
  }
}

/// Values by text: numbers and booleans as they are spelled.
public struct LookupTable: Sendable {
  /// Slot of a key: its place in `values`.
  public var keys: PathTree
  /// The values by slot, as registers of constants.
  public var values: [Register]
  /// The value for keys that are not in the table; nil leaves the result absent.
  public var otherwise: Register?
  /// Whether the items of a list are looked up one by one; else a list is in no table.
  public var mapsItems = false

  /// A table whose slots index `values`.
  package init(
    keys: PathTree, values: [Register], otherwise: Register? = nil, mapsItems: Bool = false
  ) {
    self.keys = keys
    self.values = values
    self.otherwise = otherwise
    self.mapsItems = mapsItems
  }
}

/// Jump targets by text.
public struct DispatchTable: Sendable {
  /// Slot of a text: its place in `targets`.
  public var keys: PathTree
  /// The steps to jump to.
  public var targets: [UInt32]
  /// The step to jump to when the text is not in the table.
  public var otherwise: UInt32
}

/// A text inside the event that holds fields of its own.
public struct DecodePlan: Sendable {
  /// The decoder with its options.
  public var decoder: TextDecoder
  /// What it reads besides texts.
  public var sources: DecodeKind.Sources
  /// Keys of the result that the format itself names, by number: columns, dissect keys, groups.
  public var names: [Value]
  /// The value to decode.
  public var source: Register
  /// Taken instead when the source is absent or does not decode.
  public var otherwise: Register?
  /// The paths of the result that rules read; slots are registers.
  public var tree: PathTree
  /// Registers of the tree's nodes, cleared before each decode.
  public var registers: Range<Int>
  /// The register of the whole result, where a rule reads it.
  public var whole: Register?
  /// A value that the decoder needs beside the text.
  public var parameter: Register?
  /// A stage of an intake format: only texts are read, null is a value, and a failure leaves what
  /// another decode of the same tree gave, or else null.
  public var isExternal = false
  /// What happens where the source is present, does not decode, and nothing is taken instead.
  public var onError = WriteRule.OnError.skip
  /// How statistics and traces name it.
  public var label = Label()

  /// What statistics and traces call a decode.
  public struct Label: Sendable {
    /// Such as `kv → $fields`; the kind alone for the file's.
    public var name = ""
    /// What a text that does not decode is missing.
    public var failure = ""
    /// Where it stands in the rules; nil for a decode that no rule states.
    public var span: Span?

    /// A label with these words.
    package init(name: String = "", failure: String = "", span: Span? = nil) {
      self.name = name
      self.failure = failure
      self.span = span
    }
  }
}

/// A `for_each`, or items chosen by a condition: one body run an item, results gathered in a list.
public struct LoopPlan: Sendable {
  /// What each run of the body adds to the list.
  public enum Result: Sendable {
    case objects(OutputTemplate)
    case values(Register)
    /// The items themselves that pass a condition in brackets.
    case chosen(Register)
    /// The first of them, which is no list.
    case firstChosen(Register)

    /// Whether a condition in brackets chooses items, and no stage goes through them.
    public var isChoice: Bool {
      switch self {
      case .objects, .values: false
      case .chosen, .firstChosen: true
      }
    }
  }

  /// The list to go through; the loop does nothing if it is absent.
  public var list: Register
  /// The paths below an item that rules read; slots are registers.
  public var item: PathTree
  /// Registers of the item and of what the body writes, cleared before each item.
  public var registers: Range<Int>
  /// The steps of the body.
  public var body: Range<Int>
  /// Set by the body when its `where:` holds; nil without one.
  public var filter: Register?
  /// What is gathered.
  public var result: Result
  /// The register that receives the list.
  public var to: Register
}

/// An `emit`: one more event, or one an item of `list`.
public struct EmitPlan: Sendable {
  /// The list to go through; nil emits a single event.
  public var list: Register?
  /// The paths below an item that rules read; nil without a list.
  public var item: PathTree?
  /// Registers of the item and of what the body writes, cleared before each event.
  public var registers: Range<Int>
  /// The steps of the body.
  public var body: Range<Int>
  /// How the emitted event is written.
  public var template: OutputTemplate
}

import Events
import Functions
import Text

/// Everything a worker needs to map events: flat arrays of numbers, made once from checked rules.
///
/// Immutable and shared by all workers. It does not know what language the rules were written in.
public struct Plan: Sendable {
  /// How many registers there are, and how many from the start are set to absent before each event.
  public var registerCount = 0
  public var clearedCount = 0
  /// The fields of `template` in its order, behind those: a worker notes which of them an event has
  /// set, and clears only those.
  public var fields = 0..<0
  /// The last registers of the file, in order.
  public var constants: [Value] = []
  /// Owns the bytes of `constants`, of table keys and of the output templates.
  public let memory: ConstantMemory

  public var input: InputPlan
  public var steps: [Step] = []
  /// The main program is `0..<mainEnd`; bodies of loops and emits follow.
  public var mainEnd = 0
  /// Where each step comes from in the rules; parallel to `steps`.
  public var origins: [Span] = []
  /// What stands for the file's `decode:` in traces and statistics: a step behind all others, which
  /// never runs.
  public var eventDecodeStep: Int?
  /// Which of the five arrays below are there. Mapping never looks at them: they are built only
  /// where a plan is asked for with them.
  public let detail: PlanDetail
  /// What each step means; parallel to `steps`.
  public var labels: [StepLabel] = []
  public var guards: [Guard] = []
  /// What steps choose from, those of one step behind one another.
  public var alternatives: [Alternative] = []
  /// What the rules call each register.
  public var registerNames: [RegisterName] = []
  /// The values that checks against samples look at.
  public var probes: [Probe] = []

  /// Operands of steps that take a run of them.
  public var arguments: [Register] = []
  public var calls: [CallPlan] = []
  public var rules: [WriteRule] = []
  public var paths: [[NavigationStep]] = []
  public var comparisons: [ComparisonPlan] = []
  public var tables: [LookupTable] = []
  public var dispatches: [DispatchTable] = []
  public var decodes: [DecodePlan] = []
  public var loops: [LoopPlan] = []
  public var emits: [EmitPlan] = []
  public var dropReasons: [String] = []
  public var template = OutputTemplate()
  /// Where the event is built as a document, as intake formats do; `template` is then empty.
  public var documents: DocumentsPlan?
  /// Loops of templates.
  public var iteratorCount = 0
  /// The register of the `tags` field, where a rule tags events it cannot cast.
  public var tags: Register?

  package init(memory: ConstantMemory, detail: PlanDetail, input: InputPlan) {
    self.memory = memory
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
  public var ignoresNull = true
  public var ignoresEmpty = true
  /// Further ignored values, as registers of constants.
  public var ignored: [Register] = []
  /// Registers that are compared with `ignored` after the event was read.
  public var sourceCount = 0
  /// The file's `decode:`, a number in `Plan.decodes`; its tree is `eventTree`.
  public var decode: Int?
  /// What an event is that does not decode.
  public var otherwise = Otherwise.reject

  public enum Otherwise: Sendable {
    case reject
    /// The event as received is the event.
    case raw
  }
}

public struct CallPlan: Sendable {
  /// What the rules call the function; for traces.
  public var name = ""
  public var call: FunctionCall
  public var arguments: Range<Int>

  package init(name: String = "", call: FunctionCall, arguments: Range<Int>) {
    self.name = name
    self.call = call
    self.arguments = arguments
  }
}

/// How a value reaches a target field.
public struct WriteRule: Sendable {
  public enum OnError: Sendable {
    case skip, reject
    /// Adds this text to `tags`.
    case tag(Register)
    case value(Register)
  }

  public var target: String
  public var cast: CastKind
  public var format: TimestampFormat?
  /// What the field allows among the values of its type; nil where it allows all.
  public var constraint: ValueConstraint?
  public var onError = OnError.skip
  public var unlessSet = false

  package init(
    target: String, cast: CastKind, format: TimestampFormat? = nil,
    constraint: ValueConstraint? = nil, onError: OnError = OnError.skip, unlessSet: Bool = false
  ) {
    self.target = target
    self.cast = cast
    self.format = format
    self.constraint = constraint
    self.onError = onError
    self.unlessSet = unlessSet
  }
}

public enum NavigationStep: Sendable {
  case member(Register)
  case index(Int)
  case each
  /// Each item of a list, or any other value itself.
  case items
}

public struct ComparisonPlan: Sendable {
  public enum Operator: UInt8, Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, `in`, notIn
    case contains, startswith, endswith
  }

  public var left: Register
  public var `operator`: Operator
  public var right: Register
  /// For `in` a constant list: its members by text, in place of `right`.
  public var members: LookupTable?

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
  public var values: [Register]
  public var otherwise: Register?
  /// Whether the items of a list are looked up one by one; else a list is in no table.
  public var mapsItems = false

  package init(
    keys: PathTree, values: [Register], otherwise: Register? = nil, mapsItems: Bool = false
  ) {
    self.keys = keys
    self.values = values
    self.otherwise = otherwise
    self.mapsItems = mapsItems
  }
}

/// Steps to go on at, by text.
public struct DispatchTable: Sendable {
  public var keys: PathTree
  public var targets: [UInt32]
  public var otherwise: UInt32
}

/// A text inside the event that holds fields of its own.
public struct DecodePlan: Sendable {
  public var decoder: TextDecoder
  /// What it reads besides texts.
  public var sources: DecodeKind.Sources
  /// Keys of the result that the format itself names, by number: columns, dissect keys, groups.
  public var names: [Value]
  public var source: Register
  /// Taken instead when the source is absent or does not decode.
  public var otherwise: Register?
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
  public var label = Label()

  /// What statistics and traces call a decode.
  public struct Label: Sendable {
    /// Such as `kv → $fields`; the kind alone for the file's.
    public var name = ""
    /// What a text lacks that does not decode.
    public var failure = ""
    public var span: Span?

    package init(name: String = "", failure: String = "", span: Span? = nil) {
      self.name = name
      self.failure = failure
      self.span = span
    }
  }
}

/// A `for_each`: one body run an item, results gathered in a list.
public struct LoopPlan: Sendable {
  public enum Result: Sendable {
    case objects(OutputTemplate)
    case values(Register)
  }

  public var list: Register
  public var item: PathTree
  /// Registers of the item and of what the body writes, cleared before each item.
  public var registers: Range<Int>
  public var body: Range<Int>
  /// Set by the body when its `where:` holds; nil without one.
  public var filter: Register?
  public var result: Result
  public var to: Register
}

/// An `emit`: one more event, or one an item of `list`.
public struct EmitPlan: Sendable {
  public var list: Register?
  public var item: PathTree?
  public var registers: Range<Int>
  public var body: Range<Int>
  public var template: OutputTemplate
}

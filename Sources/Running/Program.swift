import Events
import Functions
import Planning

/// A plan's arrays as one worker's plain memory.
///
/// Steps read them by index with no bounds check, no exclusivity check and, above all, no reference
/// count: the counts of a shared plan would be fought over by all threads. The plan, which the
/// worker holds, keeps alive what is referred to here.
final class Program {
  struct Call {
    var call: Unmanaged<FunctionCall>
    var copiesLists: Bool
    var takesLong: Bool
    var first: Int
    var count: Int
  }

  /// What most writes need to know of their rule.
  struct QuickRule {
    var cast: Unmanaged<CastKind>
    /// A bit per `Value.Kind` of which values are stored as they are.
    var keptKinds: UInt32
    var flags: UInt8

    static var unlessSet: UInt8 { 1 }
    static var hasFormat: UInt8 { 2 }
    static var isConstrained: UInt8 { 4 }
    static var appends: UInt8 { 8 }
    /// What becomes of the value depends on what stands in the target.
    static var looksAtTarget: UInt8 { unlessSet | appends }
    /// A cast that its kind alone does not tell.
    static var needsRule: UInt8 { hasFormat | isConstrained }

    init(_ rule: WriteRule) {
      cast = .passUnretained(rule.cast)
      keptKinds =
        rule.constraint == nil
        ? rule.cast.keptKinds & ~(1 << UInt32(Value.Kind.array.rawValue)) : 0
      flags =
        (rule.unlessSet ? QuickRule.unlessSet : 0) | (rule.format != nil ? QuickRule.hasFormat : 0)
        | (rule.constraint != nil ? QuickRule.isConstrained : 0)
        | (rule.appends ? QuickRule.appends : 0)
    }
  }

  /// What a field allows among the values of its type.
  enum Constraint {
    case none
    case oneOf(PathTree.View)
    case pattern(Unmanaged<Regex>)

    init(_ constraint: ValueConstraint?) {
      switch constraint?.kind {
      case nil: self = .none
      case .oneOf(let values): self = .oneOf(values.view)
      case .pattern(let pattern): self = .pattern(.passUnretained(pattern))
      }
    }
  }

  struct Table {
    var keys: PathTree.View
    var values: UnsafeMutableBufferPointer<Register>
    var otherwise: Register?
    var mapsItems: Bool
  }

  struct Dispatch {
    var keys: PathTree.View
    var targets: UnsafeMutableBufferPointer<UInt32>
    var otherwise: Int
  }

  struct Comparison {
    var left: Register
    var `operator`: ComparisonPlan.Operator
    var right: Register
    var members: PathTree.View?
  }

  struct Document {
    var nodes: UnsafeMutablePointer<DocumentPlan.Node>
    /// The register of node 0.
    var first: Int
    var tree: PathTree.View
    var fixedCapacity: Int
  }

  struct Assignment {
    var shape: FieldShapes.Shape
    var shapeNumber: Int
    /// The field in the event.
    var node: Int
    /// The same field of what the stage has set, where rules read that; -1 for none.
    var stage: Int
    var stageNode: Int
  }

  let steps: UnsafeMutableBufferPointer<Step>
  let arguments: UnsafeMutableBufferPointer<Register>
  let rules: UnsafeMutableBufferPointer<WriteRule>
  let quickRules: UnsafeMutableBufferPointer<QuickRule>
  /// Those of the rules, in their order.
  let constraints: UnsafeMutableBufferPointer<Constraint>
  let calls: UnsafeMutableBufferPointer<Call>
  let tables: UnsafeMutableBufferPointer<Table>
  let dispatches: UnsafeMutableBufferPointer<Dispatch>
  let comparisons: UnsafeMutableBufferPointer<Comparison>
  let paths: UnsafeMutableBufferPointer<UnsafeMutableBufferPointer<NavigationStep>>
  let layout: OutputLayout
  let loopLayouts: [OutputLayout?]
  let emitLayouts: [OutputLayout]
  let input: PathTree.View
  let aliases: UnsafeMutableBufferPointer<(from: Register, to: Register)>
  /// The steps that run before the file's `decode:`.
  let prologue: Range<Int>
  /// The file's `decode:` and what it reads.
  let eventDecode: (index: Int, source: Register)?
  let clearedCount: Int
  let fields: Range<Int>
  let ignoresNull: Bool
  let ignoresEmpty: Bool
  let ignoresMore: Bool
  /// Documents of the plan; the event is the first.
  let documents: UnsafeMutableBufferPointer<Document>
  let shapes: UnsafeMutablePointer<FieldShapes.Shape>?
  let shapeTree: PathTree.View?
  let assignments: UnsafeMutableBufferPointer<Assignment>
  /// Texts that count as no value.
  let ignoredTexts: PathTree.View?
  private let owned: PlainMemory

  init(_ plan: Plan) {
    let owned = PlainMemory()
    func memory<T>(_ array: [T]) -> UnsafeMutableBufferPointer<T> { owned.keep(array) }
    steps = memory(plan.steps)
    arguments = memory(plan.arguments)
    rules = memory(plan.rules)
    quickRules = memory(plan.rules.map { QuickRule($0) })
    constraints = memory(plan.rules.map { Constraint($0.constraint) })
    calls = memory(
      plan.calls.map {
        Call(
          call: .passUnretained($0.call), copiesLists: $0.call.copiesLists,
          takesLong: $0.call.takesLong, first: $0.arguments.lowerBound, count: $0.arguments.count)
      })
    tables = memory(
      plan.tables.map {
        Table(
          keys: $0.keys.view, values: memory($0.values), otherwise: $0.otherwise,
          mapsItems: $0.mapsItems)
      })
    dispatches = memory(
      plan.dispatches.map {
        Dispatch(
          keys: $0.keys.view, targets: memory($0.targets), otherwise: Int($0.otherwise))
      })
    comparisons = memory(
      plan.comparisons.map {
        Comparison(
          left: $0.left, operator: $0.operator, right: $0.right, members: $0.members?.keys.view)
      })
    paths = memory(plan.paths.map { memory($0) })
    layout = OutputLayout(plan.template, in: owned)
    loopLayouts = plan.loops.map { loop in
      if case .objects(let objects) = loop.result { OutputLayout(objects, in: owned) } else { nil }
    }
    emitLayouts = plan.emits.map { OutputLayout($0.template, in: owned) }
    input = plan.input.tree.view
    aliases = memory(plan.input.aliases)
    prologue = plan.input.prologue
    eventDecode = plan.input.decode.map { ($0, plan.decodes[$0].source) }
    clearedCount = plan.clearedCount
    fields = plan.fields
    ignoresNull = plan.input.ignoresNull
    ignoresEmpty = plan.input.ignoresEmpty
    ignoresMore = !plan.input.ignored.isEmpty
    documents = memory(Self.documents(plan, in: owned))
    shapes = plan.documents.flatMap { memory($0.shapes.shapes).baseAddress }
    shapeTree = plan.documents?.shapes.tree.view
    ignoredTexts = plan.documents?.ignored?.view
    assignments = memory(Self.assignments(plan))
    self.owned = owned
  }

  private static func documents(_ plan: Plan, in owned: PlainMemory) -> [Document] {
    (plan.documents?.documents ?? []).map {
      Document(
        nodes: owned.keep($0.nodes).baseAddress!, first: $0.registers.lowerBound,
        tree: $0.tree.view, fixedCapacity: $0.fixedCapacity)
    }
  }

  private static func assignments(_ plan: Plan) -> [Assignment] {
    guard let documents = plan.documents else { return [] }
    return documents.assignments.map { assignment in
      func place(_ index: Int) -> Int {
        let (document, register) = assignment.nodes[index]
        return register.place - documents.documents[document].registers.lowerBound
      }
      let hasStage = assignment.nodes.count > 1
      return Assignment(
        shape: documents.shapes.shapes[assignment.shape], shapeNumber: assignment.shape,
        node: place(0), stage: hasStage ? assignment.nodes[1].document : -1,
        stageNode: hasStage ? place(1) : -1)
    }
  }

  deinit {
    rules.baseAddress?.deinitialize(count: rules.count)
  }
}

import Events
import Planning
import Running
import Text

/// What the rules of a plan read of what was received, and which of it ran on an event.
struct EventReads {
  /// What is read of each object of received values, by its name; "" is the event.
  private(set) var trees: [String: ReadTree] = [:]
  /// The names of the objects that decode steps give, by step.
  private(set) var results: [Int: String] = [:]
  /// Numbers of the places at which guards stand.
  private var numbers: [Span: Int] = [:]
  /// For each guard of the plan the number of its place.
  private var places: [Int] = []

  init(_ reads: RuleReads, _ plan: Plan) {
    for one in plan.guards {
      let number = numbers[one.span] ?? numbers.count
      numbers[one.span] = number
      places.append(number)
    }
    for name in reads.received.values where trees[name] == nil { trees[name] = ReadTree() }
    for read in reads.reads {
      guard let name = reads.object(of: read) else { continue }
      trees[name]?.node(at: read.steps.lazy.map(\.value))
        .addReader(under: read.guards.compactMap { numbers[$0] })
    }
    for one in reads.unread { trees[""]?.node(at: one.path).reason = one.reason }
    for (step, decode) in plan.steps.enumerated() {
      guard case .decode(let number) = decode, let root = plan.decodes[Int(number)].tree.rootSlot,
        case .source(let name) = plan.registerNames[root], trees[name] != nil
      else { continue }
      results[step] = name
    }
  }

  /// Whether anything at the place of each guard let a step through.
  func held(in trace: Trace) -> [Bool] {
    var heldGuards = Array(repeating: false, count: numbers.count)
    for (one, number) in zip(trace.heldGuards, places) where one { heldGuards[number] = true }
    return heldGuards
  }
}

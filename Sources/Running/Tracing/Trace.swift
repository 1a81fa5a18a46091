import Functions
import Planning

/// What happened to one event on its way through the rules; everything is copied, nothing shared.
///
/// No event makes it large: values longer than `valueLimit` are texts of their beginning, and
/// beyond `entryLimit` and `copyLimit` loops go on without notes; see `isCut`.
public struct Trace: Sendable {
  /// Bytes of one value.
  static let valueLimit = 64 << 10
  /// Bytes of all values.
  static let copyLimit = 16 << 20
  /// Entries, after which no more items of a loop are noted.
  static let entryLimit = 10_000
  /// Items of templates' loops, after which no more are noted.
  static let loopLimit = 1_000
  /// Sources and functions of one value.
  static let originLimit = 64

  /// A value that was read, and what the rules call it.
  public struct Reading: Sendable, Equatable {
    /// What the rules call it.
    public var name: RegisterName
    /// The value as JSON; nil where it is absent.
    public var value: String?
    /// The rules ignore the value, as they do null and empty texts.
    public var isIgnored = false
  }

  /// What became of an attempt to write a field.
  public enum Outcome: Sendable, Equatable {
    /// The field has this value now.
    case written(String)
    case sourceAbsent
    case sourceIgnored
    /// The field was set before, and the rule writes only what is not.
    case kept
    /// The value could not be cast; the text is what the field got instead, if anything.
    case castFailed(instead: String?)
    /// The key is not in the table, and there is no `else`.
    case lookupMissed
    /// A search reached its limit, so its result is unknown.
    case searchLimited
    /// A call could make nothing of its arguments.
    case callFailed(CallFailure)
    /// The taxonomy does not know the field.
    case undeclared
    /// The field was taken out of the event.
    case deleted
  }

  /// One attempt to write a field.
  public struct Write: Sendable {
    /// The step that tried.
    public var step: Int
    /// The name of the field.
    public var target: String
    /// The event, an item or an emitted event.
    public var scope: TargetScope
    /// The item, from 0, in the body of a loop.
    public var item: Int?
    /// The paths the value was made of.
    public var sources: [Reading]
    /// What the value went through before it was cast: functions by name, `lookup` for a table.
    public var functions: [String]
    /// The value before it was cast, as JSON.
    public var given: String?
    /// What came of it.
    public var outcome: Outcome
    /// The number of the entry that replaced the value.
    public var overriddenBy: Int?
    /// The value is a tag that a failure added to those there were.
    public var isTag = false
  }

  /// A jump that passed over steps where a template failed, or had nothing to give.
  public struct Skip: Sendable {
    /// The step that came next.
    public var target: Int
    /// The values that the jump depended on.
    public var readings: [Reading]
    /// A dictionary had no such key.
    public var isMiss: Bool
  }

  /// What came of a decode.
  public enum DecodeOutcome: Sendable, Equatable {
    case decoded
    /// What `else` names was taken.
    case otherwise
    /// There was nothing to decode.
    case absent
    /// Nothing came of what was there; what it lacks.
    case failed(String)

    /// Why a decode failed whose pattern ended without an answer.
    static let searchLimited = "search at its limit"
  }

  /// One thing that happened, in the order of the steps.
  public enum Entry: Sendable {
    case write(Write)
    /// A guard's condition was looked at.
    case condition(guard: Int, readings: [Reading], holds: Bool, item: Int?)
    /// A `match` chose the case of a guard, or none.
    case match(step: Int, readings: [Reading], taken: Int?, item: Int?)
    case decode(step: Int, source: [Reading], outcome: DecodeOutcome)
    /// A `for_each` ran for so many items.
    case loop(step: Int, list: [Reading], items: Int)
    /// So many events were emitted, those of the items with these numbers.
    case emit(step: Int, events: Int, items: [Int])
    case drop(step: Int, reason: String)
    /// A search reached its limit, so its result is unknown.
    case limit(step: Int)
    /// A call could make nothing of its arguments.
    case failure(step: Int, CallFailure)
  }

  /// What became of the event.
  public var verdict: Verdict
  /// What happened on its way, in order.
  public var entries: [Entry] = []
  /// For each step of the plan, whether it was reached.
  public var reachedSteps: [Bool]
  /// For each guard of the plan, whether it let at least one step through.
  public var heldGuards: [Bool]
  /// For each alternative of the plan, whether it was taken.
  public var takenAlternatives: [Bool]
  /// The guards whose condition failed instead of being false.
  public var failedGuards: Set<Int> = []
  /// What each guard's condition or `match` read, where it was looked at.
  public var readings: [Int: [Reading]] = [:]
  /// The jumps that no guard stands for, by their steps; of formats that build documents.
  public var skips: [Int: Skip] = [:]
  /// The fields of the mapped event, as JSON, by name.
  public var fields: [String: String] = [:]
  /// Whether the file's `decode:` gave the event; nil without one.
  public var isDecoded: Bool?
  /// What external stages gave, as JSON, by their decode steps; kept on request, and of formats that
  /// build documents.
  public var results: [Int: String] = [:]
  /// Whether more happened than is noted.
  public var isCut = false
}

extension Trace {
  /// The trace of an event that is not known yet, or was refused before it was read.
  public init(of plan: Plan, _ verdict: Verdict = .dropped) {
    self.init(
      verdict: verdict, reachedSteps: Array(repeating: false, count: plan.steps.count),
      heldGuards: Array(repeating: false, count: plan.guards.count),
      takenAlternatives: Array(repeating: false, count: plan.alternatives.count))
  }
}

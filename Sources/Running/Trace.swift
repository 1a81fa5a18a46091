import Planning

/// What happened to one event on its way through the rules; everything is copied, nothing shared.
public struct Trace: Sendable {
  /// A value that was read, and what the rules call it.
  public struct Reading: Sendable, Equatable {
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
  }

  /// One attempt to write a field.
  public struct Write: Sendable {
    public var step: Int
    public var target: String
    public var scope: TargetScope
    /// The item, from 0, in the body of a loop.
    public var item: Int?
    /// The paths the value was made of.
    public var sources: [Reading]
    /// The value before it was cast, as JSON.
    public var given: String?
    public var outcome: Outcome
    /// The number of the entry that replaced the value.
    public var overriddenBy: Int?
  }

  public enum Entry: Sendable {
    case write(Write)
    /// A guard's condition was looked at.
    case condition(guard: Int, readings: [Reading], holds: Bool, item: Int?)
    /// A `match` chose the case of a guard, or none.
    case match(step: Int, readings: [Reading], taken: Int?, item: Int?)
    case decode(step: Int, source: [Reading], isDecoded: Bool)
    /// A `for_each` ran for so many items.
    case loop(step: Int, list: [Reading], items: Int)
    case emit(step: Int, events: Int)
    case drop(step: Int, reason: String)
  }

  public var verdict: Verdict
  public var entries: [Entry] = []
  /// Whether each step of the plan was reached.
  public var isReached: [Bool]
  /// Whether each guard of the plan let at least one step through.
  public var isHeld: [Bool]
  /// What each guard's condition or `match` read, where it was looked at.
  public var readings: [Int: [Reading]] = [:]
  /// The fields of the mapped event, as JSON, by name.
  public var fields: [String: String] = [:]
  /// Whether the file's `decode:` gave the event; nil without one.
  public var isDecoded: Bool?
}

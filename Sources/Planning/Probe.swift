import Diagnostics
import Text

/// What a plan says beside what mapping needs.
public enum PlanDetail: Sendable {
  /// Nothing more.
  case none
  /// What steps, guards and registers mean, for traces.
  case labels
  /// Besides, which values reach rules, and all that decodes give, for checks against samples.
  case probes
}

/// A value that a step takes or gives, and what it is to the rules.
public struct Probe: Sendable {
  /// What the value is to the rules.
  public enum Kind: Sendable, Equatable {
    /// What a `match` looks at, or what a dictionary is asked for.
    case subject
    /// What an assignment gives a field, before it is cast.
    case value(field: String)
    /// The same for one item of a loop; the items of a list come one by one.
    case item(field: String)
    /// All that a decode gave; known once the step ran.
    case result
  }

  /// What the value is to the rules.
  public var kind: Kind
  /// The subject, the assignment, the decode.
  public var span: Span
  /// Where the value is when the step runs.
  public var register: Register
}

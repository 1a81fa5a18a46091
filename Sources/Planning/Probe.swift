import Text

/// A value that a step reads or produces, and its role in the rules.
public struct Probe: Sendable {
  /// The role of a value in the rules.
  public enum Kind: Sendable, Equatable {
    /// The subject of a `match`, or the key looked up in a dictionary.
    case subject
    /// What an assignment gives a field, before it is cast.
    case value(field: String)
    /// The same for one item of a loop; the items of a list come one by one.
    case item(field: String)
    /// All that a decode gave; known once the step ran.
    case result
  }

  /// The role of the value in the rules.
  public var kind: Kind
  /// The subject, the assignment, the decode.
  public var span: Span
  /// Where the value is when the step runs.
  public var register: Register
}

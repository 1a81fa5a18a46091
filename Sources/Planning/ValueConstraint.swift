import Events
import Functions

/// Which values of its type a field allows: some of them, or those of a form.
public final class ValueConstraint: Sendable {
  /// How values are restricted.
  public enum Kind: Sendable {
    /// The keys of a table; numbers are found in any spelling.
    case oneOf(PathTree)
    case pattern(Regex)
  }

  /// How values are restricted.
  public let kind: Kind
  /// The wording in messages: `one of alert, event`, or `` matching `^[0-9]+$` ``.
  public let text: String

  /// A restriction and its wording in messages.
  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

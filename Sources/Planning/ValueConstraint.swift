import Events
import Functions

/// What a field allows among the values of its type: some of them, or those of a form.
public final class ValueConstraint: Sendable {
  public enum Kind: Sendable {
    /// The keys of a table; numbers are found in any spelling.
    case oneOf(PathTree)
    case pattern(Regex)
  }

  public let kind: Kind
  /// As messages say it: `one of alert, event`, or `` matching `^[0-9]+$` ``.
  public let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

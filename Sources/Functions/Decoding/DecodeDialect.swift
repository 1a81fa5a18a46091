/// By whose rules a text format is read, where two languages have it.
public enum DecodeDialect: Sendable {
  /// Rule files: nothing is lost, escapes are undone, as the specification of the format has them.
  case native
  /// Intake formats, as their own readers do it.
  case intake
}

/// One step of a path.
public enum PathStep: Hashable, Sendable {
  case member(String)
  /// `[n]`; negative counts from the end.
  case index(Int)
  /// `[*]`: every item.
  case each
}

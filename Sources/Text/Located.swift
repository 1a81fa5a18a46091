/// A parsed value and where it stands.
public struct Located<Value: Sendable>: Sendable {
  /// What was parsed.
  public var value: Value
  /// The bytes it was parsed from.
  public var span: Span

  /// A value with its place.
  public init(_ value: Value, _ span: Span) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

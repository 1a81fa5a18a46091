/// A byte range `lower..<upper` in the text that `source` names in the load's `SourceMap`.
public struct Span: Hashable, Sendable {
  public var source: UInt16
  public var lower: UInt32
  public var upper: UInt32

  public init(source: UInt16, lower: Int, upper: Int) {
    self.source = source
    self.lower = UInt32(clamping: lower)
    self.upper = UInt32(clamping: max(lower, upper))
  }

  /// The smallest span that holds both; they must be of one text.
  public func union(_ other: Span) -> Span {
    Span(
      source: source, lower: Int(min(lower, other.lower)), upper: Int(max(upper, other.upper)))
  }
}

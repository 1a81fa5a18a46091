/// A byte range `lower..<upper` in the text that `source` names in the load's `SourceMap`.
public struct Span: Hashable, Sendable {
  /// The index of the text in `SourceMap.texts`.
  public var source: UInt16
  /// Byte offset of the first byte.
  public var lower: UInt32
  /// Byte offset just past the last byte; equal to `lower` for an empty span.
  public var upper: UInt32

  /// A span with offsets clamped to 32 bits; an `upper` below `lower` gives an empty span.
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

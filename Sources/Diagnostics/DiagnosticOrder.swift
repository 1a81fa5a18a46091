import Text

extension Sequence<Diagnostic> {
  /// By file and place, those without a place first; findings of one place keep their order.
  public func sortedByPlace() -> [Diagnostic] {
    enumerated().sorted { left, right in
      (left.element.place, left.offset) < (right.element.place, right.offset)
    }.map(\.element)
  }
}

extension Diagnostic {
  /// Source and offset as one number.
  fileprivate var place: UInt64 {
    span.map { (UInt64($0.source) + 1) << 32 | UInt64($0.lower) } ?? 0
  }
}

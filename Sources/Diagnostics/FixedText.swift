import Text

/// A text with the exact edits of findings applied; what no edit touches stays as it is.
public struct FixedText: Sendable {
  /// The text after the edits.
  public let bytes: [UInt8]
  /// The edits that were made, by their places.
  public let made: [Diagnostic.Fix]
  /// Edits left out because they overlap an earlier one.
  public let skipped: Int

  /// The number of edits that were made.
  public var applied: Int { made.count }

  /// Of edits that overlap the first one is applied; the same edit twice is one edit.
  public init(_ text: SourceText, _ fixes: some Sequence<Diagnostic.Fix>) {
    let size = text.bytes.count
    let unique = Set(fixes).sorted {
      ($0.span.lower, $0.span.upper, $0.replacement) < (
        $1.span.lower, $1.span.upper, $1.replacement
      )
    }
    var result: [UInt8] = []
    var end = 0
    var made: [Diagnostic.Fix] = []
    var previous: Span?
    for fix in unique {
      let lower = Int(fix.span.lower)
      let upper = Int(fix.span.upper)
      // Two insertions at one place have no order of their own.
      let repeats = previous?.lower == fix.span.lower && previous?.upper == fix.span.upper
      guard lower >= end, upper <= size, !repeats else { continue }
      result += text.bytes[end..<lower]
      result += Array(fix.replacement.utf8)
      end = upper
      made.append(fix)
      previous = fix.span
    }
    bytes = result + text.bytes[end...]
    self.made = made
    skipped = unique.count - made.count
  }
}

import Text

/// One line of a source as it is printed, with the columns that its bytes take.
///
/// Tabs become four blanks, other control characters a replacement sign, and of a very long line
/// only the part around the span is shown.
struct SourceExcerpt {
  static let maximumWidth = 120
  private static let leadingWidth = 40

  private(set) var text = ""
  /// The printed columns of the marked part, from 0.
  private(set) var columns = 0..<1

  init(_ source: SourceText, line: Int, marking span: Range<Int>) {
    let range = source.lineRange(line)
    let lower = min(max(span.lowerBound, range.lowerBound), range.upperBound)
    let upper = min(max(span.upperBound, lower), range.upperBound)
    let start = Self.windowStart(source, range, mark: lower)
    var width = 0
    if start > range.lowerBound {
      text = "…"
      width = 1
    }
    var first: Int?
    var last: Int?
    var offset = start
    for scalar in Self.scalars(source, start..<range.upperBound) {
      if offset >= lower, first == nil { first = width }
      if offset >= upper, last == nil { last = width }
      if width >= Self.maximumWidth {
        text += "…"
        break
      }
      width += append(scalar)
      offset += UTF8.width(scalar)
    }
    let begin = first ?? width
    columns = begin..<max(begin + 1, last ?? width)
  }

  private mutating func append(_ scalar: Unicode.Scalar) -> Int {
    if scalar == "\t" {
      text += "    "
      return 4
    }
    if SafeText.isUnsafe(scalar) {
      text += "\u{FFFD}"
      return 1
    }
    text.unicodeScalars.append(scalar)
    return SafeText.width(scalar)
  }

  /// The start of the line, or of its shown part.
  private static func windowStart(
    _ source: SourceText, _ range: Range<Int>, mark: Int
  ) -> Int {
    guard range.count > maximumWidth, mark - range.lowerBound > maximumWidth * 2 / 3 else {
      return range.lowerBound
    }
    var start = mark
    var left = leadingWidth
    while left > 0, start > range.lowerBound {
      start -= 1
      while start > range.lowerBound, source.bytes[start] & 0xC0 == 0x80 { start -= 1 }
      left -= 1
    }
    return start
  }

  /// The scalars that can be shown at all; four bytes are the longest.
  private static func scalars(
    _ source: SourceText, _ range: Range<Int>
  ) -> String.UnicodeScalarView {
    let end = min(range.upperBound, range.lowerBound + (maximumWidth + 8) * 4)
    return source.text(range.lowerBound..<end).unicodeScalars
  }
}

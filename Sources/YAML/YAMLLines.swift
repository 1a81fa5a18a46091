/// The lines of a text around a place, found without reading the text as YAML.
package struct YAMLLines {
  /// From the first byte to the line break.
  package struct Line: Equatable {
    /// The byte offset of the first byte.
    package var start: Int
    /// The first byte that is not blank.
    package var content: Int
    /// The byte offset of the line break, before a CR; of the last line, the end of the text.
    package var end: Int
  }

  /// The text.
  package let bytes: [UInt8]

  /// The lines of a text in UTF-8.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The byte at a place; 0 at the end.
  package func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// The line that a byte offset falls on; offsets past the end give the last.
  package func line(at offset: Int) -> Line {
    let offset = min(offset, bytes.count)
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let content = bytes[start..<end].firstIndex { $0 != 0x20 } ?? end
    return Line(start: start, content: content, end: end)
  }

  /// The nearest line above that has more than blanks and a comment.
  func filledLine(before line: Line) -> Line? {
    var start = line.start
    while start > 0 {
      let above = self.line(at: start - 1)
      if above.content < above.end, bytes[above.content] != UInt8(ascii: "#") { return above }
      start = above.start
    }
    return nil
  }

  /// Counted from 1.
  package func number(of line: Line) -> Int {
    bytes[..<line.start].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
  }

  /// Where a line's own text begins, after the dashes of list items.
  func afterDashes(_ line: Line) -> Int {
    var place = line.content
    while place + 1 < line.end, bytes[place] == UInt8(ascii: "-"), bytes[place + 1] == 0x20 {
      place += 1
      while place < line.end, bytes[place] == 0x20 { place += 1 }
    }
    return place
  }

  /// A value with the blanks around it and a comment after it taken off.
  package func value(of line: Line, from start: Int) -> Range<Int> {
    var lower = min(start, line.end)
    var upper = line.end
    while lower < upper, bytes[lower] <= 0x20 { lower += 1 }
    while upper > lower, bytes[upper - 1] <= 0x20 { upper -= 1 }
    return lower..<upper
  }

  /// The first colon that ends a key.
  package static func colon(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.first { place in
      bytes[place] == UInt8(ascii: ":")
        && (place + 1 >= bytes.endIndex || bytes[place + 1] == 0x20)
    }
  }

  /// Whether the bytes contain the text.
  package static func holds(_ text: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    let text = Array(text.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: text) }
  }
}

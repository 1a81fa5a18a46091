import Text
import YAML

/// What stands between two tokens of YAML: comments, blank lines, anchors and tags.
struct LayoutGap {
  enum Line {
    case blank
    case comment(String, column: Int)
    /// `---`, `...` or a directive.
    case marker(String)
  }

  /// The comment on the line of the token before.
  var trailing: (text: String, column: Int)?
  var lines: [Line] = []
  /// Anchors and tags.
  var words: [String] = []
  var hasLineBreak = false

  var hasComments: Bool {
    trailing != nil || lines.contains { if case .comment = $0 { true } else { false } }
  }

  var hasBlank: Bool { lines.contains { if case .blank = $0 { true } else { false } } }

  init() {}

  /// Reads `bytes[range]`; the part after its last line break belongs to the token that follows.
  init(_ bytes: [UInt8], _ range: Range<Int>, startsLine: Bool) {
    var start = range.lowerBound
    var isFirst = !startsLine
    while start <= range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      let limit = end ?? range.upperBound
      read(bytes, start..<limit, isFirst: isFirst, isLast: end == nil)
      guard let end else { break }
      hasLineBreak = true
      isFirst = false
      start = end + 1
    }
  }

  private mutating func read(
    _ bytes: [UInt8], _ range: Range<Int>, isFirst: Bool, isLast: Bool
  ) {
    var place = range.lowerBound
    var isMarked = false
    var isEmpty = true
    while place < range.upperBound {
      let byte = bytes[place]
      if byte <= 0x20 {
        place += 1
        continue
      }
      isEmpty = false
      if byte == UInt8(ascii: "#") {
        let text = Self.trimmed(bytes, place..<range.upperBound)
        let column = LayoutText.column(bytes, place)
        if isFirst || isMarked {
          trailing = (text, column)
        } else {
          lines.append(.comment(text, column: column))
        }
        return
      }
      var end = place
      while end < range.upperBound, bytes[end] > 0x20 { end += 1 }
      let word = String(decoding: bytes[place..<end], as: UTF8.self)
      let startsLine = place == 0 || bytes[place - 1] == UInt8(ascii: "\n")
      if startsLine, word == "---" || word == "..." || word.hasPrefix("%") {
        if byte == UInt8(ascii: "%") {
          lines.append(.marker(Self.trimmed(bytes, place..<range.upperBound)))
          return
        }
        lines.append(.marker(word))
      } else {
        words.append(word)
        isMarked = true
      }
      place = end
    }
    if isEmpty, !isFirst, !isLast { lines.append(.blank) }
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
    return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
  }
}

/// Places in a text as people count them.
enum LayoutText {
  /// Unicode scalars between the start of the line and a byte offset.
  static func column(_ bytes: [UInt8], _ offset: Int) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return bytes[start..<offset].count { $0 & 0xC0 != 0x80 }
  }
}

/// Finds the comments of a text: what begins with `#` outside of its scalars.
enum LayoutComments {
  static func all(in bytes: [UInt8], below root: YAMLNode) -> [String] {
    var scalars: [Range<Int>] = []
    collect(root, bytes, into: &scalars)
    scalars.sort { $0.lowerBound < $1.lowerBound }
    var comments: [String] = []
    var place = 0
    for scalar in scalars + [bytes.count..<bytes.count] {
      while place < scalar.lowerBound {
        // A comment may follow a bracket or a quote without a blank.
        let startsWord =
          place == 0 || bytes[place - 1] <= 0x20 || "]}\"'".utf8.contains(bytes[place - 1])
        guard bytes[place] == UInt8(ascii: "#"), startsWord else {
          place += 1
          continue
        }
        var end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let next = end
        while end > place, bytes[end - 1] <= 0x20 { end -= 1 }
        comments.append(String(decoding: bytes[place..<end], as: UTF8.self))
        place = next
      }
      place = max(place, scalar.upperBound)
    }
    return comments
  }

  private static func collect(
    _ node: YAMLNode, _ bytes: [UInt8], into scalars: inout [Range<Int>]
  ) {
    switch node.kind {
    case .list(let items): for item in items { collect(item, bytes, into: &scalars) }
    case .map(let entries):
      for entry in entries {
        collect(entry.key, bytes, into: &scalars)
        collect(entry.value, bytes, into: &scalars)
      }
    case .scalar(let scalar):
      var lower = Int(node.span.lower)
      let upper = Int(node.span.upper)
      // The line of `|` or `>` may end with a comment.
      if scalar.style == .literal || scalar.style == .folded {
        lower = bytes[lower..<upper].firstIndex(of: UInt8(ascii: "\n")) ?? lower
      }
      if lower < upper { scalars.append(lower..<upper) }
    }
  }
}

import Text
import YAML

/// Writes a YAML document anew: its tokens as they are, the blanks between them by the layout.
struct LayoutWriter {
  /// A construct that is left to its author.
  struct Unsupported: Error {
    var reason: String
  }

  static let width = 100

  let bytes: [UInt8]
  /// The end of what is written.
  var cursor = 0
  private var lines: [String] = []
  var current = ""
  /// How far the start of the current line moved.
  private var shift = 0
  /// The column of the trailing comment on the line before, then and now.
  private var comment: (old: Int, new: Int)?
  /// True after a block text that keeps its line breaks: blank lines belong to it.
  var keepsBlanks = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func write(_ root: YAMLNode) throws(Unsupported) -> String {
    let start = Int(root.span.lower)
    let head = LayoutGap(bytes, 0..<start, startsLine: true)
    guard head.words.isEmpty else {
      throw Unsupported(reason: "an anchor or tag on the whole file")
    }
    cursor = start
    write(head.lines, indent: 0, dropsBlank: true)
    if let trailing = head.trailing { lines.append(trailing.text) }
    if case .map(let entries) = root.kind, !isFlow(root) {
      try blockMap(entries, of: root, indent: 0, isRules: false, isTop: true)
    } else if case .list(let items) = root.kind, !isFlow(root) {
      try blockList(items, indent: 0, oldColumn: 0, isIndentless: false, isRules: false)
    } else {
      try value(root, indent: 0, oldIndent: 0, pad: -1, isRules: false)
    }
    let tail = LayoutGap(bytes, cursor..<bytes.count, startsLine: false)
    guard tail.words.isEmpty else { throw Unsupported(reason: "text behind the document") }
    end(tail, indent: 0)
    if !keepsBlanks { while lines.last == "" { lines.removeLast() } }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Lines

  /// Ends the current line with the comment that follows it, then writes the lines between.
  mutating func end(
    _ gap: LayoutGap, indent: Int, dropsBlank: Bool = false, separates: Bool = false
  ) {
    comment = nil
    if let trailing = gap.trailing {
      let column = max(current.unicodeScalars.count + 2, trailing.column + shift)
      current += String(repeating: " ", count: column - current.unicodeScalars.count)
      current += trailing.text
      comment = (trailing.column, column)
    }
    endLine()
    if separates, !gap.hasBlank, !keepsBlanks { lines.append("") }
    write(gap.lines, indent: indent, dropsBlank: dropsBlank)
  }

  private mutating func endLine() {
    guard !current.isEmpty else { return }
    lines.append(current)
    current = ""
  }

  private mutating func write(_ gap: [LayoutGap.Line], indent: Int, dropsBlank: Bool) {
    var isLeading = dropsBlank
    for line in gap {
      switch line {
      case .blank:
        comment = nil
        if keepsBlanks || (lines.last != "" && !lines.isEmpty && !isLeading) { lines.append("") }
        continue
      case .comment(let text, let column):
        let isContinued = comment.map { $0.old == column } ?? false
        let indent = isContinued ? comment?.new ?? indent : indent
        lines.append(String(repeating: " ", count: indent) + text)
      case .marker(let text): lines.append(text)
      }
      keepsBlanks = false
      isLeading = false
    }
  }

  /// Begins a line whose first token stands at a byte offset.
  mutating func begin(indent: Int, at offset: Int) {
    keepsBlanks = false
    current = String(repeating: " ", count: indent)
    shift = indent - LayoutText.column(bytes, offset)
  }

  /// Adds an already complete line, such as one of a block text.
  mutating func append(line: String) {
    endLine()
    lines.append(line)
  }

  /// Makes the last complete line the current one, so that more can follow on it.
  mutating func reopenLastLine() {
    if let last = lines.popLast() { current = last }
  }

  /// The gap from the cursor to a token.
  mutating func gap(to offset: Int) throws(Unsupported) -> LayoutGap {
    guard offset >= cursor else { throw Unsupported(reason: "a value that stands elsewhere") }
    let gap = LayoutGap(bytes, cursor..<offset, startsLine: false)
    cursor = offset
    return gap
  }

  /// The next byte that is neither blank nor in a comment.
  func nextContent() -> Int {
    var place = cursor
    while place < bytes.count {
      if bytes[place] <= 0x20 {
        place += 1
      } else if bytes[place] == UInt8(ascii: "#"), place == cursor || bytes[place - 1] <= 0x20 {
        place = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      } else {
        break
      }
    }
    return place
  }

  func isFlow(_ node: YAMLNode) -> Bool {
    let lower = Int(node.span.lower)
    guard lower < bytes.count else { return true }
    return switch node.kind {
    case .scalar: true
    case .list: bytes[lower] != UInt8(ascii: "-")
    case .map: bytes[lower] == UInt8(ascii: "{")
    }
  }

  /// Writes the comments at the end of a block that are indented as far as the block was.
  mutating func finish(oldColumn: Int, indent: Int) {
    var place = cursor
    var upper = cursor
    // The comment on the last line is ended with the lines that follow.
    while let lineBreak = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) {
      var next = lineBreak + 1
      while next < bytes.count, bytes[next] == 0x20 { next += 1 }
      guard next < bytes.count else { break }
      if bytes[next] == UInt8(ascii: "#") {
        guard LayoutText.column(bytes, next) >= oldColumn else { break }
        place = bytes[next...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        upper = place
      } else if bytes[next] == UInt8(ascii: "\n") {
        place = next
      } else {
        break
      }
    }
    guard upper > cursor else { return }
    let gap = LayoutGap(bytes, cursor..<upper, startsLine: false)
    cursor = upper
    end(gap, indent: indent)
  }
}

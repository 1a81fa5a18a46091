import Text

/// The difference of two texts as a unified diff that `patch` and `git apply` accept.
///
/// `Console` shows what would act on a terminal as escapes: lines with such characters do not apply.
package enum UnifiedDiff {
  /// The diff, or an empty text where both are the same.
  ///
  /// Lines that both texts begin and end with are set aside first. What is left is compared by its
  /// longest common subsequence, or replaced as a whole where that would take too much memory.
  package static func text(from old: String, to new: String, path: String, context: Int = 3)
    -> String
  {
    if old == new { return "" }
    let oldLines = lines(of: old)
    let newLines = lines(of: new)
    let path = SafeText.line(path)
    var result = "--- a/\(path)\n+++ b/\(path)\n"
    for hunk in hunks(edits(from: oldLines, to: newLines), context: context) {
      result += header(of: hunk)
      for edit in hunk {
        let (mark, line): (String, Substring) =
          switch edit {
          case .keep(let at, _): (" ", oldLines[at])
          case .remove(let at, _): ("-", oldLines[at])
          case .add(_, let at): ("+", newLines[at])
          }
        result += mark + line
        if line.utf8.last != UInt8(ascii: "\n") { result += "\n\\ No newline at end of file\n" }
      }
    }
    return result
  }

  /// One step of the way from the old lines to the new ones, with the positions in both.
  private enum Edit {
    case keep(old: Int, new: Int)
    case remove(old: Int, new: Int)
    case add(old: Int, new: Int)

    var isKept: Bool { if case .keep = self { true } else { false } }
    var positions: (old: Int, new: Int) {
      switch self {
      case .keep(let old, let new), .remove(let old, let new), .add(let old, let new): (old, new)
      }
    }
  }

  /// The most table cells that a comparison may take.
  private static let largestTable = 16 << 20

  /// Lines with their line breaks.
  ///
  /// Bytes are split, because CR LF is one character.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var start = text.startIndex
    while start < text.endIndex {
      let end =
        text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")).map { text.utf8.index(after: $0) }
        ?? text.endIndex
      lines.append(text[start..<end])
      start = end
    }
    return lines
  }

  private static func edits(from old: [Substring], to new: [Substring]) -> [Edit] {
    func same(_ left: Int, _ right: Int) -> Bool { old[left].utf8.elementsEqual(new[right].utf8) }
    var head = 0
    while head < min(old.count, new.count), same(head, head) { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head, same(old.count - 1 - tail, new.count - 1 - tail)
    {
      tail += 1
    }
    let rows = old.count - head - tail
    let columns = new.count - head - tail
    var edits = (0..<head).map { Edit.keep(old: $0, new: $0) }
    var row = 0
    var column = 0
    if (rows + 1) * (columns + 1) <= largestTable {
      // common[r][c]: how many lines the rests from r and from c have in common.
      let width = columns + 1
      var common = [Int32](repeating: 0, count: (rows + 1) * width)
      for r in stride(from: rows - 1, through: 0, by: -1) {
        for c in stride(from: columns - 1, through: 0, by: -1) {
          common[r * width + c] =
            same(head + r, head + c)
            ? common[(r + 1) * width + c + 1] + 1
            : max(common[(r + 1) * width + c], common[r * width + c + 1])
        }
      }
      while row < rows, column < columns {
        if same(head + row, head + column) {
          edits.append(.keep(old: head + row, new: head + column))
          row += 1
          column += 1
        } else if common[(row + 1) * width + column] >= common[row * width + column + 1] {
          edits.append(.remove(old: head + row, new: head + column))
          row += 1
        } else {
          edits.append(.add(old: head + row, new: head + column))
          column += 1
        }
      }
    }
    while row < rows {
      edits.append(.remove(old: head + row, new: head + column))
      row += 1
    }
    while column < columns {
      edits.append(.add(old: head + row, new: head + column))
      column += 1
    }
    for place in 0..<tail {
      edits.append(.keep(old: old.count - tail + place, new: new.count - tail + place))
    }
    return edits
  }

  /// The changes with the lines around them; changes that are near share a hunk.
  private static func hunks(_ edits: [Edit], context: Int) -> [ArraySlice<Edit>] {
    var hunks: [Range<Int>] = []
    for place in edits.indices where !edits[place].isKept {
      let lower = max(0, place - context)
      let upper = min(edits.count, place + context + 1)
      if let last = hunks.last, last.upperBound >= lower {
        hunks[hunks.count - 1] = last.lowerBound..<upper
      } else {
        hunks.append(lower..<upper)
      }
    }
    return hunks.map { edits[$0] }
  }

  private static func header(of hunk: ArraySlice<Edit>) -> String {
    var old = 0
    var new = 0
    for edit in hunk {
      switch edit {
      case .keep:
        old += 1
        new += 1
      case .remove: old += 1
      case .add: new += 1
      }
    }
    let start = hunk.first?.positions ?? (old: 0, new: 0)
    func range(_ start: Int, _ count: Int) -> String {
      count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }
    return "@@ -\(range(start.old, old)) +\(range(start.new, new)) @@\n"
  }
}

/// The difference of two texts in the unified format that `patch` reads.
public enum UnifiedDiff {
  private static let context = 3

  private enum Line {
    case same(ArraySlice<UInt8>)
    case removed(ArraySlice<UInt8>)
    case added(ArraySlice<UInt8>)

    var isSame: Bool { if case .same = self { true } else { false } }
  }

  /// Empty for equal texts; else headers, hunks and three lines of context.
  public static func text(from old: [UInt8], to new: [UInt8], name: String) -> String {
    guard old != new else { return "" }
    let lines = merged(split(old), split(new))
    var result = "--- \(SafeText.line(name))\n+++ \(SafeText.line(name))\n"
    var index = 0
    while let first = lines[index...].firstIndex(where: { !$0.isSame }) {
      let start = max(index, first - context)
      var end = first + 1
      var quiet = 0
      while end < lines.count {
        quiet = lines[end].isSame ? quiet + 1 : 0
        if quiet > context * 2 { break }
        end += 1
      }
      if end < lines.count { end -= context + 1 } else { end -= max(0, quiet - context) }
      result += hunk(lines, start..<end)
      index = end
    }
    return result
  }

  private static func hunk(_ lines: [Line], _ range: Range<Int>) -> String {
    let before = lines[..<range.lowerBound]
    func count(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
      var old = 0
      var new = 0
      for line in lines {
        switch line {
        case .same:
          old += 1
          new += 1
        case .removed: old += 1
        case .added: new += 1
        }
      }
      return (old, new)
    }
    let start = count(before)
    let size = count(lines[range])
    func place(_ start: Int, _ size: Int) -> String {
      let first = size == 0 ? start : start + 1
      return size == 1 ? "\(first)" : "\(first),\(size)"
    }
    var text = "@@ -\(place(start.old, size.old)) +\(place(start.new, size.new)) @@\n"
    for line in lines[range] {
      switch line {
      case .same(let bytes): text += written(" ", bytes)
      case .removed(let bytes): text += written("-", bytes)
      case .added(let bytes): text += written("+", bytes)
      }
    }
    return text
  }

  private static func written(_ sign: String, _ line: ArraySlice<UInt8>) -> String {
    let text = sign + String(decoding: line, as: UTF8.self)
    return line.last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
  }

  /// Lines with their line feeds.
  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...offset])
      start = offset + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func merged(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [Line] {
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    let difference = new[head..<new.count - tail].map(Array.init)
      .difference(from: old[head..<old.count - tail].map(Array.init))
    var removals: Set<Int> = []
    var insertions: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removals.insert(offset + head)
      case .insert(let offset, _, _): insertions.insert(offset + head)
      }
    }
    var lines: [Line] = []
    var left = 0
    var right = 0
    while left < old.count || right < new.count {
      if left < old.count, removals.contains(left) {
        lines.append(.removed(old[left]))
        left += 1
      } else if right < new.count, insertions.contains(right) {
        lines.append(.added(new[right]))
        right += 1
      } else {
        if left < old.count { lines.append(.same(old[left])) }
        left += 1
        right += 1
      }
    }
    return lines
  }
}

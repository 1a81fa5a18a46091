import JSON

/// Picks one event of a file, for commands that look at one.
package enum ChosenEvent {
  /// The event of a line (from 1), or the first one: the input of a fixture, a whole document, or a
  /// line. Nil where there is none.
  package static func event(in bytes: [UInt8], line: Int?) -> [UInt8]? {
    let lines = TestFinder.lines(bytes)
    if let line { return lines.first { $0.line == line }?.bytes }
    if let (tree, ranges) = try? JSONTreeParser.parseWithRanges(bytes) {
      switch tree {
      case .object where tree["expected"] != nil:
        if case .text(let text)? = tree["input"] { return Array(text.utf8) }
        if let range = ranges["input"] { return Array(bytes[range]) }
      case .list(let items): return items.first.map { Array($0.spaced.utf8) }
      default: break
      }
      return Array(bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF })
    }
    return lines.first?.bytes
  }
}

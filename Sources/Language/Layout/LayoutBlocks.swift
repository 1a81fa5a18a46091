import Text
import YAML

/// Block maps and lists.
extension LayoutWriter {
  /// Writes the entries; the first one continues the current line if there is one.
  mutating func blockMap(
    _ entries: [YAMLEntry], of node: YAMLNode, indent: Int, isRules: Bool, isTop: Bool = false,
    isAligned: Bool = false, isSpaced: Bool = false
  ) throws(Unsupported) {
    let oldColumn = LayoutText.column(bytes, Int(node.span.lower))
    let pads = isAligned ? self.pads(entries, indent: indent) : nil
    let isSpaced = isSpaced && entries.count > 1 && hasBlank(between: entries.map(\.span))
    for (place, entry) in entries.enumerated() {
      let start = Int(entry.key.span.lower)
      let gap = try gap(to: start)
      guard gap.words.isEmpty else { throw Unsupported(reason: "`? ` or an anchor on a key") }
      if place > 0 { end(gap, indent: indent, separates: isSpaced) }
      if current.isEmpty { begin(indent: indent, at: start) }
      let upper = Int(entry.key.span.upper)
      let key = String(decoding: bytes[start..<upper], as: UTF8.self)
      guard !key.utf8.contains(UInt8(ascii: "\n")) else {
        throw Unsupported(reason: "a key over several lines")
      }
      cursor = upper
      let colon = nextContent()
      guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":") else {
        throw Unsupported(reason: "a key without `:`")
      }
      current += key + ":"
      cursor = colon + 1
      let holdsRules =
        isTop
        ? ["stages", "fragments"].contains(entry.name)
        : isRules && !["set", "value", "lookup", "else"].contains(entry.name)
      try value(
        entry.value, indent: indent, oldIndent: oldColumn, pad: pads?[place] ?? 0,
        isRules: holdsRules, isMap: holdsRules && entry.name == "map",
        isSpaced: isTop && entry.name == "fragments")
    }
    finish(oldColumn: oldColumn, indent: indent)
  }

  /// Writes the items; the first one continues the current line if there is one.
  mutating func blockList(
    _ items: [YAMLNode], indent: Int, oldColumn: Int, isIndentless: Bool, isRules: Bool
  ) throws(Unsupported) {
    let holdsMaps = items.contains { if case .map = $0.kind { !isFlow($0) } else { false } }
    let isSpaced = holdsMaps && items.count > 1 && hasBlank(between: items.map(\.span))
    for (place, item) in items.enumerated() {
      let dash = nextContent()
      guard dash < bytes.count, bytes[dash] == UInt8(ascii: "-") else {
        throw Unsupported(reason: "a list item without `-`")
      }
      let gap = try gap(to: dash)
      if place > 0 { end(gap, indent: indent, separates: isSpaced) }
      if current.isEmpty { begin(indent: indent, at: dash) }
      current += "-"
      cursor = dash + 1
      try value(
        item, indent: indent, oldIndent: oldColumn, pad: 0, isRules: isRules, isItem: true)
    }
    finish(oldColumn: oldColumn + (isIndentless ? 1 : 0), indent: indent)
  }

  /// Writes what follows `:` or `-`.
  mutating func value(
    _ node: YAMLNode, indent: Int, oldIndent: Int, pad: Int, isRules: Bool, isMap: Bool = false,
    isItem: Bool = false, isSpaced: Bool = false
  ) throws(Unsupported) {
    let next = nextContent()
    if next < bytes.count, bytes[next] == UInt8(ascii: "*") {
      let gap = try gap(to: next)
      var end = next
      while end < bytes.count, bytes[end] > 0x20 { end += 1 }
      place(String(decoding: bytes[next..<end], as: UTF8.self), gap, indent: indent, pad: pad)
      cursor = end
      return
    }
    let start = Int(node.span.lower)
    let gap = try gap(to: start)
    for word in gap.words { current += " " + word }
    if isFlow(node) {
      try inline(node, gap, indent: indent, oldIndent: oldIndent, pad: pad)
      return
    }
    let column = LayoutText.column(bytes, start)
    if isItem, gap.words.isEmpty, !gap.hasComments {
      current += " "
    } else {
      end(gap, indent: indent + 2, dropsBlank: true)
    }
    switch node.kind {
    case .list(let items):
      try blockList(
        items, indent: indent + 2, oldColumn: column, isIndentless: column == oldIndent,
        isRules: isRules)
    case .map(let entries):
      try blockMap(
        entries, of: node, indent: indent + 2, isRules: isRules, isAligned: isMap,
        isSpaced: isSpaced)
    case .scalar: break
    }
  }

  /// Puts a text after the key, or on a line of its own where it stood on one and is too long.
  mutating func place(
    _ text: String, _ gap: LayoutGap, indent: Int, pad: Int, isBelow: Bool = false
  ) {
    if text.isEmpty { return }
    let blanks = String(repeating: " ", count: max(0, pad + 1))
    let isTooLong =
      gap.hasLineBreak
      && current.unicodeScalars.count + blanks.count + text.unicodeScalars.count > Self.width
    if isBelow || gap.hasComments || (isTooLong && pad >= 0) {
      end(gap, indent: indent + 2, dropsBlank: true)
      begin(indent: indent + 2, at: cursor)
      current += text
    } else {
      current += blanks + text
    }
  }

  // MARK: Columns

  /// The blanks that bring each value of a `map:` block into one column; blank lines end a column.
  private func pads(_ entries: [YAMLEntry], indent: Int) -> [Int] {
    var pads = [Int](repeating: 0, count: entries.count)
    var start = 0
    for place in entries.indices {
      let isLast = place + 1 == entries.count
      guard isLast || hasBlank(between: [entries[place].span, entries[place + 1].span]) else {
        continue
      }
      align(entries, start...place, indent: indent, &pads)
      start = place + 1
    }
    return pads
  }

  private func align(
    _ entries: [YAMLEntry], _ range: ClosedRange<Int>, indent: Int, _ pads: inout [Int]
  ) {
    var sizes: [(place: Int, key: Int, value: Int)] = []
    for place in range {
      guard let text = lineText(entries[place].value) else { continue }
      let key = bytes[Int(entries[place].key.span.lower)..<Int(entries[place].key.span.upper)]
      sizes.append((place, key.count { $0 & 0xC0 != 0x80 }, text.unicodeScalars.count))
    }
    let widest = sizes.map(\.key).max() ?? 0
    // A column that would push a value out of the page is not worth it.
    let isTooWide = sizes.contains {
      indent + widest + 2 + $0.value > Self.width && indent + $0.key + 2 + $0.value <= Self.width
    }
    if isTooWide { return }
    for size in sizes { pads[size.place] = widest - size.key }
  }

  /// Whether a blank line stands between two neighbours.
  private func hasBlank(between spans: [Span]) -> Bool {
    for (left, right) in zip(spans, spans.dropFirst()) where left.upper < right.lower {
      let gap = LayoutGap(bytes, Int(left.upper)..<Int(right.lower), startsLine: false)
      if gap.hasBlank { return true }
    }
    return false
  }
}

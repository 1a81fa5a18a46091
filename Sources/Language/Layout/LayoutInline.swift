import Text
import YAML

/// Scalars and flow collections.
extension LayoutWriter {
  mutating func inline(
    _ node: YAMLNode, _ gap: LayoutGap, indent: Int, oldIndent: Int, pad: Int
  ) throws(Unsupported) {
    let upper = Int(node.span.upper)
    if case .scalar(let scalar) = node.kind, scalar.style == .literal || scalar.style == .folded {
      guard !gap.hasComments else {
        throw Unsupported(reason: "a comment between a key and its block text")
      }
      block(node, indent: indent, oldIndent: oldIndent)
      return
    }
    if let text = lineText(node) {
      place(text, gap, indent: indent, pad: pad)
      cursor = upper
      return
    }
    let parts = bytes[Int(node.span.lower)..<upper].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isPlain = if case .scalar = node.kind { true } else { false }
    // Lines inside a bracket keep their distance to the key, or to a bracket on its own line.
    let isBelow = pad >= 0 && (gap.hasLineBreak || gap.hasComments)
    let move =
      isBelow
      ? indent + 2 - LayoutText.column(bytes, Int(node.span.lower)) : indent - oldIndent
    let first = text(parts[0], isWithinScalar: isPlain)
    place(first, gap, indent: indent, pad: pad, isBelow: isBelow)
    var scalars: [Range<Int>] = []
    if !isPlain { collectScalars(node, into: &scalars) }
    var nextScalar = 0
    var offset = Int(node.span.lower) + parts[0].count + 1
    for part in parts.dropFirst() {
      let body = part.drop { $0 == 0x20 || $0 == 0x09 }
      let old = part.count - body.count
      let column = isPlain ? indent + 2 : max(indent + (pad < 0 ? 0 : 2), old + move)
      let ending = offset + part.count
      // They come in the order of the text.
      while nextScalar < scalars.count, scalars[nextScalar].upperBound <= ending { nextScalar += 1 }
      let isWithin = nextScalar < scalars.count && scalars[nextScalar].lowerBound < ending
      let line = text(body, isWithinScalar: isPlain || isWithin)
      append(line: line.isEmpty ? "" : String(repeating: " ", count: column) + line)
      offset = ending + 1
    }
    reopenLastLine()
    cursor = upper
  }

  private func text(_ part: ArraySlice<UInt8>, isWithinScalar: Bool) -> String {
    var part = part
    if !isWithinScalar { while let last = part.last, last <= 0x20 { part.removeLast() } }
    return String(decoding: part, as: UTF8.self)
  }

  private func collectScalars(_ node: YAMLNode, into scalars: inout [Range<Int>]) {
    switch node.kind {
    case .scalar: scalars.append(Int(node.span.lower)..<Int(node.span.upper))
    case .list(let items): for item in items { collectScalars(item, into: &scalars) }
    case .map(let entries):
      for entry in entries {
        collectScalars(entry.key, into: &scalars)
        collectScalars(entry.value, into: &scalars)
      }
    }
  }

  // MARK: One line

  /// The text of a value that takes one line; nil for one that takes more.
  func lineText(_ node: YAMLNode) -> String? {
    let range = Int(node.span.lower)..<Int(node.span.upper)
    guard isFlow(node), !bytes[range].contains(UInt8(ascii: "\n")) else { return nil }
    if case .scalar(let scalar) = node.kind, scalar.style == .literal || scalar.style == .folded {
      return nil
    }
    return flow(node) ?? String(decoding: bytes[range], as: UTF8.self)
  }

  /// The value with one blank after `,` and `:`; nil where it holds something unusual.
  private func flow(_ node: YAMLNode) -> String? {
    let lower = Int(node.span.lower)
    let upper = Int(node.span.upper)
    guard lower < upper else { return nil }
    var end = lower + 1
    var parts: [String] = []
    switch node.kind {
    case .scalar: return String(decoding: bytes[lower..<upper], as: UTF8.self)
    case .list(let items):
      guard bytes[lower] == UInt8(ascii: "[") else { return nil }
      for item in items {
        guard holds(end, item, " ,"), let text = flow(item) else { return nil }
        parts.append(text)
        end = Int(item.span.upper)
      }
      guard holds(end, upper - 1, " ,") else { return nil }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map(let entries):
      guard bytes[lower] == UInt8(ascii: "{") else { return nil }
      for entry in entries {
        guard holds(end, entry.key, " ,"), let key = flow(entry.key),
          holds(Int(entry.key.span.upper), entry.value, " :"), let value = flow(entry.value)
        else { return nil }
        parts.append("\(key): \(value)")
        end = Int(entry.value.span.upper)
      }
      guard holds(end, upper - 1, " ,") else { return nil }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  private func holds(_ lower: Int, _ node: YAMLNode, _ allowed: String) -> Bool {
    holds(lower, Int(node.span.lower), allowed)
  }

  /// Whether only these bytes stand between two places.
  private func holds(_ lower: Int, _ upper: Int, _ allowed: String) -> Bool {
    lower <= upper && bytes[lower..<upper].allSatisfy { allowed.utf8.contains($0) }
  }

  // MARK: Block texts

  /// Writes `|` or `>` with its lines two blanks deeper than the block it stands in.
  private mutating func block(_ node: YAMLNode, indent: Int, oldIndent: Int) {
    let upper = Int(node.span.upper)
    let parts = bytes[Int(node.span.lower)..<upper].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let header = text(parts[0], isWithinScalar: false)
    let indicator = header.prefix { $0 != " " }
    current += " " + header
    let body = parts.dropFirst()
    let digit = indicator.utf8.first { (0x31...0x39).contains($0) }.map { Int($0) - 0x30 }
    let old =
      digit.map { $0 + oldIndent }
      ?? body.filter { $0.contains { $0 != 0x20 } }.map { $0.prefix { $0 == 0x20 }.count }.first
      ?? 0
    let new = indent + (digit ?? 2)
    for part in body {
      let rest = part.dropFirst(old)
      append(
        line: rest.isEmpty
          ? "" : String(repeating: " ", count: new) + String(decoding: rest, as: UTF8.self))
    }
    if !body.isEmpty { reopenLastLine() }
    cursor = upper
    // Blanks at the end of the last line belong to the text.
    while cursor < bytes.count, bytes[cursor] == 0x20 { cursor += 1 }
    current += String(repeating: " ", count: cursor - upper)
    keepsBlanks = indicator.contains("+")
  }
}

import Events

/// Reads `[name key=value [other key=value]]`: every block an object of its own.
///
/// A block that begins with a pair belongs to the block around it. What is neither a pair nor a
/// bracket is passed over. Work is in proportion to the length of the text.
struct PairGroups {
  private let text: Bytes
  private var index = 0
  private var depth = 0

  init(_ text: Bytes) { self.text = text }

  /// Adds the pairs to the tree; false when blocks are nested too deeply.
  mutating func read(into fields: inout FieldTree) -> Bool {
    readBlock(FieldTree.root, &fields)
  }

  private mutating func readBlock(_ parent: Int, _ fields: inout FieldTree) -> Bool {
    guard depth < JSONScanner.maximumDepth else { return false }
    depth += 1
    defer { depth -= 1 }
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "]"):
        index += 1
        return true
      case UInt8(ascii: "["):
        index += 1
        guard readInner(parent, &fields) else { return false }
      default: readPair(parent, &fields)
      }
    }
    return true
  }

  private mutating func readInner(_ parent: Int, _ fields: inout FieldTree) -> Bool {
    let start = Whitespace.firstOther(text, from: index)
    let end = wordEnd(start, dots: false)
    guard end > start, end < text.count, isBracket(end) || Whitespace.length(text, at: end) > 0
    else {
      return readBlock(parent, &fields)
    }
    index = end
    let node = fields.node(text.slice(start, end), under: parent)
    fields.clear(node)
    fields.set(.emptyObject, at: node)
    return readBlock(node, &fields)
  }

  private mutating func readPair(_ parent: Int, _ fields: inout FieldTree) {
    let end = wordEnd(index, dots: true)
    guard end > index, end < text.count, text[end] == UInt8(ascii: "=") else {
      index = end > index ? end : index + Scalars.length(text, at: index)
      return
    }
    let key = text.slice(index, end)
    let start = end + 1
    var value: Bytes
    if start < text.count, text[start] == UInt8(ascii: "\""),
      let close = text.firstIndex(of: UInt8(ascii: "\""), from: start + 1)
    {
      value = text.slice(start, close + 1)
      index = close + 1
    } else {
      index = valueEnd(start)
      value = Whitespace.stripped(text.slice(start, index))
    }
    while value.first == UInt8(ascii: "\"") { value = value.dropping(1) }
    while value.last == UInt8(ascii: "\"") { value = value.slice(0, value.count - 1) }
    let node = fields.node(key, under: parent)
    fields.clear(node)
    fields.set(.text(value), at: node)
  }

  /// The end of a value without quotes: a bracket, or the blanks before another key.
  private func valueEnd(_ start: Int) -> Int {
    var index = start
    while index < text.count, !isBracket(index) {
      let word = Whitespace.firstOther(text, from: index)
      guard word > index else {
        index += 1
        continue
      }
      let end = wordEnd(word, dots: true)
      if end > word, end < text.count, text[end] == UInt8(ascii: "=") { return index }
      index = max(end, word)
    }
    return index
  }

  private func isBracket(_ index: Int) -> Bool {
    text[index] == UInt8(ascii: "[") || text[index] == UInt8(ascii: "]")
  }

  /// The end of the run of letters, digits, `_`, `-` and maybe dots at an offset.
  private func wordEnd(_ start: Int, dots: Bool) -> Int {
    var index = start
    while index < text.count {
      let length = PythonText.word(text, at: index)
      let isMark =
        text[index] == UInt8(ascii: "-") || dots && text[index] == UInt8(ascii: ".")
      guard length > 0 || isMark else { break }
      index += max(length, 1)
    }
    return index
  }
}

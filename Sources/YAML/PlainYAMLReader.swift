import Text

/// Reads the YAML that rule files are mostly written in, many times quicker than libyaml.
///
/// That is: block maps and lists of one document, scalars of every style, flow lists of words and
/// quoted texts, comments. Of anything else, and of every mistake, it gives nil and says nothing;
/// what it gives is what libyaml's events give, to the byte of every span. Of what is rare it gives
/// nil, too, rather than know YAML better than it needs to.
package struct PlainYAMLReader {
  /// A text of this size has fewer nodes than `YAMLReader.maximumNodes`, however it is written.
  package static let maximumBytes = 900_000
  /// How deep maps and lists may be nested before the reader gives up.
  package static let maximumDepth = 64
  /// libyaml takes keys up to 1,024 characters.
  private static let longestKey = 1000

  /// The text being read.
  package let bytes: [UInt8]
  /// The index of the text in the load's `SourceMap`.
  package let source: UInt16
  /// The byte offset of the next byte to read.
  package var place = 0
  /// Where the line of `place` starts.
  package var lineStart = 0
  private var depth = 0
  /// Those of the keys of all maps that are being read.
  package var hashes: [UInt64] = []

  /// The root of a document; nil where another reader must look.
  package static func read(_ bytes: [UInt8], source: UInt16) -> YAMLNode? {
    guard var reader = PlainYAMLReader(bytes, source) else { return nil }
    reader.skipToText()
    guard reader.column == 0, let root = reader.block(), reader.isAtEnd else { return nil }
    if case .scalar = root.kind { return nil }
    return root
  }

  /// Nil for a text that is too long or has characters other than plain ones.
  package init?(_ bytes: [UInt8], _ source: UInt16) {
    guard bytes.count <= Self.maximumBytes, Self.hasPlainCharacters(bytes) else { return nil }
    self.bytes = bytes
    self.source = source
  }

  /// Whether the text is UTF-8, LF its only control character and only line break, and nothing in
  /// it is what readers of YAML refuse: among other characters, those that begin with three bytes
  /// may be.
  private static func hasPlainCharacters(_ bytes: [UInt8]) -> Bool {
    // One pass without branches for nearly all texts.
    var controls: UInt8 = 0
    var all: UInt8 = 0
    for byte in bytes {
      controls |= (byte < 0x20 ? 1 : 0) ^ (byte == 0x0A ? 1 : 0) | (byte == 0x7F ? 1 : 0)
      all |= byte
    }
    if controls != 0 { return false }
    if all < 0x80 { return true }
    guard (try? UTF8Span(validating: bytes.span)) != nil else { return false }
    return bytes.indices.allSatisfy { index in
      switch bytes[index] {
      case 0xC2, 0xEF: false
      case 0xE2: bytes[index + 1] != 0x80 || bytes[index + 2] & 0xFE != 0xA8
      default: true
      }
    }
  }

  // MARK: Lines

  /// Whether all of the text has been read.
  package var isAtEnd: Bool { place == bytes.count }

  /// The column of `place` on its line, whose indent must be all that stands before; none is as
  /// low as that of the end.
  package var column: Int { isAtEnd ? -1 : place - lineStart }

  /// The byte there; the end is one more line break.
  package func byte(_ index: Int) -> UInt8 {
    index < bytes.count ? bytes[index] : UInt8(ascii: "\n")
  }

  /// Whether the byte is a space or a line feed.
  package func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }

  /// Passes blanks, line breaks and comments.
  package mutating func skipToText() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20: place += 1
      case 0x0A:
        place += 1
        lineStart = place
      case UInt8(ascii: "#") where place == lineStart || bytes[place - 1] == 0x20:
        while place < bytes.count, bytes[place] != 0x0A { place += 1 }
      default: return
      }
    }
  }

  /// The same; false if text follows on the line.
  package mutating func skipLine() -> Bool {
    let start = place
    skipToText()
    return lineStart > start || isAtEnd
  }

  // MARK: Maps and lists

  private var isItem: Bool { bytes[place] == UInt8(ascii: "-") && isBlank(byte(place + 1)) }

  /// The node at `place`, which may be of any kind; `parent` is the column of the map or list
  /// around it.
  ///
  /// After a node stands what belongs to one further out, if its column is that of one: each map
  /// and list goes on at its own column only, so that what is at none is left over at the end.
  private mutating func block(inside parent: Int = -1) -> YAMLNode? {
    guard depth < Self.maximumDepth else { return nil }
    depth += 1
    defer { depth -= 1 }
    let column = column
    if isItem { return list(at: column) }
    if let key = key() { return map(at: column, from: key) }
    return scalar(inside: parent)
  }

  private mutating func list(at column: Int) -> YAMLNode? {
    let start = place
    var end = place + 1
    var items: [YAMLNode] = []
    repeat {
      place += 1
      skipToText()
      guard self.column > column, let item = block(inside: column) else { return nil }
      end = max(end, Int(item.span.upper))
      items.append(item)
    } while self.column == column && isItem
    return YAMLNode(kind: .list(items), span: span(start, end))
  }

  private mutating func map(at column: Int, from first: Key) -> YAMLNode? {
    var entries: [YAMLEntry] = []
    entries.reserveCapacity(4)
    var key = first
    var end = 0
    let start = hashes.count
    while true {
      guard let value = value(inside: column) else { return nil }
      end = max(end, Int(value.span.upper))
      hashes.append(key.hash)
      entries.append(YAMLEntry(key: key.node, name: key.text, value: value))
      guard self.column == column else { break }
      guard let next = self.key() else { return nil }
      key = next
    }
    if mayRepeat(from: start), Set(entries.map(\.name)).count < entries.count { return nil }
    return YAMLNode(kind: .map(entries), span: span(Int(first.span.lower), end))
  }

  /// The same for equal keys; 0 for a key that other characters may equal.
  private func hash(_ key: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var all: UInt8 = 0
    for index in key {
      hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
      all |= bytes[index]
    }
    return all < 0x80 ? hash : 0
  }

  /// Whether a key of the innermost map may stand twice, whose hashes begin there; the hashes are
  /// taken away.
  package mutating func mayRepeat(from start: Int) -> Bool {
    defer { hashes.removeSubrange(start...) }
    var marks: UInt64 = 0
    var isDistinct = true
    for hash in hashes[start...] {
      if hash == 0 { return hashes.count - start > 1 }
      let mark: UInt64 = 1 << (hash >> 58)
      isDistinct = isDistinct && marks & mark == 0
      marks |= mark
    }
    if isDistinct { return false }
    let sorted = hashes[start...].sorted()
    return zip(sorted, sorted.dropFirst()).contains(where: ==)
  }

  /// A key of a map.
  package struct Key {
    /// The key, without quotes.
    package var text: String
    /// How the key is quoted.
    package var style: YAMLScalar.Style
    /// Where the key stands, quotes included.
    package var span: Span
    /// A hash of the text, to find equal keys of a map.
    package var hash: UInt64

    /// The key as a node.
    package var node: YAMLNode {
      YAMLNode(kind: .scalar(YAMLScalar(text: text, style: style, isVerbatim: true)), span: span)
    }
  }

  /// Passes a key and its colon; nil, with nothing passed, where there is no key.
  package mutating func key() -> Key? {
    let start = place
    var end = start + 1
    var inner = start..<start
    var style = YAMLScalar.Style.plain
    switch bytes[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let quote = bytes[start]
      style = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
      while byte(end) != quote {
        guard byte(end) != 0x0A, byte(end) != UInt8(ascii: "\\") else { return nil }
        end += 1
      }
      inner = start + 1..<end
      end += 1
      guard byte(end) == UInt8(ascii: ":"), isBlank(byte(end + 1)) else { return nil }
    case let first:
      guard Self.beginsWord(first) else { return nil }
      scan: while true {
        switch byte(end) {
        case UInt8(ascii: ":"): if isBlank(byte(end + 1)) { break scan }
        case UInt8(ascii: "#"): if byte(end - 1) == 0x20 { return nil }
        case 0x0A: return nil
        default: break
        }
        end += 1
      }
      guard byte(end - 1) != 0x20 else { return nil }
      inner = start..<end
    }
    guard end - start <= Self.longestKey else { return nil }
    place = end + 1
    return Key(text: text(inner), style: style, span: span(start, end), hash: hash(inner))
  }

  /// What follows a key's colon.
  private mutating func value(inside column: Int) -> YAMLNode? {
    let start = place
    guard skipLine() else { return scalar(inside: column) }
    if self.column > column { return block(inside: column) }
    if self.column == column, isItem { return list(at: column) }
    return YAMLNode(
      kind: .scalar(YAMLScalar(text: "", style: .plain)), span: span(start, start))
  }

  // MARK: Parts

  /// The span of these byte offsets in the text being read.
  package func span(_ lower: Int, _ upper: Int) -> Span {
    Span(source: source, lower: lower, upper: upper)
  }

  /// The bytes of a range as a `String`.
  package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Whether a byte begins a plain scalar wherever it stands: a letter, a digit, or any of a few
  /// signs.
  static func beginsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "/"),
      UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: "^"), UInt8(ascii: "\\"), 0x80...0xFF:
      true
    default: false
    }
  }
}

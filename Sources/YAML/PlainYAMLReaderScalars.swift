/// Scalars of all styles, and lists in brackets.
extension PlainYAMLReader {
  /// The place of a scalar, plain or quoted.
  package struct Piece {
    /// How the scalar is quoted.
    package var style: YAMLScalar.Style
    /// The byte offsets of the scalar, quotes included.
    package var range: Range<Int>
    /// Whether its value stands there byte by byte.
    package var isVerbatim: Bool
  }

  /// The scalar or list in brackets at `place`, with all up to the next text; `parent` is the column
  /// of the map or list around it.
  package mutating func scalar(inside parent: Int) -> YAMLNode? {
    switch bytes[place] {
    case UInt8(ascii: "["):
      guard let node = flowList(), skipLine() else { return nil }
      return node
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return blockScalar(inside: parent)
    default:
      guard let piece = piece(inside: parent) else { return nil }
      return node(piece)
    }
  }

  /// The same for a scalar that is plain or in quotes; nil for any other.
  package mutating func piece(inside parent: Int) -> Piece? {
    let first = bytes[place]
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else {
      return plain(inside: parent)
    }
    guard let piece = quoted(), skipLine() else { return nil }
    return piece
  }

  /// A plain scalar continues over lines indented more than the collection around it.
  private mutating func plain(inside parent: Int) -> Piece? {
    let first = bytes[place]
    guard
      Self.beginsWord(first) || first == UInt8(ascii: "-") && !isBlank(byte(place + 1))
        || first == UInt8(ascii: "~")
    else { return nil }
    let start = place
    var end = place
    var isOneLine = true
    while true {
      var index = place
      while byte(index) != 0x0A {
        switch bytes[index] {
        case UInt8(ascii: ":") where isBlank(byte(index + 1)): return nil
        case UInt8(ascii: "#") where bytes[index - 1] == 0x20:
          place = index
          return skipLine()
            ? Piece(style: .plain, range: start..<end, isVerbatim: isOneLine) : nil
        case 0x20: break
        default: end = index + 1
        }
        index += 1
      }
      while index < bytes.count, isBlank(bytes[index]) {
        if bytes[index] == 0x0A { lineStart = index + 1 }
        index += 1
      }
      place = index
      guard index < bytes.count, bytes[index] != UInt8(ascii: "#"), index - lineStart > parent
      else { break }
      isOneLine = false
    }
    skipToText()
    return Piece(style: .plain, range: start..<end, isVerbatim: isOneLine)
  }

  /// A text in quotes; `place` is after it then.
  private mutating func quoted() -> Piece? {
    let quote = bytes[place]
    let isSingle = quote == UInt8(ascii: "'")
    let start = place
    var isVerbatim = true
    place += 1
    while true {
      place = nextSign(in: quote)
      guard place < bytes.count else { return nil }
      switch bytes[place] {
      case quote where isSingle && byte(place + 1) == quote:
        isVerbatim = false
        place += 2
      case quote:
        place += 1
        return Piece(
          style: isSingle ? .singleQuoted : .doubleQuoted, range: start..<place,
          isVerbatim: isVerbatim)
      case UInt8(ascii: "\\") where !isSingle:
        isVerbatim = false
        guard skipEscape() else { return nil }
      case 0x0A:
        isVerbatim = false
        place += 1
        lineStart = place
        // What looks like the end of the document must not be text.
        guard isBlank(byte(place)) else { return nil }
      default: place += 1
      }
    }
  }

  /// The next byte that is more than text to a scalar in these quotes.
  private func nextSign(in quote: UInt8) -> Int {
    var index = place
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote || byte == 0x0A || byte == UInt8(ascii: "\\") { break }
      index += 1
    }
    return index
  }

  /// Passes the backslash, and what it escapes; a line break is left to be passed as any other.
  private mutating func skipEscape() -> Bool {
    let digits: Int
    switch byte(place + 1) {
    case 0x0A:
      place += 1
      return true
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"), UInt8(ascii: "t"),
      UInt8(ascii: "r"), 0x20:
      digits = 0
    case UInt8(ascii: "x"): digits = 2
    // Among those that begin with D are surrogates.
    case UInt8(ascii: "u") where byte(place + 2) | 0x20 != UInt8(ascii: "d"): digits = 4
    default: return false
    }
    place += 2
    for _ in 0..<digits {
      let byte = byte(place)
      guard byte &- 0x30 <= 9 || (byte | 0x20) &- 0x61 <= 5 else { return false }
      place += 1
    }
    return true
  }

  private mutating func blockScalar(inside parent: Int) -> YAMLNode? {
    let start = place
    place += 1
    if byte(place) == UInt8(ascii: "-") || byte(place) == UInt8(ascii: "+") { place += 1 }
    guard byte(place) == 0x0A else { return nil }
    place += 1
    let line = place
    while byte(place) == 0x20 { place += 1 }
    guard byte(place) != 0x0A, place - line > parent, place > line else { return nil }
    let style = bytes[start] == UInt8(ascii: "|") ? YAMLScalar.Style.literal : .folded
    let derivation = ScalarDerivation.derive(style, start..<start, in: bytes, keepsPlaces: false)
    place = derivation.place
    var end = place
    while bytes[end - 1] <= 0x20 { end -= 1 }
    while bytes[place - 1] == 0x20 { place -= 1 }
    lineStart = place
    skipToText()
    let value = String(decoding: derivation.value, as: UTF8.self)
    return YAMLNode(
      kind: .scalar(YAMLScalar(text: value, style: style)), span: span(start, end))
  }

  /// `[a, "b", 'c']`; `place` is after it then.
  private mutating func flowList() -> YAMLNode? {
    let start = place
    var items: [YAMLNode] = []
    repeat {
      place += 1
      guard skipInside() else { return nil }
      if byte(place) == UInt8(ascii: "]") { break }
      guard let item = flowItem(), skipInside() else { return nil }
      items.append(item)
    } while byte(place) == UInt8(ascii: ",")
    guard byte(place) == UInt8(ascii: "]") else { return nil }
    place += 1
    return YAMLNode(kind: .list(items), span: span(start, place))
  }

  private mutating func flowItem() -> YAMLNode? {
    switch byte(place) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let piece = quoted() else { return nil }
      return node(piece)
    default:
      let start = place
      while Self.isWordPart(byte(place)) { place += 1 }
      guard place > start else { return nil }
      return node(Piece(style: .plain, range: start..<place, isVerbatim: true))
    }
  }

  /// Passes blanks in brackets; false where a line is not indented.
  private mutating func skipInside() -> Bool {
    while isBlank(byte(place)) {
      guard place < bytes.count else { return false }
      place += 1
      if bytes[place - 1] == 0x0A {
        lineStart = place
        guard isBlank(byte(place)) else { return false }
      }
    }
    return true
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 <= 25 || byte &- 0x30 <= 9 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }

  private func node(_ piece: Piece) -> YAMLNode {
    YAMLNode(
      kind: .scalar(
        YAMLScalar(text: text(of: piece), style: piece.style, isVerbatim: piece.isVerbatim)),
      span: span(piece.range.lowerBound, piece.range.upperBound))
  }

  /// The value of a scalar.
  package func text(of piece: Piece) -> String {
    guard piece.isVerbatim else {
      let derivation = ScalarDerivation.derive(
        piece.style, piece.range, in: bytes, keepsPlaces: false)
      return String(decoding: derivation.value, as: UTF8.self)
    }
    let range = piece.range
    return text(piece.style == .plain ? range : range.lowerBound + 1..<range.upperBound - 1)
  }
}

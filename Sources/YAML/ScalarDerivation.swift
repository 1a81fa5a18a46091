/// The value of a YAML scalar worked out from its raw text, each byte with its place in the file.
package struct ScalarDerivation: Sendable {
  /// The bytes of the value so far.
  package private(set) var value: [UInt8] = []
  /// Where the text that makes each byte of the value starts and ends.
  package private(set) var starts: [UInt32] = []
  /// The byte offset, for each byte of the value, just past the text that makes it.
  package private(set) var ends: [UInt32] = []

  /// The file that the scalar stands in.
  package let raw: [UInt8]
  /// False if only the value is wanted.
  private let keepsPlaces: Bool
  /// The byte offset of the next byte to read.
  package var place: Int
  /// The end of the scalar, or of the file for a block scalar.
  package let limit: Int

  private init(_ raw: [UInt8], from place: Int, to limit: Int, keepsPlaces: Bool = true) {
    self.raw = raw
    self.keepsPlaces = keepsPlaces
    self.place = place
    self.limit = limit
  }

  /// The derivation that gives exactly `value`, or nil.
  package static func derive(
    _ style: YAMLScalar.Style, _ range: Range<Int>, in raw: [UInt8], matching value: [UInt8]
  ) -> ScalarDerivation? {
    switch style {
    case .plain: break
    case .singleQuoted, .doubleQuoted: guard range.count >= 2 else { return nil }
    case .literal, .folded: return block(style, range.lowerBound, raw, matching: value)
    }
    let derivation = derive(style, range, in: raw, keepsPlaces: true)
    return derivation.value == value ? derivation : nil
  }

  /// The derivation of a scalar that is sound, with its quotes; a block scalar must have a first
  /// line that is not empty and no indent in its header, and ends where its text does.
  ///
  /// Without places there is the value alone.
  package static func derive(
    _ style: YAMLScalar.Style, _ range: Range<Int>, in raw: [UInt8], keepsPlaces: Bool
  ) -> ScalarDerivation {
    let isPlain = style == .plain
    var derivation = ScalarDerivation(
      raw, from: range.lowerBound + (isPlain ? 0 : 1), to: range.upperBound - (isPlain ? 0 : 1),
      keepsPlaces: keepsPlaces)
    // Only escapes of a few characters are longer than what they are written as.
    derivation.reserve(range.count)
    switch style {
    case .plain: derivation.readPlain()
    case .singleQuoted: derivation.readSingle()
    case .doubleQuoted: derivation.readDouble()
    case .literal, .folded:
      derivation = ScalarDerivation(
        raw, from: range.lowerBound, to: raw.count, keepsPlaces: keepsPlaces)
      if let shape = derivation.readBlockHeader() {
        derivation.readBlock(
          isFolded: style == .folded, chomping: shape.chomping, indent: derivation.firstIndent())
      }
    }
    return derivation
  }

  /// Tries the indents that the text allows: an explicit one counts from the parent's, which the
  /// scalar itself does not show.
  private static func block(
    _ style: YAMLScalar.Style, _ start: Int, _ raw: [UInt8], matching value: [UInt8]
  ) -> ScalarDerivation? {
    var header = ScalarDerivation(raw, from: start, to: raw.count)
    guard let shape = header.readBlockHeader() else { return nil }
    var indent = header.firstIndent()
    var tries = 0
    while indent >= 1, tries < 64 {
      var derivation = header
      derivation.reserve(value.count)
      derivation.readBlock(isFolded: style == .folded, chomping: shape.chomping, indent: indent)
      if derivation.value == value { return derivation }
      guard shape.isExplicit else { return nil }
      indent -= 1
      tries += 1
    }
    return nil
  }

  /// Appends a byte to the value; the bytes `lower..<upper` of the file make it.
  package mutating func emit(_ byte: UInt8, _ lower: Int, _ upper: Int) {
    value.append(byte)
    guard keepsPlaces else { return }
    starts.append(UInt32(clamping: lower))
    ends.append(UInt32(clamping: upper))
  }

  /// The next byte; nil at the end of the scalar.
  package var current: UInt8? { place < limit ? raw[place] : nil }

  /// Whether a space or tab comes next.
  var isAtBlank: Bool { current == 0x20 || current == 0x09 }

  /// Whether a line break comes next.
  var isAtBreak: Bool { current == 0x0A || current == 0x0D }

  /// Passes a line break, CRLF as one, and gives its range.
  mutating func takeBreak() -> Range<Int> {
    let start = place
    place += current == 0x0D && place + 1 < limit && raw[place + 1] == 0x0A ? 2 : 1
    return start..<place
  }

  /// Skips spaces and tabs.
  package mutating func skipBlanks() {
    while isAtBlank { place += 1 }
  }

  /// Appends the next byte to the value as it is.
  package mutating func copy() {
    emit(raw[place], place, place + 1)
    place += 1
  }

  /// Copies the rest of the line.
  mutating func copyLine() {
    let start = place
    var end = start
    while end < limit, raw[end] != 0x0A, raw[end] != 0x0D { end += 1 }
    place = end
    value += raw[start..<end]
    guard keepsPlaces else { return }
    starts.append(contentsOf: UInt32(clamping: start)..<UInt32(clamping: end))
    ends.append(contentsOf: UInt32(clamping: start + 1)..<UInt32(clamping: end + 1))
  }

  private mutating func reserve(_ count: Int) {
    value.reserveCapacity(count)
    guard keepsPlaces else { return }
    starts.reserveCapacity(count)
    ends.reserveCapacity(count)
  }

  private mutating func readPlain() {
    while place < limit {
      if isAtBlank || isAtBreak { fold() } else { copy() }
    }
  }

  private mutating func readSingle() {
    while let byte = current {
      if isAtBlank || isAtBreak {
        fold()
      } else if byte == UInt8(ascii: "'") {
        emit(byte, place, place + 2)
        place += 2
      } else {
        copy()
      }
    }
  }

  private mutating func readDouble() {
    while let byte = current {
      if isAtBlank || isAtBreak {
        fold()
      } else if byte == UInt8(ascii: "\\") {
        readEscape()
      } else {
        copy()
      }
    }
  }

  /// Blanks stay within a line; one break is a space, n breaks are n - 1 line feeds.
  private mutating func fold() {
    let start = place
    skipBlanks()
    guard isAtBreak else {
      for offset in start..<place { emit(raw[offset], offset, offset + 1) }
      return
    }
    let first = takeBreak()
    skipBlanks()
    guard isAtBreak else {
      emit(0x20, first.lowerBound, place)
      return
    }
    takeFurtherBreaks()
  }

  private mutating func takeFurtherBreaks() {
    skipBlanks()
    while isAtBreak {
      let next = takeBreak()
      emit(0x0A, next.lowerBound, next.upperBound)
      skipBlanks()
    }
  }

  private mutating func readEscape() {
    let start = place
    place += 1
    guard let kind = current else { return }
    if isAtBreak {
      _ = takeBreak()
      takeFurtherBreaks()
      return
    }
    place += 1
    let scalar: UInt32
    switch kind {
    case UInt8(ascii: "0"): scalar = 0
    case UInt8(ascii: "a"): scalar = 7
    case UInt8(ascii: "b"): scalar = 8
    case UInt8(ascii: "t"), 0x09: scalar = 9
    case UInt8(ascii: "n"): scalar = 10
    case UInt8(ascii: "v"): scalar = 11
    case UInt8(ascii: "f"): scalar = 12
    case UInt8(ascii: "r"): scalar = 13
    case UInt8(ascii: "e"): scalar = 27
    case UInt8(ascii: "N"): scalar = 0x85
    case UInt8(ascii: "_"): scalar = 0xA0
    case UInt8(ascii: "L"): scalar = 0x2028
    case UInt8(ascii: "P"): scalar = 0x2029
    case UInt8(ascii: "x"): scalar = hexadecimal(2)
    case UInt8(ascii: "u"): scalar = hexadecimal(4)
    case UInt8(ascii: "U"): scalar = hexadecimal(8)
    default: scalar = UInt32(kind)
    }
    let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    for byte in String(Character(character)).utf8 { emit(byte, start, place) }
  }

  private mutating func hexadecimal(_ digits: Int) -> UInt32 {
    let end = min(place + digits, limit)
    defer { place = end }
    return UInt32(String(decoding: raw[place..<end], as: UTF8.self), radix: 16) ?? 0xFFFF_FFFF
  }
}

import Events

/// The Log Event Extended Format: `LEEF:1.0|vendor|product|version|id|key=value<tab>key=value`.
public enum LEEFText {
  private static let header: [StaticString] = [
    "LEEFVersion", "DeviceVendor", "DeviceProduct", "DeviceVersion", "DeviceEventClassID",
  ]

  /// Calls `found` with each key and its text, once; false when the text is not LEEF.
  ///
  /// Text before `LEEF:` is passed over, and keys without a value are left out. Of a key that occurs
  /// again the last value counts. Version 2 may name another separator than the tab, as a character
  /// or by its number (`x5E`); a field that is neither belongs to the pairs. In the intake dialect up
  /// to six characters are a separator, and no escape is undone.
  public static func read(
    _ text: Bytes, as dialect: DecodeDialect, in scratch: Scratch,
    found: (_ key: Bytes, _ value: Value) -> Void
  ) -> Bool {
    let mark = Bytes("LEEF:")
    guard let place = text.firstRange(of: mark), var fields = FieldTree(in: scratch) else {
      return false
    }
    var rest = text.dropping(place + mark.count)
    let isSecond = rest.first == UInt8(ascii: "2")
    for name in header {
      let bar = first(UInt8(ascii: "|"), in: rest, dialect)
      guard let value = undone(rest.slice(0, bar ?? rest.count), .header, dialect, in: scratch)
      else { return false }
      fields.set(.text(value), at: fields.node(Bytes(name)))
      rest = bar.map { rest.dropping($0 + 1) } ?? .empty
      if bar == nil { break }
    }
    guard let pairs = withTabs(rest, in: scratch) else { return false }
    rest = pairs
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { tab in
      tab.initialize(repeating: UInt8(ascii: "\t"))
      guard let room = tab.baseAddress else { return false }
      var separator: Bytes? = Bytes(room, count: 1)
      if isSecond, let bar = rest.firstIndex(of: UInt8(ascii: "|")),
        names(rest.slice(0, bar), dialect)
      {
        let named = rest.slice(0, bar)
        rest = rest.dropping(bar + 1)
        if named.count > 0 { separator = self.separator(named, room) }
      }
      return readPairs(rest, separator, dialect, into: &fields, in: scratch)
        && fields.report(found)
    }
  }

  /// The text with tabs where syslog wrote `#011` for them; nil when the scratch is exhausted.
  private static func withTabs(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    let mark = Bytes("#011")
    guard var place = text.firstRange(of: mark) else { return text }
    var builder = ByteBuilder(in: scratch, capacity: text.count)
    var index = 0
    while true {
      builder.append(text.slice(index, place))
      builder.append(UInt8(ascii: "\t"))
      index = place + mark.count
      guard let next = text.firstRange(of: mark, from: index) else { break }
      place = next
    }
    builder.append(text.dropping(index))
    return builder.finish()
  }

  /// Whether a field in front of the pairs says what parts them.
  private static func names(_ field: Bytes, _ dialect: DecodeDialect) -> Bool {
    let count = Scalars.count(field)
    return count <= 6 && (dialect == .intake || count <= 1 || code(field) != nil)
  }

  /// The separator that `x5E`, `0x5E` or the character itself names; nil where none can occur.
  private static func separator(
    _ name: Bytes, _ room: UnsafeMutablePointer<UInt8>
  ) -> Bytes? {
    guard let code = code(name) else { return name }
    guard Unicode.Scalar(code) != nil else { return nil }
    return Bytes(room, count: UTF8Text.encode(code, to: room) - room)
  }

  /// The number that `x5E` or `0x5E` spells; nil for another text.
  private static func code(_ name: Bytes) -> UInt32? {
    func isX(_ byte: UInt8) -> Bool { byte | 32 == UInt8(ascii: "x") }
    let digits: Bytes
    if let first = name.first, isX(first) {
      digits = name.dropping(1)
    } else if name.count > 1, name[0] == UInt8(ascii: "0"), isX(name[1]) {
      digits = name.dropping(2)
    } else {
      return nil
    }
    guard digits.count > 0 else { return nil }
    var code: UInt32 = 0
    for digit in digits {
      let letter = (digit | 32) &- 97
      guard digit &- 48 <= 9 || letter < 6 else { return nil }
      code = code << 4 | UInt32(digit &- 48 <= 9 ? digit &- 48 : letter + 10)
    }
    return code
  }

  /// False when the scratch is exhausted.
  private static func readPairs(
    _ text: Bytes, _ separator: Bytes?, _ dialect: DecodeDialect, into fields: inout FieldTree,
    in scratch: Scratch
  ) -> Bool {
    var index = 0
    while index <= text.count {
      let end = separator.flatMap { text.firstRange(of: $0, from: index) }
      let item = text.slice(index, end ?? text.count)
      if let equals = first(UInt8(ascii: "="), in: item, dialect) {
        let value = Whitespace.stripped(item.dropping(equals + 1))
        guard
          let key = undone(
            Whitespace.stripped(item.slice(0, equals)), .header, dialect, in: scratch),
          let text = undone(value, .value, dialect, in: scratch)
        else { return false }
        if value.count > 0 { fields.set(.text(text), at: fields.node(key)) }
      }
      guard let end, let separator else { return true }
      index = end + separator.count
    }
    return true
  }

  private static func first(_ byte: UInt8, in text: Bytes, _ dialect: DecodeDialect) -> Int? {
    dialect == .native
      ? BackslashEscape.firstUnescaped(byte, in: text) : text.firstIndex(of: byte)
  }

  private static func undone(
    _ text: Bytes, _ escape: BackslashEscape, _ dialect: DecodeDialect, in scratch: Scratch
  ) -> Bytes? {
    dialect == .native ? escape.undone(text, in: scratch) : text
  }
}

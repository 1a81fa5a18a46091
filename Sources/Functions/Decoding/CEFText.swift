import Events

/// The Common Event Format: `CEF:0|vendor|product|version|id|name|severity|key=value key=value`.
public enum CEFText {
  private static let header: [StaticString] = [
    "CEFVersion", "DeviceVendor", "DeviceProduct", "DeviceVersion", "DeviceEventClassID", "Name",
    "Severity",
  ]

  /// Calls `found` with each key and its text, once; false when the text is not CEF.
  ///
  /// `CEF:` may be missing, text before it is passed over. Empty values are left out, and
  /// `cs1Label=Name cs1=x` also gives `Name` the value `x`, unless a key of that name has one. In
  /// the intake dialect no escape is undone and of a key that occurs again the first value counts.
  public static func read(
    _ text: Bytes, as dialect: DecodeDialect, in scratch: Scratch,
    found: (_ key: Bytes, _ value: Value) -> Void
  ) -> Bool {
    guard let start = versionStart(text), let fields = FieldTree(in: scratch) else { return false }
    var message = Message(dialect: dialect, scratch: scratch, fields: fields)
    var rest = text.dropping(start)
    for name in header {
      let bar = message.headerEnd(rest)
      message.add(
        Whitespace.stripped(rest.slice(0, bar ?? rest.count)), escaped: .header, as: Bytes(name))
      rest = bar.map { rest.dropping($0 + 1) } ?? .empty
      if bar == nil { break }
    }
    message.readPairs(rest)
    return message.report(found)
  }

  /// Where the version stands, after `CEF:` or at the start of the text.
  private static func versionStart(_ text: Bytes) -> Int? {
    if let start = version(text, 0) { return start }
    let mark = Bytes("CEF:")
    var index = 0
    while let place = text.firstRange(of: mark, from: index) {
      if let start = version(text, place + mark.count) { return start }
      index = place + mark.count
    }
    return nil
  }

  /// The start of `0|` or `1.0|` after blanks, or nil.
  private static func version(_ text: Bytes, _ offset: Int) -> Int? {
    let start = Whitespace.firstOther(text, from: offset)
    var index = start
    func skipDigits() -> Bool {
      let first = index
      while index < text.count, text[index] &- 48 <= 9 { index += 1 }
      return index > first
    }
    guard skipDigits() else { return nil }
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      guard skipDigits() else { return nil }
    }
    return index < text.count && text[index] == UInt8(ascii: "|") ? start : nil
  }

  /// The next `key=` that the start of the text or a blank precedes.
  fileprivate static func nextKey(
    _ text: Bytes, from offset: Int
  ) -> (start: Int, key: Bytes, valueStart: Int)? {
    if offset == 0, let end = keyEnd(text, 0) { return (0, text.slice(0, end), end + 1) }
    var index = offset
    while index < text.count {
      let blank = Whitespace.length(text, at: index)
      if blank > 0, let end = keyEnd(text, index + blank) {
        return (index, text.slice(index + blank, end), end + 1)
      }
      index += max(blank, 1)
    }
    return nil
  }

  /// The end of the key at an offset; nil where no `=` follows it.
  private static func keyEnd(_ text: Bytes, _ start: Int) -> Int? {
    var index = start
    while index < text.count {
      let length = PythonText.word(text, at: index)
      guard length > 0 || ".-[]".utf8.contains(text[index]) else { break }
      index += max(length, 1)
    }
    return index > start && index < text.count && text[index] == UInt8(ascii: "=") ? index : nil
  }
}

/// The fields of one message, by a dialect.
private struct Message {
  let dialect: DecodeDialect
  let scratch: Scratch
  var fields: FieldTree

  /// The bar that ends a part of the header.
  func headerEnd(_ text: Bytes) -> Int? {
    let bar = UInt8(ascii: "|")
    if dialect == .native { return BackslashEscape.firstUnescaped(bar, in: text) }
    var index = 0
    while let found = text.firstIndex(of: bar, from: index) {
      if found == 0 || text[found - 1] != UInt8(ascii: "\\") { return found }
      index = found + 1
    }
    return nil
  }

  mutating func add(_ value: Bytes, escaped escape: BackslashEscape, as key: Bytes) {
    switch dialect {
    case .intake:
      let (node, isNew) = fields.insert(key)
      if isNew { fields.set(.text(value), at: node) }
    case .native:
      // An exhausted scratch is found out when the fields are reported.
      guard value.count > 0, let text = escape.undone(value, in: scratch) else { return }
      fields.set(.text(text), at: fields.node(key))
    }
  }

  // MARK: Pairs

  mutating func readPairs(_ text: Bytes) {
    guard var pair = CEFText.nextKey(text, from: 0) else { return }
    while true {
      let next = CEFText.nextKey(text, from: pair.valueStart)
      let raw = text.slice(pair.valueStart, next?.start ?? text.count)
      add(value(raw, isLast: next == nil), escaped: .value, as: pair.key)
      guard let next else { return }
      pair = next
    }
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private func value(_ raw: Bytes, isLast: Bool) -> Bytes {
    var value = Whitespace.stripped(raw)
    if dialect == .native { return Message.unquoted(value) }
    if Message.endsInLoneBackslash(value) { value = value.slice(0, value.count - 1) }
    return !isLast || Message.isOneLine(raw) ? Message.unquoted(value) : value
  }

  private static func endsInLoneBackslash(_ text: Bytes) -> Bool {
    text.last == UInt8(ascii: "\\")
      && (text.count == 1 || text[text.count - 2] != UInt8(ascii: "\\"))
  }

  /// Whether a last value stands on one line, without blanks at its ends.
  private static func isOneLine(_ raw: Bytes) -> Bool {
    raw.count > 1 && raw.firstIndex(of: UInt8(ascii: "\n")) == nil
      && Whitespace.stripped(raw).count == raw.count
  }

  /// The text between quotes that occur nowhere else in it.
  private static func unquoted(_ text: Bytes) -> Bytes {
    guard text.count > 1, let quote = text.first, text.last == quote,
      isQuote(quote)
    else { return text }
    let inner = text.slice(1, text.count - 1)
    return inner.firstIndex(of: quote) == nil ? inner : text
  }

  // MARK: Labels

  /// Calls `found` with what was read; false when the scratch is exhausted.
  mutating func report(_ found: (Bytes, Value) -> Void) -> Bool {
    guard fields.isComplete, !scratch.isExhausted else { return false }
    let suffix = Bytes("Label")
    var child = Int(fields[FieldTree.root].firstChild)
    let last = Int(fields[FieldTree.root].lastChild)
    while child >= 0 {
      let field = fields[child]
      if field.key.hasSuffix(suffix), field.value.count > 0,
        let labelled = fields.find(field.key.slice(0, field.key.count - suffix.count)),
        fields[labelled].value.count > 0
      {
        let (node, isNew) = fields.insert(field.value.spelling)
        // An empty value counts as no value; after `last` stand the labels themselves.
        if isNew || fields[node].value.count == 0
          || dialect == .native && node > last
        {
          fields.set(fields[labelled].value, at: node)
        }
      }
      if child == last { break }
      child = Int(fields[child].next)
    }
    return fields.report { key, value in
      if value.count > 0 { found(key, value) }
    }
  }
}

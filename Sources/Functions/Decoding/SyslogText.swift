import Events

/// Reads a message of syslog: RFC 5424, or RFC 3164 and what devices make of it.
struct SyslogText {
  private static let colon = UInt8(ascii: ":")
  private static let blank = UInt8(ascii: " ")

  private let text: Bytes
  private let dates: SyslogDate
  /// Seconds since 1970 that dates without a year are near to.
  private let now: Int
  private let scratch: Scratch
  private var index = 0
  private var message = SyslogMessage()

  /// The message as one object; failed where the text has neither a priority nor a date.
  static func object(
    _ text: Bytes, dates: SyslogDate, near now: Int, in scratch: Scratch
  ) -> Value {
    var reader = SyslogText(text, dates, near: now, in: scratch)
    guard reader.read(), !scratch.isOverworked else { return .failed }
    return reader.message.object(in: scratch)
  }

  private init(_ text: Bytes, _ dates: SyslogDate, near now: Int, in scratch: Scratch) {
    var text = text.withoutByteOrderMark
    while let last = text.last, last == 10 || last == 13 || last == 0 {
      text = text.slice(0, text.count - 1)
    }
    self.text = text
    self.dates = dates
    self.now = now
    self.scratch = scratch
  }

  private mutating func read() -> Bool {
    readPriority()
    if message.priority != nil, readVersion() { return true }
    let hasDate = readDate()
    guard message.priority != nil || hasDate else { return false }
    if hasDate { readOrigin() }
    message.text = text.dropping(index)
    return true
  }

  private func byte(at index: Int) -> UInt8 { index < text.count ? text[index] : 0 }

  private mutating func skipBlanks() {
    while byte(at: index) == SyslogText.blank { index += 1 }
  }

  /// The bytes up to the next blank, or the end.
  private func word(at start: Int) -> Bytes {
    text.slice(start, text.firstIndex(of: SyslogText.blank, from: start) ?? text.count)
  }

  /// `<34>`; at most 191.
  private mutating func readPriority() {
    guard text.first == UInt8(ascii: "<"),
      let close = text.slice(0, min(text.count, 5)).firstIndex(of: UInt8(ascii: ">")),
      let number = Number.int64(text.slice(1, close)), (0...191).contains(number)
    else { return }
    message.priority = Int(number)
    index = close + 1
  }

  // MARK: RFC 5424

  /// All behind the priority, where a version and a date follow.
  private mutating func readVersion() -> Bool {
    let start = index
    let version = word(at: index)
    guard version.count >= 1, version.count <= 3, version[0] != 0x30,
      let number = Number.int64(version), number > 0
    else { return false }
    index += version.count
    guard let date = nextField() else {
      index = start
      return false
    }
    if date.count != 1 || date[0] != UInt8(ascii: "-") {
      guard let instant = Timestamp(date, zone: dates.zone) else {
        index = start
        return false
      }
      message.timestamp = instant
    }
    message.version = Int(number)
    message.host = nextName()
    message.program = nextName()
    message.process = nextName()
    message.id = nextName()
    if byte(at: index) == SyslogText.blank { index += 1 }
    readStructuredData()
    // Some senders write two blanks.
    for _ in 0..<2 where byte(at: index) == SyslogText.blank { index += 1 }
    if index < text.count { message.text = text.dropping(index).withoutByteOrderMark }
    return true
  }

  /// The word behind the next blank; nil where there is none.
  private mutating func nextField() -> Bytes? {
    guard byte(at: index) == SyslogText.blank else { return nil }
    let field = word(at: index + 1)
    guard field.count > 0 else { return nil }
    index += 1 + field.count
    return field
  }

  /// The same, where `-` stands for nothing.
  private mutating func nextName() -> Bytes? {
    nextField().flatMap { $0.count == 1 && $0[0] == UInt8(ascii: "-") ? nil : $0 }
  }

  /// What is not written as it must be is part of the message.
  private mutating func readStructuredData() {
    if byte(at: index) == UInt8(ascii: "-") {
      index += 1
      return
    }
    guard byte(at: index) == UInt8(ascii: "["), var elements = FieldTree(in: scratch) else {
      return
    }
    let start = index
    while byte(at: index) == UInt8(ascii: "[") {
      guard readElement(into: &elements) else {
        index = start
        return
      }
    }
    message.structuredData = elements.object()
  }

  /// `[id name="value" …]`.
  private mutating func readElement(into elements: inout FieldTree) -> Bool {
    index += 1
    guard let id = dataName() else { return false }
    let element = elements.node(id)
    if elements[element].firstChild < 0 { elements.set(.emptyObject, at: element) }
    while byte(at: index) == SyslogText.blank {
      index += 1
      guard let name = dataName(), byte(at: index) == UInt8(ascii: "="),
        byte(at: index + 1) == UInt8(ascii: "\"")
      else { return false }
      index += 2
      guard let close = BackslashEscape.firstUnescaped(UInt8(ascii: "\""), in: text, from: index),
        let value = unescaped(text.slice(index, close))
      else { return false }
      elements.set(.text(value), at: elements.addition(name, under: element))
      index = close + 1
    }
    guard byte(at: index) == UInt8(ascii: "]") else { return false }
    index += 1
    return true
  }

  private mutating func dataName() -> Bytes? {
    let start = index
    while index < text.count, text[index] > 0x20, !"=]\"".utf8.contains(text[index]) { index += 1 }
    return index > start ? text.slice(start, index) : nil
  }

  /// A backslash takes itself off before `"`, `\` and `]` alone.
  private func unescaped(_ value: Bytes) -> Bytes? {
    guard value.firstIndex(of: UInt8(ascii: "\\")) != nil else { return value }
    var builder = ByteBuilder(in: scratch, capacity: value.count)
    var place = 0
    while place < value.count {
      if value[place] == UInt8(ascii: "\\"), place + 1 < value.count,
        "\"\\]".utf8.contains(value[place + 1])
      {
        place += 1
      }
      builder.append(value[place])
      place += 1
    }
    return builder.finish()
  }

  // MARK: RFC 3164

  private mutating func readDate() -> Bool {
    var start = index
    // Devices of Cisco number their messages, and mark clocks that nothing sets.
    while byte(at: start) &- 48 <= 9 { start += 1 }
    if start > index, byte(at: start) == SyslogText.colon {
      start += 1
      while byte(at: start) == SyslogText.blank { start += 1 }
    } else {
      start = index
    }
    if byte(at: start) == UInt8(ascii: "*") || byte(at: start) == UInt8(ascii: ".") { start += 1 }
    if let (instant, end) = dates.read(text, at: start, near: now) {
      message.timestamp = instant
      index = end
      return true
    }
    let word = word(at: start)
    guard word.count >= 19, let instant = Timestamp(word, zone: dates.zone) else { return false }
    message.timestamp = instant
    index = start + word.count
    return true
  }

  /// The host and the program with its process, behind the date.
  private mutating func readOrigin() {
    let hasHost = byte(at: index) != SyslogText.colon
    if !hasHost { index += 1 }
    skipBlanks()
    let word = word(at: index)
    if hasHost, word.count > 0, word.last != SyslogText.colon {
      message.host = word
      index += word.count
      skipBlanks()
      if byte(at: index) == SyslogText.colon, byte(at: index + 1) == SyslogText.blank {
        index += 2
      }
    }
    readTag()
  }

  /// `su:`, `sshd[17]:`; without one all that follows is the message.
  private mutating func readTag() {
    var end = index
    while end < text.count, text[end] > 0x20, text[end] != SyslogText.colon,
      text[end] != UInt8(ascii: "[")
    {
      end += 1
    }
    guard end > index, end < text.count else { return }
    let program = text.slice(index, end)
    var process: Bytes?
    if text[end] == UInt8(ascii: "[") {
      let rest = word(at: end)
      guard let close = rest.firstIndex(of: UInt8(ascii: "]")), close > 1 else { return }
      process = rest.slice(1, close)
      end += close + 1
      if byte(at: end) == SyslogText.colon { end += 1 }
    } else {
      guard text[end] == SyslogText.colon else { return }
      end += 1
    }
    guard end == text.count || text[end] == SyslogText.blank else { return }
    message.program = program
    message.process = process
    index = min(end + 1, text.count)
  }
}

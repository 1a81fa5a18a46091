import Events

/// Reads spans of time: parts with units, ISO 8601, and clocks.
struct DurationText {
  /// Bytes of the longest one.
  private static let longest = 128

  private let text: Bytes
  private var index = 0
  private var total: Int128 = 0

  /// The span that a text spells, blanks around it aside; nil for another text.
  static func nanoseconds(_ text: Bytes) -> Int128? {
    var text = Numeral.trimmed(text)
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { text = text.dropping(1) }
    guard text.count > 1, text.count <= longest else { return nil }
    var reader = DurationText(text)
    let isRead =
      text[0] | 32 == UInt8(ascii: "p")
      ? reader.readISO() : reader.readClock() || reader.readParts()
    return isRead ? (isNegative ? -reader.total : reader.total) : nil
  }

  private init(_ text: Bytes) { self.text = text }

  /// The byte to read next; 0 at the end.
  private var next: UInt8 { index < text.count ? text[index] : 0 }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  /// A number in billionths; digits beyond are left out.
  private mutating func billionths() -> Int128? {
    let start = index
    var number: Int128 = 0
    while next &- 48 <= 9 {
      guard index - start < 18 else { return nil }
      number = number * 10 + Int128(next &- 48)
      index += 1
    }
    guard index > start else { return nil }
    var scale: Int128 = 1_000_000_000
    number *= scale
    guard next == UInt8(ascii: ".") || next == UInt8(ascii: ",") else { return number }
    index += 1
    guard next &- 48 <= 9 else { return nil }
    while next &- 48 <= 9 {
      scale /= 10
      number += Int128(next &- 48) * scale
      index += 1
    }
    return number
  }

  private mutating func add(_ billionths: Int128, _ nanoseconds: Int) {
    total += billionths * Int128(nanoseconds) / 1_000_000_000
  }

  // MARK: Parts with units

  /// `1d 2h 3m 4.5s`, with blanks or colons between them or nothing.
  private mutating func readParts() -> Bool {
    index = 0
    total = 0
    while true {
      guard let number = billionths() else { return false }
      skipBlanks()
      guard let unit = unit() else { return false }
      add(number, unit)
      if index == text.count { return true }
      skipBlanks()
      if take(UInt8(ascii: ":")) { skipBlanks() }
    }
  }

  private mutating func skipBlanks() { while next == 0x20 { index += 1 } }

  /// The nanoseconds of the unit whose name is next; the longest name counts.
  private mutating func unit() -> Int? {
    let rest = text.dropping(index)
    for (name, unit) in DurationText.units where rest.hasPrefix(Bytes(name)) {
      index += name.utf8CodeUnitCount
      return unit.nanoseconds
    }
    guard take(UInt8(ascii: "w")) else { return nil }
    return 7 * TimeUnit.day.nanoseconds
  }

  private static let units: [(StaticString, TimeUnit)] = [
    ("ns", .nanosecond), ("us", .microsecond), ("µs", .microsecond), ("μs", .microsecond),
    ("ms", .millisecond), ("s", .second), ("m", .minute), ("h", .hour), ("d", .day),
  ]

  // MARK: ISO 8601

  /// `P1W`, `P1DT2H3M4.5S`; years and months have no length of their own.
  private mutating func readISO() -> Bool {
    index = 1
    var isTime = false
    var last = 5
    while index < text.count {
      if !isTime, take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) {
        isTime = true
        guard index < text.count else { return false }
        continue
      }
      guard let number = billionths() else { return false }
      let (rank, nanoseconds): (Int, Int)
      switch (next | 32, isTime) {
      case (UInt8(ascii: "w"), false): (rank, nanoseconds) = (4, 7 * TimeUnit.day.nanoseconds)
      case (UInt8(ascii: "d"), false): (rank, nanoseconds) = (3, TimeUnit.day.nanoseconds)
      case (UInt8(ascii: "h"), true): (rank, nanoseconds) = (2, TimeUnit.hour.nanoseconds)
      case (UInt8(ascii: "m"), true): (rank, nanoseconds) = (1, TimeUnit.minute.nanoseconds)
      case (UInt8(ascii: "s"), true): (rank, nanoseconds) = (0, TimeUnit.second.nanoseconds)
      default: return false
      }
      guard rank < last else { return false }
      last = rank
      index += 1
      add(number, nanoseconds)
    }
    return last < 5
  }

  // MARK: Clocks

  /// `[d.]hh:mm:ss[.f]`; of two numbers alone nobody knows which they are.
  private mutating func readClock() -> Bool {
    guard var hours = whole() else { return false }
    if take(UInt8(ascii: ".")) {
      add(Int128(hours) * 1_000_000_000, TimeUnit.day.nanoseconds)
      guard let more = whole(), more < 24 else { return false }
      hours = more
    }
    guard take(UInt8(ascii: ":")), let minutes = whole(), minutes < 60, take(UInt8(ascii: ":")),
      let seconds = billionths(), seconds < 60_000_000_000, index == text.count
    else { return false }
    add(Int128(hours * 60 + minutes) * 1_000_000_000, TimeUnit.minute.nanoseconds)
    add(seconds, TimeUnit.second.nanoseconds)
    return true
  }

  private mutating func whole() -> Int? {
    let start = index
    var number = 0
    while next &- 48 <= 9, index - start < 9 {
      number = number * 10 + Int(next &- 48)
      index += 1
    }
    return index > start ? number : nil
  }
}

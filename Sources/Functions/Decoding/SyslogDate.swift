import Events

/// The dates that lines of syslog begin with, but for those of RFC 3339.
///
/// `Oct 11 22:14:15`, as RFC 3164 has them, and what devices make of that: with a year before or behind the
/// day, with a fraction, with a zone and perhaps a year behind it.
final class SyslogDate: Sendable {
  /// Where the year stands.
  private enum Year: Int, CaseIterable {
    case none, behindDay, first, behindZone
  }

  /// The format of a date for each place of the year, with and without fraction and zone.
  private let formats: [TimestampFormat?]
  /// The zone of dates that name none.
  let zone: ZoneRules?

  init(zone: ZoneRules?) {
    self.zone = zone
    formats = Year.allCases.flatMap { year in
      ["", ".%f"].flatMap { fraction in
        ["", " %Z"].map { name in
          let time = "%H:%M:%S\(fraction)\(name)"
          let pattern =
            switch year {
            case .none: "%b %d \(time)"
            case .behindDay: "%b %d %Y \(time)"
            case .first: "%Y %b %d \(time)"
            case .behindZone: "%b %d \(time) %Y"
            }
          return try? TimestampFormat(pattern, zone: zone)
        }
      }
    }
  }

  private func format(_ year: Year, hasFraction: Bool, hasZone: Bool) -> TimestampFormat? {
    formats[year.rawValue * 4 + (hasFraction ? 2 : 0) + (hasZone ? 1 : 0)]
  }

  /// The date that stands at an offset, and the offset behind it; nil where there is none.
  func read(_ text: Bytes, at start: Int, near now: Int) -> (instant: Timestamp, end: Int)? {
    var words = Words(text, index: start)
    guard let first = words.next(), let second = words.next(), let third = words.next() else {
      return nil
    }
    if isTime(text, third) {
      return read(text, start, third, .none, words, near: now)
    }
    guard let fourth = words.next(), isTime(text, fourth) else { return nil }
    if isYear(text, third) { return read(text, start, fourth, .behindDay, words, near: now) }
    guard isYear(text, first), second.count == 3 else { return nil }
    return read(text, start, fourth, .first, words, near: now)
  }

  /// Reads a date whose time is known; the zone counts where it must be one.
  private func read(
    _ text: Bytes, _ start: Int, _ time: Range<Int>, _ year: Year, _ words: Words, near now: Int
  ) -> (Timestamp, Int)? {
    let hasFraction = text.slice(time.lowerBound, time.upperBound).firstIndex(of: 0x2E) != nil
    func parsed(_ year: Year, hasZone: Bool, to end: Int) -> (Timestamp, Int)? {
      format(year, hasFraction: hasFraction, hasZone: hasZone)?
        .parse(text.slice(start, end), near: now).map { ($0, end) }
    }
    var words = words
    if time.upperBound == words.index, let zone = words.next() {
      // A word is a zone where a colon ends it, or a year follows; else it is a host.
      let isEnded = zone.upperBound < text.count && text[zone.upperBound] == UInt8(ascii: ":")
      if isEnded, let found = parsed(year, hasZone: true, to: zone.upperBound) { return found }
      if year == .none, let last = words.next(), isYear(text, last),
        let found = parsed(.behindZone, hasZone: true, to: last.upperBound)
      {
        return found
      }
    }
    return parsed(year, hasZone: false, to: time.upperBound)
  }

  private func isTime(_ text: Bytes, _ word: Range<Int>) -> Bool {
    word.count >= 7 && text.slice(word.lowerBound, word.upperBound).firstIndex(of: 0x3A) != nil
  }

  private func isYear(_ text: Bytes, _ word: Range<Int>) -> Bool {
    word.count == 4 && text.slice(word.lowerBound, word.upperBound).allSatisfy { $0 &- 48 <= 9 }
  }

  /// Goes from word to word; a colon at the end of one is no part of it.
  private struct Words {
    /// More bytes than any word of a date has.
    private static let longest = 32

    let text: Bytes
    /// Behind the last word.
    private(set) var index: Int

    init(_ text: Bytes, index: Int) {
      self.text = text
      self.index = index
    }

    mutating func next() -> Range<Int>? {
      while index < text.count, text[index] == 0x20 { index += 1 }
      let start = index
      while index < text.count, text[index] != 0x20 {
        guard index - start < Words.longest else { return nil }
        index += 1
      }
      if index > start, text[index - 1] == UInt8(ascii: ":") { index -= 1 }
      return index > start ? start..<index : nil
    }
  }
}

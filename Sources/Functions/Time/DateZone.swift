import Events

/// A time zone as rules and events name it: `+0200`, `-03:00`, `CET`, `Europe/Paris`.
///
/// Abbreviations are those of one table, since `CST` is several zones; other names are looked up
/// in a zone database.
public struct DateZone: Sendable {
  private enum Kind: Sendable {
    /// Seconds east of Greenwich.
    case fixed(Int)
    case rules(ZoneRules)
  }

  private let kind: Kind

  /// The zone of a text, blanks around it aside; nil when nothing is known by that name.
  public init?(_ text: Bytes, in resources: Resources) {
    let name = Whitespace.stripped(text)
    if let seconds = DateZone.offset(name) ?? DateZone.abbreviation(name) {
      kind = .fixed(seconds)
    } else if name.count > 0, name.count <= 64,
      let rules = resources.zone(
        named: UnsafeBufferPointer(start: name.base, count: name.count))
    {
      kind = .rules(rules)
    } else {
      return nil
    }
  }

  /// Seconds east of Greenwich at a local time, given in microseconds as if it were UTC.
  ///
  /// A time that occurs twice is the first one; a time the clocks skip has the offset from before.
  func offset(local microseconds: Int) -> Int {
    switch kind {
    case .fixed(let seconds): seconds
    case .rules(let rules): rules.offset(local: DateText.seconds(microseconds))
    }
  }

  /// Seconds east of Greenwich of `+0200` or `+02:00`.
  private static func offset(_ text: Bytes) -> Int? {
    guard text.count == 5 || text.count == 6 && text[3] == UInt8(ascii: ":"),
      text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
      let hours = DateText.integer(text.slice(1, 3)),
      let minutes = DateText.integer(text.slice(text.count - 2, text.count))
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return text[0] == UInt8(ascii: "-") ? -seconds : seconds
  }

  private static let abbreviations: [(name: StaticString, seconds: Int)] = [
    ("UTC", 0), ("GMT", 0), ("Z", 0), ("WET", 0), ("WEST", 3600), ("BST", 3600), ("CET", 3600),
    ("CEST", 7200), ("EET", 7200), ("EEST", 10800), ("MSK", 10800), ("IST", 19800),
    ("JST", 32400), ("AEST", 36000), ("BRT", -10800), ("EST", -18000), ("EDT", -14400),
    ("CST", -21600), ("CDT", -18000), ("MST", -25200), ("MDT", -21600), ("PST", -28800),
    ("PDT", -25200),
  ]

  /// Seconds east of Greenwich of a known abbreviation in upper case.
  static func abbreviation(_ name: Bytes) -> Int? {
    for entry in abbreviations where Bytes(entry.name) == name { return entry.seconds }
    return nil
  }
}

/// The letters that stand for an offset from Greenwich, such as `CEST`; their case does not matter.
struct ZoneAbbreviation: Hashable, Sendable {
  /// The letters as they would be in upper case, a byte each.
  private let letters: UInt64

  /// Nil for no letters, for more than eight, and for other characters.
  init?(_ text: some Collection<UInt8>) {
    guard text.count >= 1, text.count <= 8 else { return nil }
    var letters: UInt64 = 0
    for byte in text {
      guard byte | 32 &- UInt8(ascii: "a") < 26 else { return nil }
      letters = letters << 8 | UInt64(byte & 0xDF)
    }
    self.letters = letters
  }

  /// Writes the letters; what means Greenwich in one letter is written as `UTC`.
  func write(to builder: inout ByteBuilder) {
    if letters == UInt64(UInt8(ascii: "Z")) { return builder.append("UTC") }
    for shift in stride(from: 56, through: 0, by: -8) {
      let letter = UInt8(truncatingIfNeeded: letters >> UInt64(shift))
      if letter != 0 { builder.append(letter) }
    }
  }

  private init(_ text: StaticString) {
    var letters: UInt64 = 0
    for byte in Bytes(text) { letters = letters << 8 | UInt64(byte) }
    self.letters = letters
  }

  /// Whether it means Greenwich wherever it is written.
  var isUniversal: Bool { ZoneAbbreviation.universal.contains(self) }

  /// Seconds east of Greenwich where no zone is named; nil for what stands for several zones, or none.
  var fixedOffset: Int? {
    if isUniversal { return 0 }
    for (abbreviation, hours) in ZoneAbbreviation.american where abbreviation == self {
      return hours * 3600
    }
    return nil
  }

  private static let universal = [
    ZoneAbbreviation("UT"), ZoneAbbreviation("UTC"), ZoneAbbreviation("GMT"), ZoneAbbreviation("Z"),
  ]
  /// Those that dates of mails may have (RFC 5322, section 4.3), in hours.
  private static let american = [
    (ZoneAbbreviation("EST"), -5), (ZoneAbbreviation("EDT"), -4), (ZoneAbbreviation("CST"), -6),
    (ZoneAbbreviation("CDT"), -5), (ZoneAbbreviation("MST"), -7), (ZoneAbbreviation("MDT"), -6),
    (ZoneAbbreviation("PST"), -8), (ZoneAbbreviation("PDT"), -7),
  ]
}

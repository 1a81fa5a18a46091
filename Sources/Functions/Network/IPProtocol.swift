import Events

/// The numbers of protocols above IP, as far as flows need them.
enum IPProtocol {
  static let icmp: UInt8 = 1
  static let tcp: UInt8 = 6
  static let udp: UInt8 = 17
  static let icmp6: UInt8 = 58
  static let sctp: UInt8 = 132

  /// The number that a text spells or names, in any case; nil for another text.
  static func number(_ text: Bytes) -> UInt8? {
    if let number = Number.int64(text) { return UInt8(exactly: number) }
    for (name, number) in names where isName(text, name) { return number }
    return nil
  }

  private static let names: [(StaticString, UInt8)] = [
    ("tcp", tcp), ("udp", udp), ("icmp", icmp), ("ipv6-icmp", icmp6), ("icmpv6", icmp6),
    ("icmp6", icmp6), ("sctp", sctp), ("igmp", 2), ("gre", 47), ("esp", 50), ("ah", 51),
    ("ospf", 89), ("pim", 103), ("vrrp", 112),
  ]

  private static func isName(_ text: Bytes, _ name: StaticString) -> Bool {
    guard text.count == name.utf8CodeUnitCount else { return false }
    for index in 0..<text.count {
      let byte = text[index]
      let lower = byte &- UInt8(ascii: "A") < 26 ? byte | 32 : byte
      if lower != name.utf8Start[index] { return false }
    }
    return true
  }

  /// The type of ICMP that answers one, or that one answers; nil for a type that stands alone.
  static func counterpart(ofType type: UInt16, isV6: Bool) -> UInt16? {
    for (question, answer) in isV6 ? pairsOfV6 : pairsOfV4 {
      if type == question { return answer }
      if type == answer { return question }
    }
    return nil
  }

  private static let pairsOfV4: [(UInt16, UInt16)] = [
    (8, 0), (10, 9), (13, 14), (15, 16), (17, 18),
  ]
  private static let pairsOfV6: [(UInt16, UInt16)] = [
    (128, 129), (130, 131), (133, 134), (135, 136), (139, 140), (144, 145),
  ]
}

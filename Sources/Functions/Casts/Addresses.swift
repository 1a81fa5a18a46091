import Events

extension CastKind {
  /// An IP address.
  public static let ip = CastKind(
    "ip", fieldTypes: ["ip"], result: .text, notation: .address, takes: [.text],
    about: "IPv4 and IPv6 addresses; IPv6 in its short form (RFC 5952).",
    examples: [
      Example(#""192.0.2.1""#, #""192.0.2.1""#),
      Example(#""2001:DB8:0:0::1""#, #""2001:db8::1""#),
      Example(#""192.0.2.1:80""#, "failed"),
    ]
  ) { value, _, _, scratch in
    guard value.kind == .string else { return nil }
    if value.form == .clean, IPAddress.v4(value.spelling) != nil { return value }
    guard let text = JSONText.decoded(value, in: scratch) else { return nil }
    return IPAddress.canonical(text, in: scratch).map { Value(.string, $0) }
  }

  /// A hardware address; ECS gives its fields the pattern of RFC 7042 notation.
  public static let mac = CastKind(
    "mac", fieldPattern: "^[A-F0-9]{2}(-[A-F0-9]{2})", result: .text, takes: [.text],
    about:
      "Hardware addresses of six or eight octets, in pairs or fours with `:`, `-`, `.` or blanks between, or digits alone; as `AA-BB-CC-DD-EE-FF`.",
    examples: [
      Example(#""00:00:5e:00:53:23""#, #""00-00-5E-00-53-23""#),
      Example(#""0:0:5e:0:53:23""#, #""00-00-5E-00-53-23""#),
      Example(#""0000.5e00.5323""#, #""00-00-5E-00-53-23""#),
      Example(#""00:5e""#, "failed"),
    ]
  ) { value, _, _, scratch in
    guard value.kind == .string, let text = JSONText.decoded(value, in: scratch) else {
      return nil
    }
    return MACAddress.normalized(Numeral.trimmed(text), in: scratch).map { Value(.string, $0) }
  }
}

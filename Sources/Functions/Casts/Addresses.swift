import Events

extension CastKind {
  /// An IP address.
  public static let ip = CastKind(
    "ip", fieldTypes: ["ip"], result: .text, notation: .address, takes: [.text],
    about: "IPv4 and IPv6 addresses; IPv6 in its short form (RFC 5952)."
  ) { value, _, _, scratch in
    guard value.kind == .string else { return nil }
    if value.form == .clean, IPAddress.v4(value.spelling) != nil { return value }
    guard let text = JSONText.decoded(value, in: scratch) else { return nil }
    return IPAddress.canonical(text, in: scratch).map { Value(.string, $0) }
  }

  /// A hardware address; ECS gives its fields the pattern of RFC 7042 notation.
  public static let mac = CastKind(
    "mac", fieldPattern: "^[A-F0-9]{2}(-[A-F0-9]{2})", result: .text, takes: [.text],
    about: "Hardware addresses of six or eight octets, as `AA-BB-CC-DD-EE-FF`."
  ) { value, _, _, scratch in
    guard value.kind == .string, let text = JSONText.decoded(value, in: scratch) else {
      return nil
    }
    return MACAddress.normalized(Numeral.trimmed(text), in: scratch).map { Value(.string, $0) }
  }
}

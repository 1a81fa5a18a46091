import Events

extension Function {
  /// `is_private_ip(address)`.
  static let isPrivateIP = Function(
    "is_private_ip",
    parameters: [Parameter("address", .text)], returns: .boolean,
    about:
      "Whether an address is private, loopback, link-local or unique local "
      + "(10/8 172.16/12 192.168/16 127/8 169.254/16 ::1 fe80::/10 fc00::/7); "
      + "absent when it is no address.",
    examples: [
      Example(["\"10.0.0.1\""], "true"),
      Example(["\"172.32.0.1\""], "false"),
      Example(["\"::1\""], "true"),
      Example(["\"::ffff:192.168.1.1\""], "true"),
      Example(["\"2001:db8::1\""], "false"),
      Example(["\"x\""], "absent"),
    ]
  ) { arguments in
    guard let address = IPAddress(arguments.text(0)) else { return .absent }
    if address.isV4OrMapped {
      let bits = address.v4Bits
      return .boolean(
        bits >> 24 == 10 || bits >> 20 == 0xAC1 || bits >> 16 == 0xC0A8 || bits >> 24 == 127
          || bits >> 16 == 0xA9FE)
    }
    return .boolean(
      address.high == 0 && address.low == 1 || address.high >> 54 == 0x3FA
        || address.high >> 57 == 0x7E)
  }
}

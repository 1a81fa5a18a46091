import Events

extension Function {
  /// `ip_version(address)`.
  static let ipVersion = Function(
    "ip_version",
    parameters: [Parameter("address", .text)], returns: .integer,
    about: "4 or 6 for an IP address, else absent.",
    examples: [
      Example(["\"10.0.0.1\""], "4"),
      Example(["\"::1\""], "6"),
      Example(["\"host\""], "absent"),
    ]
  ) { arguments in
    guard let address = IPAddress(arguments.text(0)) else { return .absent }
    return Value(
      .integer, Bytes(address.isV4 ? "4               " : "6               ").base, count: 1)
  }
}

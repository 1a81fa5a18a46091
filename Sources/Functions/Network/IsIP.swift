import Events

extension Function {
  /// `is_ip(address)`.
  static let isIP = Function(
    "is_ip",
    parameters: [Parameter("address", .text)], returns: .boolean,
    about: "Whether a text is an IPv4 or IPv6 address and nothing else.",
    examples: [
      Example(["\"10.0.0.1\""], "true"),
      Example(["\"fe80::1\""], "true"),
      Example(["\"10.0.0.01\""], "false"),
      Example(["\"10.0.0.1:80\""], "false"),
    ]
  ) { arguments in
    .boolean(IPAddress(arguments.text(0)) != nil)
  }
}

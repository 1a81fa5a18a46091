import Events

extension Function {
  /// `mac_normalize(address)`.
  static let macNormalize = Function(
    "mac_normalize",
    parameters: [Parameter("address", .text)], returns: .text,
    about: "A hardware address as ECS wants it: upper-case octets with hyphens.",
    examples: [
      Example(["\"00:00:5e:00:53:23\""], "\"00-00-5E-00-53-23\""),
      Example(["\"0000.5e00.5323\""], "\"00-00-5E-00-53-23\""),
      Example(["\"0:0:5e:0:53:23\""], "\"00-00-5E-00-53-23\""),
      Example(["\"x\""], "absent"),
    ]
  ) { arguments in
    Function.value(CastKind.mac.cast(arguments.value(0), in: arguments.scratch))
  }
}

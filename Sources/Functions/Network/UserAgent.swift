import Events

extension Function {
  /// `user_agent(text)`.
  static let userAgent = Function(
    "user_agent", parameters: [Parameter("text", .text)], returns: .object,
    about:
      "The program, operating system and device a user-agent text names; `Other` where it is "
      + "unknown. Needs the rules of the system's uap-core package.",
    examples: [
      Example(
        ["\"Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0\""],
        "{\"name\":\"Firefox\",\"version\":\"115.0\",\"os\":{\"name\":\"Linux\"},"
          + "\"device\":{\"name\":\"Other\"}}"),
      Example(
        ["\"unheard of\""],
        "{\"name\":\"Other\",\"os\":{\"name\":\"Other\"},\"device\":{\"name\":\"Other\"}}"),
    ],
    prepare: UserAgentSource.prepare,
    resultNames: ["name", "version", "os.name", "os.version", "device.name"], takesLong: true
  ) { arguments in
    guard let agents = arguments.prepared(as: UserAgentSource.self)?.resources.userAgents else {
      return .absent
    }
    let parts = agents.read(arguments.text(0), in: arguments.scratch)
    var builder = ByteBuilder(in: arguments.scratch, capacity: 256)
    func add(_ opening: StaticString, _ value: Value) {
      guard value.isPresent else { return }
      builder.append(opening)
      builder.appendJSON(value)
    }
    add("{\"name\":", parts.name)
    add(",\"version\":", parts.version)
    add(",\"os\":{\"name\":", parts.systemName)
    add(",\"version\":", parts.systemVersion)
    add("},\"device\":{\"name\":", parts.device)
    builder.append("}}")
    return builder.finish().map { Value(.object, $0) } ?? .absent
  }
}

/// Where a call of `user_agent` finds its rules.
private final class UserAgentSource: PreparedArgument {
  let resources: Resources

  init(_ resources: Resources) { self.resources = resources }

  @Sendable static func prepare(
    _: [ConstantArgument?], _ resources: Resources
  ) -> Function.Prepared {
    !resources.hasUserAgents
      ? .invalid(
        argument: 0, message: "there are no user-agent rules on this system",
        help: "install the package uap-core")
      : .ready(UserAgentSource(resources))
  }
}

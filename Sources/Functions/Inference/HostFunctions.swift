import Events

/// What the inference of rule files computes besides `url_parts`.
extension Function {
  /// `host_parts(host)`.
  static let hostParts = Function(
    "host_parts", parameters: [Parameter("host", .text)], returns: .object,
    about: "The parts of a host name, as `url_parts` gives them.",
    examples: [
      Example(
        [#""www.Example.co.uk.""#],
        #"{"registered_domain":"example.co.uk","top_level_domain":"co.uk","subdomain":"www"}"#),
      Example([#""192.0.2.1""#], "{}"), Example([#""co.uk""#], #"{"top_level_domain":"co.uk"}"#),
      Example([#""localhost""#], "{}"),
    ], takesLong: true
  ) { arguments in
    var object = PartsBuilder(in: arguments.scratch)
    HostName(arguments.span(0), in: arguments.scratch).forEachPart { object.add($0, $1) }
    return object.finish()
  }

  /// `inferred_url_parts(url)`.
  static let inferredURLParts = Function(
    "inferred_url_parts", parameters: [Parameter("url", .text)], returns: .object,
    about:
      "What `url_parts` gives; with `full` where the URL says a host and how the web or its files "
      + "are reached there, and with the port that its scheme stands for.",
    examples: [
      Example(
        [#""HTTP://192.0.2.1/""#],
        #"{"original":"HTTP://192.0.2.1/","scheme":"http","domain":"192.0.2.1","#
          + #""full":"HTTP://192.0.2.1/","port":80,"path":"/"}"#),
      Example(
        [#""ldap://[::1]""#],
        #"{"original":"ldap://[::1]","scheme":"ldap","domain":"[::1]"}"#),
      Example([#""/a""#], #"{"original":"/a","path":"/a"}"#),
    ]
  ) { parts(of: $0, forInference: true) }

  /// `address(text)`.
  static let address = Function(
    "address", parameters: [Parameter("text", .text)], returns: .text,
    about: "An IP address, as a field of that type holds it; absent for any other text.",
    examples: [
      Example([#""2001:DB8::0:1""#], #""2001:db8::1""#), Example([#""mx.ex.org""#], "absent"),
    ]
  ) { arguments in
    CastKind.ip.cast(arguments.value(0), in: arguments.scratch) ?? .absent
  }
}

import Events

/// What the inference of rule files computes beside `url_parts`.
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

  /// `full_url(url, scheme, domain)`.
  static let fullURL = Function(
    "full_url",
    parameters: [
      Parameter("url", .text), Parameter("scheme", .text), Parameter("domain", .text),
    ], returns: .text,
    about: "The URL, where it says a host and how the web or its files are reached there.",
    examples: [
      Example([#""http://ex.org/""#, #""http""#, #""ex.org""#], #""http://ex.org/""#),
      Example([#""ldap://ex.org""#, #""ldap""#, #""ex.org""#], "absent"),
      Example([#""/a""#, "absent", "absent"], "absent"),
    ]
  ) { arguments in
    Port.standard(of: arguments.text(1)) == nil ? .absent : arguments.value(0)
  }

  /// `address(text)`.
  static let address = Function(
    "address", parameters: [Parameter("text", .text)], returns: .text,
    about: "An IP address, as a field of that type holds it; absent for any other text.",
    examples: [
      Example([#""2001:DB8::0:1""#], #""2001:db8::1""#), Example([#""mx.ex.org""#], "absent"),
    ]
  ) { arguments in
    CastKind.cast(arguments.value(0), to: .ip, in: arguments.scratch) ?? .absent
  }
}

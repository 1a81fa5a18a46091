import Events

extension Function {
  /// `registered_domain(host)`.
  static let registeredDomain = Function(
    "registered_domain", parameters: [Parameter("host", .text)], returns: .text,
    about:
      "The registered domain of a host name by the whole public suffix list, in lower case; "
      + "absent for addresses, bare suffixes and single labels.",
    examples: [
      Example(["\"www.Example.co.uk\""], "\"example.co.uk\""),
      Example(["\"example.com.\""], "\"example.com\""), Example(["\"co.uk\""], "absent"),
      Example(["\"docs.ann.github.io\""], "\"ann.github.io\""),
      Example(["\"db.corp.internal\""], "\"corp.internal\""),
      Example(["\"10.0.0.1\""], "absent"),
    ], takesLong: true
  ) { arguments in
    let name = HostName(arguments.span(0), in: arguments.scratch)
    guard name.registeredDomain.count > 0 else { return .absent }
    return Value(.string, name.registeredDomain, form: name.form)
  }
}

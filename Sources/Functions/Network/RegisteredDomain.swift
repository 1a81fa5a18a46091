import Events

extension Function {
  /// `registered_domain(host)`.
  static let registeredDomain = Function(
    "registered_domain", parameters: [Parameter("host", .text)], returns: .text,
    about:
      "The registered domain of a host name by the public suffix list, in lower case; "
      + "absent for addresses and bare suffixes.",
    examples: [
      Example(["\"www.Example.co.uk\""], "\"example.co.uk\""),
      Example(["\"example.com.\""], "\"example.com\""), Example(["\"co.uk\""], "absent"),
      Example(["\"10.0.0.1\""], "absent"),
    ], takesLong: true
  ) { arguments in
    var span = arguments.span(0)
    if let last = span.bytes.last, last == UInt8(ascii: ".") {
      span = TextSpan(bytes: span.bytes.slice(0, span.bytes.count - 1), form: span.form)
    }
    let lower = CaseFolding.fold(span, toUpper: false, in: arguments.scratch)
    guard let start = PublicSuffixes.parts(of: lower.spelling)?.registered else { return .absent }
    return Value(.string, lower.spelling.dropping(start), form: lower.form)
  }
}

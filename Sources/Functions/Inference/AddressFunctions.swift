import Events

/// URLs and host names as inference takes them apart.
extension Function {
  /// `url(text)`.
  static let inferredURL = Function(
    template: "url", [.python("text")], returns: .object,
    about: "The parts of a URL that it has; `full` only where a web or file address is whole.",
    examples: [
      Example(
        [#""https://Ex.org:8443/a?b=c#d""#],
        #"{"full":"https://Ex.org:8443/a?b=c#d","scheme":"https","domain":"ex.org","port":8443,"#
          + #""path":"/a","query":"b=c","fragment":"d"}"#),
      Example([#""host/x""#], #"{"path":"host/x"}"#), Example([#""http://[::1""#], "absent"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    let text = arguments.text(0)
    guard let parts = URLSplit(text, in: scratch) else { return .absent }
    var object = PartsBuilder(in: scratch)
    if parts.netloc.count > 0, Port.standard(of: parts.scheme) != nil { object.add("full", text) }
    object.add("scheme", parts.scheme)
    object.add("domain", parts.hostname ?? .empty)
    if let port = parts.port, port > 0 { object.add("port", port) }
    object.add("path", parts.path)
    object.add("query", parts.query)
    object.add("fragment", parts.fragment)
    object.add("username", parts.username ?? .empty)
    return object.finish()
  }

  /// `port(given, scheme)`.
  static let inferredPort = Function(
    template: "port", [.python("given"), .python("scheme")], returns: .integer,
    about: "The given port, or the one a scheme stands for; absent where neither is known.",
    examples: [
      Example(["8080", #""http""#], "8080"), Example(["absent", #""https""#], "443"),
      Example(["absent", #""ldap""#], "absent"),
    ]
  ) { arguments in
    let given = arguments.value(0)
    if given.isPresent { return given }
    guard arguments.value(1).kind == .string, let port = Port.standard(of: arguments.text(1)) else {
      return .absent
    }
    return Value(.integer, port)
  }

  /// `domain(host)`.
  static let inferredDomain = Function(
    template: "domain", [.python("host")], returns: .object,
    about:
      "The registered domain, top-level domain and subdomain of a host name, where it has them.",
    examples: [
      Example(
        [#""www.example.co.uk""#],
        #"{"registered_domain":"example.co.uk","top_level_domain":"co.uk","subdomain":"www"}"#),
      Example([#""192.0.2.1""#], "{}"), Example([#""co.uk""#], #"{"top_level_domain":"co.uk"}"#),
    ]
  ) { arguments in
    let parts = DomainParts(arguments.text(0), in: arguments.scratch)
    var object = PartsBuilder(in: arguments.scratch)
    object.add("registered_domain", parts.registeredDomain)
    object.add("top_level_domain", parts.suffix)
    object.add("subdomain", parts.subdomain)
    return object.finish()
  }
}

/// The ports of the schemes that web proxies log.
private enum Port {
  /// The digits; padded, since values are copied in steps of 16.
  static func standard(of scheme: Bytes) -> Bytes? {
    if scheme == Bytes("http") { return Bytes("80              ").slice(0, 2) }
    if scheme == Bytes("https") { return Bytes("443             ").slice(0, 3) }
    if scheme == Bytes("ftp") { return Bytes("21              ").slice(0, 2) }
    return nil
  }
}

/// An object of those parts that are not empty.
private struct PartsBuilder {
  private var builder: ByteBuilder

  init(in scratch: Scratch) {
    builder = ByteBuilder(in: scratch, capacity: 256)
    builder.append(UInt8(ascii: "{"))
  }

  mutating func add(_ name: StaticString, _ text: Bytes) {
    if text.count > 0 { add(name, .text(text)) }
  }

  mutating func add(_ name: StaticString, _ number: Int) {
    addName(name)
    builder.append(number)
  }

  private mutating func add(_ name: StaticString, _ value: Value) {
    addName(name)
    builder.appendJSON(value)
  }

  private mutating func addName(_ name: StaticString) {
    if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
    builder.append(UInt8(ascii: "\""))
    builder.append(name)
    builder.append("\":")
  }

  mutating func finish() -> Value {
    builder.append(UInt8(ascii: "}"))
    return builder.finish().map { Value(.object, $0) } ?? .absent
  }
}

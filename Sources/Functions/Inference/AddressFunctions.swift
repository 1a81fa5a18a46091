import Events

/// URLs and host names as the inference of intake formats takes them apart.
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
    ], takesLong: true
  ) { arguments in
    let parts = DomainParts(arguments.text(0), in: arguments.scratch)
    var object = PartsBuilder(in: arguments.scratch)
    object.add("registered_domain", parts.registeredDomain)
    object.add("top_level_domain", parts.suffix)
    object.add("subdomain", parts.subdomain)
    return object.finish()
  }
}

extension Function {
  /// `web_address(command)`.
  static let webAddress = Function(
    template: "web_address", [.python("command")], returns: .text,
    about: "The first http or https address in a text, up to a blank, comma or quote.",
    examples: [
      Example([#""curl (+https://ex.org/a) -o x""#], #""https://ex.org/a)""#),
      Example([#""--origin=http://a.local,http://b.local""#], #""http://a.local""#),
      Example([#""ls https:/ http""#], "absent"), Example(["absent"], "absent"),
    ]
  ) { arguments in
    guard arguments.value(0).kind == .string else { return .absent }
    let text = arguments.text(0)
    var from = 0
    while let place = text.firstRange(of: Bytes("http"), from: from) {
      let rest = text.dropping(place)
      let mark = rest.hasPrefix(Bytes("http://")) ? 7 : rest.hasPrefix(Bytes("https://")) ? 8 : 0
      let end = rest.firstIndex { $0 <= 0x20 || "\"',<>`".utf8.contains($0) } ?? rest.count
      if mark > 0, end > mark { return .text(rest.slice(0, end)) }
      from = place + 4
    }
    return .absent
  }

  /// `typed_answers(list)`.
  static let typedAnswers = Function(
    template: "typed_answers", [.python("answers")], returns: .list,
    about: "DNS answers in which those named by an address have its type, A or AAAA.",
    examples: [
      Example(
        [#"[{"name": "192.0.2.1"}, {"name": "ex.org", "type": "CNAME"}]"#],
        #"[{"name": "192.0.2.1","type":"A"},{"name": "ex.org", "type": "CNAME"}]"#),
      Example([#"[{"name": "2001:db8::1"}]"#], #"[{"name": "2001:db8::1","type":"AAAA"}]"#),
      Example([#"[{"name": "ex.org"}]"#], "absent"), Example(["1"], "absent"),
    ]
  ) { arguments in
    let scratch = arguments.scratch
    var builder = ListBuilder(in: scratch, capacity: Int(arguments.value(0).count))
    var isChanged = false
    var items = ArrayCursor(arguments.value(0))
    while let item = items.next() {
      let type = JSONCursor.member(Bytes("type"), of: item, in: scratch)
      let name = JSONCursor.member(Bytes("name"), of: item, in: scratch)
      guard item.kind == .object, item.count > 2, !type.isPresent || type.kind == .null,
        name.kind == .string, let text = JSONText.decoded(name, in: scratch),
        let address = IPAddress(text)
      else {
        builder.append(item)
        continue
      }
      isChanged = true
      var object = ByteBuilder(in: scratch, capacity: Int(item.count) + 24)
      object.append(item.spelling.slice(0, Int(item.count) - 1))
      object.append(address.isV4 ? ",\"type\":\"A\"}" : ",\"type\":\"AAAA\"}")
      builder.append(object.finish().map { Value(.object, $0, form: item.form) } ?? .absent)
    }
    return isChanged ? builder.finish() : .absent
  }
}

/// The ports of the schemes that web proxies log.
enum Port {
  /// The digits; padded, since values are copied in steps of 16.
  static func standard(of scheme: Bytes) -> Bytes? {
    if scheme == Bytes("http") { return Bytes("80              ").slice(0, 2) }
    if scheme == Bytes("https") { return Bytes("443             ").slice(0, 3) }
    if scheme == Bytes("ftp") { return Bytes("21              ").slice(0, 2) }
    return nil
  }
}

/// An object of those parts that are not empty.
struct PartsBuilder {
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

  mutating func add(_ name: StaticString, _ value: Value) {
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

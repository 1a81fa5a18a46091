import Events

extension Function {
  /// `url_parts(url)`.
  static let urlParts = Function(
    "url_parts", parameters: [Parameter("url", .text)], returns: .object,
    about:
      "The parts of a URL under their ECS names: scheme, domain, port, path, query and so on; "
      + "absent when its host has a blank, or its port is none.",
    examples: [
      Example(
        ["\"https://u:p@www.Example.co.uk:8443/a/b.tar.gz?q=1#top\""],
        "{\"original\":\"https://u:p@www.Example.co.uk:8443/a/b.tar.gz?q=1#top\","
          + "\"scheme\":\"https\",\"username\":\"u\",\"password\":\"p\","
          + "\"domain\":\"www.Example.co.uk\",\"registered_domain\":\"example.co.uk\","
          + "\"top_level_domain\":\"co.uk\",\"subdomain\":\"www\",\"port\":8443,"
          + "\"path\":\"/a/b.tar.gz\",\"extension\":\"gz\",\"query\":\"q=1\",\"fragment\":\"top\"}"),
      Example(
        ["\"http://[::1]:80\""],
        "{\"original\":\"http://[::1]:80\",\"scheme\":\"http\",\"domain\":\"[::1]\",\"port\":80}"),
      Example(
        ["\"host.example:443\""],
        "{\"original\":\"host.example:443\",\"domain\":\"host.example\","
          + "\"registered_domain\":\"host.example\",\"top_level_domain\":\"example\",\"port\":443}"),
      Example(["\"/a?b\""], "{\"original\":\"/a?b\",\"path\":\"/a\",\"query\":\"b\"}"),
      Example(
        ["\"http://ann.github.io/my file.txt\""],
        "{\"original\":\"http://ann.github.io/my file.txt\",\"scheme\":\"http\","
          + "\"domain\":\"ann.github.io\",\"registered_domain\":\"ann.github.io\","
          + "\"top_level_domain\":\"github.io\",\"path\":\"/my file.txt\",\"extension\":\"txt\"}"),
      Example(["\"http://a b/\""], "absent"), Example(["\"http://a:99999/\""], "absent"),
    ],
    resultNames: [
      "original", "scheme", "username", "password", "domain", "registered_domain",
      "top_level_domain", "subdomain", "port", "path", "extension", "query", "fragment",
    ]
  ) { parts(of: $0) }

  /// The object of a URL's parts; for inference also the whole URL, where it says a host and how the
  /// web or its files are reached there, and the port that its scheme stands for.
  static func parts(of arguments: borrowing Arguments, forInference: Bool = false) -> Value {
    let span = arguments.span(0)
    guard let url = URLText(span.bytes) else { return .absent }
    let scratch = arguments.scratch
    let scheme = url.scheme.map {
      CaseFolding.fold(TextSpan(bytes: $0, form: span.form), toUpper: false, in: scratch)
    }
    var builder = ByteBuilder(in: scratch, capacity: 3 * span.bytes.count + 256)
    func add(_ name: StaticString, _ value: Value) {
      builder.append(builder.count == 0 ? "{\"" : ",\"")
      builder.append(name)
      builder.append("\":")
      builder.appendJSON(value)
    }
    func add(_ name: StaticString, _ text: Bytes?) {
      if let text, text.count > 0 { add(name, Value(.string, text, form: span.form)) }
    }
    add("original", span.whole)
    if let scheme { add("scheme", scheme) }
    add("username", url.username)
    add("password", url.password)
    add("domain", url.host)
    let host = HostName(TextSpan(bytes: url.host ?? .empty, form: span.form), in: scratch)
    host.forEachPart { add($0, $1) }
    let standard =
      forInference ? scheme.flatMap { Port.standard(of: $0.spelling) } : nil
    let hasHost = (url.host?.count ?? 0) > 0
    if standard != nil, hasHost { add("full", span.whole) }
    if let port = url.port ?? (hasHost ? standard : nil) { add("port", Value(.integer, port)) }
    add("path", url.path)
    add("extension", url.pathExtension)
    add("query", url.query)
    add("fragment", url.fragment)
    builder.append("}")
    return builder.finish().map { Value(.object, $0) } ?? .absent
  }
}

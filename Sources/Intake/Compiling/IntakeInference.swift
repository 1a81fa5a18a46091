import Planning

/// Fields that follow from others, after the pipeline and in the dialect's order.
///
/// A field is considered only where some rule can give it: it is a target, or stands below one.
extension IntakeCompiler: FieldInference {
  func compileInference() {
    builder.origin = format.span
    inferRelated()
    inferOutcome()
    inferFile()
    inferUserAgent()
    inferAddressOfCommand()
    inferURL()
    inferAnswerTypes()
    inferAddresses()
    inferHostName()
    inferWindowsLogon()
  }

  // MARK: Reading and writing fields

  var infersItems: Bool { false }

  /// The register of a field's value; nil where it cannot have one.
  func field(_ name: String) -> Register? {
    fields.mayExist(name) ? node(of: name) : nil
  }

  /// Stores a value where it is present, and, unless `overrides`, where the field is not set.
  func infer(_ name: String, from value: Register, overrides: Bool) {
    let node = node(of: name)
    let end = builder.makeLabel()
    if !overrides { builder.add(.jumpIfPresent(node, 0), to: end) }
    builder.add(.put(to: node, from: value, document: 0))
    builder.place(end)
    noteAssigned(name)
  }

  // MARK: The inferences

  /// `related.*`: every address, host, user and hash of the event, each once, in place of what
  /// rules have set there.
  private func inferRelated() {
    if let set = field("related") { builder.add(.clear(set, document: 0)) }
    for (name, sources) in InferredFields.related { relate(name, sources) }
    relate("hash", Self.hashes)
  }

  private static let hashes = ["file", "process", "dll", "process.parent", "tls.server"].flatMap {
    base in ["md5", "sha1", "sha256", "sha512", "ssdeep"].map { "\(base).hash.\($0)" }
  }

  private func relate(_ name: String, _ fields: [String]) {
    let sources = fields.compactMap { field($0) }
    guard !sources.isEmpty else { return }
    let target = event.register(of: ["related", name])
    let list = function("related", sources)
    builder.add(.put(to: target, from: list, document: 0))
    noteAssigned("related.\(name)")
  }

  private func inferOutcome() {
    guard let outcome = field("action.outcome") else { return }
    let end = builder.makeLabel()
    builder.add(.jumpUnlessTest(outcome, .string, 0), to: end)
    infer("event.outcome", from: outcome, overrides: true)
    builder.place(end)
  }

  /// A web address in the command line, where nothing else says one.
  private func inferAddressOfCommand() {
    guard let command = field("process.command_line") else { return }
    let end = builder.makeLabel()
    for name in ["url.full", "url.original"] {
      builder.add(.jumpIfPresent(node(of: name), 0), to: end)
    }
    infer("url.original", from: function("web_address", [command]))
    builder.place(end)
  }

  /// The parts of `url.full`, else of `url.original`, and those of its domain.
  private func inferURL() {
    let bases = ["url.full", "url.original"].compactMap { field($0) }
    let domain = field("url.domain")
    let end = builder.makeLabel()
    if !bases.isEmpty {
      let base = builder.makeTemporary()
      let (start, count) = builder.argumentRun(bases)
      builder.add(.first(to: base, arguments: start, count: count))
      let without = builder.makeLabel()
      builder.add(.jumpUnlessTest(base, .string, 0), to: without)
      let parts = function("url", [base])
      infer("url.full", from: member("full", of: parts))
      infer("url.scheme", from: member("scheme", of: parts))
      let host = member("domain", of: parts)
      infer("url.domain", from: host)
      inferDomain(of: host, below: "url", by: "domain")
      let port = function("port", [member("port", of: parts), node(of: "url.scheme")])
      infer("url.port", from: port)
      for name in ["path", "query", "fragment", "username"] {
        infer("url.\(name)", from: member(name, of: parts))
      }
      builder.add(.jump(0), to: end)
      builder.place(without)
    }
    if let domain { inferDomain(of: domain, below: "url", by: "domain") }
    builder.place(end)
  }

  /// DNS answers that are addresses have the type of those.
  private func inferAnswerTypes() {
    guard let answers = field("dns.answers") else { return }
    infer("dns.answers", from: function("typed_answers", [answers]), overrides: true)
  }

  private func inferAddresses() {
    for side in ["source", "destination", "client"] {
      let domain = field("\(side).domain")
      let ip = field("\(side).ip")
      guard domain != nil || ip != nil else { continue }
      let address = event.register(of: [side, "address"])
      let end = builder.makeLabel()
      builder.add(.jumpIfPresent(address, 0), to: end)
      if let domain {
        let without = builder.makeLabel()
        builder.add(.jumpUnlessTest(domain, .string, 0), to: without)
        infer("\(side).address", from: domain)
        inferDomain(of: domain, below: side, by: "domain")
        builder.add(.jump(0), to: end)
        builder.place(without)
      }
      if let ip {
        builder.add(.jumpUnlessTest(ip, .truthy, 0), to: end)
        infer("\(side).address", from: ip)
      }
      builder.place(end)
    }
    if let name = field("dns.question.name") {
      inferDomain(of: name, below: "dns.question", by: "domain")
    }
  }

  private func inferHostName() {
    if let name = field("host.hostname") { infer("host.name", from: name) }
  }
}

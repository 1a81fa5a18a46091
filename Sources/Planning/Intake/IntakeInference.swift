import Events
import Functions

/// Fields that follow from others, after the pipeline and in the dialect's order.
///
/// A field is considered only where some rule can give it: it is a target, or stands below one.
extension IntakeCompiler {
  func compileInference() {
    inferRelated()
    inferOutcome()
    inferFileName()
    inferUserAgent()
    inferAddressOfCommand()
    inferURL()
    inferAnswerTypes()
    inferAddresses()
    inferHostName()
    inferWindowsLogon()
  }

  // MARK: Reading and writing fields

  /// Whether some rule can give a field a value.
  func mayExist(_ field: String) -> Bool {
    if assigned.contains(field) { return true }
    if assignedGroups.contains(field) { return true }
    return field.utf8.indices.contains {
      field.utf8[$0] == UInt8(ascii: ".") && assigned.contains(String(field[..<$0]))
    }
  }

  /// The register of a field's value; nil where it cannot have one.
  func field(_ name: String) -> Register? {
    mayExist(name) ? node(of: name) : nil
  }

  /// Stores a value where it is present, and, unless `overrides`, where the field is not set.
  func infer(_ name: String, from value: Register, overrides: Bool = false) {
    let node = node(of: name)
    let end = builder.makeLabel()
    if !overrides { builder.add(.jumpIfPresent(node, 0), to: end) }
    builder.add(.put(to: node, from: value, document: 0))
    builder.place(end)
    noteAssigned(name)
  }

  func function(_ name: String, _ operands: [Register]) -> Register {
    guard let function = InferenceFunctions.named(name),
      let call = FunctionCall(function, argumentCount: operands.count, prepared: nil)
    else { preconditionFailure("there is a function `\(name)`") }
    let result = builder.makeTemporary()
    let (start, count) = builder.argumentRun(operands)
    builder.calls.append(
      CallPlan(name: name, call: call, arguments: Int(start)..<Int(start + count)))
    builder.add(.call(to: result, call: UInt32(builder.calls.count - 1)))
    return result
  }

  /// A member of a computed object, by its dotted name.
  func member(_ name: String, of object: Register) -> Register {
    let result = builder.makeTemporary()
    builder.paths.append(TargetPath.parts(name).map { .member(builder.constant($0)) })
    builder.add(.navigate(to: result, from: object, path: UInt32(builder.paths.count - 1)))
    return result
  }

  // MARK: The inferences

  private static let sides = ["source", "destination", "client", "server"]

  /// `related.*`: every address, host, user and hash of the event, each once.
  private func inferRelated() {
    let sides = Self.sides
    relate(
      "ip",
      sides.flatMap { ["\($0).ip", "\($0).nat.ip"] } + [
        "host.ip", "observer.ip", "dns.resolved_ip",
      ])
    relate(
      "hosts",
      ["host.hostname", "observer.hostname"] + (sides + ["url"]).map { "\($0).domain" }
        + ["dns.question.name"])
    relate(
      "user",
      ["user.name"] + sides.map { "\($0).user.name" } + ["user.target.name", "file.owner"])
    let hashed = ["file", "process", "dll", "process.parent", "tls.server"]
    relate(
      "hash",
      hashed.flatMap { base in
        ["md5", "sha1", "sha256", "sha512", "ssdeep"].map { "\(base).hash.\($0)" }
      })
  }

  private func relate(_ name: String, _ fields: [String]) {
    let sources = fields.compactMap { field($0) }
    guard !sources.isEmpty else { return }
    let target = event.register(of: ["related", name])
    let list = function("related", [target] + sources)
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

  private func inferFileName() {
    guard let path = field("file.path") else { return }
    let name = event.register(of: ["file", "name"])
    let end = builder.makeLabel()
    builder.add(.jumpUnlessTest(path, .string, 0), to: end)
    builder.add(.jumpIfPresent(name, 0), to: end)
    infer("file.name", from: function("basename", [path]))
    infer("file.directory", from: function("dirname", [path]))
    builder.place(end)
  }

  private func inferUserAgent() {
    guard let original = field("user_agent.original") else { return }
    let end = builder.makeLabel()
    builder.add(.jumpUnlessTest(original, .string, 0), to: end)
    let parts = function("user_agent", [original])
    for name in ["device.name", "name", "version", "os.name", "os.version"] {
      infer("user_agent.\(name)", from: member(name, of: parts), overrides: true)
    }
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

  /// DNS answers that are addresses have the type of those.
  private func inferAnswerTypes() {
    guard let answers = field("dns.answers") else { return }
    infer("dns.answers", from: function("typed_answers", [answers]), overrides: true)
  }

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
      inferDomain(of: host, below: "url")
      let port = function(
        "port", [member("port", of: parts), event.register(of: ["url", "scheme"])])
      infer("url.port", from: port)
      for name in ["path", "query", "fragment", "username"] {
        infer("url.\(name)", from: member(name, of: parts))
      }
      builder.add(.jump(0), to: end)
      builder.place(without)
    }
    if let domain { inferDomain(of: domain, below: "url") }
    builder.place(end)
  }

  /// The parts of a host name.
  private func inferDomain(of host: Register, below base: String) {
    let end = builder.makeLabel()
    builder.add(.jumpUnlessTest(host, .string, 0), to: end)
    let parts = function("domain", [host])
    for name in ["registered_domain", "top_level_domain", "subdomain"] {
      infer("\(base).\(name)", from: member(name, of: parts))
    }
    builder.place(end)
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
        inferDomain(of: domain, below: side)
        builder.add(.jump(0), to: end)
        builder.place(without)
      }
      if let ip {
        builder.add(.jumpUnlessTest(ip, .truthy, 0), to: end)
        infer("\(side).address", from: ip)
      }
      builder.place(end)
    }
    if let name = field("dns.question.name") { inferDomain(of: name, below: "dns.question") }
  }

  private func inferHostName() {
    if let name = field("host.hostname") { infer("host.name", from: name) }
  }
}

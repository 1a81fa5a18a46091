import Functions

/// Fields that follow from others, for every front end: what is taken apart, and into which fields.
///
/// A front end says which fields may have a value and how one is stored.
package protocol FieldInference {
  var builder: PlanBuilder { get }

  /// Whether a list gives lists, of what follows from each of its texts; else only texts are taken.
  var infersItems: Bool { get }

  /// The register of a field's value; nil where no rule can give it one.
  func field(_ name: String) -> Register?

  /// The register of a field, whether or not some rule writes it.
  func node(of name: String) -> Register

  /// Stores a value where it is present and the field is not set. `overrides` asks for it to replace
  /// what is set; a front end may keep that all the same.
  func infer(_ name: String, from value: Register, overrides: Bool)
}

/// The fields that inference reads and writes.
package enum InferredFields {
  /// The two ends of a connection, each in both of its roles.
  package static let sides = ["source", "destination", "client", "server"]
  /// What `related.ip`, `related.hosts` and `related.user` gather first.
  package static let related: [(name: String, sources: [String])] = [
    (
      "ip",
      sides.flatMap { ["\($0).ip", "\($0).nat.ip"] }
        + ["host.ip", "observer.ip", "dns.resolved_ip"]
    ),
    (
      "hosts",
      ["host.hostname", "observer.hostname"] + (sides + ["url"]).map { "\($0).domain" }
        + ["dns.question.name"]
    ),
    ("user", ["user.name"] + sides.map { "\($0).user.name" } + ["user.target.name", "file.owner"]),
  ]
  /// The groups with a hash that `related.hash` gathers first.
  package static let hashed = ["file", "process", "process.parent", "dll", "tls.server"]
  /// Parts of a user agent below `user_agent`, by the same names in what the function gives.
  package static let userAgent = ["device.name", "name", "version", "os.name", "os.version"]
  /// Parts of a URL below `url`, likewise.
  package static let url = [
    "full", "scheme", "domain", "port", "path", "extension", "query", "fragment", "username",
    "password",
  ]
  /// Parts of a host name that are inferred below it, by the names the function gives them.
  package static let domain = ["registered_domain", "top_level_domain", "subdomain"]
}

extension FieldInference {
  /// A temporary that holds the result of calling an inference function; its name must exist.
  package func function(_ name: String, _ operands: [Register]) -> Register {
    guard let function = InferenceFunctions.named(name) else {
      preconditionFailure("there is a function `\(name)`")
    }
    var prepared: (any PreparedArgument)?
    // What the machine does not have gives no value.
    if case .ready(let ready)? = function.prepare?(operands.map { _ in nil }, builder.resources) {
      prepared = ready
    }
    guard
      let call = FunctionCall(
        function, argumentCount: operands.count, prepared: prepared, ofItems: infersItems)
    else { preconditionFailure("there is a function `\(name)`") }
    let result = builder.makeTemporary()
    let (start, count) = builder.argumentRun(operands)
    builder.calls.append(
      CallPlan(name: name, call: call, arguments: Int(start)..<Int(start + count)))
    builder.add(.call(to: result, call: UInt32(builder.calls.count - 1)))
    return result
  }

  /// A member of a computed object, by its dotted name; of a list, the members of its objects.
  package func member(_ name: String, of object: Register) -> Register {
    let result = builder.makeTemporary()
    builder.paths.append(
      (infersItems ? [.items] : []) + TargetPath.parts(name).map { .member(builder.constant($0)) })
    builder.add(.navigate(to: result, from: object, path: UInt32(builder.paths.count - 1)))
    return result
  }

  /// Gives a field a value unless it has one.
  package func infer(_ name: String, from value: Register) {
    infer(name, from: value, overrides: false)
  }

  /// Steps that run only where there is something to take apart.
  package func taking(apart source: Register, _ build: () -> Void) {
    let end = builder.makeLabel()
    builder.add(
      infersItems ? .jumpUnlessPresent(source, 0) : .jumpUnlessTest(source, .string, 0), to: end)
    build()
    builder.place(end)
  }

  // MARK: The inferences

  /// `file.name` and `file.directory`, from `file.path` where there is no name.
  package func inferFile() {
    guard let path = field("file.path") else { return }
    let name = node(of: "file.name")
    taking(apart: path) {
      let end = builder.makeLabel()
      builder.add(.jumpIfPresent(name, 0), to: end)
      infer("file.name", from: function(infersItems ? "file_name" : "basename", [path]))
      infer("file.directory", from: function(infersItems ? "file_directory" : "dirname", [path]))
      builder.place(end)
    }
  }

  /// Fills in what `user_agent.original` says about client, system and device.
  package func inferUserAgent() {
    guard let original = field("user_agent.original") else { return }
    taking(apart: original) {
      let parts = function("user_agent", [original])
      for name in InferredFields.userAgent {
        infer("user_agent.\(name)", from: member(name, of: parts), overrides: true)
      }
    }
  }

  /// The parts of a host name, as `splitter` takes it apart.
  package func inferDomain(of host: Register, below base: String, by splitter: String) {
    taking(apart: host) {
      let parts = function(splitter, [host])
      for name in InferredFields.domain {
        infer("\(base).\(name)", from: member(name, of: parts))
      }
    }
  }
}
